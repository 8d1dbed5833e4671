package train

import (
	"cmp"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/judge"
	"downhill/train/rule"
)

// SweepMinimum is a minimum that some rate of a sweep, or some member of an ensemble,
// ends at.
type SweepMinimum struct {
	Index  int // of the surface's minima; −1 for one that it does not list
	At     landscape.Point
	Loss   float64
	Global bool // the lowest known of the surface
	Count  int  // rates of a sweep, or members of an ensemble, that end there
	// Lambda is the largest curvature there, with what L2 weight decay adds, and
	// Limit the optimizer's own largest stable rate; NaN where there is none.
	Lambda, Limit float64

	end judge.Outcome // one that is about it, of a run at rest if there is one
}

// minima are those that the outcomes name, the lowest first, of several as low the one that
// most runs end at. ends are by run an index of them, or −1. A minimum that weight decay
// holds all its runs far off stays, and counts none: its curvature and limit are those where
// the decay moves it, which is where these runs are.
func (s *sweep) minima() (all []SweepMinimum, ends []int) {
	near := judge.Near(s.sc.Surface.View)
	for i := range s.outcomes {
		out := &s.outcomes[i]
		if !s.namesMinimum(out) {
			continue
		}
		at := slices.IndexFunc(all, s.isAt(out))
		if at < 0 {
			at = len(all)
			all = append(all, SweepMinimum{Index: s.listedIndex(*out.Target), At: *out.Target, Global: out.Global, end: *out})
		}
		if !out.HeldFar(near) {
			all[at].Count++
		}
		if !all[at].end.Kind.AtRest() && out.Kind.AtRest() {
			all[at].end = *out
		}
	}
	s.measure(all)
	slices.SortStableFunc(all, byDepth)
	ends = make([]int, len(s.outcomes))
	for i := range s.outcomes {
		ends[i] = -1
		if out := &s.outcomes[i]; s.namesMinimum(out) && !out.HeldFar(near) {
			ends[i] = slices.IndexFunc(all, s.isAt(out))
		}
	}
	return all, ends
}

// namesMinimum reports whether an outcome names a minimum. What is named of a run under weight
// decay is the critical point beside it, which may be a saddle.
func (s *sweep) namesMinimum(out *judge.Outcome) bool {
	return out.NamesMinimum() && !slices.Contains(s.sc.Surface.Saddles, *out.Target)
}

// listedIndex is the index of a surface's minimum, −1 for a place that is none.
func (s *sweep) listedIndex(at landscape.Point) int {
	return slices.IndexFunc(s.sc.Surface.Minima, func(m landscape.Minimum) bool { return m.At == at })
}

// isAt reports whether a minimum is the one that an outcome is about. The points of
// listed ones are exact; others are found from each run's end, and differ a little.
func (s *sweep) isAt(out *judge.Outcome) func(SweepMinimum) bool {
	index, near := s.listedIndex(*out.Target), judge.Near(s.sc.Surface.View)
	return func(m SweepMinimum) bool {
		return m.Index == index && (index >= 0 || landscape.Distance(m.At, *out.Target) <= near)
	}
}

// byDepth orders minima by depth, those of one depth but for rounding by how many
// rates end there.
func byDepth(a, b SweepMinimum) int {
	if math.Abs(a.Loss-b.Loss) <= judge.BestTolerance*(1+math.Abs(a.Loss)) {
		return cmp.Compare(b.Count, a.Count)
	}
	return cmp.Compare(a.Loss, b.Loss)
}

// measure sets the losses, curvatures and limits of minima.
func (s *sweep) measure(all []SweepMinimum) {
	o := s.sc.Objective()
	for i := range all {
		all[i].Loss = o.Value(all[i].At.X, all[i].At.Y)
		s.measureLimit(&all[i])
	}
}

// measureLimit sets the curvature and the limit of a minimum.
func (s *sweep) measureLimit(m *SweepMinimum) {
	m.Lambda, m.Limit = math.NaN(), math.NaN()
	spec, params := s.sc.Rule(s.run)
	if !s.limited(spec) || m.end.Kink || m.Index >= 0 && s.sc.Surface.Minima[m.Index].Kink {
		return
	}
	decay := params["weight_decay"]
	lambda := s.curvatureAt(m, decay) + decay
	if !(lambda > 0) {
		return
	}
	if limit := spec.Limit(params, lambda); limit > 0 && !math.IsInf(limit, 0) {
		m.Lambda, m.Limit = lambda, limit
	}
}

// curvatureAt is the largest curvature of the loss at a minimum, or where decay moves it.
func (s *sweep) curvatureAt(m *SweepMinimum, decay float64) float64 {
	if decay == 0 && m.Index >= 0 {
		return s.sc.Surface.Curvature(m.Index)
	}
	o, at := s.sc.Objective(), m.At
	if decay > 0 {
		at = movedBy(o, m, decay)
	}
	lambda, _ := landscape.Eigenvalues(o.Hessian(at.X, at.Y))
	return lambda
}

// BestLimit is the limit that a sweep of a run shows in front, before there is a sweep:
// its optimizer's at the surface's lowest minimum, of several as low the one nearest to
// the start. It is NaN where there is none.
func BestLimit(sc Scenario, run int) float64 {
	var best []SweepMinimum
	for i, m := range sc.Surface.Minima {
		if m.Global && (best == nil || landscape.Distance(m.At, sc.Start) < landscape.Distance(best[0].At, sc.Start)) {
			best = []SweepMinimum{{Index: i, At: m.At}}
		}
	}
	if best == nil {
		return math.NaN()
	}
	(&sweep{sc: &sc, run: run}).measureLimit(&best[0])
	return best[0].Limit
}

// limited reports whether the optimizer's limit holds for the scenario's rates.
// Noise moves a run but does not change when it is stable; clipping
// bounds its moves, and a schedule changes the rate on the way. In a valley
// there is no one curvature.
func (s *sweep) limited(spec *rule.Spec) bool {
	how := s.sc.settings(s.run)
	return spec.Limit != nil && how.Clip.Kind == "" && how.Constant() && !s.sc.Surface.Valley
}

// movedBy is where decay moves a minimum: where a run came to rest, or else along the way
// that the minimum goes as the decay grows; a run that bounces may end beside another one.
func movedBy(o landscape.Objective, m *SweepMinimum, decay float64) landscape.Point {
	const parts = 8
	if m.end.Kind.AtRest() || m.Index < 0 {
		return judge.WithDecay(o, m.end.At, decay)
	}
	at := m.At
	for i := range parts {
		at = judge.WithDecay(o, at, decay*float64(i+1)/parts)
	}
	return at
}

// floor is what the heights of a sweep's losses count from.
func (s *sweep) floor() float64 {
	lowest, ok := s.sc.Surface.Best()
	if !ok {
		lowest = math.NaN()
	}
	for _, out := range s.outcomes {
		switch out.Kind {
		case "", judge.Diverged, judge.LeftDomain, judge.EscapedUnbounded:
			continue
		}
		if !(out.Loss >= lowest) && rule.Finite(out.Loss) {
			lowest = out.Loss
		}
	}
	return lowest
}
