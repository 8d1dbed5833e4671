package train

import (
	"math"

	"downhill/landscape"
)

// decays reports whether weight decay pulls a run's minimum away from the
// surface's own.
func (sc *Scenario) decays(run int) bool {
	if run < 0 || run >= len(sc.Runs) {
		return false
	}
	spec, ok := LookupOptimizer(sc.Runs[run].Optimizer)
	return ok && complete(spec.Params, sc.Params, sc.Steps)["weight_decay"] > 0
}

// settled stands for rules 2 and 3 under weight decay, which moves the point
// where a run comes to rest: the window lies within the rules' radius of the
// last iterate, and so does what is left to go. That is extrapolated from the
// moves over the last window and the one before it, whose ratio q a settling
// run repeats: d·q/(1 − q).
//
// The outcome is named after the nearest critical point that is known.
func (j *judge) settled(out *Outcome) bool {
	end := j.at(j.k).W
	k, ok := j.stays(end)
	if !ok {
		return false
	}
	from := j.window()
	recent := distance(end, j.at(from).W)
	before := distance(j.at(from).W, j.at(max(0, 2*from-j.k)).W)
	if recent > stillMove*j.surface.View.Diagonal() {
		q := recent / before
		if !(q < penalised) || recent*q/(1-q) > j.near {
			return false
		}
	}
	out.K, out.Settled = k, true
	out.Kind, out.Target = j.nearest(end)
	return true
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
