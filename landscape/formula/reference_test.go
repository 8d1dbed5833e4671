package formula

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// texts are the reference's surfaces in the language. Constants that its
// formulas name are written out.
var texts = map[string]string{
	"bowl":           "0.5*(x^2+y^2)",
	"ravine":         "0.5*(x^2+25*y^2)",
	"saddle_bounded": "x^2-y^2+y^4/4",
	"wells": `(x^4+y^4)/64 - 3.3exp(-((x-1.6)^2+(y-1.4)^2)/(2*1.8^2)) - 0.9exp(-((x+2.4)^2+(y+1)^2)/(2*0.34^2))
		- 2.2exp(-((x+1.7)^2+(y-2.1)^2)/(2*0.6^2)) - 2.5exp(-((x-2.1)^2+(y+2.4)^2)/(2*0.7^2))`,
	"rosenbrock": "(1-x)^2+100*(y-x^2)^2",
	"himmelblau": "(x^2+y-11)^2+(x+y^2-7)^2",
	"beale":      "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2",
	"ackley":     "-20exp(-0.2 sqrt((x^2+y^2)/2))-exp((cos(2 pi x)+cos(2 pi y))/2)+e+20",
	"plateau": `((sigmoid(y-1.5x)-sigmoid(-4))^2 + (sigmoid(y-0.5x)-sigmoid(-2))^2
		+ (sigmoid(y+0.5x)-sigmoid(0))^2 + (sigmoid(y+1.5x)-sigmoid(2))^2)/4`,
	"cliff": "0.5*(y*x^6-1)^2",
}

// TestReference compares value, gradient and Hessian with numbers computed
// elsewhere, by 50-digit arithmetic.
func TestReference(t *testing.T) {
	data, err := os.ReadFile("testdata/surfaces.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Rtol     struct{ F, G, H float64 }
		Surfaces map[string]struct{ Rows [][8]float64 }
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Surfaces) != len(texts) {
		t.Fatalf("%d surfaces in the file, %d here", len(file.Surfaces), len(texts))
	}
	for name, surface := range file.Surfaces {
		e := compile(t, texts[name]).Evaluator()
		for _, row := range surface.Rows {
			j := e.Jet(row[0], row[1])
			got := [6]float64{j.F, j.X, j.Y, j.XX, j.XY, j.YY}
			tolerance := [6]float64{file.Rtol.F, file.Rtol.G, file.Rtol.G, file.Rtol.H, file.Rtol.H, file.Rtol.H}
			for i, want := range row[2:] {
				if off := math.Abs(got[i]-want) / (1 + math.Abs(want)); !(off <= tolerance[i]) {
					t.Errorf("%s at (%v, %v), number %d: got %v, want %v", name, row[0], row[1], i, got[i], want)
				}
				if off := math.Abs(got[i] - want); name == "plateau" && !(off <= 1e-8*math.Abs(want)) {
					t.Errorf("%s at (%v, %v), number %d: got %v, want %v", name, row[0], row[1], i, got[i], want)
				}
			}
		}
	}
}

// compile fails the test unless text compiles.
func compile(t testing.TB, text string) *Program {
	t.Helper()
	p, err := Compile(text)
	if err != nil {
		t.Fatalf("Compile(%q): %v", text, err)
	}
	return p
}
