package stream

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"downhill/once"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/pool"
)

// A take is the answer to a request as all get it who ask for the same: it is computed
// and encoded once, as if for request 0, while it is sent to everyone from its
// beginning, at the pace of their lines. It ends with the last of them.
type take struct {
	key    takeKey
	all    *takes
	cancel context.CancelFunc

	joined    bool // by a second one, now or before; takes.mu guards it, and the two after it
	followers int
	release   func() // lets go of its memory; nil until it is made

	party *once.Party // its followers

	meter *pool.Meter   // of who asked first, from which its work draws; nil where none is told
	from  time.Duration // that was drawn from it before

	frames []*[]byte // that others may have once nobody follows it; for who makes it until then
	kept   bool      // they are for who asks later; its maker sets it, then takes.mu guards it

	mu     sync.Mutex
	groups []group
	open   bool // what is added belongs to the last group
	over   bool
	err    error
	more   chan struct{} // closed when something was added
}

// takeKey is all that an answer depends on, but for the number of its request.
type takeKey struct {
	kind    kind
	path    string          // of the scenario
	lessons *engine.Lessons // by which the path was read: a course that is read again may tell another scenario there
	plane   string          // of a network
	spec    string          // what is asked for beside
}

// A group is what leaves in as few packets as it can.
type group []part

// A part is one message of an answer to request 0.
type part struct {
	binary bool
	body   []byte
}

// idZero is how a message begins whose first field is the number of its request.
const idZero = `{"id":0`

// message adds a message, as JSON; its first field is its request's number, which is 0.
func (t *take) message(ctx context.Context, m any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b, err := json.Marshal(m)
	if err == nil && (len(b) < len(idZero) || string(b[:len(idZero)]) != idZero) {
		err = fmt.Errorf("%T has no number of its request first", m)
	}
	if err != nil {
		return err
	}
	t.add(part{body: b})
	return nil
}

// frame adds a frame, which is not to be changed any more.
func (t *take) frame(ctx context.Context, b []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t.add(part{true, b})
	return nil
}

// together makes what add adds one group.
func (t *take) together(add func() error) error {
	t.mu.Lock()
	t.groups, t.open = append(t.groups, nil), true
	t.mu.Unlock()
	err := add()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open = false
	t.tell()
	return err
}

func (t *take) add(p part) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open {
		last := len(t.groups) - 1
		t.groups[last] = append(t.groups[last], p)
		return
	}
	t.groups = append(t.groups, group{p})
	t.tell()
}

// bring gives the take all of its groups at once.
func (t *take) bring(kept []group) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.groups, t.over = kept, true
	t.tell()
}

// finish says that nothing more comes.
func (t *take) finish(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over, t.err = true, err
	t.tell()
}

// tell wakes those who wait for more; t.mu is held.
func (t *take) tell() {
	close(t.more)
	t.more = make(chan struct{})
}

// after is what there is from a group on, whether that is all, and what is closed when
// there is more.
func (t *take) after(sent int) (groups []group, over bool, err error, more <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	whole := len(t.groups)
	if t.open {
		whole--
	}
	return t.groups[sent:whole], t.over, t.err, t.more
}

// bytes is the memory that the take holds.
func (t *take) bytes() int {
	const perPart = 64
	total := len(t.key.path) + len(t.key.plane) + len(t.key.spec)
	for _, g := range t.groups {
		for _, p := range g {
			total += cap(p.body) + perPart
		}
	}
	return total
}

// takes are those that somebody is sent.
type takes struct {
	mu sync.Mutex
	of map[takeKey]*take
}

// A making makes a take that nobody has yet, and is what holds the memory for it. What
// is brief is made by whoever asks for it first: to let another goroutine make it takes
// about as long.
type making struct {
	hold  func(context.Context) (release func(), err error)
	make  func(context.Context, *take) error
	brief bool
}

// join is the take of a key, with one follower more, who is of its party until it rises, and
// by whose meter it may go on as well (see pool.MeterOf); it is begun if there is none, or,
// if it is brief, made by run, which is the caller's to call.
func (a *takes) join(ctx context.Context, key takeKey, m making) (t *take, rise, run func()) {
	again := once.Again(key)
	a.mu.Lock()
	if t := a.of[key]; t != nil {
		t.followers++
		t.joined = true
		if t.meter != nil {
			t.meter.Share(pool.MeterOf(ctx), t.from)
		}
		a.mu.Unlock()
		return t, t.party.Join(ctx), nil
	}
	defer a.mu.Unlock()
	job, cancel := context.WithCancel(context.WithoutCancel(ctx))
	t = &take{key: key, all: a, party: new(once.Party), cancel: cancel, followers: 1, joined: again, more: make(chan struct{})}
	if t.meter = pool.MeterOf(ctx); t.meter != nil {
		t.from = t.meter.Taken()
	}
	a.of[key] = t
	rise = t.party.Join(ctx)
	job = t.party.With(job)
	if m.brief {
		return t, rise, func() { t.run(job, m) }
	}
	go t.run(job, m)
	return t, rise, nil
}

// leave takes a follower away; the take ends with the last one.
func (a *takes) leave(t *take) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if t.followers--; t.followers > 0 {
		return
	}
	t.cancel()
	a.forget(t)
	if t.release != nil {
		t.release()
	}
}

// keep holds a take's memory, which was made, until its last follower leaves.
func (a *takes) keep(t *take, release func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t.release = func() {
		release()
		if !t.kept {
			t.empty()
		}
	}
	if t.followers == 0 {
		t.release()
	}
}

// drop lets those who ask from now on have another one.
func (a *takes) drop(t *take) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.forget(t)
}

// forget is drop; a.mu is held.
func (a *takes) forget(t *take) {
	if a.of[t.key] == t {
		delete(a.of, t.key)
	}
}

// asked reports whether several have asked for the take.
func (a *takes) asked(t *take) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return t.joined
}

// run makes the take, or brings it from what is kept, and holds its memory for as long
// as it has followers.
func (t *take) run(ctx context.Context, m making) {
	release, err := m.hold(ctx)
	if err != nil {
		t.finish(err)
		t.all.drop(t)
		return
	}
	defer t.all.keep(t, release)
	if kept, ok := once.Get[[]group](t.key); ok {
		t.bring(kept)
		return
	}
	err = t.guarded(ctx, m.make)
	t.finish(err)
	if err != nil {
		t.all.drop(t) // who asks from now on is not to be told of it
	} else if t.all.asked(t) {
		t.kept = true
		once.Put(t.key, t.groups, t.bytes())
	}
}

// guarded makes the take; a panic ends it, not the server.
func (t *take) guarded(ctx context.Context, make func(context.Context, *take) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic", "value", p, "asked", t.key.path, "stack", string(debug.Stack()))
			err = fault.ErrPanic
		}
	}()
	return make(ctx, t)
}
