package rule

import "fmt"

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
		Rule: func(p Params) Stepper {
			return &lbfgs{first: p["first_lr"], history: int(p["history"]), wolfe: p["line_search"] == 1}
		},
		Python:     lbfgsPython,
		Rateless:   true,
		NeedsWhole: true,
	})
}

const (
	lbfgsFlat   = 1e-7  // PyTorch's tolerance_grad
	lbfgsChange = 1e-9  // PyTorch's tolerance_change
	lbfgsPair   = 1e-10 // s·y of a pair worth storing
)

// The slots: how many updates and pairs there were, the gradient before, the
// step before, and the ring of pairs, two slots each.
const (
	lbfgsUpdates = iota
	lbfgsPairs
	lbfgsGradient
	lbfgsStep
	lbfgsRing
)

func lbfgsState(p Params) []Slot {
	slots := append(singles("updates", "pairs"), vectors("g_prev", "s")...)
	for i := range int(p["history"]) {
		slots = append(slots, vectors(fmt.Sprintf("s%d", i+1), fmt.Sprintf("y%d", i+1))...)
	}
	return slots
}

type lbfgs struct {
	first   float64
	history int
	wolfe   bool
}

func (*lbfgs) Init(State, float64) {}

func (r *lbfgs) Step(s State, u *Update) {
	g, step := u.G, s[lbfgsStep]
	if Largest(g) <= lbfgsFlat {
		u.stay()
		return
	}
	first := s[lbfgsUpdates][0] == 0
	if !first {
		r.store(s, g)
	}
	s[lbfgsUpdates][0]++
	copy(s[lbfgsGradient], g)
	clear(step)
	d := u.vector(0)
	r.direction(s, g, d)
	slope := Dot(g, d)
	if slope > -lbfgsChange {
		u.stay()
		return
	}
	t := r.first * u.Rate
	if first {
		t *= min(1, 1/sumOf(g))
	}
	if r.wolfe {
		t = strongWolfe(u, d, slope, t)
	}
	u.Used = t
	addScaled(u.Next, u.W, t, d)
	for i, v := range d {
		step[i] = t * v
	}
}

// store enters the pair of the step before and the change of the gradient.
func (r lbfgs) store(s State, g []float64) {
	step, y := s[lbfgsStep], s[lbfgsGradient]
	difference(y, g, y)
	if !(Dot(step, y) > lbfgsPair) {
		return
	}
	ps, py := r.pair(s, int(s[lbfgsPairs][0]))
	copy(ps, step)
	copy(py, y)
	s[lbfgsPairs][0]++
}

// pair is where the ring holds pair i, counted from the run's first.
func (r lbfgs) pair(s State, i int) (ps, py []float64) {
	at := lbfgsRing + 2*(i%r.history)
	return s[at], s[at+1]
}

// direction sets d to −H·g by the two-loop recursion.
func (r lbfgs) direction(s State, g, d []float64) {
	var alpha [100]float64
	end := int(s[lbfgsPairs][0])
	begin := max(0, end-r.history)
	for i, v := range g {
		d[i] = -v
	}
	for i := end - 1; i >= begin; i-- {
		ps, py := r.pair(s, i)
		a := Dot(ps, d) / Dot(ps, py)
		addScaled(d, d, -a, py)
		alpha[i-begin] = a
	}
	if end > 0 {
		ps, py := r.pair(s, end-1)
		scale := Dot(ps, py) / Dot(py, py)
		for i := range d {
			d[i] *= scale
		}
	}
	for i := begin; i < end; i++ {
		ps, py := r.pair(s, i)
		b := Dot(py, d) / Dot(ps, py)
		addScaled(d, d, alpha[i-begin]-b, ps)
	}
}
