package landscape

import "sync"

// bends are the largest curvatures at a surface's minima.
type bends struct {
	once    sync.Once
	largest []float64
}

// Curvature is the largest curvature at minimum i, measured on first use.
func (s *Surface) Curvature(i int) float64 {
	s.bends.once.Do(func() {
		o := s.Objective()
		for _, m := range s.Minima {
			largest, _ := Eigenvalues(o.Hessian(m.At.X, m.At.Y))
			s.bends.largest = append(s.bends.largest, largest)
		}
	})
	return s.bends.largest[i]
}
