package judge

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
)

// judgeNear judges a run that is near a minimum from step k on: atRest is its kind if it
// comes to rest there. Under noise it may hover instead. It reports false of a run that only
// passes, or is still on its way: that it is near then tells nothing of it.
func (j *Judge) judgeNear(out *Outcome, k int, atRest Kind, away func(*descent.Iterate) float64) bool {
	out.K, out.Kind = k, atRest
	out.Global = atRest == Converged
	if j.MinimumOnly {
		return true
	}
	r := j.quarters(k, away)
	kind := j.restKind(r, atRest)
	if kind == atRest && j.hasNotMoved(k, r.farther, away) {
		return false
	}
	if kind != atRest && j.noisy && j.hovering(out) {
		return true
	}
	if kind == Leaving && !j.Surface.Valley && j.last > FewUpdates && !j.grow(k) {
		kind = Bouncing // it is said of one that leaves that its moves grow
	}
	if !out.Kink || kind != Bouncing {
		var there bool
		if kind, there = j.goesOn(out, kind, atRest, r, away); !there {
			return false
		}
	}
	out.Kind = kind
	switch kind {
	case atRest:
		out.K = j.claimedStep(k, j.window())
	case Bouncing:
		out.Radius = r.farther
		if j.noisy {
			out.Radius = max(r.far, r.farther)
		}
	}
	return true
}

// hasNotMoved reports whether a run that was near a point from its start on, at step k, has hardly
// come nearer in all its steps: its rate is too low for it to have done so.
func (j *Judge) hasNotMoved(k int, end float64, away func(*descent.Iterate) float64) bool {
	return k == 0 && !j.noisy && !j.asItIs && j.last >= j.k && end > restAt*j.diagonal &&
		end > stillFar*away(&j.t[0]) && !j.turnsBack()
}

// staysAtStart reports whether a run with noise that began near a minimum never got half as far
// from its start as the minimum is: it is its rate, not the noise, that keeps it off.
func (j *Judge) staysAtStart() bool {
	if !j.noisy || j.MinimumOnly || j.last < j.k {
		return false
	}
	start, off := j.t[0].W, math.Inf(1)
	for _, m := range j.Surface.Minima {
		off = min(off, landscape.Distance(start, m.At))
	}
	if off > j.near || off <= restAt*j.diagonal {
		return false
	}
	for i := range j.last + 1 {
		if !(landscape.Distance(j.t[i].W, start) <= stillFar*off) {
			return false
		}
	}
	return true
}

// goesOn is the kind of a run near a minimum from step out.K on, r being its distances, once it is
// known what it does where it goes on. One that seems to come to rest may near a cycle instead,
// or swing out further than its optimizer has yet shown. One that seems to bounce may have
// overshot once, and rests later: swings that are longer than the quarters that are compared
// tell nothing. One above its optimizer's limit may creep in along a valley and then be thrown
// out across it. One that strides on passes. One that seems to leave may get no further. there is
// false of one that only passes, or swings out first.
func (j *Judge) goesOn(out *Outcome, kind, atRest Kind, r rest, away func(*descent.Iterate) float64) (_ Kind, there bool) {
	turns := j.turnsBack()
	if out.Kink && kind == atRest && turns && r.farther > restAt*j.diagonal && j.Constant() {
		if moves := j.quarters(out.K, j.moves); moves.farther >= restFalls*moves.far {
			return Bouncing, true // it comes nearer along the kink alone
		}
	}
	if kind == atRest && j.last >= j.k && j.tellsMore() && j.aboveLimit(out) {
		switch f := j.follow(hoverMost, away); {
		case f.inside(j.near) && f.rests(j) && (!turns || f.after <= max(restAt*j.diagonal, stillFar*r.farther)):
			return atRest, true
		case turns:
			return Bouncing, true
		}
		j.unsettled = true
		return kind, false
	}
	if !j.mayGoOn(r) {
		if kind != atRest && !j.noisy && j.last >= j.k && r.farther > restAt*j.diagonal && j.strides() {
			return kind, false
		}
		return kind, true
	}
	if kind == atRest {
		switch {
		case out.Kink && !turns && !j.restsLater(away):
			j.unsettled = true
			return kind, false
		case turns && !j.staysLater(hoverMost, away, stillFar*r.farther):
			return Bouncing, true
		case turns:
			return atRest, true
		case j.settlesOn(out.K, r, away):
			return atRest, true
		}
		j.unsettled = j.decay == 0
		return kind, false
	}
	n := j.asLongAgain()
	if turns && j.Optimizer == "sgd" && kind == Bouncing {
		return kind, true // at a constant rate it does what it did, ever slower
	} else if turns {
		n = hoverMost
	}
	f := j.follow(n, away)
	switch within := f.inside(max(j.near, r.farther)); {
	case within && f.rests(j) && f.after <= stillFar*r.farther && (!turns || f.soon(r)):
		return atRest, true
	case within && j.decay > 0 && !turns && j.restsBeside(away):
		return atRest, true
	case !turns && (f.rests(j) || j.strides() && !f.turns()):
		return kind, false
	case kind == Leaving && j.last > FewUpdates && j.staysLater(hoverMost, away, restGrows*r.farther):
		return Bouncing, true
	}
	return kind, true
}

// aboveLimit reports whether a run's rate is above its optimizer's limit at the minimum that it
// is near.
func (j *Judge) aboveLimit(out *Outcome) bool {
	limit, _, ok := Limit(j.Case, *out)
	return ok && j.LearningRate > limit
}

// restsLater reports whether a run comes to rest within the rules' radius where it goes on.
func (j *Judge) restsLater(away func(*descent.Iterate) float64) bool {
	f := j.follow(hoverMost, away)
	return f.inside(j.near) && f.rests(j)
}

// settlesOn reports whether a run that seems to come to rest from step k on, and does not turn
// back yet, does not leave the rules' radius when it goes on for as long again. Only one whose
// rule remembers former gradients may swing out, or weight decay carry past. One that comes
// close by has come to rest, whatever its rule does of so small gradients later; but not if its
// moves get no shorter: it may pass right over the minimum.
func (j *Judge) settlesOn(k int, r rest, away func(*descent.Iterate) float64) bool {
	remembers := j.remembers()
	if r.farther <= closeBy*j.near || !remembers && j.decay == 0 {
		return true
	}
	if moves := j.quarters(k, j.moves); moves.farther >= restFalls*moves.far {
		f := j.follow(j.asLongAgain(), away)
		return f.inside(j.near)
	}
	out := false
	j.goOn(j.asLongAgain(), func(it *descent.Iterate) bool {
		d := away(it)
		out = !(d <= j.near)
		return !out && (d > closeBy*j.near || !remembers)
	})
	return !out
}

// further is what a run near a point does where it goes on.
type further struct {
	far    float64 // the largest distance,
	before float64 // that of the third quarter
	after  float64 // and of the last one
	back   int     // how many moves turn back
	left   bool    // it left the map, or where its loss is defined
}

// follow measures how a run goes on for n steps, away being its distance.
func (j *Judge) follow(n int, away func(*descent.Iterate) float64) further {
	var f further
	a, b := j.at(j.last-1).W, j.at(j.last).W
	j.goOn(n, func(it *descent.Iterate) bool {
		d := away(it)
		switch {
		case it.K >= n-n/4:
			f.after = max(f.after, d)
		case it.K >= n/2:
			f.before = max(f.before, d)
		}
		if d = max(d, 0); !(d <= f.far) {
			f.far = d
		}
		f.left = !it.Finite() || j.Surface.View.Distance(it.W) > descent.FarAway
		if it.W != b {
			if (b.X-a.X)*(it.W.X-b.X)+(b.Y-a.Y)*(it.W.Y-b.Y) < 0 {
				f.back++
			}
			a, b = b, it.W
		}
		return it.Finite()
	})
	return f
}

// inside reports whether the run never got further away than that.
func (f *further) inside(most float64) bool { return f.far <= most }

// rests reports whether the run came to rest, or nearer and nearer.
func (f *further) rests(j *Judge) bool {
	return !f.left && (f.after <= restAt*j.diagonal || f.after < restFalls*f.before || f.after <= f.before && f.back == 0)
}

// turns reports whether the run turned back at all.
func (f *further) turns() bool { return f.back > 0 }

// arrives judges a run that came to a known minimum too late to have stayed there over its last
// part, but is at rest; or, of a short run, whose last part is all of it or nearly, one that
// stayed there over its last quarter and rests where it goes on. Where a schedule decides how
// it goes on, its last step must be none to speak of.
func (j *Judge) arrives(out *Outcome) bool {
	if j.Surface.Valley || j.last < j.k || j.noisy {
		return false
	}
	for _, m := range j.Surface.Minima {
		at, end := m.At, &j.t[j.last]
		d := landscape.Distance(end.W, at)
		if d > j.near {
			continue
		}
		k, _ := j.stays(at)
		away := func(it *descent.Iterate) float64 { return landscape.Distance(it.W, at) }
		switch rests := d <= restAt*j.diagonal; {
		case j.hasNotMoved(k, d, away):
			return false
		case !rests && (j.k >= 4*windowLeast || j.k-k < max(1, j.k/4)), !j.tellsMore() && !(rests && j.moves(end) <= restAt*j.diagonal):
			return false
		case j.tellsMore():
			f := j.follow(j.asLongAgain(), away)
			if !f.inside(j.near) || !f.rests(j) {
				return false
			}
		}
		j.restsAt(out, m, k)
		return true
	}
	return false
}

// restsAt says of a run that it came to rest at a minimum, where it is from step k on.
func (j *Judge) restsAt(out *Outcome, m landscape.Minimum, k int) {
	at := m.At
	out.K, out.Kind, out.Vanishing = j.claimedStep(k, k), j.globalOr(m.Loss), false
	out.Target, out.Kink, out.Radius, out.Global = &at, m.Kink, j.near, out.Kind == Converged
}

// soon reports whether a run is next to its point soon, r being its distances before. One that
// turns back all the while may near a cycle for long.
func (f *further) soon(r rest) bool { return f.after <= soonNear*r.farther }

// slowed reports whether a run has come to rest, its last part's moves being a small share of
// its longest one, and their whole way within what counts as a point.
func (j *Judge) slowed() bool {
	from := j.window()
	if j.last < j.k || !j.Constant() || j.reach(from) > restAt*j.diagonal {
		return false
	}
	longest, last := 0.0, 0.0
	for i := 1; i <= j.last; i++ {
		move := j.moves(&j.t[i])
		longest = max(longest, move)
		if i > from {
			last = max(last, move)
		}
	}
	return last <= slowedTo*longest && !math.IsInf(longest, 0)
}
