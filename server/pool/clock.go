package pool

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"downhill/server/fault"
	"downhill/server/turns"
	"downhill/workers"
)

// leastLook is the shortest time between two looks at a clock.
const leastLook = time.Millisecond

// A clock counts the processor time of one piece of work, over all the threads that
// it works on, and ends the work's context once it has taken what it may. Time that
// the work sleeps, or waits for a processor while the machine is busy, or for its
// turn, does not count, where the system tells it apart (see thread). It takes a turn
// for each thread too.
type clock struct {
	meter   *Meter
	left    time.Duration // of the meter as it began
	lent    time.Duration // to the meter before
	bounded context.Context
	end     context.CancelCauseFunc
	work    *turns.Work
	owners  *owners
	before  time.Duration // that its request took before it
	behind  bool          // it is done on threads that stand behind others
	way     *way          // that it gives to hands then
	works   atomic.Int64  // until when it gives none, in nanoseconds since 1970

	mu      sync.Mutex
	since   time.Time     // the last turn's begin, for where threads are not told apart
	over    time.Duration // what those took that have ended
	working map[*stretch]bool
	look    *time.Timer
}

// A stretch is one goroutine's work, on a thread of its own.
type stretch struct {
	on   thread
	from time.Duration // what the thread had taken before
}

// startClock is a context for work that may take what is left of a meter, and its clock,
// which is to be stopped. Asked whether it has ended, the context gives the turn on where it
// is another's: what computes asks it at least every 64 steps.
func startClock(ctx context.Context, w *turns.Work, o *owners, m *Meter) (context.Context, *clock) {
	may, lent := m.mayTake()
	bounded, end := context.WithCancelCause(ctx)
	w.Within(bounded)
	c := &clock{meter: m, left: may, lent: lent, bounded: bounded, end: end, work: w, owners: o, before: m.Taken(), since: time.Now(), working: map[*stretch]bool{}}
	if may <= 0 {
		end(fault.ErrBudget)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look = time.AfterFunc(c.next(), c.watch)
	return yielding{workers.WithClock(bounded, c), c}, c
}

// A yielding context gives a turn on where it is asked for its end.
type yielding struct {
	context.Context
	clock *clock
}

// Err is the context's error.
func (y yielding) Err() error {
	if err := y.Context.Err(); err != nil {
		return err
	}
	y.clock.giveWay()
	y.clock.work.Offer(y.clock)
	return y.Context.Err()
}

// spent reports whether the work's context ended since it had taken what it may.
func (c *clock) spent() bool { return context.Cause(c.bounded) == fault.ErrBudget }

// stop ends the context and the looks at the clock, and tells what was taken.
func (c *clock) stop() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look.Stop()
	c.look = nil
	c.end(nil)
	return c.taken()
}

// run does work in the turn that was waited for, which ends with it.
func (c *clock) run(ctx context.Context, work func(context.Context) error) (err error) {
	c.place(func() {
		defer c.turn()()
		err = work(ctx)
	})
	return err
}

// Do waits for another turn, does work in it, and counts what that takes.
func (c *clock) Do(work func()) {
	c.work.Join()
	c.place(func() {
		defer c.turn()()
		work()
	})
}

// place does work where it belongs: on the goroutine that calls it, or on a thread that
// stands behind others.
func (c *clock) place(work func()) {
	if c.behind {
		lowered.do(work)
		return
	}
	work()
}

// turn counts a turn that the goroutine that calls it has, and gives it back in the end.
func (c *clock) turn() (end func()) {
	stop := c.count()
	return func() {
		took := c.Took()
		stop()
		c.work.Leave(took)
	}
}

// Pause gives up the turn of the goroutine that calls it, while it waits for others
// that work, and resume takes one again.
func (c *clock) Pause() (resume func()) {
	took := c.Took()
	again := c.Rest()
	c.work.Leave(took)
	return func() {
		c.work.Join()
		again()
	}
}

// count counts what the goroutine that calls it takes, until stop. It keeps to its
// thread meanwhile, whose time is told: so an iter.Pull that was begun before may not
// be asked for more within, which the runtime forbids.
func (c *clock) count() (stop func()) {
	s := &stretch{}
	c.begin(s)
	return func() { c.finish(s) }
}

// begin begins a stretch on the thread of the goroutine that calls it.
func (c *clock) begin(s *stretch) {
	runtime.LockOSThread()
	s.on = thisThread()
	s.from = s.on.taken()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.working[s] = true
}

// finish ends a stretch, and tells what those took that have ended.
func (c *clock) finish(s *stretch) (over time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.over += s.on.taken() - s.from
	delete(c.working, s)
	runtime.UnlockOSThread()
	return c.over
}

// Took is what the goroutine that calls it has taken in its turn, as far as that is told.
func (c *clock) Took() time.Duration {
	if s := c.here(); s != nil {
		return s.on.taken() - s.from
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Since(c.since)
}

// Rest ends the stretch of the goroutine that calls it, so that it holds no thread while
// it waits, and resume begins it again.
func (c *clock) Rest() (resume func()) {
	if s := c.here(); s != nil {
		c.owners.took(c.before + c.finish(s))
		return func() { c.begin(s) }
	}
	begun := time.Now() // threads are not told apart: what goes by is taken off
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.over -= time.Since(begun)
		c.since = time.Now()
	}
}

// here is the stretch of the goroutine that calls it, nil where that is not known.
func (c *clock) here() *stretch {
	c.mu.Lock()
	defer c.mu.Unlock()
	for s := range c.working {
		if s.on.here() {
			return s
		}
	}
	return nil
}

// taken is the processor time so far; c.mu is held.
func (c *clock) taken() time.Duration {
	total := c.over
	for s := range c.working {
		total += s.on.taken() - s.from
	}
	return total
}

// may is what the work may take in all.
func (c *clock) may() time.Duration {
	_, lent := c.meter.mayTake()
	return c.left + lent - c.lent
}

// next is how long to wait before the next look: in less no work can have taken what
// is left, with all processors at it. c.mu is held.
func (c *clock) next() time.Duration {
	left := c.may() - c.taken()
	return max(leastLook, left/time.Duration(runtime.GOMAXPROCS(0)))
}

// watch looks at the clock, and ends the work or looks again later.
func (c *clock) watch() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.look == nil {
		return
	}
	if c.taken() >= c.may() {
		c.end(fault.ErrBudget)
		return
	}
	c.look.Reset(c.next())
}
