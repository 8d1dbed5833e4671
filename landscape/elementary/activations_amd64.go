package elementary

import (
	"math"

	"golang.org/x/sys/cpu"
)

// useFMA reports whether the processor computes four numbers at once and fuses products
// into sums, as math.Exp does where it can. The bits are the same either way.
var useFMA = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// use512 reports whether it computes eight.
var use512 = useFMA && cpu.X86.HasAVX512F

// exponentials are the numbers of activations_amd64.s, in its order: those of math.Exp, what
// both functions have, those of math.Tanh, how far a sigmoid is computed here, and what
// eight at once have of their own.
var exponentials = fourTimes(
	1.4426950408889634073599246810018920,                  // log₂ e
	0.69314718055966295651160180568695068359375,           // ln 2, its upper digits
	0.28235290563031577122588448175013436025525412068e-12, // and the lower ones
	0.0625,                                             // a sixteenth of what is left is taken
	2.4801587301587301587e-5, 1.9841269841269841270e-4, // 1/8!, 1/7!,
	1.3888888888888888889e-3, 8.3333333333333333333e-3, // 1/6!, 1/5!,
	4.1666666666666666667e-2, 1.6666666666666666667e-1, 0.5, // 1/4!, 1/3!, 1/2!
	1, 2, math.Copysign(0, -1),
	45, 0.625, // from where tanh is 1 to all digits, and from where it is told by e^x
	-9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3,
	1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3,
	-708,
	2*1.4426950408889634073599246810018920, // the first four for e^2x,
	0.69314718055966295651160180568695068359375/2,
	0.28235290563031577122588448175013436025525412068e-12/2,
	0.0625*2,
	0x1.8p52, // and what rounds to whole numbers where it is added
)

func fourTimes(numbers ...float64) [][4]float64 {
	var all [][4]float64
	for _, v := range numbers {
		all = append(all, [4]float64{v, v, v, v})
	}
	return all
}

//go:noescape
func tanhAVX(dst, z *float64, table *[4]float64, n int)

//go:noescape
func tanh512(dst, z *float64, table *[4]float64, n int)

//go:noescape
func sigmoidAVX(dst, z *float64, table *[4]float64, n int) (done int)

//go:noescape
func sigmoid512(dst, z *float64, table *[4]float64, n int) (done int)

//go:noescape
func decayAVX(dst, z *float64, table *[4]float64, n int) (done int)

// Decays sets dst[i] to e^−|z[i]|. dst may be z.
func Decays(dst, z []float64) {
	dst = dst[:len(z)]
	for useFMA && len(z) >= 4 {
		done := decayAVX(&dst[0], &z[0], &exponentials[0], len(z)&^3)
		dst, z = dst[done:], z[done:]
		some := min(4, len(z)) // those that it stops before, or what is left
		decayLoop(dst, z[:some])
		dst, z = dst[some:], z[some:]
	}
	decayLoop(dst, z)
}

// Tanhs sets dst[i] to tanh z[i]. dst may be z.
func Tanhs(dst, z []float64) {
	dst = dst[:len(z)]
	if n := len(z) &^ 7; use512 && n > 0 {
		tanh512(&dst[0], &z[0], &exponentials[0], n)
		dst, z = dst[n:], z[n:]
	}
	if n := len(z) &^ 3; useFMA && n > 0 {
		tanhAVX(&dst[0], &z[0], &exponentials[0], n)
		dst, z = dst[n:], z[n:]
	}
	tanhLoop(dst, z)
}

// Sigmoids sets dst[i] to 1/(1+e^−z[i]). dst may be z.
func Sigmoids(dst, z []float64) {
	dst = dst[:len(z)]
	for useFMA && len(z) >= 4 {
		done := 0
		if n := len(z) &^ 7; use512 && n > 0 {
			done = sigmoid512(&dst[0], &z[0], &exponentials[0], n)
		} else {
			done = sigmoidAVX(&dst[0], &z[0], &exponentials[0], len(z)&^3)
		}
		dst, z = dst[done:], z[done:]
		if some := min(8, len(z)); some == 8 || done == 0 { // it stopped before them
			sigmoidLoop(dst, z[:some])
			dst, z = dst[some:], z[some:]
		}
	}
	sigmoidLoop(dst, z)
}
