package rule

import (
	"math"
	"slices"

	"downhill/landscape/formula"
)

// Damped Newton, from the Hessian H with eigenvalues λ:
//
//	shift:       H' = H + max(0, δ − λmin)·I
//	saddle-free: H' = H with each λ replaced by max(|λ|, δ)
//	w ← w − damping·H'⁻¹·g
//
// Unmodified, Newton's step walks to saddles and maxima as gladly as to
// minima. damping is PyTorch's lr, a share of the whole step; a schedule's
// factor multiplies it.
//
// Nocedal and Wright, Numerical Optimization (2006), section 3.4; Dauphin et
// al., Identifying and attacking the saddle point problem, NeurIPS 2014.
func init() {
	register(Spec{
		ID:      "newton",
		Name:    "Damped Newton",
		Summary: "Divides the gradient by the curvature: on a quadratic it lands on the minimum in one step.",
		Formula: "w ← w − damping·H'⁻¹·g; shift: H' = H + max(0, δ − λmin)·I; saddle-free: each λ of H becomes max(|λ|, δ)",
		Paper:   "Nocedal and Wright (2006); Dauphin et al. (2014)",
		Order:   170,
		Params: []Param{
			choice("hessian", "what is done about negative curvature", "shift", "saddle-free"),
			positive("damping", "share of the whole step that is taken", 1, 1e-3, 2),
			positive("delta", "the smallest curvature to divide by", 1e-3, 1e-12, 1e3),
		},
		Rule: func(p Params) Stepper {
			return &newton{saddleFree: p["hessian"] == 1, damping: p["damping"], delta: p["delta"]}
		},
		Rateless:     true,
		NeedsWhole:   true,
		NeedsHessian: true,
		Python: Python{
			Step: `
lambdas, Q = eigh(curvature(w))
lambdas = maximum(abs(lambdas), delta) if hessian else lambdas + max(0.0, delta - min(lambdas))
w = w - eta * damping * (Q @ ((Q.T @ g) / lambdas))`,
		},
		Lines: newtonLines,
		Symbols: map[string]Symbol{
			"damping": {Text: "η"}, "H.xx": {Text: "h", Below: "11"}, "H.xy": {Text: "h", Below: "12"}, "H.yy": {Text: "h", Below: "22"}, "H": {Text: "H", Moving: true}, "vector": {Text: "v"},
			"curvature": {Text: "∇²L", Moving: true}, "high": {Text: "λ", Below: "max"}, "low": {Text: "λ", Below: "min"},
			"along": {Text: "a"}, "across": {Text: "b"},
		},
	})
}

type newton struct {
	saddleFree     bool
	damping, delta float64
}

func (*newton) Init(State, float64) {}

func (r *newton) Step(_ State, u *Update) {
	n := len(u.W)
	h, d := u.memory(0, n*n), u.vector(1)
	u.Probe.Hessian(u.W, h)
	switch {
	case n != 2:
		r.solve(u, h, d)
	case r.saddleFree:
		d[0], d[1] = r.absolute(h[0], h[1], h[3], u.G[0], u.G[1])
	default:
		d[0], d[1] = r.shifted(h[0], h[1], h[3], u.G[0], u.G[1])
	}
	u.Used = u.Rate * r.damping
	u.move(u.Used, d)
}

// solve sets d to H'⁻¹·g along the eigenvectors of H, for any number of weights.
func (r newton) solve(u *Update, h, d []float64) {
	n := len(d)
	values, vectors := u.vector(2), u.memory(3, n*n)
	eigen(h, values, vectors)
	shift := max(0, r.delta-slices.Min(values))
	clear(d)
	for k, lambda := range values {
		if r.saddleFree {
			lambda = r.curvature(lambda)
		} else {
			lambda += shift
		}
		v := vectors[k*n : (k+1)*n]
		addScaled(d, d, Dot(v, u.G)/lambda, v)
	}
}

// shifted solves (H + max(0, δ − λmin)·I)·d = g.
func (r newton) shifted(xx, xy, yy, gx, gy float64) (dx, dy float64) {
	_, low := formula.Eigenvalues(xx, xy, yy)
	shift := max(0, r.delta-low)
	return formula.Solve(xx+shift, xy, yy+shift, gx, gy)
}

// absolute solves H'·d = g, where H' has H's eigenvectors and max(|λ|, δ).
func (r newton) absolute(xx, xy, yy, gx, gy float64) (dx, dy float64) {
	if xy == 0 {
		return gx / r.curvature(xx), gy / r.curvature(yy)
	}
	high, low := formula.Eigenvalues(xx, xy, yy)
	vx, vy := formula.Eigenvector(xx, xy, yy, low)
	along := (vx*gx + vy*gy) / r.curvature(high)
	across := (vx*gy - vy*gx) / r.curvature(low)
	return along*vx - across*vy, along*vy + across*vx
}

// curvature is what to divide by where the Hessian has lambda.
func (r newton) curvature(lambda float64) float64 { return max(math.Abs(lambda), r.delta) }
