package formula

import (
	"math"
	"sync"

	"downhill/landscape/formula/op"
)

// rayMemory keeps registers for along.
var rayMemory = sync.Pool{New: func() any { return new([]ray) }}

// along is the value at (x + ut, y + vt) as a series in t.
func (l decoded) along(r []ray, x, y, u, v float64) ray {
	r[0], r[1] = fixed(x), fixed(y)
	r[0].put(u, 1)
	r[1].put(v, 1)
	for i, k := range l.constants {
		r[2+i] = fixed(k)
	}
	for i := range l.length() {
		in := l.at(i)
		k := fixed(in.k)
		var args [4]*ray
		for j, at := range in.args {
			if args[j] = &k; at != ownConstant {
				args[j] = &r[at]
			}
		}
		a, b, c, d := args[0], args[1], args[2], args[3]
		switch in.op {
		case op.MulMulAdd:
			r[in.dst] = a.mul(*b).plus(c.mul(*d))
		case op.SumMulAdd:
			r[in.dst] = a.mul(*b).plus(*c).plus(*d)
		default:
			r[in.dst] = rayApply(in.op, *a, *b, *c)
		}
	}
	return r[l.outputs[0]]
}

// limits are derivatives that all rays from a point agree on.
type limits struct {
	x, y         float64
	xx, xy, yy   float64
	slope, curve bool    // whether there is a gradient, and a Hessian
	size         float64 // the largest coefficient met: rounding is relative to it
}

// rays are the directions that are compared, each followed by its opposite: first
// two along which no formula is likely to be special, which show most kinks at
// once, then the axes and the diagonals, from which the derivatives are taken.
var rays = [...][2]float64{
	{3, 5}, {-3, -5}, {5, -2}, {-5, 2},
	{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1},
}

// limit finds the derivatives at a point from the value's series along rays:
// there is a gradient where all slopes are g·u, and a Hessian where all
// curvatures are uᵀHu. f is the value at the point.
func (p *Program) limit(x, y, f float64) limits {
	code, memory := p.decodedCode(0), rayMemory.Get().(*[]ray)
	defer rayMemory.Put(memory)
	if len(*memory) < code.registers {
		*memory = make([]ray, code.registers)
	}
	var slopes, curves [len(rays)]float64
	l := limits{slope: true, curve: true}
	for i, u := range rays {
		s := code.along(*memory, x, y, u[0], u[1])
		if !s.smooth(f, &l) {
			return limits{}
		}
		slopes[i], curves[i] = s.at(1), 2*s.at(2)
		if i%2 == 1 {
			l.slope = l.slope && l.close(slopes[i], -slopes[i-1], slopes[i])
			l.curve = l.curve && l.slope && l.close(curves[i], curves[i-1], curves[i])
		}
		if !l.slope {
			return limits{}
		}
	}
	l.x, l.y = slopes[4], slopes[6]
	l.xx, l.yy, l.xy = curves[4], curves[6], (curves[8]-curves[10])/4
	for i, u := range rays {
		size := math.Abs(u[0]*l.x) + math.Abs(u[1]*l.y)
		l.slope = l.slope && l.close(slopes[i], u[0]*l.x+u[1]*l.y, size)
		a, b, c := u[0]*u[0]*l.xx, 2*u[0]*u[1]*l.xy, u[1]*u[1]*l.yy
		l.curve = l.curve && l.close(curves[i], a+b+c, math.Abs(a)+math.Abs(b)+math.Abs(c)+math.Abs(curves[8]))
	}
	l.curve = l.curve && l.slope
	return l
}

// close reports whether two numbers of a size are the same but for rounding.
func (l *limits) close(a, b, size float64) bool {
	return math.Abs(a-b) <= 1e-9*(math.Abs(size)+math.Abs(a))+1e-13*l.size
}

// smooth reports whether a series begins as that of a function with a slope: with f
// and a term in t. It sets l.curve to false where there is no curvature.
func (r *ray) smooth(f float64, l *limits) bool {
	if r.closed || r.end < 1+1e-9 || math.Abs(r.at(0)-f) > 1e-9*(1+math.Abs(f)) {
		return false
	}
	size := 0.0
	for i := range r.n {
		if r.p[i] < 2+1e-9 {
			size = max(size, math.Abs(r.c[i]))
		}
	}
	l.size = max(l.size, size)
	for i := range r.n {
		whole := sameOrder(r.p[i], math.Round(r.p[i])) && r.p[i] > -1e-9
		if whole || math.Abs(r.c[i]) <= 1e-12*size {
			continue
		}
		switch {
		case r.p[i] < 1:
			return false
		case r.p[i] < 2:
			l.curve = false
		}
	}
	if r.end < 2+1e-9 {
		l.curve = false
	}
	return true
}
