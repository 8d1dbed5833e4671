package formula

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// jetCase is a line of testdata/derivatives.txt: a formula at a point, its
// value, its gradient and its Hessian.
type jetCase struct {
	text string
	x, y float64
	want [6]float64
}

// jetCases reads testdata/derivatives.txt.
func jetCases(t testing.TB) []jetCase {
	t.Helper()
	data, err := os.ReadFile("testdata/derivatives.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []jetCase
	for lines := bufio.NewScanner(strings.NewReader(string(data))); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		fields := strings.Split(lines.Text(), " | ")
		var numbers []float64
		for _, word := range strings.Fields(fields[1] + " " + fields[2]) {
			v, err := strconv.ParseFloat(word, 64)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, v)
		}
		c := jetCase{text: fields[0], x: numbers[0], y: numbers[1]}
		copy(c.want[:], numbers[2:])
		all = append(all, c)
	}
	return all
}

// TestHardDerivatives: where an ordinary derivative loses its digits or
// overflows, value, gradient and Hessian are those of 360-digit arithmetic,
// and a block's are the point's to the last bit.
func TestHardDerivatives(t *testing.T) {
	for _, c := range jetCases(t) {
		e := compile(t, c.text).Evaluator()
		j := e.Jet(c.x, c.y)
		got := [6]float64{j.F, j.X, j.Y, j.XX, j.XY, j.YY}
		size := 0.0
		for _, v := range c.want {
			size = max(size, math.Abs(v))
		}
		for i, want := range c.want {
			rounding := 1e-300
			if want == 0 {
				rounding = 1e-15 * size
			}
			if off := math.Abs(got[i] - want); !(off <= 1e-12*math.Abs(want)+rounding) && got[i] != want {
				t.Errorf("%s at (%v, %v): number %d is %v, want %v", c.text, c.x, c.y, i, got[i], want)
			}
		}
		sameAtPoint(t, e, c.text, c.x, c.y)
	}
}

// sameAtPoint fails unless all ways of evaluating at a point give the same bits.
func sameAtPoint(t *testing.T, e *Evaluator, text string, x, y float64) {
	t.Helper()
	b, values := newBatch(3), make([]float64, 3)
	for i := range b.x {
		b.x[i], b.y[i] = x, y
	}
	e.Values(b.x, b.y, values)
	e.Gradients(b.x, b.y, b.f, b.gx, b.gy)
	f, gx, gy := e.Gradient(x, y)
	j := e.Jet(x, y)
	xx, xy, yy := e.Hessian(x, y)
	var g [2]float64
	if wf := e.Weights().Gradient([]float64{x, y}, g[:]); !same(wf, f) || !same(g[0], gx) || !same(g[1], gy) {
		t.Fatalf("%s at (%v, %v): the slices' gradient differs", text, x, y)
	}
	for i := range values {
		ok := same(f, values[i]) && same(f, e.Value(x, y)) && same(f, b.f[i]) && same(gx, b.gx[i]) && same(gy, b.gy[i]) &&
			same(f, j.F) && same(gx, j.X) && same(gy, j.Y) && same(xx, j.XX) && same(xy, j.XY) && same(yy, j.YY)
		if !ok {
			t.Fatalf("%s at (%v, %v): a block and a point differ", text, x, y)
		}
	}
}
