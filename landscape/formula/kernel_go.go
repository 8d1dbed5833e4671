package formula

import (
	"math"

	"downhill/landscape/elementary"
	"downhill/landscape/formula/op"
)

// loop is dst[i] = o(a[i], b[i], c[i], d[i]) for all of dst: at most a block.
// The frequent operations have a loop of their own; the others share one.
func loop(o op.Op, dst []float64, a, b, c, d *[blockLen]float64, k float64) {
	if len(dst) > blockLen {
		panic("formula: more points than a block holds")
	}
	switch o {
	case op.Add:
		for i := range dst {
			dst[i] = a[i] + b[i]
		}
	case op.Sub:
		for i := range dst {
			dst[i] = a[i] - b[i]
		}
	case op.Mul:
		for i := range dst {
			dst[i] = float64(a[i] * b[i])
		}
	case op.Div:
		for i := range dst {
			dst[i] = a[i] / b[i]
		}
	case op.Sqrt:
		for i := range dst {
			dst[i] = math.Sqrt(a[i])
		}
	case op.AddK:
		for i := range dst {
			dst[i] = a[i] + k
		}
	case op.MulK:
		for i := range dst {
			dst[i] = float64(a[i] * k)
		}
	case op.KSub:
		for i := range dst {
			dst[i] = k - a[i]
		}
	case op.MulAdd:
		for i := range dst {
			dst[i] = float64(a[i]*b[i]) + c[i]
		}
	case op.MulMulAdd:
		for i := range dst {
			dst[i] = float64(a[i]*b[i]) + float64(c[i]*d[i])
		}
	default:
		rareLoop(o, dst, a, b, c, d, k)
	}
}

// rareLoop is loop for the other operations.
func rareLoop(o op.Op, dst []float64, a, b, c, d *[blockLen]float64, k float64) {
	switch o {
	case op.Exp:
		elementary.Exps(dst, a[:])
		return
	case op.Sin:
		elementary.Sins(dst, a[:])
		return
	case op.Cos:
		elementary.Coses(dst, a[:])
		return
	}
	if f := op.Unary(o); f != nil {
		for i := range dst {
			dst[i] = f(a[i])
		}
		return
	}
	switch o {
	case op.Over0:
		for i := range dst {
			q := a[i] / b[i]
			if b[i] == 0 {
				q = 0
			}
			dst[i] = q
		}
	case op.DivK:
		for i := range dst {
			dst[i] = a[i] / k
		}
	case op.KDiv:
		for i := range dst {
			dst[i] = k / a[i]
		}
	case op.MulSub:
		for i := range dst {
			dst[i] = float64(a[i]*b[i]) - c[i]
		}
	case op.SubMul:
		for i := range dst {
			dst[i] = c[i] - float64(a[i]*b[i])
		}
	case op.SumMulAdd:
		for i := range dst {
			dst[i] = (float64(a[i]*b[i]) + c[i]) + d[i]
		}
	default:
		for i := range dst {
			dst[i] = op.Apply(o, a[i], b[i], c[i])
		}
	}
}
