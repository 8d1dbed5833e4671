package formula

import (
	"math"

	"downhill/landscape/elementary"
	"downhill/landscape/formula/op"
)

// taylor are the first coefficients of a Taylor series.
type taylor [7]float64

// taylorOf is the series of a function at c, with c + z for its argument; ok is
// false where the function has none there.
func taylorOf(o op.Op, c float64) (t taylor, ok bool) {
	x := taylor{c, 1}
	one := taylor{1}
	switch o {
	case op.Exp:
		t = x.exp()
	case op.Expm1:
		t = x.exp()
	case op.Sin, op.Cos:
		s, q := elementary.Sin(c), elementary.Cos(c)
		t = series([4]float64{s, q, -s, -q})
		if o == op.Cos {
			t = series([4]float64{q, -s, -q, s})
		}
	case op.Sinh, op.Cosh:
		s, q := elementary.Sinh(c), elementary.Cosh(c)
		t = series([4]float64{s, q, s, q})
		if o == op.Cosh {
			t = series([4]float64{q, s, q, s})
		}
	case op.Log:
		t = x.pow(-1).integral(0)
	case op.Log2:
		t = x.pow(-1).scaled(1 / math.Ln2).integral(0)
	case op.Log10:
		t = x.pow(-1).scaled(1 / math.Ln10).integral(0)
	case op.Log1p:
		t = taylor{1 + c, 1}.pow(-1).integral(0)
	case op.Tan:
		t = riccati(elementary.Tan(c), 1, 0, 1)
	case op.Tanh:
		t = riccati(math.Tanh(c), 1, 0, -1)
	case op.Sigmoid:
		t = riccati(elementary.Sigmoid(c), 0, 1, -1)
	case op.Cot:
		t = riccati(elementary.Cot(c), -1, 0, -1)
	case op.Softplus:
		t = riccati(elementary.Sigmoid(c), 0, 1, -1).integral(0)
	case op.Sec, op.Csc:
		below, _ := taylorOf(map[op.Op]op.Op{op.Sec: op.Cos, op.Csc: op.Sin}[o], c)
		t = below.pow(-1)
	case op.Asin:
		t = one.plus(x.mul(x), -1).pow(-0.5).integral(0)
	case op.Acos:
		t = one.plus(x.mul(x), -1).pow(-0.5).scaled(-1).integral(0)
	case op.Atan:
		t = one.plus(x.mul(x), 1).pow(-1).integral(0)
	case op.Asinh:
		t = one.plus(x.mul(x), 1).pow(-0.5).integral(0)
	case op.Acosh:
		t = x.mul(x).plus(one, -1).pow(-0.5).integral(0)
	case op.Atanh:
		t = one.plus(x.mul(x), -1).pow(-1).integral(0)
	case op.Erf:
		t = x.mul(x).scaled(-1).exp().scaled(2 / math.SqrtPi).integral(0)
	case op.Gauss:
		t = x.mul(x).scaled(-1).exp()
	case op.Gelu:
		t = x.mul(x.mul(x).scaled(-0.5).exp().scaled(1 / math.Sqrt(2*math.Pi)).integral(elementary.Phi(c)))
	default:
		return t, false
	}
	t[0] = op.Unary(o)(c)
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
