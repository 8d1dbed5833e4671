package landscape

import (
	"math"

	"downhill/landscape/formula"
)

// nature is what a point with a vanishing gradient is.
type nature int

const (
	isOther   nature = iota // a maximum, part of a plain, or nothing to rely on
	isMinimum               // lower than all around
	isSaddle                // lower than some around, higher than others
	isBlunt                 // a minimum without a curvature in some direction
	isFloor                 // part of a curve of minima
)

// blunt is the share of the larger eigenvalue below which the smaller one says
// nothing.
const blunt = 1e-6

// classify tells what p is by the signs of the Hessian's eigenvalues and by the
// losses around p; where an eigenvalue is zero, by the latter alone. A point at
// which a value is not finite is nothing.
func (s *seeker) classify(p Point) nature {
	j := s.e.Jet(p.X, p.Y)
	if !finiteJet(j) || !s.still(p, math.Hypot(j.X, j.Y)) {
		return isOther
	}
	l1, l2 := Eigenvalues(j.XX, j.XY, j.YY)
	top := max(math.Abs(l1), math.Abs(l2))
	switch flat := blunt * top; {
	case top == 0 || math.Abs(l1) <= flat || math.Abs(l2) <= flat:
		return s.classifyDegenerate(p, l1, l2)
	case l2 > 0:
		return s.classifyUpward(p)
	case l1 > 0 && s.stands(p) && !s.tips(p, j):
		return isSaddle
	}
	return isOther
}

// still reports whether a slope at p is next to nothing beside the slopes around
// it: at a pole it is not.
func (s *seeker) still(p Point, slope float64) bool {
	const points, share = 8, 1e-3
	for k := range points {
		q := onRing(p, radii[0]*s.size, float64(k)/points)
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

// radii are the shares of the view at which the losses around a point are
// looked at: the next one where the last shows no more than rounding.
var radii = []float64{1e-4, 1e-3, 0.01, 0.05}

// classifyUpward tells what p is where the Hessian is positive definite: a
// minimum, unless p lies on a crease, such as that of min(f, g) where f = g,
// whose two sides the Hessian at p does not know, or on a ground that is level
// but for rounding.
func (s *seeker) classifyUpward(p Point) nature {
	for _, share := range radii {
		switch below, above := s.around(p, share*s.size); {
		case below > 0:
			return isSaddle
		case above == ringPoints:
			return isMinimum
		}
	}
	return isOther
}

// stands reports whether the loss around p differs from that at p by more than
// rounding.
func (s *seeker) stands(p Point) bool {
	for _, share := range radii {
		if below, above := s.around(p, share*s.size); below+above > 0 {
			return true
		}
	}
	return false
}

// tips reports whether p is the tip of a cusp or a ridge that the Hessian at p
// knows nothing of: the loss falls on both sides along the direction that the
// Hessian curves upward, such as at that of -sqrt(abs(x)), or rises where it
// curves downward. So near p no curvature is more than rounding.
func (s *seeker) tips(p Point, j formula.Jet) bool {
	l1, _ := Eigenvalues(j.XX, j.XY, j.YY)
	x, y := eigenvector(j.XX, j.XY, j.YY, l1)
	return s.tip(p, j.F, Point{x, y}, -1) || s.tip(p, j.F, Point{-y, x}, 1)
}

// tip reports whether the loss, times sign, is above f on both sides of p by more
// than rounding.
func (s *seeker) tip(p Point, f float64, along Point, sign float64) bool {
	const share = 1e-7
	step := share * s.size
	above := sign * (s.value(Point{p.X + step*along.X, p.Y + step*along.Y}) - f)
	if above <= 1e-14*math.Abs(f) { // as at nearly all saddles, for little work
		return false
	}
	return min(above, sign*(s.value(Point{p.X - step*along.X, p.Y - step*along.Y})-f)) > s.rounding(p, f)
}

// classifyDegenerate tells what p is where the Hessian has no inverse.
func (s *seeker) classifyDegenerate(p Point, l1, l2 float64) nature {
	if !s.isolated(p) {
		if s.rises(l1) && l2 >= -blunt*l1 {
			return isFloor
		}
		return isOther
	}
	below, above := s.around(p, 0.01*s.size)
	if below == 0 {
		below = s.lowerAlong(p, 0.01*s.size)
	}
	switch {
	case below > 0 && above > 0:
		return isSaddle
	case below == 0 && above == ringPoints:
		return isBlunt
	}
	return isOther
}

// rises reports whether a curvature makes walls: over a cell more than rounding
// of the losses' spread. Far out on a sigmoid it is a tiny number above 0.
func (s *seeker) rises(curvature float64) bool {
	return curvature > 0 && curvature*s.cell*s.cell > 1e-16*s.spread
}

// isolated reports whether no other point nearby has a vanishing gradient, by
// walking a little along the flat direction and searching from there.
func (s *seeker) isolated(p Point) bool {
	xx, xy, yy := s.e.Hessian(p.X, p.Y)
	l1, l2 := Eigenvalues(xx, xy, yy)
	x, y := eigenvector(xx, xy, yy, l1)
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
func (s *seeker) lowerAlong(p Point, radius float64) (below int) {
	xx, xy, yy := s.e.Hessian(p.X, p.Y)
	l1, _ := Eigenvalues(xx, xy, yy)
	x, y := eigenvector(xx, xy, yy, l1)
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

// around counts the points of a ring around p that are lower and higher than p
// by more than rounding. Points without a loss are neither.
func (s *seeker) around(p Point, radius float64) (below, above int) {
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
func (s *seeker) rounding(p Point, f float64) float64 {
	if r := rounding(s.e, p); r > 0 {
		return 2 * r
	}
	return 1e-14 * math.Abs(f)
}
