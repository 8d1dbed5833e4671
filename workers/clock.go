package workers

import "context"

// A Clock is told of each goroutine that works, so that what they take can be
// counted: its Begin is called on it as it begins, and end as it ends. Pause is called
// by the one that waits for them, before, and resume after.
type Clock interface {
	Begin() (end func())
	Pause() (resume func())
}

type clockKey struct{}

// WithClock is a context whose workers a clock is told of: a server counts what a
// request takes, and the packages that compute need not know of servers.
func WithClock(ctx context.Context, c Clock) context.Context {
	return context.WithValue(ctx, clockKey{}, c)
}

// begin tells the context's clock, if it has one, of the goroutine that calls it.
func begin(ctx context.Context) (end func()) {
	if c, ok := ctx.Value(clockKey{}).(Clock); ok {
		return c.Begin()
	}
	return func() {}
}

// pause tells the context's clock, if it has one, that the goroutine that calls it waits
// for others.
func pause(ctx context.Context) (resume func()) {
	if c, ok := ctx.Value(clockKey{}).(Clock); ok {
		return c.Pause()
	}
	return func() {}
}
