package formula

// Evaluator evaluates one program at points. It holds scratch memory: each
// goroutine needs its own.
type Evaluator struct {
	program *Program
	points  [3]*machine      // by order of derivatives
	blocks  [2]*blockMachine // by order of derivatives
	bound   *bound           // of the value
}

// Jet is a value with its first and second derivatives at a point.
type Jet struct {
	F, X, Y    float64
	XX, XY, YY float64
}

// Value is the formula's value at (x, y).
func (e *Evaluator) Value(x, y float64) float64 {
	m := e.point(0)
	m.run(x, y)
	f := m.output(0)
	if f-f != 0 {
		return e.recheckValue(x, y, f)
	}
	return f
}

// Gradient is the value and the gradient at (x, y).
func (e *Evaluator) Gradient(x, y float64) (f, gx, gy float64) {
	m := e.points[1]
	if m == nil {
		m = e.load(1)
	}
	m.registers[0], m.registers[1] = x, y // as m.run does, with one call less:
	if rest := calculate(m.code, &m.registers); rest != nil {
		m.finish(rest) // descent calls this once a step
	}
	f = m.output(0)
	if m.ends {
		gx, gy = m.sum(0), m.sum(1)
	} else {
		gx, gy = m.output(1), m.output(2)
	}
	if sum := f + gx + gy; sum-sum != 0 || m.hits != 0 {
		return e.recheckGradient(x, y, f, gx, gy)
	}
	return f, gx, gy
}

// Hessian is the matrix of second derivatives at (x, y).
func (e *Evaluator) Hessian(x, y float64) (xx, xy, yy float64) {
	j := e.Jet(x, y)
	return j.XX, j.XY, j.YY
}

// Jet is the value with all derivatives to second order at (x, y).
func (e *Evaluator) Jet(x, y float64) Jet {
	m := e.point(2)
	m.run(x, y)
	j := Jet{m.output(0), m.output(1), m.output(2), m.output(3), m.output(4), m.output(5)}
	if sum := j.F + j.X + j.Y + j.XX + j.XY + j.YY; sum-sum != 0 || m.hits != 0 {
		return e.recheckJet(x, y, j)
	}
	return j
}

// point is the machine of an order of derivatives, made when first needed.
func (e *Evaluator) point(order int) *machine {
	if m := e.points[order]; m != nil {
		return m
	}
	return e.load(order)
}

// load makes the machine of an order; apart from point, so that point is
// compiled into its callers.
func (e *Evaluator) load(order int) *machine {
	e.points[order] = newMachine(e.program, order)
	return e.points[order]
}

// block is the block machine of an order of derivatives.
func (e *Evaluator) block(order int) *blockMachine {
	if e.blocks[order] == nil {
		e.blocks[order] = newBlockMachine(e.program.code(forBlock, order), blockLen)
	}
	return e.blocks[order]
}

// Values sets f[i] to the value at (xs[i], ys[i]), the same bits as Value.
// The slices are of one length; f may not overlap xs or ys.
func (e *Evaluator) Values(xs, ys, f []float64) {
	e.block(0).each(xs, ys, func(i int) { f[i] = e.Value(xs[i], ys[i]) }, f)
}

// Gradients sets f[i], gx[i], gy[i] to the value and gradient at
// (xs[i], ys[i]), the same bits as Gradient. The slices are of one length;
// the last three may not overlap the others.
func (e *Evaluator) Gradients(xs, ys, f, gx, gy []float64) {
	e.block(1).each(xs, ys, func(i int) { f[i], gx[i], gy[i] = e.Gradient(xs[i], ys[i]) }, f, gx, gy)
}
