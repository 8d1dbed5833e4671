package judge

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/rule"
)

// overflowLoss is a loss beyond which a formula has overflowed rather than come to
// the border of its domain: no root, logarithm or arc has such values there.
const overflowLoss = 1e100

// LeavesDomain reports whether a run went, from one iterate to the next, where its
// loss or its gradient is not defined, while it is on the map. A loss that
// overflowed has not left its domain: just before the border, which bisection
// finds, it is huge.
func LeavesDomain(s *landscape.Surface, o landscape.Objective, from landscape.Point, to *descent.Iterate) bool {
	if to.Finite() || !(s.View.Distance(to.W) <= descent.FarAway) {
		return false
	}
	if to.K == 0 {
		return !math.IsInf(to.Loss, 0)
	}
	a, b := from, to.W
	border := o.Value(a.X, a.Y)
	for range 50 {
		mid := landscape.Point{X: a.X + (b.X-a.X)/2, Y: a.Y + (b.Y-a.Y)/2}
		loss, gx, gy := o.Gradient(mid.X, mid.Y)
		if (&descent.Iterate{W: mid, Loss: loss, Grad: landscape.Point{X: gx, Y: gy}}).Finite() {
			a, border = mid, loss
		} else {
			b = mid
		}
	}
	return math.Abs(border) < overflowLoss
}

// judgeLeft judges an iterate k that is not finite, or far away.
func (j *Judge) judgeLeft(out *Outcome, k int) {
	it := &j.t[k]
	out.K, out.Kind, out.Climbs = k, Diverged, j.climbs(k)
	if j.rollsOff(k) {
		out.Kind = EscapedUnbounded
		return
	}
	if LeavesDomain(j.Surface, j.objective, j.t[max(0, k-1)].W, it) {
		out.Kind, out.Where, out.Slopeless = LeftDomain, it.W, rule.Finite(it.Loss)
		return
	}
	lowest, _ := j.Surface.Heights()
	switch {
	case !it.Finite() || !(it.Loss < j.t[0].Loss):
	case j.downhill(0, k) == k:
		out.Caveat = Downhill
	case j.Surface.Unbounded && it.Loss < lowest:
		out.Caveat = Bottomless
	}
	out.Overflow = !it.Finite() && !(j.Surface.View.Distance(it.W) > descent.FarAway)
}

// climbs reports whether each update up to iterate k led to a higher loss.
func (j *Judge) climbs(k int) bool {
	for i := range k {
		if !(j.t[i+1].Loss > j.t[i].Loss) {
			return false
		}
	}
	return true
}
