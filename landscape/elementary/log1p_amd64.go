package elementary

// logarithms are the numbers of log1p_amd64.s, in its order; from the fourth on they are
// those of math.Log1p.
var logarithms = fourTimes(
	0x1p-29, 0.9999, // what is between is computed there
	4.142135623730950488017e-01, // √2 − 1
	1, 0.5, 2,
	6.93147180369123816490e-01, 1.90821492927058770002e-10, // ln 2, its upper digits and the lower ones
	6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
	1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
)

//go:noescape
func log1pAVX(dst, x *float64, table *[4]float64, n int) (done int)

// Log1ps sets dst[i] to ln(1 + x[i]). It is quick for what lies between 0 and 1. dst may
// be x.
func Log1ps(dst, x []float64) {
	dst = dst[:len(x)]
	for useFMA && len(x) >= 4 {
		done := log1pAVX(&dst[0], &x[0], &logarithms[0], len(x)&^3)
		dst, x = dst[done:], x[done:]
		some := min(4, len(x)) // those that it stops before, or what is left
		log1pLoop(dst, x[:some])
		dst, x = dst[some:], x[some:]
	}
	log1pLoop(dst, x)
}
