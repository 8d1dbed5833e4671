package landscape

import (
	"container/list"
	"fmt"
	"math"
	"sync"

	"downhill/landscape/formula"
)

// typedSteps is the number of steps of a typed surface's runs.
const typedSteps = 300

// New is the surface of a typed formula about a view. Its minima and saddles
// are searched for, its start is chosen; all depends on text and view alone.
// The error is a *formula.Error, or for a view that is no box another one.
//
// The most recently used surfaces are kept: the same text and view give the
// same *Surface, which is shared and not to be changed.
func New(text string, view View) (*Surface, error) {
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
		entry = typed.put(key, sync.OnceValue(func() *Surface { return explore(Formula{p}, view) }))
	}
	return entry(), nil
}

// explore makes a surface of a loss by looking at it.
func explore(l Loss, view View) *Surface {
	found := search(l, view)
	s := &Surface{
		Loss: l, View: view, Steps: typedSteps, Found: true,
		Minima: found.minima, Saddles: found.saddles,
		Valley: found.valley, Floor: found.floor,
	}
	s.Scale = s.scale()
	s.Unbounded = looksUnbounded(s)
	s.Start = chooseStart(s)
	return s
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
// several goroutines. It holds how to get a surface rather than the surface, so
// that a hall that opens one link at once explores it once.
type typedCache struct {
	mu     sync.Mutex
	size   int
	recent *list.List // of *typedEntry, the last used first
	byKey  map[typedKey]*list.Element
}

type typedEntry struct {
	key     typedKey
	surface func() *Surface
}

func newTypedCache(size int) *typedCache {
	return &typedCache{size: size, recent: list.New(), byKey: map[typedKey]*list.Element{}}
}

func (c *typedCache) get(key typedKey) (surface func() *Surface, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.recent.MoveToFront(el)
	return el.Value.(*typedEntry).surface, true
}

// put keeps a surface, unless another goroutine was first: then it gives back
// that one's.
func (c *typedCache) put(key typedKey, surface func() *Surface) func() *Surface {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el, ok := c.byKey[key]; ok {
		return el.Value.(*typedEntry).surface
	}
	c.byKey[key] = c.recent.PushFront(&typedEntry{key, surface})
	if c.recent.Len() > c.size {
		oldest := c.recent.Back()
		c.recent.Remove(oldest)
		delete(c.byKey, oldest.Value.(*typedEntry).key)
	}
	return surface
}
