package once

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// Do is the value under a key: the one that is kept, or the one that somebody
// else is computing, or what compute computes now and says the bytes of, what the
// key points to included. It is shared from then on, and not to be changed. Whoever
// waits may leave, which is ctx's error. The computing goes on for the others; its
// own context ends when the last one has left, and has the values of the first
// one's.
func Do[V any](ctx context.Context, key any, compute func(context.Context) (value V, bytes int, err error)) (V, error) {
	if value, ok := Get[V](key); ok {
		return value, nil
	}
	value, err := under.do(ctx, key, func(ctx context.Context) (any, error) {
		if value, ok := Get[V](key); ok {
			return value, nil // somebody was done meanwhile
		}
		value, bytes, err := compute(ctx)
		if err == nil {
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

// under is what is under way.
var under = flights{of: map[any]*flight{}}

type flights struct {
	mu sync.Mutex
	of map[any]*flight
}

// flight is one computation that somebody waits for.
type flight struct {
	askers int // guarded by flights.mu
	cancel context.CancelFunc
	done   chan struct{} // closed when value and err are there
	value  any
	err    error
}

func (f *flights) do(ctx context.Context, key any, compute func(context.Context) (any, error)) (any, error) {
	one := f.join(ctx, key, compute)
	defer f.leave(key, one)
	select {
	case <-one.done:
		return one.value, one.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// join is the flight of a key with one asker more; it is begun if there is none.
func (f *flights) join(ctx context.Context, key any, compute func(context.Context) (any, error)) *flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one, ok := f.of[key]; ok {
		one.askers++
		return one
	}
	job, cancel := context.WithCancel(context.WithoutCancel(ctx))
	one := &flight{askers: 1, cancel: cancel, done: make(chan struct{})}
	f.of[key] = one
	go func() {
		defer close(one.done)
		one.value, one.err = guarded(job, compute)
		f.end(key, one)
	}()
	return one
}

// leave takes an asker away; with the last one the computing ends, and whoever
// comes later begins anew.
func (f *flights) leave(key any, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one.askers--; one.askers == 0 {
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

// guarded computes; a panic is an error of those who asked.
func guarded(ctx context.Context, compute func(context.Context) (any, error)) (value any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return compute(ctx)
}
