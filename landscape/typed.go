package landscape

import (
	"container/list"
	"context"
	"fmt"
	"math"
	"sync"

	"downhill/landscape/formula"
)

// typedSteps is the number of steps of a typed surface's runs.
const typedSteps = 300

// New is the surface of a typed formula about a view. Its minima and saddles
// are searched for, its start is chosen; all depends on text and view alone.
// The error is a *formula.Error, or for a view that is no box another one, or
// ctx's where it ends first.
//
// The most recently used surfaces are kept: the same text and view give the
// same *Surface, which is shared and not to be changed.
func New(ctx context.Context, text string, view View) (*Surface, error) {
	key := typedKey{text, view}
	entry, ok := typed.get(key)
	if !ok {
		if !view.proper() {
			return nil, fmt.Errorf("the view %v is not a box with a width and a height", view)
		}
		p, err := formula.Compile(text)
		if err != nil {
			return nil, err
		}
		entry = typed.put(newTypedEntry(key, Formula{p}))
	}
	return entry.explored(ctx)
}

// explore makes a surface of a loss by looking at it. Its error is ctx's.
func explore(ctx context.Context, l Loss, view View) (*Surface, error) {
	found := search(l, view)
	s := &Surface{
		Loss: l, View: view, Steps: typedSteps, Found: true,
		Minima: found.minima, Saddles: found.saddles,
		Valley: found.valley, Floor: found.floor,
	}
	s.Scale = s.scale()
	s.Unbounded = looksUnbounded(s)
	s.Start = chooseStart(s)
	return s, ctx.Err()
}

// proper reports whether the view is a finite box with a width and a height.
func (v View) proper() bool {
	d := v.Diagonal()
	return v.XMin < v.XMax && v.YMin < v.YMax && !math.IsInf(d, 0)
}

// typedKept is how many typed surfaces are kept.
const typedKept = 256

var typed = newTypedCache(typedKept)

type typedKey struct {
	text string
	view View
}

// typedCache keeps the surfaces that were used last. It is safe for use by
// several goroutines. It holds what gets a surface rather than the surface, so
// that a hall that opens one link at once explores it once.
type typedCache struct {
	mu     sync.Mutex
	size   int
	recent *list.List // of *typedEntry, the last used first
	byKey  map[typedKey]*list.Element
}

// typedEntry is a surface that is explored when first asked for. Where the one
// who asked leaves before that is done, the next one in line begins anew.
type typedEntry struct {
	key     typedKey
	loss    Loss
	turn    chan struct{} // held by the one who explores
	surface *Surface      // guarded by turn
}

func newTypedEntry(key typedKey, l Loss) *typedEntry {
	return &typedEntry{key: key, loss: l, turn: make(chan struct{}, 1)}
}

// explored is the entry's surface. Its error is ctx's.
func (e *typedEntry) explored(ctx context.Context) (*Surface, error) {
	select {
	case e.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-e.turn }()
	if e.surface != nil {
		return e.surface, nil
	}
	s, err := explore(ctx, e.loss, e.key.view)
	if err != nil {
		return nil, err
	}
	e.surface = s
	return s, nil
}

func newTypedCache(size int) *typedCache {
	return &typedCache{size: size, recent: list.New(), byKey: map[typedKey]*list.Element{}}
}

func (c *typedCache) get(key typedKey) (entry *typedEntry, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.recent.MoveToFront(el)
	return el.Value.(*typedEntry), true
}

// put keeps an entry, unless another goroutine was first: then it gives back
// that one's.
func (c *typedCache) put(entry *typedEntry) *typedEntry {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el, ok := c.byKey[entry.key]; ok {
		return el.Value.(*typedEntry)
	}
	c.byKey[entry.key] = c.recent.PushFront(entry)
	if c.recent.Len() > c.size {
		oldest := c.recent.Back()
		c.recent.Remove(oldest)
		delete(c.byKey, oldest.Value.(*typedEntry).key)
	}
	return entry
}
