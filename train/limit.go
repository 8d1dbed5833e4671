package train

import (
	"math"

	"downhill/landscape"
)

// Limit is the largest rate at which a run's optimizer is stable at the
// minimum that the run reached or is nearest to, and that minimum's largest
// curvature λ. ok is false where no limit is to be named: the optimizer has
// none, no minimum is known, or clipping, weight decay, noise or a schedule
// makes the number untrue.
func Limit(sc Scenario, run int, out Outcome) (limit, lambda float64, ok bool) {
	spec, found := LookupOptimizer(sc.Runs[run].Optimizer)
	plain := sc.Clip.Kind == "" && sc.Noise == 0 && !sc.decays(run) &&
		(sc.Schedule == "" || sc.Schedule == "constant")
	if !found || spec.Limit == nil || !plain || out.Kind == EscapedUnbounded {
		return 0, 0, false
	}
	at, ok := minimumOf(sc.Surface, out)
	if !ok {
		return 0, 0, false
	}
	lambda, _ = landscape.Eigenvalues(sc.Objective().Hessian(at.X, at.Y))
	limit = spec.Limit(complete(spec.Params, sc.Params, sc.Steps), lambda)
	ok = lambda > 0 && limit > 0 && !math.IsInf(limit, 0)
	return limit, lambda, ok
}

// minimumOf is the minimum that an outcome names, else the known one nearest
// to its end.
func minimumOf(s *landscape.Surface, out Outcome) (landscape.Point, bool) {
	if out.Target != nil && (out.Kind == Converged || out.Kind == StuckLocal) {
		return *out.Target, true
	}
	var at landscape.Point
	least := math.Inf(1)
	for _, m := range s.Minima {
		if d := distance(m.At, out.At); d < least {
			at, least = m.At, d
		}
	}
	return at, !math.IsInf(least, 1)
}
