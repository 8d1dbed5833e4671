package landscape

import (
	"math"
	"slices"
)

const (
	kinkSteps   = 800  // evaluations of one compass search
	quickDone   = 1e-5 // its last step, as a share of the view, where only the loss that it comes down to counts
	kinkDone    = 1e-9 // its last step, as a share of the view
	mostCreases = 4    // creases that one search follows: each is a lot of work
	creaseSteps = 120  // rings on the way along one
	creaseWork  = 1e6  // additions that each may spend at least
)

// descend looks for a minimum near a hollow by comparing losses: where Newton's
// method went elsewhere, or at a kink, the tip of a cone or the bottom of
// |x| + |y|, where the gradient does not vanish. It may come to a pole instead.
func (s *searcher) descend(c candidate) {
	q, ok := s.compassSearch(c.at, c.cell/2, kinkDone)
	if s.fallsToPole(q) {
		s.addPole(q)
		return
	}
	if s.view.Distance(q) >= 1-1e-9 {
		return // on the edge: no minimum of the surface
	}
	if s.isKink(q) {
		s.addKink(q, c.cell)
	} else if !ok {
		return
	} else if p, smooth := s.newton(q); smooth && distance(p, q) < c.cell {
		s.add(p)
	}
}

// fallsToPole reports whether the loss falls without bound towards p: from each of
// three rings to the next, a hundredth of its radius, by as much as before. Towards
// a minimum, even one as sharp as a tenth root's, it falls less each time. Of the
// eight points of a ring the fourth lowest counts: two may lie on a line of poles,
// and half of them on its far side, where the loss need not fall.
func (s *searcher) fallsToPole(p Point) bool {
	var fell [3]float64
	for i, share := range []float64{1e-3, 1e-5, 1e-7} {
		var ring []float64
		for k := range 8 {
			if f := s.value(onRing(p, share*s.size, float64(k)/8)); !math.IsNaN(f) {
				ring = append(ring, f)
			}
		}
		slices.Sort(ring)
		if len(ring) == 0 {
			return false
		}
		fell[i] = ring[min(3, len(ring)-1)]
	}
	before, after := fell[0]-fell[1], fell[1]-fell[2]
	return math.IsInf(s.value(p), -1) || before > 0 && after > 0.9*before && after-after == 0
}

// addPole keeps the first pole that was found: the lowest hollows come first.
func (s *searcher) addPole(p Point) {
	if s.pole == nil {
		s.pole = &p
	}
}

// addKink adds p if it is a minimum at a kink. Where a crease leads further down
// from it, that is followed later.
func (s *searcher) addKink(p Point, cell float64) {
	p = s.roundPoint(p, 1e-2)
	if s.view.Distance(p) >= 1-1e-9 || !s.isKink(p) || s.known(p) {
		return
	}
	if s.isLowestAround(p) {
		s.addLowest(p)
	} else {
		s.stuck = append(s.stuck, candidate{at: p, loss: s.value(p), cell: cell})
	}
}

// addLowest adds the bottom of a crease, unless it is known: it is found less
// exactly than other minima, and of two nearby finds the lower one is kept.
func (s *searcher) addLowest(p Point) {
	near := func(m Minimum) bool { return distance(m.At, p) < 1e-3*s.size }
	m := Minimum{At: p, Loss: s.value(p) + 0, Kink: true}
	if i := slices.IndexFunc(s.minima, near); i < 0 {
		s.addMinimum(m)
	} else if m.Loss < s.minima[i].Loss && s.minima[i].Kink {
		s.minima[i] = m
	}
}

// followCreases goes on from the lowest of the points where descents stopped in a
// crease.
func (s *searcher) followCreases() {
	slices.SortFunc(s.stuck, candidate.compareLoss)
	for _, c := range s.stuck[:min(mostCreases, len(s.stuck))] {
		s.e.budget.left = max(s.e.budget.left, creaseWork) // the search may have spent all of it
		p := s.roundPoint(s.alongCrease(c.at, c.cell), 1e-2)
		if s.view.Distance(p) < 1-1e-9 && s.isKink(p) && s.isLowestAround(p) {
			s.addLowest(p)
		} else {
			s.noteLowest([]float64{s.value(p)})
		}
	}
}

// roundPoint rounds a point to short decimals that are no worse, the shortest
// first: from a share of the view down to a millionth.
func (s *searcher) roundPoint(p Point, share float64) Point {
	for ; share > 0.9e-6; share /= 10 {
		if q := s.snap(p, share, s.value); q != p {
			return q
		}
	}
	return p
}

// isLowestAround reports whether the loss is higher than at p at every point of a
// small ring around it, of the first one that shows more than rounding.
func (s *searcher) isLowestAround(p Point) bool {
	f := s.value(p)
	error := s.rounding(p, f)
	for _, share := range ringShares {
		below, above := s.countAround(p, share*s.size)
		_, g := s.lowestOnRing(p, share*s.size)
		switch {
		case below > 0 || g < f-error:
			return false
		case above == ringPoints && g > f+error:
			return true
		}
	}
	return false
}

// alongCrease goes down from p by the lowest point of a ring around it, whose
// radius shrinks where no point is lower. That follows a crease too, in which a
// descent in fixed directions stops.
func (s *searcher) alongCrease(p Point, radius float64) Point {
	f, largest := s.value(p), radius
	for range creaseSteps {
		if radius < kinkDone*s.size || s.e.budget.Over() {
			break
		}
		q, g := s.lowestOnRing(p, radius)
		if g < f && s.view.Distance(q) <= 1 {
			p, f, radius = q, g, min(1.5*radius, largest)
		} else {
			radius /= 4
		}
	}
	return p
}

// lowestOnRing is the lowest point of a ring, and the loss there: the lowest
// two of its samples that are lower than their neighbours, each sought to the
// last digit by golden sections.
func (s *searcher) lowestOnRing(p Point, radius float64) (Point, float64) {
	at := func(t float64) float64 { return s.value(onRing(p, radius, t)) }
	var ring [ringPoints]float64
	for k := range ring {
		ring[k] = at(float64(k) / ringPoints)
	}
	first, second := -1, -1
	for k, f := range ring {
		if f <= ring[(k+1)%ringPoints] && f <= ring[(k+ringPoints-1)%ringPoints] {
			switch {
			case first < 0 || f < ring[first]:
				first, second = k, first
			case second < 0 || f < ring[second]:
				second = k
			}
		}
	}
	best, lowest := p, math.Inf(1)
	for _, k := range []int{first, second} {
		if k < 0 {
			continue
		}
		t := goldenSection(at, float64(k-1)/ringPoints, float64(k+1)/ringPoints)
		if f := at(t); f < lowest {
			best, lowest = onRing(p, radius, t), f
		}
	}
	return best, lowest
}

// goldenSection is where a function of one number is lowest between a and b.
func goldenSection(f func(float64) float64, a, b float64) float64 {
	const steps, golden = 74, 0.6180339887498949 // down to 1e-16 of a ring's part
	c, d := b-golden*(b-a), a+golden*(b-a)
	fc, fd := f(c), f(d)
	for range steps {
		if fc < fd {
			b, d, fd = d, c, fc
			c = b - golden*(b-a)
			fc = f(c)
		} else {
			a, c, fc = c, d, fd
			d = a + golden*(b-a)
			fd = f(d)
		}
	}
	return (a + b) / 2
}

// compassSearch descends by comparing p with its eight neighbours at a distance that
// is halved when none in the view is lower, down to a share of the view. ok is
// false if it is still moving in the end.
func (s *searcher) compassSearch(p Point, step, done float64) (at Point, ok bool) {
	f := s.value(p)
	for used := 0; used < kinkSteps && !s.e.budget.Over(); used += 8 {
		q, g := p, f
		for k := range 8 {
			c := onRing(p, step, float64(k)/8)
			if v := s.value(c); v < g && s.view.Distance(c) <= 1 {
				q, g = c, v
			}
		}
		if q == p {
			if step /= 2; step < done*s.size {
				return p, f-f == 0
			}
		}
		p, f = q, g
	}
	return p, false
}

// isKink reports whether the gradient jumps across p instead of passing
// through zero: its change from side to side hardly shrinks with the distance.
func (s *searcher) isKink(p Point) bool {
	wide, narrow := s.jump(p, 1e-4*s.size), s.jump(p, 1e-7*s.size)
	return narrow > 0.01*wide && wide > 0
}

// jump is the largest change of the gradient over p, in four directions.
func (s *searcher) jump(p Point, radius float64) float64 {
	largest := 0.0
	for k := range 4 {
		sin, cos := math.Sincos(math.Pi*float64(k)/4 + 0.1)
		_, ax, ay := s.e.Gradient(p.X+radius*cos, p.Y+radius*sin)
		_, bx, by := s.e.Gradient(p.X-radius*cos, p.Y-radius*sin)
		if change := math.Hypot(ax-bx, ay-by); change > largest {
			largest = change
		}
	}
	return largest
}
