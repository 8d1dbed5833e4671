package pool

import (
	"context"

	"downhill/once"
)

// Once is once.Do for work that draws from the meter of whoever asks for it first: it may
// take as much as any of those has left who wait for it, so that nobody is told of another's
// budget (see Meter.Share).
func Once[V any](ctx context.Context, m *Meter, key any, compute func(context.Context) (value V, bytes int, err error)) (V, error) {
	return once.Do(WithMeter(ctx, m), key, func(ctx context.Context) (V, int, error) {
		defer m.lend(ctx)()
		return compute(ctx)
	})
}

// lend lets a meter have what any of those has left for whom a context's work is done, from
// now on until stop is called.
func (m *Meter) lend(ctx context.Context) (stop func()) {
	from := m.Taken()
	share := func() {
		for _, one := range once.For(ctx) {
			m.Share(MeterOf(one), from)
		}
	}
	stop = once.Watch(ctx, share)
	share()
	return stop
}
