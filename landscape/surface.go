// Package landscape holds what is descended: loss surfaces of two weights.
// A surface is a loss, such as a formula, with facts about it; see package
// formula for how a formula's value, gradient and Hessian are computed from the
// same tree.
package landscape

import (
	"math"

	"downhill/landscape/network"
)

// Point is a point of the weight plane.
type Point struct{ X, Y float64 }

// Distance is how far two points are apart.
func Distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// PointOf is where weights are drawn: one alone at y = 0.
func PointOf(w []float64) Point {
	if len(w) == 1 {
		return Point{X: w[0]}
	}
	return Point{X: w[0], Y: w[1]}
}

// View is the box of the weight plane that a surface is about.
type View struct{ XMin, XMax, YMin, YMax float64 }

// Center is the middle of the box.
func (v View) Center() Point { return Point{(v.XMin + v.XMax) / 2, (v.YMin + v.YMax) / 2} }

// HalfWidths are half the box's width and height.
func (v View) HalfWidths() (hx, hy float64) { return (v.XMax - v.XMin) / 2, (v.YMax - v.YMin) / 2 }

// Diagonal is the length of the box's diagonal.
func (v View) Diagonal() float64 { return math.Hypot(v.XMax-v.XMin, v.YMax-v.YMin) }

// Distance is p's distance from the centre in half-widths, by the larger axis:
// at most 1 inside the box.
func (v View) Distance(p Point) float64 {
	c := v.Center()
	hx, hy := v.HalfWidths()
	if v.Flat() {
		return math.Abs(p.X-c.X) / hx
	}
	return max(math.Abs(p.X-c.X)/hx, math.Abs(p.Y-c.Y)/hy)
}

// around is a box about p of a share of the view's size, within the view.
func (v View) around(p Point, share float64) View {
	hx, hy := v.HalfWidths()
	hx, hy = share*hx, share*hy
	return View{
		max(v.XMin, p.X-hx), min(v.XMax, p.X+hx),
		max(v.YMin, p.Y-hy), min(v.YMax, p.Y+hy),
	}
}

// Scale says how heights are best coloured.
type Scale string

const (
	Linear Scale = "linear"
	Log    Scale = "log"
)

// Minimum is a point where the gradient is zero and the Hessian positive
// definite. Global ones share the lowest known loss. At a Kink, the tip of a
// cone or the bottom of a crease, the gradient jumps instead: there is no
// curvature to derive a critical rate from, and no constant rate comes to rest there.
type Minimum struct {
	At     Point
	Loss   float64
	Global bool
	Kink   bool
}

// Rates are three learning rates that tell the story on a surface; 0 where
// there is none.
type Rates struct{ Low, Good, High float64 }

// Surface is one loss surface. Those of the catalogue have an ID; a typed one
// has none, and its critical points are Found rather than given.
type Surface struct {
	ID      string
	Name    string // English; other languages are in web/locales
	Teaches string // one English sentence
	Source  string // where the surface comes from
	Group   string // what it teaches, for the gallery: "basics", "saddles", …

	Loss Loss // what is computed: the formula, compiled
	// Network is the network whose whole landscape this is: its own weights are x and
	// y, and its loss is Loss. Most surfaces have none.
	Network *network.Whole
	// OneWeight: the loss is of x alone, and y is 0 wherever a point is told. Its
	// View is flat.
	OneWeight bool

	View  View
	Start Point
	Steps int
	Rates Rates // for plain gradient descent from Start
	// Ends are the outcomes (train's words) of the low, good and high rate from
	// Start within Steps; "" where there is no such rate.
	Ends [3]string

	Minima  []Minimum
	Saddles []Point // degenerate critical points count as saddles
	Scale   Scale

	Unbounded bool // unbounded below: leaving downhill is no divergence
	Valley    bool // a curve of minima instead of isolated ones
	Found     bool // minima, saddles and rates were searched for, not given

	Floor float64 // the loss along the curve of minima, where Valley
	Part  bool    // the search ended before it had looked everywhere
	Pole  *Point  // a point in the view near which the loss falls without bound; nil: none is known
	Rise  *Point  // one to which it rises without bound from both sides; nil: none is known

	heights heights // measured on first use
	bends   bends   // likewise
}

// Objective makes what evaluates the surface's loss, for one goroutine.
func (s *Surface) Objective() Objective {
	if s.OneWeight {
		return oneWeight{s.Loss.Objective()}
	}
	return s.Loss.Objective()
}

// Best is the lowest known loss, f*; ok is false where none is known.
func (s *Surface) Best() (loss float64, ok bool) {
	loss, ok = s.Floor, s.Valley
	for _, m := range s.Minima {
		if m.Loss < loss || !ok && !math.IsNaN(m.Loss) {
			loss, ok = m.Loss, true
		}
	}
	return loss, ok
}

// WeightsAt are the weights of a point of the surface: x and y, or x alone.
func (s *Surface) WeightsAt(p Point) []float64 {
	if s.OneWeight {
		return []float64{p.X}
	}
	return []float64{p.X, p.Y}
}
