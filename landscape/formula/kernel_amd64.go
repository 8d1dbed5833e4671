package formula

import (
	"golang.org/x/sys/cpu"

	"downhill/landscape/formula/op"
)

// useAVX reports whether the processor computes four numbers at once. The bits
// are the same either way.
var useAVX = cpu.X86.HasAVX

// vectors are the operations that have a kernel in kernel_amd64.s.
var vectors = [256]func(dst, a, b, c, d *float64, k float64, n int){
	op.Add:       addAVX,
	op.Sub:       subAVX,
	op.Mul:       mulAVX,
	op.Div:       divAVX,
	op.Sqrt:      sqrtAVX,
	op.AddK:      addKAVX,
	op.MulK:      mulKAVX,
	op.KSub:      kSubAVX,
	op.DivK:      divKAVX,
	op.KDiv:      kDivAVX,
	op.MulAdd:    mulAddAVX,
	op.MulSub:    mulSubAVX,
	op.SubMul:    subMulAVX,
	op.MulMulAdd: mulMulAddAVX,
	op.SumMulAdd: sumMulAddAVX,
	op.Over0:     over0AVX,
}

//go:noescape
func addAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func subAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func mulAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func divAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func sqrtAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func addKAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func mulKAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func kSubAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func divKAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func kDivAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func mulAddAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func mulSubAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func subMulAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func sumMulAddAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func mulMulAddAVX(dst, a, b, c, d *float64, k float64, n int)

//go:noescape
func over0AVX(dst, a, b, c, d *float64, k float64, n int)

// vector computes an operation with its kernel and reports whether it has one.
// The blocks are whole: numbers past the last point are computed in vain.
func vector(o op.Op, dst, a, b, c, d *[blockLen]float64, k float64, n int) bool {
	f := vectors[o]
	if f == nil || !useAVX {
		return false
	}
	f(&dst[0], &a[0], &b[0], &c[0], &d[0], k, (n+7)&^7)
	return true
}

//go:noescape
func anyZeroAVX(a *float64, n int) bool

// anyZero reports whether one of n numbers is 0; it may say so for what fills them
// up to eight.
func anyZero(a *[blockLen]float64, n int) bool {
	if !useAVX {
		return anyZeroLoop(a, n)
	}
	return anyZeroAVX(&a[0], (n+7)&^7)
}

//go:noescape
func copyOutAVX(dst, a *float64, n int) bool

// copyOut copies a block's numbers out and reports whether they are all finite.
func copyOut(dst []float64, a *[blockLen]float64) bool {
	if !useAVX || len(dst) < blockLen {
		return copyOutLoop(dst, a)
	}
	return copyOutAVX(&dst[0], &a[0], blockLen)
}
