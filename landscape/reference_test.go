package landscape

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
)

// referencePoint is a critical point of testdata/critical_points.json.
type referencePoint struct {
	Kind string
	X, Y float64
	F    float64
}

type referenceSurface struct {
	View   [4]float64
	Start  [2]float64
	Points []referencePoint
}

// referenceValues is testdata/surfaces.json.
type referenceValues struct {
	Rtol     struct{ F, G, H float64 }
	Surfaces map[string]struct {
		Rows [][8]float64 // x, y, f, fx, fy, fxx, fxy, fyy
	}
}

func readReference(t testing.TB, name string, into any) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func referenceSurfaces(t *testing.T) map[string]referenceSurface {
	t.Helper()
	var file struct {
		Surfaces map[string]referenceSurface
	}
	readReference(t, "critical_points.json", &file)
	byID := map[string]referenceSurface{}
	for id, s := range file.Surfaces {
		byID[strings.ReplaceAll(id, "_", "-")] = s
	}
	return byID
}

func TestCatalogHasTheReferenceSurfaces(t *testing.T) {
	for id, want := range referenceSurfaces(t) {
		s, ok := Lookup(id)
		if !ok {
			t.Errorf("%s is missing", id)
			continue
		}
		if view := [4]float64{s.View.XMin, s.View.XMax, s.View.YMin, s.View.YMax}; view != want.View {
			t.Errorf("%s: view %v, want %v", id, view, want.View)
		}
		if start := [2]float64{s.Start.X, s.Start.Y}; start != want.Start {
			t.Errorf("%s: start %v, want %v", id, start, want.Start)
		}
	}
}

func TestCriticalPointsAreTheReferences(t *testing.T) {
	for id, want := range referenceSurfaces(t) {
		s, ok := Lookup(id)
		if !ok {
			continue
		}
		minima, saddles := map[Point]bool{}, map[Point]bool{}
		for _, p := range want.Points {
			switch at := (Point{p.X, p.Y}); p.Kind {
			case "min":
				minima[at] = true
				checkListed(t, s, at, p.F)
			case "saddle", "degenerate":
				saddles[at] = true
				if !hasPoint(s.Saddles, at) {
					t.Errorf("%s: the saddle at %v is missing", id, at)
				}
			}
		}
		if len(s.Minima) != len(minima) || len(s.Saddles) != len(saddles) {
			t.Errorf("%s: %d minima and %d saddles, want %d and %d",
				id, len(s.Minima), len(s.Saddles), len(minima), len(saddles))
		}
	}
}

func checkListed(t *testing.T, s *Surface, at Point, loss float64) {
	t.Helper()
	for _, m := range s.Minima {
		if distance(m.At, at) < 1e-14*s.View.Diagonal() {
			if math.Abs(m.Loss-loss) > 1e-14*(1+math.Abs(loss)) {
				t.Errorf("%s: loss %v at %v, want %v", s.ID, m.Loss, at, loss)
			}
			return
		}
	}
	t.Errorf("%s: the minimum at %v is missing", s.ID, at)
}

func hasPoint(points []Point, at Point) bool {
	for _, p := range points {
		if distance(p, at) < 1e-13 {
			return true
		}
	}
	return false
}

func TestFormulasAgreeWithTheReference(t *testing.T) {
	var want referenceValues
	readReference(t, "surfaces.json", &want)
	for id, ref := range want.Surfaces {
		s, ok := Lookup(strings.ReplaceAll(id, "_", "-"))
		if !ok {
			t.Errorf("%s is missing", id)
			continue
		}
		e := s.Objective()
		for _, row := range ref.Rows {
			f, gx, gy := e.Gradient(row[0], row[1])
			xx, xy, yy := e.Hessian(row[0], row[1])
			for i, got := range []float64{f, gx, gy, xx, xy, yy} {
				rtol := [6]float64{want.Rtol.F, want.Rtol.G, want.Rtol.G, want.Rtol.H, want.Rtol.H, want.Rtol.H}[i]
				if b := row[2+i]; !(math.Abs(got-b) <= rtol*(1+math.Abs(b))) {
					t.Errorf("%s: column %d at (%v, %v) is %v, want %v", id, 2+i, row[0], row[1], got, b)
				}
				// The values of a plateau are tiny: they must agree as such.
				if b := row[2+i]; s.Group == "plateaus" && !(math.Abs(got-b) <= 1e-8*math.Abs(b)) {
					t.Errorf("%s: column %d at (%v, %v) is %v, want %v", id, 2+i, row[0], row[1], got, b)
				}
			}
		}
	}
}
