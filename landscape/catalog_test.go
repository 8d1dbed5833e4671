package landscape

import (
	"math"
	"regexp"
	"slices"
	"testing"
)

// outcomes are the words in which Ends is written.
var outcomes = []string{"converged", "stuck-local", "stuck-saddle", "crawling", "oscillating",
	"slow-zigzag", "thrown", "wandering", "diverged", "escaped-unbounded"}

func TestCatalogEntriesAreComplete(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, s := range Catalog() {
		if !id.MatchString(s.ID) || seen[s.ID] {
			t.Errorf("%q is no id of its own", s.ID)
		}
		seen[s.ID] = true
		if s.Name == "" || s.Source == "" || s.Group == "" || s.Scale == "" {
			t.Errorf("%s lacks a name, a source, a group or a scale", s.ID)
		}
		if n := len(s.Teaches); n < 20 || s.Teaches[n-1] != '.' {
			t.Errorf("%s teaches %q, which is no sentence", s.ID, s.Teaches)
		}
		if s.View.Distance(s.Start) >= 1 || s.Steps < 1 || s.Steps > 5000 {
			t.Errorf("%s starts at %v for %d steps", s.ID, s.Start, s.Steps)
		}
		if found, ok := Lookup(s.ID); !ok || found != s {
			t.Errorf("%s is not found by its id", s.ID)
		}
		checkEnds(t, s)
	}
	if _, ok := Lookup("no-such-surface"); ok {
		t.Error("a surface that is not there was found")
	}
}

// checkEnds holds that rates rise, and that each rate and no other has an
// outcome; whether it is the right one is for package train to run.
func checkEnds(t *testing.T, s *Surface) {
	t.Helper()
	last := 0.0
	for i, rate := range []float64{s.Rates.Low, s.Rates.Good, s.Rates.High} {
		if rate == 0 {
			if s.Ends[i] != "" {
				t.Errorf("%s: an end %q without a rate", s.ID, s.Ends[i])
			}
			continue
		}
		if rate <= last {
			t.Errorf("%s: rates %v do not rise", s.ID, s.Rates)
		}
		last = rate
		if !slices.Contains(outcomes, s.Ends[i]) {
			t.Errorf("%s: %q is no outcome", s.ID, s.Ends[i])
		}
	}
}

func TestGroupsAreTogether(t *testing.T) {
	var groups []string
	for _, s := range Catalog() {
		if len(groups) == 0 || groups[len(groups)-1] != s.Group {
			groups = append(groups, s.Group)
		}
	}
	want := []string{"basics", "one-weight", "valleys", "saddles", "many-minima", "plateaus", "cliffs"}
	if !slices.Equal(groups, want) {
		t.Errorf("groups %v, want %v", groups, want)
	}
}

func TestMinimaAreMinima(t *testing.T) {
	for _, s := range Catalog() {
		e := s.Objective()
		best, known := s.Best()
		if !known && len(s.Minima) > 0 {
			t.Errorf("%s: minima without a lowest", s.ID)
		}
		for _, m := range s.Minima {
			f := checkFlat(t, s, m.At)
			if math.Abs(f-m.Loss) > 1e-13*(1+math.Abs(m.Loss)) {
				t.Errorf("%s: loss %v at %v, listed as %v", s.ID, f, m.At, m.Loss)
			}
			if m.Global != (m.Loss <= best+1e-9*(1+math.Abs(best))) {
				t.Errorf("%s: the minimum at %v: global is %v", s.ID, m.At, m.Global)
			}
			_, smallest := Eigenvalues(e.Hessian(m.At.X, m.At.Y))
			if !m.Kink && !(smallest > 0) || m.Kink && !isPit(s, m) {
				t.Errorf("%s: the least curvature at the minimum %v is %v, kink: %v", s.ID, m.At, smallest, m.Kink)
			}
		}
	}
}

// isPit reports whether a minimum lies below two rings around it by about the
// same share of their radii, as a cone's tip does; a smooth minimum lies below
// them by the squares.
func isPit(s *Surface, m Minimum) bool {
	e := s.Objective()
	for k := range 64 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / 64)
		rise := func(r float64) float64 { return (e.Value(m.At.X+r*cos, m.At.Y+r*sin) - m.Loss) / r }
		if far, near := rise(1e-3), rise(1e-6); !(near > 0 && near > far/2) {
			return false
		}
	}
	return true
}

func TestSaddlesAreSaddles(t *testing.T) {
	for _, s := range Catalog() {
		e := s.Objective()
		for _, p := range s.Saddles {
			checkFlat(t, s, p)
			largest, smallest := Eigenvalues(e.Hessian(p.X, p.Y))
			degenerate := largest == 0 && smallest == 0
			if !degenerate && !(largest > 0 && smallest < 0) {
				t.Errorf("%s: curvatures %v and %v at the saddle %v", s.ID, largest, smallest, p)
			}
		}
	}
}

// checkFlat holds that p is inside the view and its gradient zero but for the
// rounding of p and of the formula, and gives the loss.
func checkFlat(t *testing.T, s *Surface, p Point) float64 {
	t.Helper()
	if s.View.Distance(p) > 1 {
		t.Errorf("%s: %v is outside the view", s.ID, p)
	}
	e := s.Objective()
	f, gx, gy := e.Gradient(p.X, p.Y)
	largest, smallest := Eigenvalues(e.Hessian(p.X, p.Y))
	curvature := math.Abs(largest) + math.Abs(smallest)
	if math.IsNaN(curvature) {
		curvature = 0
	}
	if slope := math.Hypot(gx, gy); !(slope <= 1e-14*(1+curvature)*(1+s.View.Diagonal())) {
		t.Errorf("%s: the gradient at %v is %v long", s.ID, p, slope)
	}
	return f
}

func TestValleysLieAtTheirFloor(t *testing.T) {
	for _, s := range Catalog() {
		if !s.Valley {
			continue
		}
		best, known := s.Best()
		lowest, p95 := s.Heights()
		if !known || best != s.Floor || lowest < s.Floor || lowest > s.Floor+0.01*(p95-s.Floor) {
			t.Errorf("%s: floor %v, best %v, lowest seen %v", s.ID, s.Floor, best, lowest)
		}
	}
}

func TestScalesFollowTheHeights(t *testing.T) {
	for _, s := range Catalog() {
		if got := s.scale(); got != s.Scale {
			t.Errorf("%s: %s by the rule, %s as listed", s.ID, got, s.Scale)
		}
	}
}
