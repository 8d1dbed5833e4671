package network

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The principal directions of the oracle's runs, their shares, and where each step
// lies on them, as NumPy's.
func TestPrincipalDirectionsAreNumPys(t *testing.T) {
	for _, s := range oracleSlices(t) {
		net := &Net{Units: s.Sizes, Act: s.Activation, Loss: BCE}
		path := s.path()
		end := path[s.Steps]
		p := net.pathPlane(path[:s.Steps], end, 1)
		for c, axis := range p.Axes {
			if far := apart(axis, s.PCA.Components[c]); far > 1e-9 {
				t.Errorf("%v: direction %d is %v apart", s.Sizes, c, far)
			}
			if math.Abs(p.Explained[c]-s.PCA.Explained[c]) > 1e-9 {
				t.Errorf("%v: share %d is %v, want %v", s.Sizes, c, p.Explained[c], s.PCA.Explained[c])
			}
		}
		for k, want := range s.PCA.Coords {
			x, y, _ := p.Project(path[k])
			if far := apart([]float64{x, y}, want); far > 1e-9 {
				t.Fatalf("%v: step %d lies at %v, %v, want %v", s.Sizes, k, x, y, want)
			}
		}
		if p.Filled != 0 {
			t.Errorf("%v: %d directions were filled in", s.Sizes, p.Filled)
		}
	}
}

// Filter-normalised directions, and the losses on the plane that they span.
func TestFilterNormalisedDirectionsAreNumPys(t *testing.T) {
	for _, s := range oracleSlices(t) {
		net := &Net{Units: s.Sizes, Act: s.Activation, Loss: BCE}
		for c, raw := range s.Raw {
			d := slices.Clone(raw)
			net.FilterNormalise(d, s.ThetaEnd)
			if far := apart(d, s.Normalised[c]); far > 1e-9 {
				t.Errorf("%v: direction %d is %v apart", s.Sizes, c, far)
			}
		}
		oblique := &Plane{Center: s.ThetaEnd, Axes: s.Normalised}
		e, w := s.evaluator(), make([]float64, len(s.ThetaEnd))
		for j, y := range s.Betas {
			for i, x := range s.Alphas {
				oblique.At(x, y, w)
				if loss := e.Value(w); !close64(loss, s.Grid[j][i], 1e-9) {
					t.Errorf("%v: the loss at %v, %v is %v, want %v", s.Sizes, x, y, loss, s.Grid[j][i])
				}
			}
		}
	}
}

// planeCase is a trained network.
func planeCase(t *testing.T) (*Net, *Reference) {
	t.Helper()
	n := &Net{Units: []int{2, 6, 1}, Act: Tanh, Loss: BCE}
	d, _ := LookupData("moons")
	set, _, _ := d.Make(1, 60, 0.1)
	r, err := NewEvaluator(n, set).Reference(context.Background(), n.Initial(Xavier, 1))
	if err != nil || len(r.Path) != referenceSteps+1 || r.Losses[referenceSteps] > 0.5*r.Losses[0] {
		t.Fatalf("the reference run at %v goes from %v to %v in %d steps (%v)", r.Rate, r.Losses[0], r.Losses[len(r.Losses)-1], len(r.Path), err)
	}
	return n, r
}

// Every plane has orthogonal axes of length 1 with their signs, and tells where
// weights lie and how far off it they are.
func TestPlanesAreSquare(t *testing.T) {
	n, r := planeCase(t)
	weights, err := n.WeightsPlane(r.End(), 3, 17)
	if err != nil {
		t.Fatal(err)
	}
	ends, err := n.EndsPlane([3][]float64{r.Path[200], r.Path[0], r.Path[20]})
	if err != nil {
		t.Fatal(err)
	}
	planes := map[string]*Plane{
		"reference": n.ReferencePlane(r, 1),
		"runs":      n.RunsPlane([][][]float64{r.Path, r.Path[:50]}, r.End(), 1),
		"random":    n.RandomPlane(r.End(), 1),
		"weights":   weights,
		"ends":      ends,
	}
	for name, p := range planes {
		x, y := p.Axes[0], p.Axes[1]
		if !near(dot(x, x), 1) || !near(dot(y, y), 1) || !near(dot(x, y), 0) {
			t.Errorf("%s: squares %v and %v, product %v", name, dot(x, x), dot(y, y), dot(x, y))
		}
		for _, axis := range p.Axes {
			if slices.Max(axis) < -slices.Min(axis) {
				t.Errorf("%s: the largest entry of %v is negative", name, axis)
			}
		}
		w := make([]float64, n.Weights())
		p.At(0.3, -2, w)
		if at, up, off := p.Project(w); !near(at, 0.3) || !near(up, -2) || !near(off, 0) {
			t.Errorf("%s: the point (0.3, −2) is told as %v, %v, %v off", name, at, up, off)
		}
		at, up, off := p.Project(r.Path[7])
		p.At(at, up, w)
		addScaled(w, r.Path[7], -1)
		if !near(norm(w), off) {
			t.Errorf("%s: a step %v off the plane is told as %v off", name, norm(w), off)
		}
	}
	if x, y, _ := planes["weights"].Project(r.Path[7]); !near(x, r.Path[7][3]) || !near(y, r.Path[7][17]) {
		t.Errorf("weights 3 and 17 are %v, %v, told as %v, %v", r.Path[7][3], r.Path[7][17], x, y)
	}
	for _, end := range [][]float64{r.Path[0], r.Path[20]} {
		if _, _, off := planes["ends"].Project(end); !near(off, 0) {
			t.Errorf("an end lies %v off the plane through it", off)
		}
	}
}

func TestNoPlaneThroughOneLine(t *testing.T) {
	n, r := planeCase(t)
	middle := make([]float64, n.Weights())
	for i := range middle {
		middle[i] = (r.Path[0][i] + r.End()[i]) / 2
	}
	for _, third := range [][]float64{middle, r.End(), r.Path[0]} {
		if _, err := n.EndsPlane([3][]float64{r.Path[0], r.End(), third}); err == nil {
			t.Error("three points on a line make a plane")
		}
	}
	for _, pair := range [][2]int{{-1, 2}, {3, 3}, {0, n.Weights()}} {
		if _, err := n.WeightsPlane(r.End(), pair[0], pair[1]); err == nil {
			t.Errorf("weights %v make a plane", pair)
		}
	}
}

// A network that starts at 0 moves in fewer than two directions: the rest is drawn.
func TestPlaneIsFilledWhereARunHasTooFewDirections(t *testing.T) {
	n := &Net{Units: []int{2, 4, 1}, Act: Tanh, Loss: BCE}
	d, _ := LookupData("moons")
	set, _, _ := d.Make(1, 31, 0.1)
	w := n.Initial(Zero, 1)
	r, err := NewEvaluator(n, set).Reference(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	p := n.ReferencePlane(r, 1)
	if p.Filled != 1 || len(p.Explained) != 1 || !near(p.Explained[0], 1) || !near(p.Axes[0][n.Weights()-1], 1) {
		t.Errorf("%d filled, explained %v, first axis %v", p.Filled, p.Explained, p.Axes[0])
	}
	still := &Reference{Path: [][]float64{w, w, w}, Losses: []float64{1, 1, 1}}
	if p := n.ReferencePlane(still, 1); p.Filled != 2 || !near(norm(p.Axes[1]), 1) {
		t.Errorf("%d of a run that stands still are filled", p.Filled)
	}
}

// The reference run exists, and never ends above its start, for every kind of
// network; it is the same each time.
func TestReferenceRunOfAnyNetwork(t *testing.T) {
	for _, data := range AllData() {
		for _, act := range Acts() {
			for _, by := range Inits() {
				n := &Net{Units: []int{data.Inputs, 3, 2, 1}, Act: act, Loss: MSE}
				set, _, _ := data.Make(2, 20, data.Noise)
				e, w := NewEvaluator(n, set), n.Initial(by, 2)
				r, err := e.Reference(context.Background(), w)
				if err != nil {
					t.Fatal(err)
				}
				again, _ := e.Reference(context.Background(), w)
				end := r.Losses[len(r.Losses)-1]
				if len(r.Path) != referenceSteps+1 || !(end <= r.Losses[0]) || again.Rate != r.Rate || !slices.Equal(again.Losses, r.Losses) {
					t.Errorf("%s %s %s: rate %v, loss %v to %v in %d steps", data.ID, act, by, r.Rate, r.Losses[0], end, len(r.Path)-1)
				}
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	n, r := planeCase(t)
	d, _ := LookupData("moons")
	set, _, _ := d.Make(1, 60, 0.1)
	if _, err := NewEvaluator(n, set).Reference(ctx, r.Path[0]); err == nil {
		t.Error("a reference run that nobody waits for goes on")
	}
}

// TestRotationsMayEnd: once a round of rotations changes no value and no vector, those
// after it change none either.
func TestRotationsMayEnd(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		n := 1 + r.IntN(6)
		some := make([][]float64, n)
		for i := range some {
			some[i] = make([]float64, n)
			for j := range some[i] {
				some[i][j] = r.NormFloat64() * math.Pow(10, -4*float64(j*r.IntN(3)))
			}
		}
		a, b := make([][]float64, n), make([][]float64, n)
		for i := range a {
			for j := range some {
				a[i] = append(a[i], dot(some[i], some[j]))
			}
			b[i] = slices.Clone(a[i])
		}
		values, mix := jacobi(a)
		all := make([][]float64, n)
		for i := range all {
			all[i] = make([]float64, n)
			all[i][i] = 1
		}
		for range 50 {
			for p := range n {
				for q := p + 1; q < n; q++ {
					rotate(b, all, p, q)
				}
			}
		}
		for i := range b {
			at := slices.Index(values, b[i][i])
			if at < 0 {
				t.Fatalf("value %v is none of %v", b[i][i], values)
			}
			for k := range all {
				if all[k][i] != mix[k][at] && values[at] != 0 {
					t.Errorf("vector %d of %d: %v, want %v", i, n, mix[k][at], all[k][i])
				}
			}
		}
	}
}
