package pool

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// That threads stand behind (see behind) is not enough. A system gives them their tenth of a
// processor at a stretch: once its turn has come, such a thread keeps the processor up to
// the system's next tick, which is up to ten milliseconds away, whoever waits. A hand
// whose answer takes half a millisecond would wait that long, again and again. So what
// stands behind rests by itself while a hand is there, and is seen to within the
// time between two looks at its context. While it rests it also holds up nobody who stops
// all work, as the collector of garbage does.

const (
	// handStays is how long a hand's request is given way to. It is far longer than such a
	// request takes, whoever is not answered by then waits for more than a processor: for
	// the line of one who does not read, say.
	handStays = 20 * time.Millisecond
	// mostRest is how long work rests at most at a stretch, and leastWork how long it
	// computes then whoever is there: so it has a fifth of its time however many hands
	// there are.
	mostRest  = 4 * time.Millisecond
	leastWork = time.Millisecond
)

// A way is what hands are given.
type way struct {
	there atomic.Int32 // hands

	mu   sync.Mutex
	free chan struct{} // closed when no hand is there any more; nil where nobody waits for it
}

type handKey struct{}

// Hand notes that a request of the hand is there, until end is called, which may be more
// than once, or until its work stands behind others: what does that already gives way to it.
// Work for it is to be asked for by the context.
func (p *Pool) Hand(ctx context.Context) (of context.Context, end func()) {
	p.way.there.Add(1)
	stays := time.AfterFunc(handStays, p.way.leave)
	end = func() {
		if stays.Stop() {
			p.way.leave()
		}
	}
	return context.WithValue(ctx, handKey{}, end), end
}

// FallBack notes that nothing gives way any more to a context's request.
func FallBack(ctx context.Context) {
	if end, ok := ctx.Value(handKey{}).(func()); ok {
		end()
	}
}

// Hands is how many requests of hands are given way to right now.
func (p *Pool) Hands() int { return int(p.way.there.Load()) }

func (w *way) leave() {
	if w.there.Add(-1) > 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.free != nil && w.there.Load() == 0 {
		close(w.free)
		w.free = nil
	}
}

// give waits until no hand is there, but not for longer than most; false where one is there
// still.
func (w *way) give(most time.Duration) bool {
	w.mu.Lock()
	if w.there.Load() == 0 {
		w.mu.Unlock()
		return true
	}
	if w.free == nil {
		w.free = make(chan struct{})
	}
	free := w.free
	w.mu.Unlock()
	enough := time.NewTimer(most)
	defer enough.Stop()
	select {
	case <-free:
		return true
	case <-enough.C:
		return false
	}
}

// giveWay lets work that stands behind rest while hands are there. It costs next to nothing
// where none is.
func (c *clock) giveWay() {
	if !c.behind || c.way.there.Load() == 0 || time.Now().UnixNano() < c.works.Load() {
		return
	}
	if !c.way.give(mostRest) {
		c.works.Store(time.Now().Add(leastWork).UnixNano())
	}
}

// Behind does what takes long and no hand waits for, such as writing what is large: on a
// thread that stands behind others, once no hand is there. It may wait for a line.
func (p *Pool) Behind(work func()) {
	if !standsBehind {
		work()
		return
	}
	if p.way.there.Load() > 0 {
		p.way.give(mostRest)
	}
	lines.do(work)
}
