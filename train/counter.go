package train

// counter counts what a rule evaluates beyond the gradient that it is given.
type counter struct {
	Objective
	n int
}

func (c *counter) Value(x, y float64) float64 {
	c.n++
	return c.Objective.Value(x, y)
}

func (c *counter) Gradient(x, y float64) (f, gx, gy float64) {
	c.n++
	return c.Objective.Gradient(x, y)
}
