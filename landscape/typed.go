package landscape

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unsafe"

	"downhill/landscape/formula"
	"downhill/once"
)

// typedSteps is the number of steps of a typed surface's runs.
const typedSteps = 300

// typedKey is what a typed surface is kept under, whichever way its formula was
// spelled.
type typedKey struct {
	text string
	view View
}

// lossKey is what a typed formula is kept under that was not explored.
type lossKey struct{ text string }

// New is the surface of a typed formula about a view. Its minima and saddles
// are searched for, its start is chosen; all depends on text and view alone.
// The error is a *notation.Error, or for a view that is no box another one, or
// ctx's where it ends first.
//
// The most recently used surfaces are kept: the same text and view give the
// same *Surface, which is shared and not to be changed. Those who ask for one
// that is being explored wait for that.
func New(ctx context.Context, text string, view View) (*Surface, error) {
	if s, ok := kept(text, view); ok {
		return s, nil
	}
	p, view, err := compileTyped(text, view)
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, typedKey{p.Text(), view}, func(ctx context.Context) (s *Surface, bytes int, err error) {
		err = once.Through(ctx, p.Cost(), func(ctx context.Context) error {
			if err := p.Prepare(ctx); err != nil {
				return err
			}
			s, err = explore(ctx, Formula{p}, view)
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		return s, s.bytes() + p.Bytes(), nil
	})
}

// Unexplored is the surface of a typed formula for callers that only evaluate it:
// its loss and its view are known, and nothing else. Where New has explored the
// same it is that surface. The errors are New's.
func Unexplored(ctx context.Context, text string, view View) (*Surface, error) {
	if s, ok := kept(text, view); ok {
		return s, nil
	}
	if loss, ok := once.Get[Formula](lossKey{text}); ok && view.proper() && view.Flat() == loss.OneWeight() {
		return &Surface{Loss: loss, View: view, OneWeight: loss.OneWeight()}, nil
	}
	p, view, err := compileTyped(text, view)
	if err != nil {
		return nil, err
	}
	if s, ok := kept(p.Text(), view); ok {
		return s, nil
	}
	loss, err := once.Do(ctx, lossKey{p.Text()}, func(ctx context.Context) (Formula, int, error) {
		err := once.Through(ctx, p.Cost(), p.Prepare)
		return Formula{p}, p.Bytes(), err
	})
	if err != nil {
		return nil, err
	}
	return &Surface{Loss: loss, View: view, OneWeight: loss.OneWeight()}, nil
}

// kept is a surface that is kept, of x and y about the view or of x about its
// interval.
func kept(text string, view View) (*Surface, bool) {
	if s, ok := once.Get[*Surface](typedKey{text, view}); ok {
		return s, true
	}
	return once.Get[*Surface](typedKey{text, view.flat()})
}

// compileTyped is a formula about a view, parsed and checked, and the view: flat
// where the formula is of x alone. Its error is a *notation.Error, ErrFlat, or another
// one for a view that is no box.
func compileTyped(text string, view View) (*formula.Program, View, error) {
	if !view.proper() {
		return nil, view, fmt.Errorf("the view %v is not a box with a width and a height", view)
	}
	p, err := formula.Compile(strings.Clone(text)) // not to keep the longer text that it is a part of
	switch {
	case err != nil:
		return nil, view, err
	case p.OneWeight():
		return p, view.flat(), nil
	case view.Flat():
		return nil, view, ErrFlat
	}
	return p, view, nil
}

// explore makes a surface of a loss: it searches, measures and chooses. Its error
// is ctx's.
func explore(ctx context.Context, l Loss, view View) (*Surface, error) {
	w := NewBudget(ctx, searchBound(l))
	e := meter(l, w)
	found := search(e, view)
	roundZeros(e, view, found.minima)
	s := &Surface{
		Loss: l, View: view, OneWeight: isOneWeight(l), Steps: typedSteps, Found: true,
		Minima: found.minima, Saddles: found.saddles,
		Valley: found.valley, Floor: found.floor,
		Part: !found.whole, Pole: found.pole,
	}
	w.left = restWork
	s.measure(e)
	s.Scale = s.scale()
	s.Unbounded = looksUnbounded(s, e)
	s.Start = chooseStart(s, e)
	w.left = restWork
	s.Rise = findRise(s, e)
	return s, ctx.Err()
}

// roundZeros gives each minimum that is zero but for the rounding of its place, by which
// the slope there changes the loss, the loss 0: tan² has 0 at 0 and 1.5e-32 at the number
// next to π, where it is as low.
func roundZeros(o Objective, view View, minima []Minimum) {
	size := view.Diagonal()
	near := math.Nextafter(size, math.Inf(1)) - size // places are found no closer
	for i := range minima {
		m := &minima[i]
		_, gx, gy := o.Gradient(m.At.X, m.At.Y)
		if math.Abs(m.Loss) <= near*(math.Abs(gx)+math.Abs(gy)) {
			m.Loss = 0
		}
	}
}

// restWork bounds what is done beside the search, in additions.
const restWork = 30e6

// bytes is about how much memory a surface holds beside its loss.
func (s *Surface) bytes() int {
	return int(unsafe.Sizeof(*s)) + cap(s.Minima)*int(unsafe.Sizeof(Minimum{})) + cap(s.Saddles)*int(unsafe.Sizeof(Point{}))
}

// proper reports whether the view is a finite box with a width, and a height unless it
// is flat.
func (v View) proper() bool {
	d := v.Diagonal()
	return v.XMin < v.XMax && (v.YMin < v.YMax || v.Flat()) && !math.IsInf(d, 0)
}
