package pool

import (
	"time"

	"golang.org/x/sys/unix"
)

// A thread is one of the system's, whose processor time is told from any other.
type thread struct {
	id    int
	clock int32 // the kernel's clock of the thread, 0 where it tells none
	since time.Time
}

// thisThread is the thread of the goroutine that calls it, which is to keep to it.
func thisThread() thread {
	const ofThread, scheduled = 4, 2 // CPUCLOCK_PERTHREAD_MASK and CPUCLOCK_SCHED of Linux
	id := unix.Gettid()
	t := thread{id, int32(^id<<3 | ofThread | scheduled), time.Now()}
	if unix.ClockGettime(t.clock, &unix.Timespec{}) != nil {
		t.clock = 0
	}
	return t
}

// taken is the processor time that the thread has taken, as far as the kernel tells;
// elsewhere it is the time that went by.
func (t thread) taken() time.Duration {
	var at unix.Timespec
	if t.clock == 0 || unix.ClockGettime(t.clock, &at) != nil {
		return time.Since(t.since)
	}
	return time.Duration(at.Nano())
}

// here reports whether the goroutine that calls it is on the thread.
func (t thread) here() bool { return t.id == unix.Gettid() }
