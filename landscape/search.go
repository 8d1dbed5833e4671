package landscape

import (
	"cmp"
	"math"
	"slices"
)

// critical is what a search found in a view.
type critical struct {
	minima  []Minimum
	saddles []Point
	valley  bool    // a curve of minima, no isolated one as low
	floor   float64 // the loss along it
	pole    *Point  // a point near which the loss falls without bound
	whole   bool    // no candidate was left out
}

// The search's bounds, in additions, so that the same formula has the same
// critical points on every machine.
const (
	searchWork   = 11e6
	searchJets   = 300   // Hessians at least, where one is a lot of work,
	mostWork     = 100e6 // up to this
	mostCritical = 1200  // points: more can't be seen
)

// searchBound is the work that a search of a loss may do.
func searchBound(l Loss) int {
	return min(max(searchWork, searchJets*Operations(l, 2)), mostWork)
}

// search finds the minima and saddles of a loss in a view: Newton's method
// from each cell in which both components of the gradient change sign, and from
// each place where the gradient is smaller than around it or the loss lower;
// then a compass search for kinks, where the gradient does not vanish. The lowest
// candidates come first, then all parts of the view in turn. A feature smaller than
// a cell may be missed.
func search(e *metered, view View) critical {
	if view.Flat() {
		return searchLine(e, view)
	}
	s := survey(e, view)
	if s.flat {
		return critical{whole: true}
	}
	candidates, whole := s.candidates()
	reserve := e.budget.left / 4
	for _, c := range candidates {
		if e.budget.left < reserve || e.budget.Over() || s.count() >= mostCritical {
			whole = false
			break
		}
		s.try(c)
	}
	if !whole {
		s.zoom()
	}
	whole = s.descendAll() && whole
	found := s.result()
	found.whole = whole && s.resolved
	return found
}

// searcher searches a view and keeps what it found.
type searcher struct {
	e    *metered
	view View
	size float64 // the view's diagonal; tolerances are shares of it
	cell float64 // the diagonal of a cell of the sampled field

	field    *field  // the sampled gradient
	fine     *field  // the loss, sampled more finely; nil where that is too much work
	resolved bool    // the samples are close enough to show the shape of the surface
	flat     bool    // the surface is level but for rounding
	lowest   float64 // the lowest loss seen in the view
	spread   float64 // from the lowest to the highest loss of the field

	minima   []Minimum
	saddles  []Point
	floor    []Minimum   // points of curves of minima
	found    pointSet    // all these points
	deferred []candidate // hollows where Newton's method found no minimum
	stuck    []candidate // where descents stopped in a crease
	pole     *Point
}

// try looks for a critical point near a candidate.
func (s *searcher) try(c candidate) {
	if c.hollow && s.isKnownHollow(c) {
		return
	}
	if q, ok := s.newton(c.at); ok {
		s.add(q)
	}
	if c.hollow && !s.isKnownHollow(c) {
		lower, _ := s.compassSearch(c.at, c.cell/2, quickDone)
		c.loss = s.value(lower)
		s.deferred = append(s.deferred, c)
	}
}

// zoom samples a box around the lowest minimum more finely, and again around the
// lower one that it finds there: where the samples are too far apart for the waves
// of a surface, the lowest wave is near the lowest that was found.
func (s *searcher) zoom() {
	const boxes, side, most = 6, 64, 24
	share := 1.0 / 16
	for range boxes {
		before := s.best()
		if before == nil || s.e.budget.Over() {
			return
		}
		around := sampleLosses(s.e, s.view.around(before.At, share), side).hollows()
		slices.SortFunc(around, candidate.compareLoss)
		for _, c := range around[:min(most, len(around))] {
			s.try(c)
		}
		if after := s.best(); after.Loss >= before.Loss {
			share /= 4
		}
	}
}

// best is a copy of the lowest minimum so far, nil before there is one.
func (s *searcher) best() *Minimum {
	if len(s.minima) == 0 {
		return nil
	}
	m := slices.MinFunc(s.minima, func(a, b Minimum) int { return cmp.Compare(a.Loss, b.Loss) })
	return &m
}

// descendAll goes on from the hollows where Newton's method found no minimum, the
// lowest first.
func (s *searcher) descendAll() (whole bool) {
	slices.SortFunc(s.deferred, candidate.compareLoss)
	whole = true
	for _, c := range s.deferred {
		if whole = whole && !s.e.budget.Over(); whole && !s.isKnownHollow(c) {
			s.descend(c)
		}
	}
	s.followCreases()
	return whole
}

// isKnownHollow reports whether a hollow belongs to a minimum that was found: one
// that is near and no higher.
func (s *searcher) isKnownHollow(c candidate) bool {
	return slices.ContainsFunc(s.minima, func(m Minimum) bool {
		return m.Loss <= c.loss && distance(m.At, c.at) < c.cell
	})
}

// count is how many points were found.
func (s *searcher) count() int { return len(s.minima) + len(s.saddles) + len(s.floor) }

// add classifies a point where the gradient vanishes, and keeps it.
func (s *searcher) add(p Point) {
	if s.view.Distance(p) > 1+1e-9 || s.known(p) {
		return
	}
	switch s.classify(p) {
	case isMinimum:
		s.addMinimum(Minimum{At: p, Loss: s.value(p) + 0, Kink: s.isKink(p)})
	case isFlatMinimum: // which Newton's method finds less exactly
		if p = s.roundPoint(p, 1e-4); !s.known(p) {
			s.addMinimum(Minimum{At: p, Loss: s.value(p) + 0, Kink: s.isKink(p)})
		}
	case isSaddle:
		s.saddles = append(s.saddles, p)
		s.found.add(p)
	case isValleyFloor:
		s.floor = append(s.floor, Minimum{At: p, Loss: s.value(p) + 0})
		s.found.add(p)
	}
}

// addMinimum keeps a minimum; one without a finite loss is none.
func (s *searcher) addMinimum(m Minimum) {
	if m.Loss-m.Loss != 0 {
		return
	}
	s.lowest = min(s.lowest, m.Loss)
	s.minima = append(s.minima, m)
	s.found.add(m.At)
}

// known reports whether p was found already. The tolerance is wide because
// degenerate points are found less exactly than others.
func (s *searcher) known(p Point) bool { return s.found.near(p) }

// pointSet is a set of points that is quick to ask for those near another: it
// keeps them by squares of the plane.
type pointSet struct {
	tolerance float64
	squares   map[[2]float64][]Point
}

func (s *pointSet) square(p Point) [2]float64 {
	return [2]float64{math.Floor(p.X / s.tolerance), math.Floor(p.Y / s.tolerance)}
}

func (s *pointSet) add(p Point) { s.squares[s.square(p)] = append(s.squares[s.square(p)], p) }

// near reports whether one of the points is closer to p than the tolerance.
func (s *pointSet) near(p Point) bool {
	home := s.square(p)
	for _, dx := range []float64{-1, 0, 1} {
		for _, dy := range []float64{-1, 0, 1} {
			for _, q := range s.squares[[2]float64{home[0] + dx, home[1] + dy}] {
				if distance(p, q) < s.tolerance {
					return true
				}
			}
		}
	}
	return false
}

// result orders what was found: minima by loss, saddles from left to right. A
// curve of minima counts where no isolated minimum lies below it.
func (s *searcher) result() critical {
	markGlobal(s.minima)
	s.unmarkAbove()
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
	found := critical{minima: s.minima, saddles: s.saddles, pole: s.pole}
	found.valley, found.floor = s.lowestFloor()
	return found
}

// unmarkAbove leaves no minimum global where the loss is lower elsewhere in the
// view: on its edge, or near a pole.
func (s *searcher) unmarkAbove() {
	for i := range s.minima {
		m := &s.minima[i]
		if s.pole != nil || m.Loss > s.lowest+s.rounding(m.At, m.Loss)+1e-9*(1+math.Abs(m.Loss)) {
			m.Global = false
		}
	}
}

// lowestFloor is the loss along a curve of minima, if at least three points of
// one were found and no isolated minimum is lower.
func (s *searcher) lowestFloor() (valley bool, loss float64) {
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
func (s *searcher) snap(p Point, unit float64, worth func(Point) float64) Point {
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
