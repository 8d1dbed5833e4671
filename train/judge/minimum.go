package judge

import (
	"math"

	"downhill/landscape"
	"downhill/landscape/formula"
	"downhill/train/descent"
)

// bottomWithin is how many of the rules' radii a minimum is from a run that rests above it: so
// far do steps that begin with one and shrink by 2/3 lead, and a little more.
const bottomWithin = 4

// atMinimum is rule 2: the window lies at one and the same minimum; for a
// valley of minima, at its loss.
func (j *Judge) atMinimum(out *Outcome) bool {
	before := *out
	if j.besideMinimum(out) {
		return true
	}
	*out = before // it only passes
	return false
}

// besideMinimum judges a run that is near a minimum, by judgeNear.
func (j *Judge) besideMinimum(out *Outcome) bool {
	if j.Surface.Valley && j.known {
		return j.inValley(out)
	}
	for _, m := range j.Surface.Minima {
		if k, ok := j.stays(m.At); ok {
			at := m.At
			out.Target, out.Kink, out.Radius = &at, m.Kink, j.near
			return j.judgeNear(out, k, j.globalOr(m.Loss), func(it *descent.Iterate) float64 { return landscape.Distance(it.W, at) })
		}
	}
	if j.Surface.Found || len(j.Surface.Minima) == 0 {
		return j.atUnlistedMinimum(out)
	}
	return false
}

// inValley: f − f* is at most a thousandth of the first loss; it stands for the
// distance, and that bound for the radius.
func (j *Judge) inValley(out *Outcome) bool {
	bound := ValleyShare * j.t[0].Loss
	k, ok := j.holds(func(it *descent.Iterate) bool { return it.Loss-j.best <= bound })
	if !ok {
		return false
	}
	if !j.judgeNear(out, k, Converged, func(it *descent.Iterate) float64 {
		return j.near * max(0, it.Loss-j.best) / bound
	}) {
		return false
	}
	out.Radius = math.NaN()
	if out.Kind != Hovering {
		out.Gap = j.highest(out.K) - j.best
	}
	return true
}

// highest is the largest loss from step k on.
func (j *Judge) highest(k int) float64 {
	most := math.Inf(-1)
	for i := min(k, j.last); i <= j.last; i++ {
		most = max(most, j.t[i].Loss)
	}
	return most
}

// globalOr is Converged for the loss of the best known minimum, else StuckLocal.
func (j *Judge) globalOr(loss float64) Kind {
	if !j.known || loss <= j.best+BestTolerance*(1+math.Abs(j.best)) {
		return Converged
	}
	return StuckLocal
}

// atUnlistedMinimum is rule 2 where minima are not known: the Hessian is positive
// definite and the Newton step short. A small gradient alone proves nothing:
// a plateau has that too. Near a minimum that is known and flat (x⁴) Newton's
// step is short too soon: there the distance alone counts.
func (j *Judge) atUnlistedMinimum(out *Outcome) bool {
	k, ok := j.holds(func(it *descent.Iterate) bool {
		step, ok := newtonStep(j.objective, it)
		return ok && math.Hypot(step.X, step.Y) <= j.near
	})
	if !ok {
		return false
	}
	end := j.t[j.last]
	at, ok := j.bottom(end)
	if !ok {
		return false // no minimum beneath it: the slope of a steep place may nearly come to rest, and go on
	}
	for _, m := range j.Surface.Minima {
		if landscape.Distance(at, m.At) <= j.near {
			return false
		}
	}
	for _, saddle := range j.Surface.Saddles {
		if landscape.Distance(at, saddle) <= j.near {
			return false // Newton's steps shrink towards a degenerate one too: x³
		}
	}
	if near, ok := j.stays(at); ok {
		k = max(k, near) // on a steep wall Newton's step is short as well
	}
	loss := min(end.Loss, j.objective.Value(at.X, at.Y))
	away := func(it *descent.Iterate) float64 { return landscape.Distance(it.W, at) }
	out.Target, out.Radius = &at, 0
	for i := k; i <= j.last; i++ {
		out.Radius = max(out.Radius, away(&j.t[i]))
	}
	return j.judgeNear(out, k, j.globalOr(loss), away)
}

// bottom follows Newton's steps from an iterate to the minimum beneath it; ok if they come to
// rest, no further off than steps that shrink by 2/3 lead.
func (j *Judge) bottom(it descent.Iterate) (at landscape.Point, ok bool) {
	const most = 60 // where steps only shrink by 2/3 (x⁴), a factor of 4e10
	from, length := it.W, math.Inf(1)
	for range most {
		step, ok := newtonStep(j.objective, &it)
		if !ok {
			break
		}
		if length = math.Hypot(step.X, step.Y); length == 0 {
			break
		}
		it.W = landscape.Point{X: it.W.X - step.X, Y: it.W.Y - step.Y}
		it.Loss, it.Grad.X, it.Grad.Y = j.objective.Gradient(it.W.X, it.W.Y)
	}
	return it.W, length <= restAt*j.diagonal && landscape.Distance(from, it.W) <= bottomWithin*j.near
}

// newtonStep is H⁻¹g at an iterate; ok if H is positive definite.
func newtonStep(o landscape.Objective, it *descent.Iterate) (landscape.Point, bool) {
	xx, xy, yy := o.Hessian(it.W.X, it.W.Y)
	return newtonStepOf(xx, xy, yy, it.Grad)
}

// newtonStepOf is the same of a Hessian and a gradient.
func newtonStepOf(xx, xy, yy float64, g landscape.Point) (landscape.Point, bool) {
	if !(xx > 0 && formula.Determinant(xx, xy, yy) > 0) {
		return landscape.Point{}, false
	}
	x, y := formula.Solve(xx, xy, yy, g.X, g.Y)
	return landscape.Point{X: x, Y: y}, true
}
