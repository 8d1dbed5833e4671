package network

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// slice is one network of testdata/slices.json, computed by PyTorch and NumPy.
type slice struct {
	Sizes      []int
	Activation Act
	Eps        float64
	X          [][]float64
	Y          []float64
	Theta0     []float64
	Loss0      float64
	Grad0      []float64
	LR         float64
	Steps      int
	Losses     []float64
	ThetaEnd   []float64    `json:"theta_end"`
	Raw        [2][]float64 `json:"raw_directions"`
	Normalised [2][]float64 `json:"filter_normalized"`
	Alphas     []float64
	Betas      []float64
	Grid       [][]float64
	PCA        struct {
		Components [2][]float64
		Explained  []float64 `json:"explained_ratio"`
		Coords     [][]float64
	} `json:"pca_uncentered"`
}

func oracleSlices(t *testing.T) []slice {
	t.Helper()
	data, err := os.ReadFile("testdata/slices.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []slice }
	if err := json.Unmarshal(data, &file); err != nil || len(file.Cases) == 0 {
		t.Fatalf("%d cases: %v", len(file.Cases), err)
	}
	return file.Cases
}

func (s *slice) evaluator() *Evaluator {
	return NewEvaluator(&Net{Units: s.Sizes, Act: s.Activation, Loss: BCE}, &Set{X: s.X, Y: s.Y})
}

// path are the weights of the run that the slice is about.
func (s *slice) path() [][]float64 {
	e, g := s.evaluator(), make([]float64, len(s.Theta0))
	path := [][]float64{s.Theta0}
	for k := range s.Steps {
		e.Gradient(path[k], g)
		next := make([]float64, len(g))
		for i := range g {
			next[i] = path[k][i] - s.LR*g[i]
		}
		path = append(path, next)
	}
	return path
}

func apart(a, b []float64) (most float64) {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	for i := range a {
		most = math.Max(most, math.Abs(a[i]-b[i])/(1+math.Abs(b[i])))
	}
	return most
}

func TestNetworksLearnAsPyTorchs(t *testing.T) {
	for _, s := range oracleSlices(t) {
		e, g := s.evaluator(), make([]float64, len(s.Theta0))
		if loss := e.Gradient(s.Theta0, g); math.Abs(loss-s.Loss0) > 1e-9 || apart(g, s.Grad0) > 1e-9 {
			t.Errorf("%v: loss %v, want %v; the gradients are %v apart", s.Sizes, loss, s.Loss0, apart(g, s.Grad0))
		}
		path := s.path()
		losses := make([]float64, len(path))
		for k, w := range path {
			losses[k] = e.Value(w)
		}
		if far := apart(losses, s.Losses); far > 1e-9 {
			t.Errorf("%v: the losses are %v apart", s.Sizes, far)
		}
		if far := apart(path[s.Steps], s.ThetaEnd); far > 1e-9 {
			t.Errorf("%v: the ends are %v apart", s.Sizes, far)
		}
	}
}
