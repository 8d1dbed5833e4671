package once

import "context"

// A Gate lets work run when it is its turn, with a context that says how long it
// may take. weight is in operations of the caller's own; it tells heavy work from
// light.
type Gate func(ctx context.Context, weight int, work func(context.Context) error) error

type gateKey struct{}

// WithGate is a context whose heavy work goes through a gate. So a server says
// how much of it runs at once, without those who compute knowing of servers.
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
