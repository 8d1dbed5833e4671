package judge

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/rule"
)

// What counts as coming to rest. Convergence is a claim about the rest of the
// run, not about the step at which it first came near.
const (
	restAt    = 1e-6 // of the diagonal: a run that is as near as this is at rest
	restFalls = 0.95 // of the distances before; also of the window's steps, by the loss
	restGrows = 1.05 // of the distances before
	closeBy   = 0.1  // of the rules' radius: a run that is as near as this does not swing out
	slowedTo  = 1e-3 // of a run's longest move: its last ones are no longer than this
	soonNear  = 0.01 // of its distance: a run that turns to and fro and is as near as this when it went on rests
	stillFar  = 0.5  // of its distance: a run that has kept as much when it went on never rests
)

// rest is what a run does from step k on, where it stays near a point: far and
// farther are the largest of its distances in the third and in the last
// quarter of that time.
type rest struct{ far, farther float64 }

// quarters measures from step k to the run's end, away being the distance of
// an iterate; the last one stands for all that come after it.
func (j *Judge) quarters(k int, away func(*descent.Iterate) float64) rest {
	n := j.k - k
	third, fourth := k+n/2, k+n-n/4
	r := rest{}
	for i := min(third, j.last); i <= j.last; i++ {
		d := away(&j.t[i])
		if i < fourth {
			r.far = max(r.far, d)
		}
		if i >= fourth || i == j.last {
			r.farther = max(r.farther, d)
		}
	}
	return r
}

// restKind is atRest for a run that comes to rest, Leaving for one whose
// distances grow, and Bouncing for any other; under noise they grow by chance. A run
// that ended before its steps were over stood still.
func (j *Judge) restKind(r rest, atRest Kind) Kind {
	switch {
	case j.last < j.k, r.farther <= restAt*j.diagonal:
		return atRest
	case r.farther < restFalls*r.far && (!j.noisy || j.slows()), j.falls():
		return atRest
	case r.farther > restGrows*r.far && !j.noisy:
		return Leaving
	}
	return Bouncing
}

// mayGoOn reports whether how a run goes on tells more of it: it was neither at rest nor stood
// still, and nothing else decides.
func (j *Judge) mayGoOn(r rest) bool {
	return j.last >= j.k && r.farther > restAt*j.diagonal && j.tellsMore()
}

// tellsMore reports whether a run goes on as it did: no noise or schedule decides. Where the
// rate falls, it is that which brings a run to rest.
func (j *Judge) tellsMore() bool { return !j.noisy && !j.asItIs && j.Constant() }

// restsBeside reports whether a run with weight decay, which moves the minimum a little, comes
// to rest within the rules' radius: its moves shrink to half where it goes on.
func (j *Judge) restsBeside(away func(*descent.Iterate) float64) bool {
	longest := 0.0
	for i := min(j.window(), j.last); i <= j.last; i++ {
		longest = max(longest, j.moves(&j.t[i]))
	}
	return j.movesLater(j.asLongAgain(), stillFar*longest) && j.staysLater(j.asLongAgain(), away, j.near)
}

// asLongAgain is for how many steps a run is continued that is to do what it did.
func (j *Judge) asLongAgain() int { return min(max(j.Steps, hoverLeast), hoverMost) }

// turnsBack reports whether a run's steps turn back again and again in its last part.
func (j *Judge) turnsBack() bool {
	m := motion{}
	j.turns(j.window(), &m)
	return m.rev >= turning
}

// remembers reports whether the run's rule keeps something of former gradients.
func (j *Judge) remembers() bool {
	spec, params := j.Rule()
	return rule.Memory(spec.Params, params) > 0
}

// staysLater reports whether a measure of a run stays within a bound in the last quarter of n
// steps for which it goes on, or until it stands still.
func (j *Judge) staysLater(n int, of func(*descent.Iterate) float64, bound float64) bool {
	within := true
	j.goOn(n, func(it *descent.Iterate) bool {
		within = of(it) <= bound
		return within || it.K < n-n/4
	})
	return within
}

// falls reports whether the loss falls in nearly all of the window's steps; it
// may stay where the run does.
func (j *Judge) falls() bool {
	from, of, down := j.window(), 0, 0
	for i := from; i < j.last; i++ {
		of++
		a, b := &j.t[i], &j.t[i+1]
		if b.Loss < a.Loss || b.Loss == a.Loss && landscape.Distance(a.W, b.W) <= descent.StillMove*j.diagonal {
			down++
		}
	}
	return float64(down) >= restFalls*float64(of)
}

// slows reports whether the rate of the run's last eighth is below that of the
// eighth before: under noise distances shrink by chance, and only a falling
// rate brings a run to rest.
func (j *Judge) slows() bool {
	n := max(1, j.last/8)
	before := j.fastest(j.last-2*n, j.last-n)
	return j.fastest(j.last-n, j.last) < restFalls*before
}

// fastest is the largest rate of the updates from to to.
func (j *Judge) fastest(from, to int) float64 {
	most := 0.0
	for i := max(0, from); i < to; i++ {
		most = max(most, math.Abs(j.t[i].LearningRate))
	}
	return most
}
