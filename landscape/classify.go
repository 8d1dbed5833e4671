package landscape

import (
	"math"

	"downhill/landscape/formula"
)

// pointKind is the kind of a point where the gradient vanishes.
type pointKind int

const (
	isOther       pointKind = iota // a maximum, part of a plain, or not certain
	isMinimum                      // lower than all around
	isSaddle                       // lower than some around, higher than others
	isFlatMinimum                  // a minimum without a curvature in some direction
	isValleyFloor                  // part of a curve of minima
)

// degenerateShare is the share of the larger eigenvalue below which the smaller
// one may as well be 0.
const degenerateShare = 1e-6

// classify finds the kind of p by the signs of the Hessian's eigenvalues and by the
// losses around p; where an eigenvalue is zero, by those losses alone. A point at
// which a value is not finite is of no kind.
func (s *searcher) classify(p Point) pointKind {
	j := s.e.Jet(p.X, p.Y)
	if !finiteJet(j) || !s.stationary(p, math.Hypot(j.X, j.Y)) {
		return isOther
	}
	l1, l2 := Eigenvalues(j.XX, j.XY, j.YY)
	top := max(math.Abs(l1), math.Abs(l2))
	switch degenerate := degenerateShare * top; {
	case top == 0 || math.Abs(l1) <= degenerate || math.Abs(l2) <= degenerate:
		return s.classifyDegenerate(p, l1, l2)
	case l2 > 0:
		return s.classifyUpward(p)
	case l1 > 0 && s.differsAround(p) && !s.isTip(p, j):
		return isSaddle
	}
	return isOther
}

// stationary reports whether a slope at p is small beside the slopes around p: at
// a pole it is not.
func (s *searcher) stationary(p Point, slope float64) bool {
	const points, share = 8, 1e-3
	for k := range points {
		q := onRing(p, ringShares[0]*s.size, float64(k)/points)
		if around := s.slope(q); slope <= share*around && !math.IsInf(around, 1) {
			return true
		}
	}
	return slope == 0
}

// finiteJet reports whether all of a jet is finite.
func finiteJet(j formula.Jet) bool {
	sum := j.F + j.X + j.Y + j.XX + j.XY + j.YY
	return sum-sum == 0
}

// ringShares are the radii of the rings at which a point is compared with the
// losses around it, as shares of the view. The next one is tried where the
// differences on the last are no more than rounding.
var ringShares = []float64{1e-4, 1e-3, 0.01, 0.05}

// classifyUpward finds the kind of p where the Hessian is positive definite: a
// minimum, unless p lies on a crease, such as that of min(f, g) where f = g, of
// which the Hessian describes one side only, or where the surface is level but for
// rounding.
func (s *searcher) classifyUpward(p Point) pointKind {
	for _, share := range ringShares {
		switch below, above := s.countAround(p, share*s.size); {
		case below > 0:
			return isSaddle
		case above == ringPoints:
			return isMinimum
		}
	}
	return isOther
}

// differsAround reports whether the loss around p differs from that at p by more than
// rounding.
func (s *searcher) differsAround(p Point) bool {
	for _, share := range ringShares {
		if below, above := s.countAround(p, share*s.size); below+above > 0 {
			return true
		}
	}
	return false
}

// isTip reports whether p is the tip of a cusp or a ridge, which the Hessian does
// not describe: the loss falls on both sides of p along the direction in which the
// Hessian curves upward, as for -sqrt(abs(x)), or rises along the one in which it
// curves downward. That is tested so close to p that what the Hessian's own
// curvature adds is lost in rounding.
func (s *searcher) isTip(p Point, j formula.Jet) bool {
	_, l2 := Eigenvalues(j.XX, j.XY, j.YY)
	x, y := formula.Eigenvector(j.XX, j.XY, j.YY, l2)
	return s.isTipAlong(p, j.F, Point{x, y}, -1) || s.isTipAlong(p, j.F, Point{-y, x}, 1)
}

// isTipAlong reports whether the loss, times sign, is above f on both sides of p by more
// than rounding.
func (s *searcher) isTipAlong(p Point, f float64, along Point, sign float64) bool {
	const share = 1e-7
	step := share * s.size
	above := sign * (s.value(Point{p.X + step*along.X, p.Y + step*along.Y}) - f)
	if above <= 1e-14*math.Abs(f) { // as at nearly all saddles, for little work
		return false
	}
	return min(above, sign*(s.value(Point{p.X - step*along.X, p.Y - step*along.Y})-f)) > s.rounding(p, f)
}

// classifyDegenerate finds the kind of p where the Hessian has no inverse.
func (s *searcher) classifyDegenerate(p Point, l1, l2 float64) pointKind {
	if !s.isolated(p) {
		if s.curvesUp(l1) && l2 >= -degenerateShare*l1 {
			return isValleyFloor
		}
		return isOther
	}
	below, above := s.countAround(p, 0.01*s.size)
	if below == 0 {
		below = s.lowerAlong(p, 0.01*s.size)
	}
	switch {
	case below > 0 && above > 0:
		return isSaddle
	case below == 0 && above == ringPoints:
		return isFlatMinimum
	}
	return isOther
}

// curvesUp reports whether a curvature counts as one: whether over a cell it
// raises the loss by more than rounding of the losses' spread. Far out on a sigmoid
// the curvature is above 0, but too small for that.
func (s *searcher) curvesUp(curvature float64) bool {
	return curvature > 0 && curvature*s.cell*s.cell > 1e-16*s.spread
}

// isolated reports whether the gradient vanishes at no other point nearby, by
// searching from two points a little way along the flat direction.
func (s *searcher) isolated(p Point) bool {
	xx, xy, yy := s.e.Hessian(p.X, p.Y)
	l1, l2 := Eigenvalues(xx, xy, yy)
	x, y := formula.Eigenvector(xx, xy, yy, l2)
	if math.Abs(l2) <= math.Abs(l1) {
		x, y = -y, x
	}
	aside := 0.01 * s.size
	for _, side := range []float64{1, -1} {
		q, ok := s.newton(Point{p.X + side*aside*x, p.Y + side*aside*y})
		if ok && distance(p, q) > aside/4 && distance(p, q) < 2*aside {
			return false
		}
	}
	return true
}

// lowerAlong counts the points at a radius from p that are lower than p along
// the directions of the Hessian. Along the crease of abs(x) - y^2 the loss falls
// in a wedge that is too narrow for a ring.
func (s *searcher) lowerAlong(p Point, radius float64) (below int) {
	xx, xy, yy := s.e.Hessian(p.X, p.Y)
	_, l2 := Eigenvalues(xx, xy, yy)
	x, y := formula.Eigenvector(xx, xy, yy, l2)
	f := s.value(p)
	error := s.rounding(p, f)
	for _, d := range []Point{{x, y}, {-x, -y}, {-y, x}, {y, -x}} {
		if s.value(Point{p.X + radius*d.X, p.Y + radius*d.Y})-f < -error {
			below++
		}
	}
	return below
}

// ringPoints is odd, so that no two of a ring's points are opposite.
const ringPoints = 33

// countAround counts the points of a ring around p that are lower and higher than p
// by more than rounding. Points without a loss are neither.
func (s *searcher) countAround(p Point, radius float64) (below, above int) {
	f := s.value(p)
	error := s.rounding(p, f)
	for k := range ringPoints {
		switch d := s.value(onRing(p, radius, float64(k)/ringPoints)) - f; {
		case d < -error:
			below++
		case d > error:
			above++
		}
	}
	return below, above
}

// onRing is a point of a ring around p, t being the share of the ring before it.
func onRing(p Point, radius, t float64) Point {
	sin, cos := math.Sincos(2 * math.Pi * t)
	return Point{p.X + radius*cos, p.Y + radius*sin}
}

// rounding is how far the difference of two losses near p, where the loss is f,
// may be from the exact one.
func (s *searcher) rounding(p Point, f float64) float64 {
	if r := rounding(s.e, p); r > 0 {
		return 2 * r
	}
	return 1e-14 * math.Abs(f)
}
