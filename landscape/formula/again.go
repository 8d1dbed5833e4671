package formula

import "math"

// What ordinary arithmetic has no number for may have one all the same. Then a
// point is looked at again: in numbers that do not overflow (far.go), and where
// a derivative has a convention's value or none, by the series of the value
// along rays (limit.go). It is rare, and slower by one or two orders: formulas of
// more than mostAgain operations do without, so that no map takes long.
const mostAgain = 128

// again says whether the program's points are looked at again.
func (p *Program) again() bool { return p.longhand(0).length() <= mostAgain }

// valueAgain is the value at a point where ordinary arithmetic says f, infinite
// or no number: an overflow on the way to it need not be one of the result.
func (e *Evaluator) valueAgain(x, y, f float64) float64 {
	if !e.program.again() {
		return f
	}
	if far := e.program.farRun(0, x, y); far.numbers(0, 1) {
		return far.outputs[0]
	}
	return f
}

// gradientAgain is Gradient where ordinary arithmetic has met a singular
// operation, or its results are not finite.
func (e *Evaluator) gradientAgain(x, y, f, gx, gy float64) (float64, float64, float64) {
	usual := f-f == 0
	if !usual {
		f = e.valueAgain(x, y, f)
	}
	finite := usual && gx-gx == 0 && gy-gy == 0
	if f-f != 0 || !e.program.again() || finite && (e.agrees(x, y, gx, gy) || !e.isolated(1, x, y)) {
		return f, gx, gy
	}
	far := e.program.farRun(1, x, y)
	if far.hits == 0 && far.numbers(1, 3) {
		return f, far.outputs[1], far.outputs[2]
	}
	if l := e.limit(1, x, y, f); l.slope {
		return f, l.x + 0, l.y + 0
	}
	if finite {
		return f, gx, gy
	}
	return f, far.outputs[1], far.outputs[2]
}

// jetAgain is Jet where ordinary arithmetic has met a singular operation, or its
// results are not finite. Value and gradient are those of Gradient.
func (e *Evaluator) jetAgain(x, y float64, j Jet) Jet {
	finite := j.F-j.F == 0 && j.XX-j.XX == 0 && j.XY-j.XY == 0 && j.YY-j.YY == 0
	j.F, j.X, j.Y = e.Gradient(x, y)
	if j.F-j.F != 0 || !e.program.again() || finite && !e.isolated(2, x, y) {
		return j
	}
	far := e.program.farRun(2, x, y)
	if far.hits > 0 || !far.numbers(3, 6) {
		if l := e.limit(2, x, y, j.F); l.curve {
			j.XX, j.XY, j.YY = l.xx+0, l.xy+0, l.yy+0
			return j
		}
		if finite {
			return j
		}
	}
	j.XX, j.XY, j.YY = far.outputs[3], far.outputs[4], far.outputs[5]
	return j
}

// limit are the derivatives that the rays from a point agree on.
func (e *Evaluator) limit(order int, x, y, f float64) limits {
	if !e.isolated(order, x, y) || e.creased(x, y) {
		return limits{}
	}
	return e.program.limit(x, y, f)
}

// creased says whether the slope jumps at a point, so that there is no gradient:
// its change from side to side does not shrink with the distance. Series would
// say so too, but take a hundred times as long.
func (e *Evaluator) creased(x, y float64) bool {
	m, size := e.point(1), max(1, math.Abs(x), math.Abs(y))
	jump := func(step float64) (change, steep float64) {
		u, v := 0.6*step, 0.8*step
		m.run(x+u, y+v)
		ahead := 0.6*m.output(1) + 0.8*m.output(2)
		m.run(x-u, y-v)
		behind := 0.6*m.output(1) + 0.8*m.output(2)
		return math.Abs(ahead - behind), math.Abs(ahead) + math.Abs(behind)
	}
	wide, _ := jump(1e-6 * size)
	narrow, steep := jump(1e-7 * size)
	return narrow > wide/2 && narrow > 1e-6*steep
}

// agrees says whether a gradient is the mean of those on both sides of its
// point, so that a convention's value on the way to it did no harm, as at the
// bottom of abs(x^2): a run along such a line does not ask for limits at each
// step. So near an axis that squares underflow the mean says nothing.
func (e *Evaluator) agrees(x, y, gx, gy float64) bool {
	const share, tiny = 1e-6, 1e-100
	if x != 0 && math.Abs(x) < tiny || y != 0 && math.Abs(y) < tiny {
		return false
	}
	m, step := e.point(1), 1e-7*max(1, math.Abs(x), math.Abs(y))
	u, v := 0.6*step, 0.8*step
	m.run(x+u, y+v)
	ahead, aheadY := m.output(1), m.output(2)
	m.run(x-u, y-v)
	behind, behindY := m.output(1), m.output(2)
	size := math.Abs(ahead) + math.Abs(behind) + math.Abs(aheadY) + math.Abs(behindY)
	return math.Abs((ahead+behind)/2-gx) <= share*size && math.Abs((aheadY+behindY)/2-gy) <= share*size
}

// isolated says whether a point's neighbours are less singular than itself. On a
// plain that a root or an absolute value is at 0 on there is nothing to look for.
func (e *Evaluator) isolated(order int, x, y float64) bool {
	m := e.point(order)
	here := e.doubts(m, x, y)
	step := 1e-4 * max(1, math.Abs(x), math.Abs(y))
	return e.doubts(m, x+0.6*step, y+0.8*step) < here && e.doubts(m, x-0.9*step, y+0.4*step) < here
}

// doubts counts what is singular at a point, results that are not finite as one.
func (e *Evaluator) doubts(m *machine, x, y float64) int {
	m.hits = 0
	m.run(x, y)
	sum := 0.0
	for i := range m.results {
		sum += m.output(i)
	}
	if sum-sum != 0 {
		return m.hits + 1
	}
	return m.hits
}
