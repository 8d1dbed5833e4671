package once

import (
	"container/list"
	"runtime/debug"
	"sync"
)

const (
	// mostBytes bounds all that is kept.
	mostBytes = 48 << 20
	// limitShare is the share of GOMEMLIMIT that is kept at most, where that is set.
	limitShare = 6
	// entryShare is the share of the whole that one value may take.
	entryShare = 3
	// overhead is what an entry takes beside its value: its elements of the map and
	// the list, and its key's fixed part.
	overhead = 400
)

// kept is the one cache of the process.
var kept = newCache(Limit(mostBytes, limitShare))

// cache keeps the values that were used last, up to a number of bytes. It is safe
// for use by several goroutines.
type cache struct {
	most int

	mu     sync.Mutex
	bytes  int
	recent *list.List // of *entry, the last used first
	byKey  map[any]*list.Element

	hits, misses uint64
}

type entry struct {
	key, value any
	bytes      int
}

func newCache(most int) *cache {
	return &cache{most: most, recent: list.New(), byKey: map[any]*list.Element{}}
}

func (c *cache) get(key any) (value any, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		c.misses++
		return nil, false
	}
	c.hits++
	c.recent.MoveToFront(e)
	return e.Value.(*entry).value, true
}

// peek is get for one that has been asked for, and counted, already.
func (c *cache) peek(key any) (value any, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	return e.Value.(*entry).value, true
}

// put keeps a value in the place of what was under its key, unless it alone would
// take too large a share.
func (c *cache) put(key, value any, bytes int) {
	bytes += overhead
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.drop(e)
	}
	if bytes > c.most/entryShare {
		return
	}
	c.byKey[key] = c.recent.PushFront(&entry{key, value, bytes})
	c.bytes += bytes
	for c.bytes > c.most {
		c.drop(c.recent.Back())
	}
}

// drop lets go of an entry; c.mu is held.
func (c *cache) drop(e *list.Element) {
	old := c.recent.Remove(e).(*entry)
	delete(c.byKey, old.key)
	c.bytes -= old.bytes
}

// Get is the value under a key, which is comparable and of a type of the
// caller's own, so that no two callers share keys.
func Get[V any](key any) (value V, ok bool) {
	found, ok := kept.get(key)
	if ok {
		value, ok = found.(V)
	}
	return value, ok
}

// Held is how many bytes are kept, and how many are at most.
func Held() (bytes, most int) {
	kept.mu.Lock()
	defer kept.mu.Unlock()
	return kept.bytes, kept.most
}

// Asked is how often a value was asked for: found, and not found.
func Asked() (hits, misses uint64) {
	kept.mu.Lock()
	defer kept.mu.Unlock()
	return kept.hits, kept.misses
}

// Limit is how many bytes one use of memory may take: most, or a share of
// GOMEMLIMIT where that is less.
func Limit(most, share int) int {
	limit := debug.SetMemoryLimit(-1) // math.MaxInt64 where there is none
	return int(min(int64(most), limit/int64(share)))
}

// Put keeps a value under a key, where it was made step by step; see Do.
func Put[V any](key any, value V, bytes int) { kept.put(key, value, bytes) }
