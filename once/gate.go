package once

import "context"

// A Gate runs work when there is room for it, with a context that limits its time.
// weight is how much work it is, in operations, as the caller counts them.
type Gate func(ctx context.Context, weight int, work func(context.Context) error) error

type gateKey struct{}

// WithGate is a context whose heavy work goes through a gate: a server limits how
// much runs at once, and the packages that compute need not know of servers.
func WithGate(ctx context.Context, g Gate) context.Context {
	return context.WithValue(ctx, gateKey{}, g)
}

// Through runs work through the context's gate; right away if it has none. Work
// that goes through a gate must not wait for other work that does.
func Through(ctx context.Context, weight int, work func(context.Context) error) error {
	if g, ok := ctx.Value(gateKey{}).(Gate); ok {
		return g(ctx, weight, work)
	}
	return work(ctx)
}
