package once

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// Do is the value under a key: the one that is kept, or the one that is being
// computed for another caller, or what compute gives now, with the bytes that it and
// what the key points to take. The value is shared, and not to be changed. A caller
// stops waiting when its ctx ends, which is its error. The computation goes on for
// the others; it is cancelled when the last one has left, and its context has the
// values of the first caller's; For tells of all callers.
func Do[V any](ctx context.Context, key any, compute func(context.Context) (value V, bytes int, err error)) (V, error) {
	return do(ctx, key, func() bool { return true }, compute)
}

// do is Do for what is kept where keeps says so, once it is computed.
func do[V any](ctx context.Context, key any, keeps func() bool, compute func(context.Context) (value V, bytes int, err error)) (V, error) {
	if value, ok := Get[V](key); ok {
		return value, nil
	}
	value, err := inFlight.do(ctx, key, func(ctx context.Context) (any, error) {
		if value, ok := kept.peek(key); ok {
			return value, nil // computed meanwhile
		}
		value, bytes, err := compute(ctx)
		if err == nil && keeps() {
			kept.put(key, value, bytes)
		}
		return value, err
	})
	if err != nil {
		var none V
		return none, err
	}
	return value.(V), nil
}

// inFlight are the computations under way.
var inFlight = flights{of: map[any]*flight{}}

type flights struct {
	mu sync.Mutex
	of map[any]*flight
}

// flight is one computation that somebody waits for.
type flight struct {
	waiters int    // guarded by flights.mu, as joined
	joined  bool   // by a second one, now or before
	party   *Party // by itself: a value may keep the context that it was computed with
	cancel  context.CancelFunc
	done    chan struct{} // closed when value and err are there
	value   any
	err     error
}

func (f *flights) do(ctx context.Context, key any, compute func(context.Context) (any, error)) (any, error) {
	one, rise := f.join(ctx, key, compute)
	defer f.leave(key, one)
	defer rise()
	select {
	case <-one.done:
		return one.value, one.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// join is the flight of a key with one waiter more, who is of its party until it rises; it
// is started if there is none.
func (f *flights) join(ctx context.Context, key any, compute func(context.Context) (any, error)) (one *flight, rise func()) {
	f.mu.Lock()
	if one, ok := f.of[key]; ok {
		one.waiters++
		one.joined = true
		f.mu.Unlock()
		return one, one.party.Join(ctx)
	}
	defer f.mu.Unlock()
	job, cancel := context.WithCancel(context.WithoutCancel(ctx))
	one = &flight{waiters: 1, party: new(Party), cancel: cancel, done: make(chan struct{})}
	f.of[key] = one
	rise = one.party.Join(ctx)
	go func() {
		defer close(one.done)
		one.value, one.err = guarded(one.party.With(job), compute)
		f.end(key, one)
	}()
	return one, rise
}

// leave takes a waiter away. When the last one leaves the computation is cancelled,
// and a later call starts another.
func (f *flights) leave(key any, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one.waiters--; one.waiters == 0 {
		one.cancel()
		f.forget(key, one)
	}
}

func (f *flights) end(key any, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.forget(key, one)
}

// forget takes a flight from the map, unless another one is there by now.
func (f *flights) forget(key any, one *flight) {
	if f.of[key] == one {
		delete(f.of, key)
	}
}

// guarded calls compute; a panic becomes the error of the callers that wait.
func guarded(ctx context.Context, compute func(context.Context) (any, error)) (value any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return compute(ctx)
}
