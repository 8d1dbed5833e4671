package judge_test

import (
	"fmt"
	"math"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
)

// jumps is the share of the view's diagonal beyond which a step is told as a jump.
const jumps = 0.2

// falseClaims are what the iterates contradict.
func falseClaims(sc *train.Scenario, its descent.Trajectory, out judge.Outcome) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	named := its[min(out.K, len(its)-1)]
	if out.KLoss != named.Loss && !(math.IsNaN(out.KLoss) && math.IsNaN(named.Loss)) {
		say("the loss at step %d is %g, not %g", out.K, named.Loss, out.KLoss)
	}
	tail := its[min(sc.Steps-sc.Steps/10, len(its)-1):]
	switch out.Kind {
	case judge.Converged, judge.StuckLocal:
		end := its[len(its)-1].W
		atPoint := out.Target != nil && landscape.Distance(end, *out.Target) <= 1e-6*sc.Surface.View.Diagonal()
		for _, it := range tail {
			if it.K < out.K && atPoint {
				continue // it came late, but is there
			}
			if it.Loss > named.Loss && (it.K >= out.K || out.Target != nil) { // where no minimum is known a run has come to rest only at its end
				say("the loss at step %d is %g, at step %d it was %g", it.K, it.Loss, out.K, named.Loss)
			}
			if out.Target != nil && !out.Settled && landscape.Distance(it.W, *out.Target) > out.Radius {
				say("step %d is %g away", it.K, landscape.Distance(it.W, *out.Target))
			}
		}
	case judge.Bouncing:
		for _, it := range its[len(its)-(len(its)-out.K)/4:] {
			if out.Target != nil && !out.Settled && landscape.Distance(it.W, *out.Target) > out.Radius {
				say("step %d is %g away", it.K, landscape.Distance(it.W, *out.Target))
			}
		}
	case judge.LeftDomain:
		if sc.Surface.View.Distance(out.Where) > descent.FarAway {
			say("it is off the map at %v", out.Where)
		}
	case judge.Hovering:
		if sc.Noise == 0 {
			say("there is no noise")
		}
		if elsewhere := keptElsewhere(sc, its, out); 4*elsewhere > sc.Steps/10 {
			say("it was off the view or at another minimum for %d of its last steps", elsewhere)
		}
	case judge.Thrown:
		end, before := its[len(its)-1].W, its[max(0, len(its)-2)].W
		for _, m := range sc.Surface.Minima {
			point := 1e-6 * sc.Surface.View.Diagonal()
			if landscape.Distance(end, m.At) <= point && landscape.Distance(end, before) <= point {
				say("it is at the minimum %v", m.At)
			}
		}
	case judge.Oscillating, judge.SlowZigzag:
		if sc.Noise == 0 && len(its) > sc.Steps && !turnsBack(its[max(0, min(len(its)-11, len(its)-len(its)/10)-1):]) {
			say("no step of its last part turns back")
		}
	}
	for _, wrong := range falseReasons(sc, its, out) {
		say("%s", wrong)
	}
	if out.Vanishing && !flatAround(sc, its[len(its)-1]) {
		say("the slope beside its end is no plateau's")
	}
	return wrong
}

// falseReasons are what the iterates contradict of why an outcome is so, and of what
// happened on the way.
func falseReasons(sc *train.Scenario, its descent.Trajectory, out judge.Outcome) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	limit, _, limited := judge.Limit(sc.Case(0), out)
	why := judge.ReasonOf(sc.Case(0), out, limit, limited)
	first, end := its[0], its[len(its)-1]
	switch {
	case out.Kind == judge.StuckSaddle && why != judge.Sloping && math.Hypot(end.Grad.X, end.Grad.Y) > meanSlope(sc)/20:
		say("there is a slope of %v", end.Grad)
	case out.Kind == judge.Diverged && why == judge.AboveLimit:
		for k := range out.K {
			if !(its[k+1].Loss > its[k].Loss) {
				say("step %d did not overshoot further: %g, %g", k+1, its[k].Loss, its[k+1].Loss)
			}
		}
	case out.Kind == judge.Thrown && why != judge.Strayed && longestStep(its) <= jumps*sc.Surface.View.Diagonal():
		say("its longest step is %g", longestStep(its))
	case out.Kind == judge.Crawling && why == judge.NoReason && !(end.Loss < first.Loss):
		say("it went from %g to %g", first.Loss, end.Loss)
	case out.Kind == judge.Crawling && why == judge.NoReason && sc.Noise == 0 && end.Loss > its[(len(its)-1)/2].Loss && !climbsSeldom(its):
		say("its loss rose from %g half-way to %g", its[(len(its)-1)/2].Loss, end.Loss)
	case why == judge.Rolling && (!beyondView(sc, end) || end.Loss > lowestInView(sc) || !fallsFrom(its, lastInView(sc, its))):
		say("it is not on its way down past the edge, at %v", end.W)
	case out.Kind == judge.EscapedUnbounded && (end.Loss > lowestInView(sc) || !beyondView(sc, end)):
		say("it did not leave below all of the view, at %v, %g", end.W, end.Loss)
	case out.Kind == judge.EscapedUnbounded && sc.Noise == 0 && swingsGrow(sc, its):
		say("it left in swings that grow")
	case why == judge.Bottomless && (end.Loss > lowestInView(sc) || fallsFrom(its, 0)):
		say("it left at %g, and went up and down: %v", end.Loss, !fallsFrom(its, 0))
	case out.Kind == judge.SlowZigzag && sc.Noise > 0:
		say("noise alone turns it")
	case out.Kind == judge.Leaving && sc.Noise > 0:
		say("noise alone carries it farther")
	case out.Kind == judge.Leaving && !out.Settled && !sc.Surface.Valley && !movesGrow(its[out.K:]):
		say("its moves do not grow")
	case out.Kind == judge.Converged && judge.PlaceOf(sc.Surface, out) == judge.AtLowest && !rests(sc, its):
		say("it moved from %v to %v", its[len(its)-2].W, end.W)
	}
	if moves := out.Kind.Repeats() || out.Kind == judge.Thrown; moves && !out.Vanishing && len(its) <= sc.Steps && end.Grad == (landscape.Point{}) {
		say("it stands where there is no slope, at %v", end.W)
	}
	for _, e := range out.Events {
		for _, it := range its[e.Entered:e.Left] {
			if far := landscape.Distance(it.W, its[e.Entered].W); far > 0.2*sc.Surface.View.Diagonal() {
				say("it was %g away from the saddle at step %d", far, it.K)
			}
		}
	}
	return wrong
}

// keptElsewhere counts the iterates of the last tenth that are off the view, or nearer to another
// minimum than to the one named.
func keptElsewhere(sc *train.Scenario, its descent.Trajectory, out judge.Outcome) (n int) {
	if out.Target == nil {
		return 0
	}
	for _, it := range its[len(its)-sc.Steps/10:] {
		other := beyondView(sc, it)
		for _, m := range sc.Surface.Minima {
			other = other || landscape.Distance(it.W, m.At) < landscape.Distance(it.W, *out.Target)
		}
		if other {
			n++
		}
	}
	return n
}

// turnsBack reports whether some step turns back on the one before it.
func turnsBack(its descent.Trajectory) bool {
	for k := 2; k < len(its); k++ {
		a, b, c := its[k-2].W, its[k-1].W, its[k].W
		if (b.X-a.X)*(c.X-b.X)+(b.Y-a.Y)*(c.Y-b.Y) < 0 {
			return true
		}
	}
	return false
}

func beyondView(sc *train.Scenario, it descent.Iterate) bool {
	return sc.Surface.View.Distance(it.W) > 1
}

// lowestInView is the lowest loss on a net over the view, but not at its very corners.
func lowestInView(sc *train.Scenario) float64 {
	o, c, low := sc.Objective(), sc.Surface.View.Center(), math.Inf(1)
	hx, hy := sc.Surface.View.HalfWidths()
	for i := range 50 {
		for j := range 50 {
			low = min(low, o.Value(c.X+(float64(i)-24.5)/25.5*hx, c.Y+(float64(j)-24.5)/25.5*hy))
		}
	}
	return low
}

// lastInView is the last step at which a run is in the view, 0 where it never is.
func lastInView(sc *train.Scenario, its descent.Trajectory) int {
	k := len(its) - 1
	for k > 0 && beyondView(sc, its[k]) {
		k--
	}
	return k
}

// fallsFrom reports whether no step from the k-th on climbs.
func fallsFrom(its descent.Trajectory, k int) bool {
	for ; k < len(its)-1; k++ {
		if its[k+1].Loss > its[k].Loss {
			return false
		}
	}
	return true
}

// swingsGrow reports whether a run left the view for good by a step up, and was higher
// after that than before it ever left.
func swingsGrow(sc *train.Scenario, its descent.Trajectory) bool {
	out := min(lastInView(sc, its)+1, len(its)-1)
	before, after := math.Inf(-1), math.Inf(-1)
	for k, it := range its {
		if k < out {
			before = max(before, it.Loss)
		} else {
			after = max(after, it.Loss)
		}
	}
	return after > before
}

// climbsSeldom reports whether nearly no step climbs in the second half.
func climbsSeldom(its descent.Trajectory) bool {
	half, up := (len(its)-1)/2, 0
	for k := half; k < len(its)-1; k++ {
		if its[k+1].Loss > its[k].Loss {
			up++
		}
	}
	return 10*up < len(its)-half
}

// movesGrow reports whether the longest move of the last quarter is longer than that of
// the third.
func movesGrow(its descent.Trajectory) bool {
	n := len(its)
	return longestStep(its[n-n/4-1:]) > longestStep(its[max(0, n-n/2-1):n-n/4])
}

func longestStep(its descent.Trajectory) (longest float64) {
	for k := range len(its) - 1 {
		longest = max(longest, landscape.Distance(its[k].W, its[k+1].W))
	}
	return longest
}

// rests reports whether a run has stopped, or goes to and fro on the spot.
func rests(sc *train.Scenario, its descent.Trajectory) bool {
	end := len(its) - 1
	if end < 1 {
		return false
	}
	before, far := its[max(0, end-10)].W, 0.0
	for _, it := range its[max(0, end-10):] {
		far = max(far, landscape.Distance(it.W, its[end].W))
	}
	return far < 1e-9 || len(its) <= sc.Steps || far < 1e-6*sc.Surface.View.Diagonal() && landscape.Distance(before, its[end].W) <= far
}

// meanSlope is the mean slope over the view.
func meanSlope(sc *train.Scenario) (mean float64) {
	o, v := sc.Objective(), sc.Surface.View
	c := v.Center()
	hx, hy := v.HalfWidths()
	for i := range 8 {
		for j := range 8 {
			_, gx, gy := o.Gradient(c.X+(float64(i)-3.5)/3.5*hx, c.Y+(float64(j)-3.5)/3.5*hy)
			mean += math.Hypot(gx, gy) / 64
		}
	}
	return mean
}

// flatAround compares the mean slope over a small disc with the mean slope
// over the view: on a plateau it is less than a hundredth.
func flatAround(sc *train.Scenario, end descent.Iterate) bool {
	o, v := sc.Objective(), sc.Surface.View
	slope := func(x, y float64) float64 {
		_, gx, gy := o.Gradient(x, y)
		return math.Hypot(gx, gy)
	}
	here, all := 0.0, 0.0
	for i := range 8 {
		for j := range 8 {
			dx, dy := (float64(i)-3.5)/7, (float64(j)-3.5)/7
			hx, hy := v.HalfWidths()
			c := v.Center()
			here += slope(end.W.X+dx*v.Diagonal()/100, end.W.Y+dy*v.Diagonal()/100)
			all += slope(c.X+2*dx*hx, c.Y+2*dy*hy)
		}
	}
	return here < all/100
}
