package landscape

import "math"

const (
	kinkSteps = 600  // evaluations of one descent by comparison
	kinkDone  = 1e-9 // its last step, as a share of the view
)

// addKink looks for a minimum near p at which there is no gradient to vanish:
// the tip of a cone, the bottom of |x| + |y|.
func (s *seeker) addKink(p Point) {
	for _, m := range s.minima {
		if distance(m.At, p) < 2*s.cell {
			return
		}
	}
	q, ok := s.compass(p)
	if !ok || s.view.Distance(q) >= 1 || s.known(q) {
		return
	}
	q = s.snap(q, 1e-6, s.value)
	if _, above := s.around(q, 1e-4*s.size); above == ringPoints && s.kinked(q) {
		s.minima = append(s.minima, Minimum{At: q, Loss: s.value(q) + 0, Kink: true})
	}
}

// compass descends by comparing p with its eight neighbours at a distance that
// is halved when none is lower. ok is false if it is still moving in the end.
func (s *seeker) compass(p Point) (Point, bool) {
	f := s.value(p)
	step := s.cell / 2
	for end := s.spent + kinkSteps; s.spent < end && s.ctx.Err() == nil; {
		q, g := p, f
		for k := range 8 {
			sin, cos := math.Sincos(math.Pi * float64(k) / 4)
			c := Point{p.X + step*cos, p.Y + step*sin}
			if v := s.value(c); v < g {
				q, g = c, v
			}
		}
		if q == p {
			if step /= 2; step < kinkDone*s.size {
				return p, true
			}
		}
		p, f = q, g
	}
	return p, false
}

// kinked reports whether the gradient jumps across p instead of passing
// through zero: its change from side to side hardly shrinks with the distance.
func (s *seeker) kinked(p Point) bool {
	wide, narrow := s.jump(p, 1e-4*s.size), s.jump(p, 1e-7*s.size)
	return narrow > 0.01*wide && wide > 0
}

// jump is the largest change of the gradient over p, in four directions.
func (s *seeker) jump(p Point, radius float64) float64 {
	largest := 0.0
	for k := range 4 {
		sin, cos := math.Sincos(math.Pi*float64(k)/4 + 0.1)
		s.spent += 2
		_, ax, ay := s.e.Gradient(p.X+radius*cos, p.Y+radius*sin)
		_, bx, by := s.e.Gradient(p.X-radius*cos, p.Y-radius*sin)
		largest = max(largest, math.Hypot(ax-bx, ay-by))
	}
	return largest
}
