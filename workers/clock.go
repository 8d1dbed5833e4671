package workers

import "context"

// A Clock is told of each goroutine that works, so that what they take can be
// counted: its Do is called on it, and does the work, on another goroutine if need be.
// Pause is called by the one that waits for them, before, and resume after.
type Clock interface {
	Do(work func())
	Pause() (resume func())
}

type clockKey struct{}

// WithClock is a context whose workers a clock is told of: a server counts what a
// request takes, and the packages that compute need not know of servers.
func WithClock(ctx context.Context, c Clock) context.Context {
	return context.WithValue(ctx, clockKey{}, c)
}

// do does work by the context's clock, if it has one.
func do(ctx context.Context, work func()) {
	if c, ok := ctx.Value(clockKey{}).(Clock); ok {
		c.Do(work)
		return
	}
	work()
}

// Pause tells the context's clock, if it has one, that the goroutine that calls it waits
// for others that work, until resume: whoever waits in its turn may keep them from one.
func Pause(ctx context.Context) (resume func()) {
	if c, ok := ctx.Value(clockKey{}).(Clock); ok {
		return c.Pause()
	}
	return func() {}
}
