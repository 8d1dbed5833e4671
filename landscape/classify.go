package landscape

import "math"

// nature is what a point with a vanishing gradient is.
type nature int

const (
	isOther   nature = iota // a maximum, part of a plain, or nothing to rely on
	isMinimum               // lower than all around
	isSaddle                // lower than some around, higher than others
	isFloor                 // part of a curve of minima
)

// blunt is the share of the larger eigenvalue below which the smaller one says
// nothing.
const blunt = 1e-6

// classify tells what p is by the signs of the Hessian's eigenvalues; where one
// is zero, by the losses around p.
func (s *seeker) classify(p Point) nature {
	s.spent++
	xx, xy, yy := s.e.Hessian(p.X, p.Y)
	l1, l2 := Eigenvalues(xx, xy, yy)
	top := max(math.Abs(l1), math.Abs(l2))
	switch flat := blunt * top; {
	case top == 0 || math.Abs(l1) <= flat || math.Abs(l2) <= flat:
		return s.classifyDegenerate(p, l1, l2)
	case l2 > 0:
		return s.classifyUpward(p)
	case l1 > 0:
		return isSaddle
	}
	return isOther
}

// classifyUpward tells what p is where the Hessian is positive definite: a
// minimum, unless p lies on a crease, such as that of min(f, g) where f = g,
// whose two sides the Hessian at p does not know.
func (s *seeker) classifyUpward(p Point) nature {
	if below, _ := s.around(p, 1e-4*s.size); below > 0 {
		return isSaddle
	}
	return isMinimum
}

// classifyDegenerate tells what p is where the Hessian has no inverse.
func (s *seeker) classifyDegenerate(p Point, l1, l2 float64) nature {
	if !s.isolated(p) {
		if l1 > 0 && l2 >= -blunt*l1 {
			return isFloor
		}
		return isOther
	}
	below, above := s.around(p, 0.01*s.size)
	switch {
	case below > 0 && above > 0:
		return isSaddle
	case below == 0 && above == ringPoints:
		return isMinimum
	}
	return isOther
}

// isolated reports whether no other point nearby has a vanishing gradient, by
// walking a little along the flat direction and searching from there.
func (s *seeker) isolated(p Point) bool {
	s.spent++
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

// ringPoints is odd, so that no two of a ring's points are opposite.
const ringPoints = 33

// around counts the points of a ring around p that are lower and higher than p
// by more than rounding.
func (s *seeker) around(p Point, radius float64) (below, above int) {
	f := s.value(p)
	rounding := 1e-14 * math.Abs(f)
	for k := range ringPoints {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / ringPoints)
		switch d := s.value(Point{p.X + radius*cos, p.Y + radius*sin}) - f; {
		case d < -rounding:
			below++
		case d > rounding:
			above++
		}
	}
	return below, above
}
