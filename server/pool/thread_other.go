//go:build !linux

package pool

import "time"

// A thread stands for one of the system's where its processor time is not told
// without cgo: the time that goes by stands in for it.
type thread struct{ since time.Time }

func thisThread() thread { return thread{time.Now()} }

func (t thread) taken() time.Duration { return time.Since(t.since) }

// here reports whether the goroutine that calls it is known to be on the thread.
func (t thread) here() bool { return false }
