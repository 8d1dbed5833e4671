package train

import (
	"math"

	"downhill/train/descent"
)

// What counts as coming to rest. Convergence is a claim about the rest of the
// run, not about the step at which it first came near.
const (
	restAt    = 1e-6 // of the diagonal: a run that is as near as this is at rest
	restFalls = 0.95 // of the distances before; also of the window's steps, by the loss
	restGrows = 1.05 // of the distances before
	stillFar  = 0.5  // of its distance: a run that has kept as much when it went on never rests
)

// rest is what a run does from step k on, where it stays near a point: far and
// farther are the largest of its distances in the third and in the last
// quarter of that time.
type rest struct{ far, farther float64 }

// quarters measures from step k to the run's end, away being the distance of
// an iterate; the last one stands for all that come after it.
func (j *judge) quarters(k int, away func(*descent.Iterate) float64) rest {
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
func (j *judge) restKind(r rest, atRest Kind) Kind {
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

// goesOn reports whether a run that seems to come to rest, r being its distances, does so
// where it goes on: one that turns back again and again may near a cycle instead, and
// never rest. Where the rate falls by a schedule, it is that which brings a run to rest.
func (j *judge) goesOn(r rest, away func(*descent.Iterate) float64) bool {
	if j.last < j.k || r.farther <= restAt*j.diagonal || j.noisy || !j.constant() {
		return true
	}
	m := motion{}
	if j.turns(j.window(), &m); m.rev < turning {
		return true
	}
	far := 0.0
	j.goOn(hoverMost, func(it *descent.Iterate) bool {
		if it.K >= hoverMost*3/4 {
			far = max(far, away(it))
		}
		return far < stillFar*r.farther
	})
	return far < stillFar*r.farther
}

// constant reports whether no schedule changes the rate.
func (j *judge) constant() bool { return j.sc.Schedule == "" || j.sc.Schedule == "constant" }

// falls reports whether the loss falls in nearly all of the window's steps; it
// may stay where the run does.
func (j *judge) falls() bool {
	from, of, down := j.window(), 0, 0
	for i := from; i < j.last; i++ {
		of++
		a, b := &j.t[i], &j.t[i+1]
		if b.Loss < a.Loss || b.Loss == a.Loss && distance(a.W, b.W) <= descent.StillMove*j.diagonal {
			down++
		}
	}
	return float64(down) >= restFalls*float64(of)
}

// slows reports whether the rate of the run's last eighth is below that of the
// eighth before: under noise distances shrink by chance, and only a falling
// rate brings a run to rest.
func (j *judge) slows() bool {
	n := max(1, j.last/8)
	before := j.fastest(j.last-2*n, j.last-n)
	return j.fastest(j.last-n, j.last) < restFalls*before
}

// fastest is the largest rate of the updates from to to.
func (j *judge) fastest(from, to int) float64 {
	most := 0.0
	for i := max(0, from); i < to; i++ {
		most = max(most, math.Abs(j.t[i].LearningRate))
	}
	return most
}
