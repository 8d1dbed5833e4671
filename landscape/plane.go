package landscape

// Plane is the plane through the space of n weights on which a run is drawn. Its
// axes are orthogonal and of one length, 1, so that distances on it are the
// weights' own.
type Plane struct {
	Center []float64 // the point of it that is drawn at (0, 0)
	X, Y   []float64 // the axes
}

// Project is the point of the plane that is nearest to w.
func (p *Plane) Project(w []float64) Point {
	var at Point
	for i, c := range p.Center {
		d := w[i] - c
		at.X += d * p.X[i]
		at.Y += d * p.Y[i]
	}
	return at
}

// Along is the part of a direction, such as a gradient, that lies in the plane.
func (p *Plane) Along(g []float64) Point {
	var part Point
	for i, v := range g {
		part.X += v * p.X[i]
		part.Y += v * p.Y[i]
	}
	return part
}
