package network

//go:noescape
func tanhChainAVX(delta, act *float64, n int)

//go:noescape
func sigmoidChainAVX(delta, act *float64, n int)

//go:noescape
func reluChainAVX(delta, act *float64, n int)

// chained does a kernel's part of delta, and is what is left of it.
func chained(kernel func(delta, act *float64, n int), delta, act []float64) (rest, of []float64) {
	n := len(delta) &^ 3
	if !useAVX || n == 0 {
		return delta, act
	}
	_ = act[len(delta)-1]
	kernel(&delta[0], &act[0], n)
	return delta[n:], act[n:]
}

func tanhChain(delta, act []float64)    { tanhChainLoop(chained(tanhChainAVX, delta, act)) }
func sigmoidChain(delta, act []float64) { sigmoidChainLoop(chained(sigmoidChainAVX, delta, act)) }
func reluChain(delta, act []float64)    { reluChainLoop(chained(reluChainAVX, delta, act)) }
