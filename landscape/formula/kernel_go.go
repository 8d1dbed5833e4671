package formula

import (
	"math"

	"downhill/landscape/elementary"
)

// loop is dst[i] = o(a[i], b[i], c[i], d[i]) for all of dst: at most a block.
// The frequent operations have a loop of their own; the others share one.
func loop(o op, dst []float64, a, b, c, d *[blockLen]float64, k float64) {
	if len(dst) > blockLen {
		panic("formula: more points than a block holds")
	}
	switch o {
	case opAdd:
		for i := range dst {
			dst[i] = a[i] + b[i]
		}
	case opSub:
		for i := range dst {
			dst[i] = a[i] - b[i]
		}
	case opMul:
		for i := range dst {
			dst[i] = float64(a[i] * b[i])
		}
	case opDiv:
		for i := range dst {
			dst[i] = a[i] / b[i]
		}
	case opSqrt:
		for i := range dst {
			dst[i] = math.Sqrt(a[i])
		}
	case opAddK:
		for i := range dst {
			dst[i] = a[i] + k
		}
	case opMulK:
		for i := range dst {
			dst[i] = float64(a[i] * k)
		}
	case opKSub:
		for i := range dst {
			dst[i] = k - a[i]
		}
	case opMulAdd:
		for i := range dst {
			dst[i] = float64(a[i]*b[i]) + c[i]
		}
	case opMulMulAdd:
		for i := range dst {
			dst[i] = float64(a[i]*b[i]) + float64(c[i]*d[i])
		}
	default:
		rareLoop(o, dst, a, b, c, d, k)
	}
}

// rareLoop is loop for the other operations.
func rareLoop(o op, dst []float64, a, b, c, d *[blockLen]float64, k float64) {
	switch o {
	case opExp:
		elementary.Exps(dst, a[:])
		return
	case opSin:
		elementary.Sins(dst, a[:])
		return
	case opCos:
		elementary.Coses(dst, a[:])
		return
	}
	if f := unary(o); f != nil {
		for i := range dst {
			dst[i] = f(a[i])
		}
		return
	}
	switch o {
	case opOver0:
		for i := range dst {
			q := a[i] / b[i]
			if b[i] == 0 {
				q = 0
			}
			dst[i] = q
		}
	case opDivK:
		for i := range dst {
			dst[i] = a[i] / k
		}
	case opKDiv:
		for i := range dst {
			dst[i] = k / a[i]
		}
	case opMulSub:
		for i := range dst {
			dst[i] = float64(a[i]*b[i]) - c[i]
		}
	case opSubMul:
		for i := range dst {
			dst[i] = c[i] - float64(a[i]*b[i])
		}
	case opSumMulAdd:
		for i := range dst {
			dst[i] = (float64(a[i]*b[i]) + c[i]) + d[i]
		}
	default:
		for i := range dst {
			dst[i] = apply(o, a[i], b[i], c[i])
		}
	}
}
