package landscape

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// critical is what a search found in a view.
type critical struct {
	minima  []Minimum
	saddles []Point
	valley  bool    // a curve of minima, no isolated one as low
	floor   float64 // the loss along it
}

// The search's bounds. They count work instead of time, so that the same
// formula has the same critical points on every machine.
const (
	searchBudget = 16000 // evaluations, beside those of the sampled gradient
	leastBudget  = 1200  // the same where one evaluation is a lot of work
)

// search finds the minima and saddles of a loss in a view: Newton's method
// from each cell in which both components of the gradient change sign, and from
// each place where the gradient is smaller than around it; then kinks, where
// there is no gradient to vanish. What is finer than a cell may be missed. It is
// only begun where ctx ends.
func search(ctx context.Context, l Loss, view View) critical {
	effort := effort(l)
	budget := max(leastBudget, int(effort*searchBudget))
	field := sampleField(ctx, l.Objective(), view, searchSide(effort))
	s := newSeeker(l.Objective(), view, field.n)
	s.ctx = ctx
	for _, c := range field.candidates() {
		if s.spent > budget || ctx.Err() != nil {
			break
		}
		if q, ok := s.newton(c); ok {
			s.add(q)
		}
	}
	for _, c := range field.hollows() {
		if s.spent > budget || ctx.Err() != nil {
			break
		}
		s.addKink(c)
	}
	return s.result()
}

// seeker searches a view and keeps what it found.
type seeker struct {
	ctx  context.Context // ends the search
	e    Objective
	view View
	size float64 // the view's diagonal; tolerances are shares of it
	cell float64 // the diagonal of a cell of the sampled field

	spent   int // evaluations so far
	minima  []Minimum
	saddles []Point
	floor   []Minimum // points of curves of minima
}

func newSeeker(e Objective, view View, side int) *seeker {
	d := view.Diagonal()
	return &seeker{e: e, view: view, size: d, cell: d / float64(side-1)}
}

// add files a point where the gradient vanishes by what it is.
func (s *seeker) add(p Point) {
	if s.view.Distance(p) > 1+1e-9 || s.known(p) {
		return
	}
	switch s.classify(p) {
	case isMinimum:
		s.minima = append(s.minima, Minimum{At: p, Loss: s.value(p) + 0, Kink: s.kinked(p)})
	case isSaddle:
		s.saddles = append(s.saddles, p)
	case isFloor:
		s.floor = append(s.floor, Minimum{At: p, Loss: s.value(p) + 0})
	}
}

// known reports whether p was found already. Degenerate points are found
// less exactly than others: hence the wide tolerance.
func (s *seeker) known(p Point) bool {
	near := func(q Point) bool { return distance(p, q) < 1e-4*s.size }
	return slices.ContainsFunc(s.saddles, near) ||
		slices.ContainsFunc(s.minima, func(m Minimum) bool { return near(m.At) }) ||
		slices.ContainsFunc(s.floor, func(m Minimum) bool { return near(m.At) })
}

// result orders what was found: minima by loss, saddles from left to right. A
// curve of minima is told where nothing isolated lies below it.
func (s *seeker) result() critical {
	markGlobal(s.minima)
	slices.SortFunc(s.minima, func(a, b Minimum) int {
		if a.Global != b.Global {
			return cmp.Compare(b.rank(), a.rank())
		}
		if a.Global {
			return byPlace(a.At, b.At)
		}
		return cmp.Or(cmp.Compare(a.Loss, b.Loss), byPlace(a.At, b.At))
	})
	slices.SortFunc(s.saddles, byPlace)
	found := critical{minima: s.minima, saddles: s.saddles}
	found.valley, found.floor = s.lowestFloor()
	return found
}

// lowestFloor is the loss along a curve of minima, if at least three points of
// one were found and no isolated minimum is lower.
func (s *seeker) lowestFloor() (valley bool, loss float64) {
	loss = math.Inf(1)
	for _, m := range s.floor {
		loss = min(loss, m.Loss)
	}
	tolerance := 1e-9 * (1 + math.Abs(loss))
	count := 0
	for _, m := range s.floor {
		if m.Loss <= loss+tolerance {
			count++
		}
	}
	for _, m := range s.minima {
		if m.Loss <= loss-tolerance {
			return false, 0
		}
	}
	if count < 3 {
		return false, 0
	}
	return true, loss
}

func (m Minimum) rank() int {
	if m.Global {
		return 1
	}
	return 0
}

func byPlace(a, b Point) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) }

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// snap rounds a point to the nearest short decimals (1e-9 of the view for a
// sharp point, 1e-6 for a blunt one), if those are no worse.
func (s *seeker) snap(p Point, unit float64, worth func(Point) float64) Point {
	unit = math.Pow(10, math.Floor(math.Log10(unit*s.size)))
	q := Point{short(p.X, unit), short(p.Y, unit)}
	if worth(q) <= worth(p) {
		return q
	}
	return p
}

// short is the multiple of unit, a power of ten, nearest to x.
func short(x, unit float64) float64 {
	if unit < 1 {
		scale := math.Round(1 / unit)
		return math.Round(x*scale)/scale + 0
	}
	return math.Round(x/unit)*unit + 0
}
