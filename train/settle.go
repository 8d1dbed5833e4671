package train

import (
	"math"

	"downhill/landscape"
	"downhill/train/rule"
)

// decays reports whether weight decay pulls a run's minimum away from the
// surface's own.
func (sc *Scenario) decays(run int) bool {
	if run < 0 || run >= len(sc.Runs) {
		return false
	}
	spec, ok := rule.LookupOptimizer(sc.Runs[run].Optimizer)
	return ok && rule.Complete(spec.Params, sc.Params, sc.Steps)["weight_decay"] > 0
}

// settled stands for rules 2 and 3 under weight decay, which moves the point
// where a run comes to rest: the window lies within the rules' radius of the
// last iterate, and so does what is left to go. That is extrapolated from the
// moves over the last window and the one before it, whose ratio q a settling
// run repeats: d·q/(1 − q).
//
// The outcome is named after the nearest critical point that is known.
//
// A run that stays there without coming to rest bounces or leaves: that is
// told by its moves, as there is no minimum to be far from.
func (j *judge) settled(out *Outcome) bool {
	end := j.at(j.k).W
	k, ok := j.stays(end)
	if !ok {
		return false
	}
	calm, target := j.nearest(end)
	kind := j.ends(j.quarters(k, j.moves), calm)
	from := j.window()
	recent := distance(end, j.at(from).W)
	before := distance(j.at(from).W, j.at(max(0, 2*from-j.k)).W)
	if kind == calm && recent > stillMove*j.diagonal {
		q := recent / before
		if !(q < penalised) || recent*q/(1-q) > j.near {
			return false
		}
	}
	out.K, out.Settled, out.Target = k, true, target
	out.Global, out.Radius = calm == Converged, j.reach(k)
	if kind != calm && j.noisy && !j.placing && j.hovering(out) {
		return true
	}
	out.Kind = kind
	if kind == calm && !j.placing {
		out.K = j.claim(k)
	}
	return true
}

// moves is the length of the update that led to an iterate.
func (j *judge) moves(it *Iterate) float64 {
	if it.K == 0 {
		return 0
	}
	return distance(it.W, j.t[it.K-1].W)
}

// reach is how far, from step k on, a run is from the middle of its last part.
func (j *judge) reach(k int) float64 {
	at, _ := j.means()
	far := 0.0
	for i := min(k, j.last); i <= j.last; i++ {
		far = max(far, distance(j.t[i].W, at))
	}
	return far
}

// nearest names the known critical point that is nearest to p.
func (j *judge) nearest(p landscape.Point) (Kind, *landscape.Point) {
	kind, least := Converged, math.Inf(1)
	var target *landscape.Point
	for _, m := range j.surface.Minima {
		if d := distance(m.At, p); d < least {
			at := m.At
			kind, target, least = j.globalOr(m.Loss), &at, d
		}
	}
	for _, s := range j.surface.Saddles {
		if d := distance(s, p); d < least && d <= j.near {
			at := s
			kind, target, least = StuckSaddle, &at, d
		}
	}
	return kind, target
}

func distance(a, b landscape.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
