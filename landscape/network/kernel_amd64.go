package network

import "golang.org/x/sys/cpu"

// useAVX reports whether the processor computes four numbers at once. The bits are
// the same either way.
var useAVX = cpu.X86.HasAVX

// use512 reports whether it computes eight.
var use512 = useAVX && cpu.X86.HasAVX512F

//go:noescape
func weightedAVX(dst, w, a *float64, wStride, aStride, terms, n int, k float64)

//go:noescape
func weighted512(dst, w, a *float64, wStride, aStride, terms, n int, k float64)

//go:noescape
func dotsAVX(dst, d, a *float64, aStride, rows, n int)

//go:noescape
func outerAVX(dst, d, a *float64, dstStride, aStride, ins, n int)

// weighted sets dst[s] to k + Σ_j w[j·wStride]·a[j·aStride + s], for n points s.
func weighted(dst, w, a []float64, wStride, aStride, terms, n int, k float64) {
	if !useAVX {
		weightedLoop(dst, w, a, wStride, aStride, terms, n, k)
		return
	}
	_, _, _ = dst[n-1], w[(terms-1)*wStride], a[(terms-1)*aStride+n-1]
	if use512 {
		weighted512(&dst[0], &w[0], &a[0], wStride, aStride, terms, n, k)
		return
	}
	weightedAVX(&dst[0], &w[0], &a[0], wStride, aStride, terms, n, k)
}

// dots adds Σ_s d[s]·a[i·aStride + s] to each dst[i], over n points s.
func dots(dst, d, a []float64, aStride, n int) {
	if !useAVX {
		dotsLoop(dst, d, a, aStride, n)
		return
	}
	rows := len(dst)
	_, _ = d[n-1], a[(rows-1)*aStride+n-1]
	dotsAVX(&dst[0], &d[0], &a[0], aStride, rows, n)
}

// outer adds Σ_s d[o·stride + s]·a[i·stride + s] to g[o·ins + i], over n points s.
func outer(g, d, a []float64, outs, ins, stride, n int) {
	o := 0
	if useAVX {
		_, _, _ = g[outs*ins-1], d[(outs-1)*stride+n-1], a[(ins-1)*stride+n-1]
		for ; o+4 <= outs; o += 4 {
			outerAVX(&g[o*ins], &d[o*stride], &a[0], ins, stride, ins, n)
		}
	}
	for ; o < outs; o++ {
		dots(g[o*ins:][:ins], d[o*stride:], a, stride, n)
	}
}
