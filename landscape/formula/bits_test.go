package formula

import (
	"math"
	"math/rand/v2"
	"testing"

	"downhill/landscape/elementary"
	"downhill/landscape/formula/op"
)

// same reports whether two numbers have the same bits; every NaN is one.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// special are numbers at which arithmetic differs first.
var special = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 1e300, -1e-300, 5e-324, math.Inf(1), math.Inf(-1), math.NaN()}

// TestBlocksEqualPoints: blocks and single points give the same bits, for the
// value and the gradient alike, and so does the jet.
func TestBlocksEqualPoints(t *testing.T) {
	randomPrograms(t, append(smooth, kinked...), func(r *rand.Rand, p *Program) { sameBits(t, r, p) })
}

// sameBits compares all ways of evaluating a program.
func sameBits(t *testing.T, r *rand.Rand, p *Program) {
	t.Helper()
	n := 1 + r.IntN(300)
	b := newBatch(n)
	for i := range n {
		b.x[i], b.y[i] = 3*r.NormFloat64(), 3*r.NormFloat64()
		if r.IntN(4) == 0 {
			b.x[i], b.y[i] = special[r.IntN(len(special))], special[r.IntN(len(special))]
		}
	}
	e, values := p.Evaluator(), make([]float64, n)
	e.Values(b.x, b.y, values)
	e.Gradients(b.x, b.y, b.f, b.gx, b.gy)
	for i := range n {
		f, gx, gy := e.Gradient(b.x[i], b.y[i])
		j := e.Jet(b.x[i], b.y[i])
		ok := same(f, b.f[i]) && same(gx, b.gx[i]) && same(gy, b.gy[i]) && same(f, values[i]) &&
			same(f, e.Value(b.x[i], b.y[i])) && same(f, j.F) && same(gx, j.X) && same(gy, j.Y)
		if !ok {
			t.Fatalf("%s at (%v, %v): a block and a point differ", p.Plain(), b.x[i], b.y[i])
		}
	}
}

// TestWideProgram: a formula that needs more registers than a machine has.
func TestWideProgram(t *testing.T) {
	g := newGraph()
	x := g.intern(vertex{op: op.X})
	var terms []ref
	for i := range 400 {
		terms = append(terms, g.apply2(op.Mul, x, g.constant(float64(i+2))))
	}
	value := zero
	for _, term := range terms {
		value = g.apply2(op.Add, value, term)
	}
	e := (&Program{codes: g.codes(value)}).Evaluator()
	if f, gx, _ := e.Gradient(2, 0); f != 2*gx || gx != 400*403/2 {
		t.Errorf("got %v with slope %v, want slope %v", f, gx, 400*403/2)
	}
	if e.points[1].wide == nil {
		t.Error("the program fits a machine: make it wider")
	}
}

// TestSaddleAxis: on the axis of a saddle the gradient across is exactly 0,
// so that a run from there stays on it.
func TestSaddleAxis(t *testing.T) {
	e := compile(t, "x^2-y^2+y^4/4").Evaluator()
	if _, _, gy := e.Gradient(2.5, 0); gy != 0 {
		t.Errorf("the slope across the axis is %v", gy)
	}
}

// TestNoAllocation: neither path allocates once it is warm.
func TestNoAllocation(t *testing.T) {
	e, b := compile(t, texts["ackley"]).Evaluator(), newBatch(1000)
	got := testing.AllocsPerRun(20, func() {
		e.Gradient(1, 2)
		e.Jet(1, 2)
		e.Gradients(b.x, b.y, b.f, b.gx, b.gy)
	})
	if got != 0 {
		t.Errorf("%v allocations", got)
	}
}

// TestRecurrenceFits: derivatives are computed along with the value, so that
// even the jet of a long recurrence stays in a machine's registers.
func TestRecurrenceFits(t *testing.T) {
	p := compile(t, "let h = 0.5; repeat 50: h = x*sigmoid(h)+y; (sigmoid(h)-0.7)^2")
	if got := p.code(forPoint, 2).registers; got > 64 {
		t.Errorf("the jet needs %d registers", got)
	}
	e := p.Evaluator()
	h := 0.5
	for range 50 {
		h = 5*elementary.Sigmoid(h) - 3
	}
	if want := (elementary.Sigmoid(h) - 0.7) * (elementary.Sigmoid(h) - 0.7); e.Value(5, -3) != want {
		t.Errorf("got %v, want %v", e.Value(5, -3), want)
	}
}
