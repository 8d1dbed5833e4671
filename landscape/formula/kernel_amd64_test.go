package formula

import "testing"

// TestKernelsEqualLoops: the processor's wide arithmetic and the plain Go
// loops give the same bits.
func TestKernelsEqualLoops(t *testing.T) {
	defer func(was bool) { useAVX = was }(useAVX)
	b := newBatch(1000)
	programs := map[string]string{"tip": "hypot(x-1, y)", "length": "sqrt(x^2 + y^2/2)"}
	for _, name := range order {
		programs[name] = texts[name]
	}
	b.x[7], b.y[7], b.x[8], b.y[8] = 1, 0, 0, 0 // the tips
	for name, text := range programs {
		e := compile(t, text).Evaluator()
		e.Gradients(b.x, b.y, b.f, b.gx, b.gy)
		useAVX = false
		plain := newBatch(1000)
		e.Gradients(b.x, b.y, plain.f, plain.gx, plain.gy)
		useAVX = true
		for i := range b.f {
			if !same(b.f[i], plain.f[i]) || !same(b.gx[i], plain.gx[i]) || !same(b.gy[i], plain.gy[i]) {
				t.Fatalf("%s at (%v, %v) differs", name, b.x[i], b.y[i])
			}
		}
	}
	useAVX = false
	t.Run("random", TestBlocksEqualPoints)
}
