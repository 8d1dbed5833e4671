package formula

import (
	"math"

	"downhill/landscape/elementary"
)

// taylor are the first coefficients of a Taylor series.
type taylor [7]float64

// taylorOf is the series of a function at c, with c + z for its argument; ok is
// false where the function has none there.
func taylorOf(o op, c float64) (t taylor, ok bool) {
	x := taylor{c, 1}
	one := taylor{1}
	switch o {
	case opExp:
		t = x.exp()
	case opExpm1:
		t = x.exp()
	case opSin, opCos:
		s, q := elementary.Sin(c), elementary.Cos(c)
		t = series([4]float64{s, q, -s, -q})
		if o == opCos {
			t = series([4]float64{q, -s, -q, s})
		}
	case opSinh, opCosh:
		s, q := elementary.Sinh(c), elementary.Cosh(c)
		t = series([4]float64{s, q, s, q})
		if o == opCosh {
			t = series([4]float64{q, s, q, s})
		}
	case opLog:
		t = x.pow(-1).integral(0)
	case opLog2:
		t = x.pow(-1).scaled(1 / math.Ln2).integral(0)
	case opLog10:
		t = x.pow(-1).scaled(1 / math.Ln10).integral(0)
	case opLog1p:
		t = taylor{1 + c, 1}.pow(-1).integral(0)
	case opTan:
		t = riccati(elementary.Tan(c), 1, 0, 1)
	case opTanh:
		t = riccati(math.Tanh(c), 1, 0, -1)
	case opSigmoid:
		t = riccati(elementary.Sigmoid(c), 0, 1, -1)
	case opCot:
		t = riccati(elementary.Cot(c), -1, 0, -1)
	case opSoftplus:
		t = riccati(elementary.Sigmoid(c), 0, 1, -1).integral(0)
	case opSec, opCsc:
		below, _ := taylorOf(map[op]op{opSec: opCos, opCsc: opSin}[o], c)
		t = below.pow(-1)
	case opAsin:
		t = one.plus(x.mul(x), -1).pow(-0.5).integral(0)
	case opAcos:
		t = one.plus(x.mul(x), -1).pow(-0.5).scaled(-1).integral(0)
	case opAtan:
		t = one.plus(x.mul(x), 1).pow(-1).integral(0)
	case opAsinh:
		t = one.plus(x.mul(x), 1).pow(-0.5).integral(0)
	case opAcosh:
		t = x.mul(x).plus(one, -1).pow(-0.5).integral(0)
	case opAtanh:
		t = one.plus(x.mul(x), -1).pow(-1).integral(0)
	case opErf:
		t = x.mul(x).scaled(-1).exp().scaled(2 / math.SqrtPi).integral(0)
	case opGauss:
		t = x.mul(x).scaled(-1).exp()
	case opGelu:
		t = x.mul(x.mul(x).scaled(-0.5).exp().scaled(1 / math.Sqrt(2*math.Pi)).integral(elementary.Phi(c)))
	default:
		return t, false
	}
	t[0] = unary(o)(c)
	for _, v := range t {
		if v-v != 0 {
			return t, false
		}
	}
	return t, true
}

// series are the coefficients of a function whose derivatives repeat after four.
func series(derivatives [4]float64) (t taylor) {
	factorial := 1.0
	for i := range t {
		if i > 0 {
			factorial *= float64(i)
		}
		t[i] = derivatives[i%4] / factorial
	}
	return t
}

// riccati is the series of g with g(0) = g0 and g′ = a + b g + c g².
func riccati(g0, a, b, c float64) (t taylor) {
	t[0] = g0
	for k := range len(t) - 1 {
		sum := b * t[k]
		if k == 0 {
			sum += a
		}
		for i := range k + 1 {
			sum += c * t[i] * t[k-i]
		}
		t[k+1] = sum / float64(k+1)
	}
	return t
}

func (t taylor) scaled(k float64) taylor {
	for i := range t {
		t[i] *= k
	}
	return t
}

// plus is t + k u.
func (t taylor) plus(u taylor, k float64) taylor {
	for i := range t {
		t[i] += k * u[i]
	}
	return t
}

func (t taylor) mul(u taylor) (product taylor) {
	for i := range t {
		for j := range len(t) - i {
			product[i+j] += t[i] * u[j]
		}
	}
	return product
}

// integral begins with a constant.
func (t taylor) integral(c float64) taylor {
	for i := len(t) - 1; i > 0; i-- {
		t[i] = t[i-1] / float64(i)
	}
	t[0] = c
	return t
}

// exp is e^t: r′ = t′ r.
func (t taylor) exp() (r taylor) {
	r[0] = elementary.Exp(t[0])
	for k := 1; k < len(t); k++ {
		for i := 1; i <= k; i++ {
			r[k] += float64(i) * t[i] * r[k-i] / float64(k)
		}
	}
	return r
}

// pow is t^p: t r′ = p t′ r.
func (t taylor) pow(p float64) (r taylor) {
	r[0] = elementary.Power(t[0], p)
	for k := 1; k < len(t); k++ {
		for i := 1; i <= k; i++ {
			r[k] += (p*float64(i) - float64(k-i)) * t[i] * r[k-i]
		}
		r[k] /= float64(k) * t[0]
	}
	return r
}
