package pool

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// Work that no hand waits for is done on threads that stand behind all others of the
// program, and of the machine's: the system's scheduler takes a processor from them as
// soon as a hand's work has something to do, or a message is there to be read. Without,
// each turn that is given on, and each message, would wait for the end of a slice of
// theirs.

const (
	// mostBehind is how many threads there are at most, each of which takes some tens of
	// kilobytes: work keeps its own while it waits for its next turn. What finds none is
	// done on any thread.
	mostBehind = 64
	// behindRest is how long one is kept that has nothing to do.
	behindRest = 5 * time.Second
)

// behind are the threads that stand behind.
type behind struct {
	jobs  chan func()
	alive chan struct{} // one each
}

var (
	lowered = behind{make(chan func()), make(chan struct{}, mostBehind)}
	// lines is for what waits for lines: who does not read is to keep no thread from who computes.
	lines = behind{make(chan func()), make(chan struct{}, mostBehind)}
)

// do does work on a thread that stands behind, and returns when it is done. A panic is
// the caller's, with where it came from.
func (b *behind) do(work func()) {
	done := make(chan *thrown, 1)
	job := func() { done <- caught(work) }
	select {
	case b.jobs <- job: // to one that rests
	default:
		select {
		case b.alive <- struct{}{}:
			go b.serve(job)
		default:
			work()
			return
		}
	}
	if t := <-done; t != nil {
		panic(t)
	}
}

// serve is one thread: it does a job, and those that come until none has for a while.
// Its goroutine ends without giving the thread back, which ends with it: a priority that
// was lowered can't be raised again.
func (b *behind) serve(job func()) {
	defer func() { <-b.alive }()
	runtime.LockOSThread()
	standBehind()
	rest := time.NewTimer(behindRest)
	for {
		job()
		rest.Reset(behindRest)
		select {
		case job = <-b.jobs:
		case <-rest.C:
			return
		}
	}
}

// thrown is a panic that goes on in another goroutine.
type thrown struct {
	value any
	stack []byte
}

func (t *thrown) String() string { return fmt.Sprintf("%v\n%s", t.value, t.stack) }

// caught does work, and is its panic, if there is one.
func caught(work func()) (t *thrown) {
	defer func() {
		if v := recover(); v != nil {
			t = &thrown{v, debug.Stack()}
		}
	}()
	work()
	return nil
}
