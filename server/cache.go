package main

import (
	"container/list"
	"sync"
)

// gridCacheBytes bounds the grids that are kept: those of the gallery and some
// typed ones.
const gridCacheBytes = 32 << 20

// A cache keeps the answers that were used last, up to a size.
type cache struct {
	mu    sync.Mutex
	most  int
	size  int
	order *list.List // of cached, the last used first
	at    map[string]*list.Element
}

type cached struct {
	key    string
	answer answer
}

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), at: map[string]*list.Element{}}
}

func (c *cache) get(key string) (answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.at[key]
	if !ok {
		return answer{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).answer, true
}

// put keeps an answer, unless it alone would fill a quarter of the cache.
func (c *cache) put(key string, a answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.at[key]; ok || len(a.body) > c.most/4 {
		return
	}
	c.at[key] = c.order.PushFront(cached{key, a})
	c.size += len(a.body)
	for c.size > c.most {
		last := c.order.Remove(c.order.Back()).(cached)
		delete(c.at, last.key)
		c.size -= len(last.answer.body)
	}
}
