package formula

import "math"

// mostRechecked is how many operations a formula has at most for its points to be
// checked again. Where ordinary arithmetic gives no number there may be one all the
// same. Such points are computed again in numbers that do not overflow (extended.go)
// and, where a derivative has a convention's value or none, by the series of the
// value along rays (limit.go). They are rare, but take ten to a hundred times as
// long: without a bound a map could take minutes.
const mostRechecked = 128

// rechecked reports whether the program's points are checked again.
func (p *Program) rechecked() bool { return p.decodedCode(0).length() <= mostRechecked }

// recheckValue is the value at a point where ordinary arithmetic gives f, infinite
// or NaN: where a step on the way overflows the result need not.
func (e *Evaluator) recheckValue(x, y, f float64) float64 {
	if !e.program.rechecked() {
		return f
	}
	if wide := e.program.extendedRun(0, x, y); wide.numbers(0, 1) {
		return wide.outputs[0]
	}
	return f
}

// recheckGradient is Gradient where ordinary arithmetic has met a singular
// operation, or its results are not finite.
func (e *Evaluator) recheckGradient(x, y, f, gx, gy float64) (float64, float64, float64) {
	usual := f-f == 0
	if !usual {
		f = e.recheckValue(x, y, f)
	}
	finite := usual && gx-gx == 0 && gy-gy == 0
	if f-f != 0 || !e.program.rechecked() || finite && (e.agrees(x, y, gx, gy) || !e.isolated(1, x, y)) {
		return f, gx, gy
	}
	wide := e.program.extendedRun(1, x, y)
	if wide.hits == 0 && wide.numbers(1, 3) {
		return f, wide.outputs[1], wide.outputs[2]
	}
	if l := e.limit(1, x, y, f); l.slope {
		return f, l.x + 0, l.y + 0
	}
	if finite {
		return f, gx, gy
	}
	return f, wide.outputs[1], wide.outputs[2]
}

// recheckJet is Jet where ordinary arithmetic has met a singular operation, or its
// results are not finite. Value and gradient are those of Gradient.
func (e *Evaluator) recheckJet(x, y float64, j Jet) Jet {
	finite := j.F-j.F == 0 && j.XX-j.XX == 0 && j.XY-j.XY == 0 && j.YY-j.YY == 0
	j.F, j.X, j.Y = e.Gradient(x, y)
	if j.F-j.F != 0 || !e.program.rechecked() || finite && !e.isolated(2, x, y) {
		return j
	}
	wide := e.program.extendedRun(2, x, y)
	if wide.hits > 0 || !wide.numbers(3, 6) {
		if l := e.limit(2, x, y, j.F); l.curve {
			j.XX, j.XY, j.YY = l.xx+0, l.xy+0, l.yy+0
			return j
		}
		if finite {
			return j
		}
	}
	j.XX, j.XY, j.YY = wide.outputs[3], wide.outputs[4], wide.outputs[5]
	return j
}

// limit are the derivatives that the rays from a point agree on.
func (e *Evaluator) limit(order int, x, y, f float64) limits {
	if !e.isolated(order, x, y) || e.isCreased(x, y) {
		return limits{}
	}
	return e.program.limit(x, y, f)
}

// isCreased reports whether the slope jumps at a point, so that there is no gradient:
// its change from side to side does not shrink with the distance. The series would
// show that too, but take a hundred times as long.
func (e *Evaluator) isCreased(x, y float64) bool {
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

// agrees reports whether a gradient is the mean of those on both sides of its
// point, so that it is right although a convention's value was used on the way, as
// at the bottom of abs(x^2). A run along such a line then needs no limit at each
// step. So near an axis that squares underflow, the mean proves nothing.
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

// isolated reports whether a point's neighbours meet fewer singular operations than
// the point. Where a root or an absolute value is of 0 over a whole area, there is
// no limit to find.
func (e *Evaluator) isolated(order int, x, y float64) bool {
	m := e.point(order)
	here := e.countSingular(m, x, y)
	step := 1e-4 * max(1, math.Abs(x), math.Abs(y))
	return e.countSingular(m, x+0.6*step, y+0.8*step) < here && e.countSingular(m, x-0.9*step, y+0.4*step) < here
}

// countSingular counts the singular operations at a point; results that are not
// finite count as one.
func (e *Evaluator) countSingular(m *machine, x, y float64) int {
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
