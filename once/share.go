package once

import (
	"context"
	"hash/maphash"
	"sync"
)

// Share is Do for what most ask for once, as each request of a drag: those who ask at
// the same time share it, and it is kept only where it is asked for again, so that it
// does not take the place of what is.
func Share[V any](ctx context.Context, key any, compute func(context.Context) (value V, bytes int, err error)) (V, error) {
	again := Again(key)
	return do(ctx, key, func() bool { return again || inFlight.shared(key) }, compute)
}

// shared reports whether others have joined the flight of a key.
func (f *flights) shared(key any) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	one := f.of[key]
	return one != nil && one.joined
}

// Again reports whether a key was asked for lately, and remembers that it is.
func Again(key any) bool { return lately.again(key) }

// lately are the keys that were asked for lately.
var lately = recent{now: map[uint64]bool{}, before: map[uint64]bool{}}

// recentKeys is how many are remembered at least, and twice as many at most.
const recentKeys = 4096

// recent remembers keys by a hash: where two have the same, what is asked for once may
// be kept as well.
type recent struct {
	mu          sync.Mutex
	now, before map[uint64]bool
}

var recentSeed = maphash.MakeSeed()

// again reports whether a key was asked for before, and remembers it.
func (r *recent) again(key any) bool {
	hash := maphash.Comparable(recentSeed, key)
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.now[hash] || r.before[hash]
	r.now[hash] = true
	if len(r.now) >= recentKeys {
		r.now, r.before = map[uint64]bool{}, r.now
	}
	return known
}
