package pool

import (
	"context"
	"runtime"
	"sync"
	"time"

	"downhill/server/fault"
	"downhill/workers"
)

// leastLook is the shortest time between two looks at a clock.
const leastLook = time.Millisecond

// A clock counts the processor time of one piece of work, over all the threads that
// it works on, and ends the work's context once it has taken what it may. Time that
// the work sleeps, or waits for a processor while the machine is busy, does not
// count, where the system tells it apart (see thread).
type clock struct {
	may time.Duration
	end context.CancelCauseFunc

	mu      sync.Mutex
	over    time.Duration // what those took that have ended
	working map[*stretch]bool
	look    *time.Timer
}

// A stretch is one goroutine's work, on a thread of its own.
type stretch struct {
	on   thread
	from time.Duration // what the thread had taken before
}

// startClock is a context for work that may take so long in all, and its clock, which
// is to be stopped.
func startClock(ctx context.Context, may time.Duration) (context.Context, *clock) {
	bounded, end := context.WithCancelCause(ctx)
	c := &clock{may: may, end: end, working: map[*stretch]bool{}}
	if may <= 0 {
		end(fault.ErrBudget)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look = time.AfterFunc(c.next(), c.watch)
	return workers.WithClock(bounded, c), c
}

// stop ends the context and the looks at the clock, and tells what was taken.
func (c *clock) stop() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look.Stop()
	c.look = nil
	c.end(nil)
	return c.taken()
}

// run does work on the goroutine that calls it, and counts it.
func (c *clock) run(ctx context.Context, work func(context.Context) error) error {
	defer c.Begin()()
	return work(ctx)
}

// Begin counts what the goroutine that calls it takes from here on, until end. It
// keeps to its thread meanwhile, whose time is told: so an iter.Pull that was begun
// before may not be asked for more within, which the runtime forbids.
func (c *clock) Begin() (end func()) {
	runtime.LockOSThread()
	s := &stretch{on: thisThread()}
	s.from = s.on.taken()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.working[s] = true
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.over += s.on.taken() - s.from
		delete(c.working, s)
		runtime.UnlockOSThread()
	}
}

// taken is the processor time so far; c.mu is held.
func (c *clock) taken() time.Duration {
	total := c.over
	for s := range c.working {
		total += s.on.taken() - s.from
	}
	return total
}

// next is how long to wait before the next look: in less no work can have taken what
// is left, with all processors at it. c.mu is held.
func (c *clock) next() time.Duration {
	left := c.may - c.taken()
	return max(leastLook, left/time.Duration(runtime.GOMAXPROCS(0)))
}

// watch looks at the clock, and ends the work or looks again later.
func (c *clock) watch() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.look == nil {
		return
	}
	if c.taken() >= c.may {
		c.end(fault.ErrBudget)
		return
	}
	c.look.Reset(c.next())
}
