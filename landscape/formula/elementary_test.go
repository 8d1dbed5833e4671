package formula

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape/formula/notation"
	"downhill/landscape/formula/op"
)

// reference is a line of testdata/elementary.txt: a function's true value is
// near + rest units of near's last place.
type reference struct {
	name       string
	args       []float64
	near, rest float64
}

// references reads testdata/elementary.txt.
func references(t *testing.T) []reference {
	t.Helper()
	file, err := os.Open("testdata/elementary.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	number := func(text string) float64 {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var all []reference
	for lines := bufio.NewScanner(file); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if words[0] == "#" {
			continue
		}
		r := reference{name: strings.TrimSuffix(words[0], "3"), near: number(words[2]), rest: number(words[3])}
		for _, arg := range strings.Split(words[1], ",") {
			r.args = append(r.args, number(arg))
		}
		all = append(all, r)
	}
	return all
}

// off is how far got is from the true value, in units of its last place.
func (r reference) off(got float64) float64 {
	size := math.Abs(r.near)
	ulp := math.Nextafter(size, math.Inf(1)) - size
	if size == math.MaxFloat64 {
		ulp = 0x1p971
	}
	return math.Abs((got-r.near)/ulp - r.rest)
}

// operation is what a function compiles to.
func (r reference) operation() op.Op {
	if len(r.args) == 3 {
		return op.Hypot3
	}
	o, _ := (&notation.Node{Name: r.name}).Function()
	return o
}

// TestElementary: every function is right to two units in the last place, at
// subnormal numbers, near the ends of its domain, near its zeros and poles,
// and up to the largest argument with a finite value.
func TestElementary(t *testing.T) {
	worst, count := map[string]float64{}, map[string]int{}
	for _, r := range references(t) {
		args := append(append([]float64(nil), r.args...), 0, 0)
		off := r.off(op.Apply(r.operation(), args[0], args[1], args[2]))
		worst[r.name] = max(worst[r.name], off)
		count[r.name]++
		if !(off <= 2) {
			t.Errorf("%s%v is off by %.3g units: want %v", r.name, r.args, off, r.near)
		}
	}
	for _, name := range notation.Functions() {
		if name != "log" && name != "lg" && count[name] < 30 && !exactFunctions[name] {
			t.Errorf("%s is tried at %d arguments only", name, count[name])
		}
	}
	t.Logf("worst: %.2v", worst)
}

// exactFunctions round nothing.
var exactFunctions = map[string]bool{"abs": true, "sign": true, "relu": true, "min": true, "max": true}

// TestElementaryInBlocks: the same bits in a block, at a point and folded.
func TestElementaryInBlocks(t *testing.T) {
	byName := map[string][]reference{}
	for _, r := range references(t) {
		if len(r.args) <= 2 {
			byName[r.name] = append(byName[r.name], r)
		}
	}
	for name, rs := range byName {
		text := name + "(x)"
		if len(rs[0].args) == 2 {
			text = name + "(x,y)"
		}
		e, b := compile(t, text).Evaluator(), newBatch(len(rs))
		for i, r := range rs {
			b.x[i], b.y[i] = r.args[0], r.args[len(r.args)-1]
		}
		e.Values(b.x, b.y, b.f)
		for i, r := range rs {
			folded := op.Apply(r.operation(), b.x[i], b.y[i], 0)
			if point := e.Value(b.x[i], b.y[i]); !same(point, b.f[i]) || !same(point, folded) {
				t.Errorf("%s at (%v, %v): %v in a block, %v at a point, %v folded", text, b.x[i], b.y[i], b.f[i], point, folded)
			}
		}
	}
}

// TestSpecialValues: ends of domains, infinities, and what is exact.
func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		text string
		x    float64
		want float64
	}{
		{"log10(x)", 1e-4, -4}, {"log10(x)", 1e22, 22}, {"log10(x)", 1e-10, -10}, {"log2(x)", 0x1p-1074, -1074}, {"lg(x)", 8, 3},
		{"2^x", 10, 1024}, {"2^x", -1074, 0x1p-1074}, {"10^x", 22, 1e22}, {"x^20", 3, 3486784401}, {"x^0.25", 16, 2},
		{"exp(x)", 709.782712893384, 1.7976931348622732e308}, {"exp(x)", 709.7827128933841, inf}, {"exp(x)", -745.2, 0},
		{"exp(x)", inf, inf}, {"exp(x)", -inf, 0}, {"cosh(x)", 710.4758600739440, inf}, {"sinh(x)", -711, -inf}, {"sinh(x)", inf, inf},
		{"ln(x)", 5e-324, -744.4400719213812}, {"ln(x)", 0, -inf}, {"ln(x)", -1, nan}, {"log2(x)", 0, -inf}, {"log10(x)", inf, inf},
		{"asin(x)", 1.0000000000000002, nan}, {"acos(x)", 1, 0}, {"acos(x)", -1, math.Pi}, {"acosh(x)", 1, 0}, {"acosh(x)", 0.9, nan},
		{"atanh(x)", 1, inf}, {"atanh(x)", 1.1, nan}, {"log1p(x)", -1, -inf}, {"expm1(x)", -inf, -1}, {"asinh(x)", -inf, -inf},
		{"cot(x)", 0, inf}, {"csc(x)", 0, inf}, {"sec(x)", 0, 1}, {"sin(x)", inf, nan}, {"cot(x)", inf, nan}, {"csc(x)", 1e-320, inf},
		{"gelu(x)", -inf, 0}, {"gelu(x)", inf, inf}, {"gelu(x)", 0, 0}, {"gelu(x)", -50, 0}, {"gauss(x)", inf, 0}, {"gauss(x)", 1e200, 0},
		{"atan2(0,x)", -1, math.Pi}, {"atan2(x,0)", 1, math.Pi / 2}, {"atan2(0,x)", 0, 0}, {"atan2(x,-1e300)", -1e-300, -math.Pi},
		{"hypot(x,x,x)", 1e308, math.Sqrt(3) * 1e308}, {"hypot(x,0,0)", -5e-324, 5e-324}, {"hypot(x,1,2)", -inf, inf}, {"hypot(x,2,3)", nan, nan},
		{"min(x)", 3, 3}, {"max(x)", -3, -3}, {"(-8)^x", 1.0 / 3, nan}, {"(-2)^x", 3, -8}, {"x^-3.5", 0, inf}, {"tanh(x)", 400, 1},
	} {
		got := compile(t, c.text).Evaluator().Value(c.x, 0)
		if got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s at %v is %v, want %v", c.text, c.x, got, c.want)
		}
	}
}
