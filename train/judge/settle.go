package judge

import (
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/rule"
)

// settled takes the place of rules 2 and 3 under weight decay, which moves the
// point where a run comes to rest: the window lies within the rules' radius of
// the last iterate, and the rest of the way is shorter than that radius. The rest
// is extrapolated: d is the move over the last window, q its ratio to the move
// over the window before, and moves that shrink by q add up to d·q/(1 − q).
//
// Moves that shrink may grow again, as beside a saddle: so a run without noise is continued,
// and must stay there. One that stays and creeps on, its moves hardly shorter, bounces beside
// a critical point that is known, unless its loss falls all the while; any other has not settled.
//
// The outcome is named after the nearest critical point that is known.
//
// A run that stays there without coming to rest bounces or leaves. Its moves
// decide which, as there is no minimum to measure a distance from: one leaves whose
// moves grow, also where it goes on. Three seem to do what they do not. One that overshot
// comes to rest: its moves are less than half as long where it goes on. One that strides, straight
// on, passes the place and has not settled. One that goes to and fro with moves that shrink
// bounces, unless it comes nearer to the middle where it goes on.
func (j *Judge) settled(out *Outcome) bool {
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
	case kind != atRest && !j.MinimumOnly && j.strides():
		return false
	case kind == Leaving && (!j.grow(k) || j.growsNoMore(r)), kind == atRest && !j.calms(k, r):
		kind = Bouncing
	}
	from := j.window()
	recent := landscape.Distance(end, j.at(from).W)
	earlier := landscape.Distance(j.at(from).W, j.at(max(0, 2*from-j.k)).W)
	still := kind == atRest && j.tellsMore() && j.slowed()
	moving := kind == atRest && recent > descent.StillMove*j.diagonal && !still
	if q := recent / earlier; moving && !overshot && (!(q < settlingRatio) || recent*q/(1-q) > j.near) {
		return false
	}
	if kind == atRest && !still && (j.heldOtherwise(end) || atRest != StuckSaddle && !j.heldFarOff(end)) {
		return false
	}
	if moving {
		stays, rests := j.remains(end)
		if !stays || !rests && (j.falls() || !j.beside(target, end)) {
			return false
		}
		if !rests {
			kind = Bouncing
		}
	}
	before := *out
	out.K, out.Settled, out.Target = k, true, target
	out.Global, out.Radius = atRest == Converged, j.reach(k)
	if kind != atRest && j.noisy && !j.MinimumOnly {
		if j.hovering(out) {
			return true
		}
		if k == 0 || !j.keepsWithoutNoise(end) { // it has come to no place, or only passes this one
			*out = before
			return false
		}
	}
	out.Kind = kind
	if kind == StuckSaddle {
		out.Caveat = when(!j.levels(), Sloping)
	}
	if kind == atRest && !j.MinimumOnly {
		out.K = j.claimedStep(k, j.window())
	}
	return true
}

// keepsWithoutNoise reports whether a run stays within the rules' radius of where it ended when it
// goes on without its noise: one that creeps on is only hidden by it.
func (j *Judge) keepsWithoutNoise(end landscape.Point) bool {
	f := j.follow(j.asLongAgain(), func(it *descent.Iterate) float64 { return landscape.Distance(it.W, end) })
	return f.inside(j.near)
}

// unmoved reports whether a run with weight decay ends beside a minimum that this does not
// move: one at the origin, a kink, or one that the run has come to.
func (j *Judge) unmoved() bool {
	end := j.at(j.k).W
	for _, m := range j.Surface.Minima {
		away := landscape.Distance(end, m.At)
		if away <= j.near && (m.Kink || math.Hypot(m.At.X, m.At.Y) <= restAt*j.diagonal || away <= restAt*j.diagonal) {
			return true
		}
	}
	return false
}

// heldOtherwise reports whether a run that rests off a minimum is kept there by something
// else than weight decay, such as a falling rate: it is farther from where the decay added
// to the gradient moves the minimum than by half of that way.
func (j *Judge) heldOtherwise(end landscape.Point) bool {
	for _, m := range j.Surface.Minima {
		if landscape.Distance(end, m.At) > j.near {
			continue
		}
		if moved := WithDecay(j.objective, m.At, j.decay); landscape.Distance(end, moved) > landscape.Distance(moved, m.At)/2 {
			return true
		}
	}
	return false
}

// heldFarOff reports whether it is weight decay that holds a run that rests far from every
// known minimum: what is left of the slope once the decay has pulled against it, or of the
// last update where the decay is apart from the gradient, is no more than half of the pull.
// Else the rate has fallen to nothing on the way, or is too low for the run to have moved.
func (j *Judge) heldFarOff(end landscape.Point) bool {
	for _, m := range j.Surface.Minima {
		if landscape.Distance(end, m.At) <= j.near {
			return true
		}
	}
	pull := j.decay * math.Hypot(end.X, end.Y)
	if spec, _ := j.Rule(); spec != nil && !slices.Contains(spec.Conventions, rule.DecayIsL2) {
		before := j.at(max(0, j.last-1))
		return landscape.Distance(before.W, end) <= before.LearningRate*pull/2
	}
	slope := []float64{j.at(j.last).Grad.X, j.at(j.last).Grad.Y}
	j.Clip.Apply(slope)
	return math.Hypot(slope[0]+j.decay*end.X, slope[1]+j.decay*end.Y) <= pull/2
}

// calms reports whether a run that seems to come to rest from step k on does so where it
// goes on, moved being its moves. Minima are where weight decay lets them be, so that it is
// measured from the middle of its last quarter: the part before may hold its way in.
func (j *Judge) calms(k int, moved rest) bool {
	if j.MinimumOnly || !j.mayGoOn(moved) || !j.turnsBack() {
		return true
	}
	at := j.middle(min(j.k-(j.k-k)/4, j.last))
	away := func(it *descent.Iterate) float64 { return landscape.Distance(it.W, at) }
	r := j.quarters(k, away)
	return !j.mayGoOn(r) || j.staysLater(hoverMost, away, stillFar*r.farther)
}

// strides reports whether a run goes straight on in its last part: it then neither bounces
// about a place nor leaves it, but passes.
func (j *Judge) strides() bool {
	from, way := min(j.window(), j.last), 0.0
	for i := from; i < j.last; i++ {
		way += landscape.Distance(j.t[i].W, j.t[i+1].W)
	}
	return !j.turnsBack() && landscape.Distance(j.t[from].W, j.t[j.last].W) > straight*way
}

// turnsNowhere reports whether no step of a run's last part turns back.
func (j *Judge) turnsNowhere() bool {
	m := motion{}
	j.turns(min(j.window(), j.k-1), &m)
	return m.rev == 0
}

// slowsLater reports whether a run that seems to bounce overshot and comes to rest where it
// goes on: its moves are then less than half of r, what they were at its end.
func (j *Judge) slowsLater(r rest) bool {
	return !j.MinimumOnly && j.mayGoOn(r) && !j.turnsBack() && j.movesLater(j.asLongAgain(), stillFar*r.farther)
}

// growsNoMore reports whether the moves of a run that seems to leave are no longer where it goes
// on than r, what they were at its end.
func (j *Judge) growsNoMore(r rest) bool {
	return !j.MinimumOnly && j.mayGoOn(r) && j.movesLater(hoverMost, restGrows*r.farther)
}

// movesLater reports whether a run's moves stay within a bound in the last quarter of n steps
// for which it goes on.
func (j *Judge) movesLater(n int, bound float64) bool {
	before := j.t[j.last].W
	return j.staysLater(n, func(it *descent.Iterate) float64 {
		move := landscape.Distance(it.W, before)
		before = it.W
		return move
	}, bound)
}

// beside reports whether a run ends no further from a critical point than noise may hold one.
func (j *Judge) beside(target *landscape.Point, end landscape.Point) bool {
	return target != nil && landscape.Distance(end, *target) <= hoverRadii*j.near
}

// remains reports whether a run goes on to stay within the rules' radius of where it ended,
// and whether it comes to rest there, its moves shrinking to half or as fast as is
// extrapolated: one that creeps on has not settled.
func (j *Judge) remains(end landscape.Point) (stays, rests bool) {
	if j.MinimumOnly || j.noisy || j.asItIs || !j.Constant() {
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
		stays = landscape.Distance(it.W, end) <= j.near
		return stays
	})
	early, late := landscape.Distance(at[0], at[1]), landscape.Distance(at[parts-1], at[parts])
	shrinks := math.Pow(settlingRatio, (1-1.0/parts)*float64(n)/float64(j.k-j.window()))
	return stays, late <= max(restAt*j.diagonal, max(stillFar, shrinks)*early)
}

// grow reports whether the longest move after a run's last quarter began, from step k to
// its end, is longer than each of the third quarter and of the one between the two: of a
// short run that one is the longest of either.
func (j *Judge) grow(k int) bool {
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
func (j *Judge) moves(it *descent.Iterate) float64 {
	if it.K == 0 {
		return 0
	}
	return landscape.Distance(it.W, j.t[it.K-1].W)
}

// reach is how far, from step k on, a run is from the middle of its last part.
func (j *Judge) reach(k int) float64 {
	at, _ := j.means()
	far := 0.0
	for i := min(k, j.last); i <= j.last; i++ {
		far = max(far, landscape.Distance(j.t[i].W, at))
	}
	return far
}

// nearest names the known critical point that is nearest to p.
func (j *Judge) nearest(p landscape.Point) (Kind, *landscape.Point) {
	kind, least := Converged, math.Inf(1)
	var target *landscape.Point
	for _, m := range j.Surface.Minima {
		if d := landscape.Distance(m.At, p); d < least {
			at := m.At
			kind, target, least = j.globalOr(m.Loss), &at, d
		}
	}
	for _, s := range j.Surface.Saddles {
		if d := landscape.Distance(s, p); d < least && d <= j.near {
			at := s
			kind, target, least = StuckSaddle, &at, d
		}
	}
	return kind, target
}
