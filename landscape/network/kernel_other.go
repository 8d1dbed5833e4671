//go:build !amd64

package network

// weighted sets dst[s] to k + Σ_j w[j·wStride]·a[j·aStride + s], for n points s.
func weighted(dst, w, a []float64, wStride, aStride, terms, n int, k float64) {
	weightedLoop(dst, w, a, wStride, aStride, terms, n, k)
}

// dots adds Σ_s d[s]·a[i·aStride + s] to each dst[i], over n points s.
func dots(dst, d, a []float64, aStride, n int) { dotsLoop(dst, d, a, aStride, n) }

// outer adds Σ_s d[o·stride + s]·a[i·stride + s] to g[o·ins + i], over n points s.
func outer(g, d, a []float64, outs, ins, stride, n int) { outerLoop(g, d, a, outs, ins, stride, n) }

func tanhChain(delta, act []float64)    { tanhChainLoop(delta, act) }
func sigmoidChain(delta, act []float64) { sigmoidChainLoop(delta, act) }
func reluChain(delta, act []float64)    { reluChainLoop(delta, act) }
