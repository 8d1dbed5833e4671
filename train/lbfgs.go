package train

import (
	"fmt"
	"math"
)

// L-BFGS, one inner iteration a step (PyTorch's with max_iter = 1):
//
//	d = −H·g by the two-loop recursion over the last pairs s = w − w_prev,
//	    y = g − g_prev, with H₀ = s·y/y·y of the newest pair
//	w ← w + t·d
//
// A pair is stored only if s·y > 1e-10. The first step is
// t = min(1, 1/(|gx| + |gy|))·first_lr, later ones first_lr, each times a
// schedule's factor; with the strong-wolfe line search that is the step tried
// first. It stops moving when max|g| ≤ 1e-7 or g·d > −1e-9; the rate reported
// is then 0. Without a line search first_lr = 1 may diverge.
//
// Liu and Nocedal, On the limited memory BFGS method for large scale
// optimization, Math. Program. 45 (1989); Nocedal and Wright, Numerical
// Optimization (2006), algorithm 7.4.
func init() {
	register(Spec{
		ID:      "lbfgs",
		Name:    "L-BFGS",
		Summary: "Learns the curvature from its own steps and soon steps nearly like Newton.",
		Formula: "w ← w − t·H·g,  H ≈ (∇²f)⁻¹",
		Paper:   "Liu and Nocedal (1989)",
		Order:   180,
		Params: []Param{
			positive("first_lr", "the rate that is tried first", 1, 1e-6, 1e3),
			count("history", "how many past steps are remembered", 100, 1, 100),
			choice("line_search", "how a step's length is settled", "none", "strong-wolfe"),
		},
		State:   lbfgsState,
		Lines:   lbfgsLines,
		Symbols: map[string]Symbol{"H": {Text: "H", Moving: true}},
		Rule: func(p Params) Rule {
			return lbfgs{first: p["first_lr"], history: int(p["history"]), wolfe: p["line_search"] == 1}
		},
		Rateless: true,
	})
}

const (
	lbfgsFlat   = 1e-7  // PyTorch's tolerance_grad
	lbfgsChange = 1e-9  // PyTorch's tolerance_change
	lbfgsPair   = 1e-10 // s·y of a pair worth storing
)

// The state: how many updates and pairs there were, the gradient before, the
// step before, and the ring of pairs, four numbers each.
const (
	lbfgsUpdates = iota
	lbfgsPairs
	lbfgsGradient
	_
	lbfgsStep
	_
	lbfgsRing
)

func lbfgsState(p Params) []string {
	names := []string{"updates", "pairs", "g_prev.x", "g_prev.y", "s.x", "s.y"}
	for i := range int(p["history"]) {
		for _, v := range []string{"s%d.x", "s%d.y", "y%d.x", "y%d.y"} {
			names = append(names, fmt.Sprintf(v, i+1))
		}
	}
	return names
}

type lbfgs struct {
	first   float64
	history int
	wolfe   bool
}

func (lbfgs) Init([]float64, float64) {}

func (r lbfgs) Step(s []float64, u *Update) {
	gx, gy := u.G.X, u.G.Y
	u.Next, u.Used = u.W, 0
	if max(math.Abs(gx), math.Abs(gy)) <= lbfgsFlat {
		return
	}
	first := s[lbfgsUpdates] == 0
	if !first {
		r.store(s, gx-s[lbfgsGradient], gy-s[lbfgsGradient+1])
	}
	s[lbfgsUpdates]++
	s[lbfgsGradient], s[lbfgsGradient+1] = gx, gy
	s[lbfgsStep], s[lbfgsStep+1] = 0, 0
	dx, dy := r.direction(s, gx, gy)
	slope := gx*dx + gy*dy
	if slope > -lbfgsChange {
		return
	}
	t := r.first * u.Rate
	if first {
		t *= min(1, 1/(math.Abs(gx)+math.Abs(gy)))
	}
	if r.wolfe {
		t = strongWolfe(u, dx, dy, slope, t)
	}
	s[lbfgsStep], s[lbfgsStep+1] = t*dx, t*dy
	u.Used = t
	u.move(-t*dx, -t*dy)
}

// store enters the pair of the step before and the change of the gradient.
func (r lbfgs) store(s []float64, yx, yy float64) {
	sx, sy := s[lbfgsStep], s[lbfgsStep+1]
	if !(sx*yx+sy*yy > lbfgsPair) {
		return
	}
	pair := r.pair(s, int(s[lbfgsPairs]))
	pair[0], pair[1], pair[2], pair[3] = sx, sy, yx, yy
	s[lbfgsPairs]++
}

// pair is where the ring holds pair i, counted from the run's first.
func (r lbfgs) pair(s []float64, i int) []float64 {
	at := lbfgsRing + 4*(i%r.history)
	return s[at : at+4 : at+4]
}

// direction is −H·g by the two-loop recursion.
func (r lbfgs) direction(s []float64, gx, gy float64) (dx, dy float64) {
	var alpha [100]float64
	end := int(s[lbfgsPairs])
	begin := max(0, end-r.history)
	dx, dy = -gx, -gy
	for i := end - 1; i >= begin; i-- {
		p := r.pair(s, i)
		a := (p[0]*dx + p[1]*dy) / (p[0]*p[2] + p[1]*p[3])
		dx, dy = dx-a*p[2], dy-a*p[3]
		alpha[i-begin] = a
	}
	if end > 0 {
		p := r.pair(s, end-1)
		scale := (p[0]*p[2] + p[1]*p[3]) / (p[2]*p[2] + p[3]*p[3])
		dx, dy = dx*scale, dy*scale
	}
	for i := begin; i < end; i++ {
		p := r.pair(s, i)
		b := (p[2]*dx + p[3]*dy) / (p[0]*p[2] + p[1]*p[3])
		dx, dy = dx+(alpha[i-begin]-b)*p[0], dy+(alpha[i-begin]-b)*p[1]
	}
	return dx, dy
}
