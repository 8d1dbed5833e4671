package judge

import (
	"math"

	"downhill/landscape"
)

// Limit is the largest rate at which a run's optimizer is stable at the
// minimum that its outcome is about, and that minimum's largest curvature λ.
// ok is false where no limit is to be named: the optimizer has none, no minimum
// with a curvature is known, or clipping, weight decay, noise or a schedule
// makes the number untrue.
func Limit(c Case, out Outcome) (limit, lambda float64, ok bool) {
	spec, params := c.Rule()
	plain := c.Clip.Kind == "" && c.Noise == 0 && !(params["weight_decay"] > 0) && c.Constant()
	if spec == nil || spec.Limit == nil || !plain || out.Kind == EscapedUnbounded {
		return 0, 0, false
	}
	lambda, ok = curvatureFor(c.Surface, out)
	if !ok {
		return 0, 0, false
	}
	limit = spec.Limit(params, lambda)
	return limit, lambda, limit > 0 && !math.IsInf(limit, 0)
}

// curvatureFor is the largest curvature λ > 0 at the minimum that an outcome is
// about: the one it names; for a run that left or goes to and fro at none, the flattest, since
// only a rate above its limit fits no minimum of the surface; else the one nearest to the
// run's end. A minimum at a kink has no curvature.
func curvatureFor(s *landscape.Surface, out Outcome) (lambda float64, ok bool) {
	least := math.Inf(1)
	restless := out.Kind == Diverged || out.Kind == Thrown || out.Kind == Oscillating
	for i, m := range s.Minima {
		curvature := s.Curvature(i)
		smooth := !m.Kink && curvature > 0
		rank := landscape.Distance(m.At, out.At)
		switch {
		case out.Target != nil:
			rank = landscape.Distance(m.At, *out.Target)
		case restless && smooth:
			rank = curvature
		case restless:
			continue
		}
		if rank < least {
			least, lambda, ok = rank, curvature, smooth
		}
	}
	return lambda, ok
}
