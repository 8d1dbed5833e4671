package train

import (
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/rule"
)

// Decays reports whether a run has weight decay.
func (sc *Scenario) Decays(run int) bool { return sc.decay(run) > 0 }

// decay is a run's weight decay, 0 for none.
func (sc *Scenario) decay(run int) float64 {
	if run < 0 || run >= len(sc.Runs) {
		return 0
	}
	s := sc.settings(run)
	return s.Decay()
}

// settled takes the place of rules 2 and 3 under weight decay, which moves the
// point where a run comes to rest: the window lies within the rules' radius of
// the last iterate, and the rest of the way is shorter than that radius. The rest
// is extrapolated: d is the move over the last window, q its ratio to the move
// over the window before, and moves that shrink by q add up to d·q/(1 − q).
//
// Moves that shrink may grow again, as beside a saddle: so a run without noise is continued,
// and must stay there.
//
// The outcome is named after the nearest critical point that is known.
//
// A run that stays there without coming to rest bounces or leaves. Its moves
// decide which, as there is no minimum to measure a distance from.
func (j *judge) settled(out *Outcome) bool {
	end := j.at(j.k).W
	k, ok := j.stays(end)
	if !ok {
		return false
	}
	atRest, target := j.nearest(end)
	r := j.quarters(k, j.moves)
	kind := j.restKind(r, atRest)
	overshot := kind != atRest && j.slowsLater(r)
	switch {
	case overshot:
		kind = atRest
	case kind == Leaving && !j.grow(k), kind == atRest && !j.calms(k):
		kind = Bouncing
	}
	from := j.window()
	recent := distance(end, j.at(from).W)
	before := distance(j.at(from).W, j.at(max(0, 2*from-j.k)).W)
	if kind == atRest && recent > descent.StillMove*j.diagonal {
		q := recent / before
		stays, rests := j.remains(end)
		switch {
		case !overshot && (!(q < settlingRatio) || recent*q/(1-q) > j.near), !stays, !rests && (j.falls() || !j.beside(target, end)):
			return false
		case !rests:
			kind = Bouncing
		}
	}
	if kind == atRest && (j.heldOtherwise(end) || atRest != StuckSaddle && !j.heldFarOff(end)) {
		return false
	}
	out.K, out.Settled, out.Target = k, true, target
	out.Global, out.Radius = atRest == Converged, j.reach(k)
	if kind != atRest && j.noisy && !j.minimumOnly && j.hovering(out) {
		return true
	}
	out.Kind = kind
	if kind == StuckSaddle {
		out.Caveat = when(!j.levels(), Sloping)
	}
	if kind == atRest && !j.minimumOnly {
		out.K = j.claimedStep(k)
	}
	return true
}

// unmoved reports whether a run with weight decay ends beside a minimum that this does not
// move: one at the origin, a kink, or one that the run has come to.
func (j *judge) unmoved() bool {
	end := j.at(j.k).W
	for _, m := range j.surface.Minima {
		away := distance(end, m.At)
		if away <= j.near && (m.Kink || math.Hypot(m.At.X, m.At.Y) <= restAt*j.diagonal || away <= restAt*j.diagonal) {
			return true
		}
	}
	return false
}

// heldOtherwise reports whether a run that rests off a minimum is kept there by something
// else than weight decay, such as a falling rate: it is farther from where the decay added
// to the gradient moves the minimum than by half of that way.
func (j *judge) heldOtherwise(end landscape.Point) bool {
	for _, m := range j.surface.Minima {
		if distance(end, m.At) > j.near {
			continue
		}
		if moved := withDecay(j.objective, m.At, j.decay); distance(end, moved) > distance(moved, m.At)/2 {
			return true
		}
	}
	return false
}

// heldFarOff reports whether it is weight decay that holds a run that rests far from every
// known minimum: what is left of the slope once the decay has pulled against it, or of the
// last update where the decay is apart from the gradient, is no more than half of the pull.
// Else the rate has fallen to nothing on the way, or is too low for the run to have moved.
func (j *judge) heldFarOff(end landscape.Point) bool {
	for _, m := range j.surface.Minima {
		if distance(end, m.At) <= j.near {
			return true
		}
	}
	pull := j.decay * math.Hypot(end.X, end.Y)
	if spec, ok := rule.LookupOptimizer(j.sc.Runs[j.run].Optimizer); ok && !slices.Contains(spec.Conventions, rule.DecayIsL2) {
		before := j.at(max(0, j.last-1))
		return distance(before.W, end) <= before.LearningRate*pull/2
	}
	slope := []float64{j.at(j.last).Grad.X, j.at(j.last).Grad.Y}
	j.sc.Clip.Apply(slope)
	return math.Hypot(slope[0]+j.decay*end.X, slope[1]+j.decay*end.Y) <= pull/2
}

// calms reports whether a run that seems to come to rest from step k on does so where it
// goes on; minima are where weight decay lets them be, so that it is measured from the
// middle of its last part.
func (j *judge) calms(k int) bool {
	if j.minimumOnly {
		return true
	}
	at, _ := j.means()
	away := func(it *descent.Iterate) float64 { return distance(it.W, at) }
	r := j.quarters(k, away)
	return !j.mayGoOn(r) || !j.turnsBack() || j.restsLater(away, stillFar*r.farther)
}

// slowsLater reports whether a run that seems to bounce overshot and comes to rest where it
// goes on: its moves are then less than half of r, what they were at its end.
func (j *judge) slowsLater(r rest) bool {
	if j.minimumOnly || !j.mayGoOn(r) || j.turnsBack() {
		return false
	}
	before := j.t[j.last].W
	return j.restsLater(func(it *descent.Iterate) float64 {
		move := distance(it.W, before)
		before = it.W
		return move
	}, stillFar*r.farther)
}

// beside reports whether a run ends no further from a critical point than noise may hold one.
func (j *judge) beside(target *landscape.Point, end landscape.Point) bool {
	return target != nil && distance(end, *target) <= hoverRadii*j.near
}

// remains reports whether a run goes on to stay within the rules' radius of where it ended,
// and whether it comes to rest there, its moves shrinking to half or as fast as is
// extrapolated: one that creeps on has not settled.
func (j *judge) remains(end landscape.Point) (stays, rests bool) {
	if j.minimumOnly || j.noisy || !j.constant() {
		return true, true
	}
	const parts = 4
	const n = hoverMost
	var at [parts + 1]landscape.Point
	stays = true
	j.goOn(n, func(it *descent.Iterate) bool {
		for i := (it.K*parts + n - 1) / n; i <= parts; i++ {
			at[i] = it.W // the last one stands for all later ones
		}
		stays = distance(it.W, end) <= j.near
		return stays
	})
	early, late := distance(at[0], at[1]), distance(at[parts-1], at[parts])
	shrinks := math.Pow(settlingRatio, (1-1.0/parts)*float64(n)/float64(j.k-j.window()))
	return stays, late <= max(restAt*j.diagonal, max(stillFar, shrinks)*early)
}

// grow reports whether the longest move after a run's last quarter began, from step k to
// its end, is longer than each of the third quarter and of the one between the two: of a
// short run that one is the longest of either.
func (j *judge) grow(k int) bool {
	n := j.k - k
	before, after := 0.0, 0.0
	for i := min(k+n/2, j.last); i <= j.last; i++ {
		if move := j.moves(&j.t[i]); i <= k+n-n/4 {
			before = max(before, move)
		} else {
			after = max(after, move)
		}
	}
	return after > before
}

// moves is the length of the update that led to an iterate.
func (j *judge) moves(it *descent.Iterate) float64 {
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
