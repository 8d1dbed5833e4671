package pool

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"downhill/once"
	"downhill/server/turns"
	"downhill/workers"
)

type ownerKey struct{}

// WithOwner is a context whose work takes the turns of an owner.
func WithOwner(ctx context.Context, o turns.Owner) context.Context {
	return context.WithValue(ctx, ownerKey{}, o)
}

// ownersOf is whose turns a context's work takes, each once: of all for whom it is done
// (see once.For), or of who asked first where nobody is there.
func ownersOf(ctx context.Context) (all []turns.Owner) {
	for _, one := range once.For(ctx) {
		if o := ownerOf(one); !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	if all == nil {
		all = []turns.Owner{ownerOf(ctx)}
	}
	return all
}

func ownerOf(ctx context.Context) turns.Owner {
	o, _ := ctx.Value(ownerKey{}).(turns.Owner)
	return o
}

// handTime is what a request of the hand may take of processors before it goes with all
// else that its stream asks for: what is seen while a hand moves takes less, and who asks
// for long runs is not before those who don't.
const handTime = 4 * time.Millisecond

// after is whose turns an owner's request takes that has taken so much.
func after(o turns.Owner, took time.Duration) turns.Owner {
	if o.Class == turns.Hand && took >= handTime {
		o.Class = turns.Stream
	}
	return o
}

// quickTime is what a request of the hand may take before what is left of it stands behind
// those that have not taken so much: while short runs follow twenty hands, long ones of
// others are to hold up none of them. It keeps the hand's share of the turns.
const quickTime = 100 * time.Microsecond

// standsBack reports whether a request of some owners stands behind others that has taken
// so much.
func standsBack(all []turns.Owner, took time.Duration) bool {
	return took >= quickTime || !slices.ContainsFunc(all, func(o turns.Owner) bool { return o.Class == turns.Hand })
}

// owners are whose turns a piece of work takes: they come and go while it waits and while
// it computes.
type owners struct {
	ctx   context.Context
	work  *turns.Work
	leave func() // ends it

	mu    sync.Mutex
	taken time.Duration // by the request so far
	now   []turns.Owner
}

// workOf is a piece of work that waits for turns of all for whom a context's work is done,
// whose request has taken what a meter tells.
func workOf(ctx context.Context, of *turns.Turns, m *Meter) (*turns.Work, *owners) {
	o := &owners{ctx: ctx, work: of.Work(ctx), taken: m.Taken()}
	o.leave = once.Watch(ctx, o.change)
	o.change()
	return o.work, o
}

// change lets the work be for those who are there now.
func (o *owners) change() {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := ownersOf(o.ctx)
	for i := range all {
		all[i] = after(all[i], o.taken)
	}
	o.now = all
	o.work.Become(all...)
}

// took notes what the request has taken by now.
func (o *owners) took(d time.Duration) {
	o.mu.Lock()
	o.taken = d
	o.mu.Unlock()
	o.change()
}

// class is the first of the owners' classes.
func (o *owners) class() turns.Class {
	o.mu.Lock()
	defer o.mu.Unlock()
	first := turns.Other
	for _, owner := range o.now {
		first = max(first, owner.Class)
	}
	return first
}

// counted are the processors that Reserve found, 0 before.
var counted atomic.Int32

// Reserve lets the runtime use more threads than there are processors, while pools made
// afterwards still compute on as many as there are: so messages are read and sent, and a
// hand's runs are made, while all processors compute, and the system's scheduler shares
// them, which lets who has slept go first, and who stands behind (see behind) last.
func Reserve() {
	n := runtime.GOMAXPROCS(0)
	if !counted.CompareAndSwap(0, int32(n)) {
		return
	}
	workers.Within(n)
	runtime.GOMAXPROCS(n + more(n))
}

// more is how many threads more than n processors the runtime uses: of what stands behind
// each keeps one while others go first, the collector of garbage has one, and one is there
// for who reads and sends.
func more(n int) int {
	if standsBehind {
		return slotsOf(n) + 2
	}
	return 1
}

// slotsOf is how many compute at once on n processors.
func slotsOf(n int) int { return max(2, n) }

// processors is how many there are to compute on.
func processors() int {
	if n := int(counted.Load()); n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}
