package network

// weightedLoop is weighted without a kernel. Products are converted explicitly:
// Go may fuse a product and a sum into one rounding on some machines.
func weightedLoop(dst, w, a []float64, wStride, aStride, terms, n int, k float64) {
	dst = dst[:n]
	for s := range dst {
		dst[s] = k
	}
	for j := range terms {
		weight, row := w[j*wStride], a[j*aStride:][:n]
		for s, v := range row {
			dst[s] += float64(weight * v)
		}
	}
}

// dotsLoop is dots without a kernel: four sums of every fourth point, then
// theirs.
func dotsLoop(dst, d, a []float64, aStride, n int) {
	d = d[:n]
	for i := range dst {
		row := a[i*aStride:][:n]
		var s0, s1, s2, s3 float64
		for s := 0; s+3 < len(d); s += 4 {
			s0 += float64(d[s] * row[s])
			s1 += float64(d[s+1] * row[s+1])
			s2 += float64(d[s+2] * row[s+2])
			s3 += float64(d[s+3] * row[s+3])
		}
		dst[i] += (s0 + s1) + (s2 + s3)
	}
}

// outerLoop is outer without a kernel.
func outerLoop(g, d, a []float64, outs, ins, stride, n int) {
	for o := range outs {
		dotsLoop(g[o*ins:][:ins], d[o*stride:], a, stride, n)
	}
}

// tanhChainLoop multiplies delta by tanh' where tanh is act.
func tanhChainLoop(delta, act []float64) {
	for i, a := range act[:len(delta)] {
		delta[i] *= (1 - a) * (1 + a)
	}
}

// sigmoidChainLoop multiplies delta by σ' where σ is act.
func sigmoidChainLoop(delta, act []float64) {
	for i, a := range act[:len(delta)] {
		delta[i] *= a * (1 - a)
	}
}

// reluChainLoop makes delta 0 where ReLU is. Its slope at its kink is 0, as PyTorch's.
func reluChainLoop(delta, act []float64) {
	for i, a := range act[:len(delta)] {
		if !(a > 0) {
			delta[i] = 0
		}
	}
}
