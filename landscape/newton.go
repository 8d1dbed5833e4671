package landscape

import (
	"math"

	"downhill/landscape/formula"
)

const (
	newtonSteps = 60    // enough for the slow approach to a degenerate point
	newtonDone  = 1e-15 // a step shorter than this share of the view
	newtonGood  = 1e-9  // and this is the longest last step that is accepted
)

func (s *searcher) value(p Point) float64 { return s.e.Value(p.X, p.Y) }

// slope is the length of the gradient at p.
func (s *searcher) slope(p Point) float64 {
	_, gx, gy := s.e.Gradient(p.X, p.Y)
	return math.Hypot(gx, gy)
}

// newton goes by Newton's steps from p to a point where the gradient vanishes. ok
// is false if it leaves the view, meets a loss that is not finite, or does not
// converge.
func (s *searcher) newton(p Point) (Point, bool) {
	last := math.Inf(1) // the length of the last step
	for range newtonSteps {
		d, ok := s.newtonStep(p)
		if !ok {
			return p, false
		}
		length := math.Hypot(d.X, d.Y)
		if length > s.cell {
			d.X, d.Y = d.X*s.cell/length, d.Y*s.cell/length
		}
		if length <= newtonDone*s.size || length < 1e-12*s.size && length >= last {
			last = length
			break
		}
		last = length
		p.X, p.Y = p.X+d.X, p.Y+d.Y
		if s.view.Distance(p) > 1.1 {
			return p, false
		}
	}
	if last > newtonGood*s.size || !s.gradientVanishes(p) {
		return p, false
	}
	return s.snap(p, newtonGood, s.slope), true
}

// gradientVanishes reports whether the gradient at p vanishes in every direction, those
// without curvature too, in which no step was made.
func (s *searcher) gradientVanishes(p Point) bool {
	j := s.e.Jet(p.X, p.Y)
	largest, smallest := Eigenvalues(j.XX, j.XY, j.YY)
	steep := max(math.Abs(largest), math.Abs(smallest))
	return math.Hypot(j.X, j.Y) <= 10*newtonGood*s.size*steep
}

// newtonStep is −H⁻¹g at p, by the eigenvectors of H. Where one direction is
// hundreds of times as steep as the other the step goes along that one first, down
// to the floor of a valley before along it. A direction without any curvature is
// left out, so that the step stays on a level floor. ok is false where a value is
// not finite, or where H is zero and g is not.
func (s *searcher) newtonStep(p Point) (step Point, ok bool) {
	j := s.e.Jet(p.X, p.Y)
	if !finiteJet(j) {
		return Point{}, false
	}
	if j.X == 0 && j.Y == 0 {
		return Point{}, true
	}
	steep, flat := Eigenvalues(j.XX, j.XY, j.YY)
	c, n := formula.Eigenvector(j.XX, j.XY, j.YY, flat)
	if math.Abs(flat) > math.Abs(steep) {
		steep, flat, c, n = flat, steep, -n, c
	}
	if steep == 0 {
		return Point{}, false
	}
	along, across := -(c*j.X+n*j.Y)/steep, 0.0
	ratio := math.Abs(flat / steep)
	if ratio > 0.01 || ratio > 1e-11 && math.Abs(along) < newtonGood*s.size {
		across = -(c*j.Y - n*j.X) / flat
	}
	return Point{c*along - n*across, n*along + c*across}, true
}
