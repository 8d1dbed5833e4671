package judge

import (
	"downhill/landscape"
	"downhill/train/descent"
)

const (
	hoverRadii = 3    // times the rules' radius: how near the window's mean lies
	hoverShare = 0.9  // of the last quarter: so much of it keeps to the minimum
	hoverLeast = 200  // steps that a run is continued without its noise
	hoverMost  = 1000 // and at most
)

// hovering reports whether noise alone keeps a run away from a minimum: continued
// from its last iterate without noise it comes to rest there, and the mean of its
// last part is near that minimum.
func (j *Judge) hovering(out *Outcome) bool {
	if !j.noisy || j.last < 1 || !j.mayHover() {
		return false
	}
	c := j.Case
	c.Noise, c.Steps = 0, min(max(j.Steps, hoverLeast), hoverMost)
	noiseless := j.continued(c.Steps)
	if len(noiseless) == 0 {
		return false // ctx has ended
	}
	further := New(c, nil)
	further.asItIs = true // it has gone on, and its optimizer's memory is not that of a run from here
	ended := further.Outcome(j.ctx, noiseless)
	if ended.Kind != Converged && ended.Kind != StuckLocal {
		return false
	}
	end, loss := noiseless[len(noiseless)-1].W, noiseless[len(noiseless)-1].Loss
	if ended.Target != nil && !ended.Settled {
		end = *ended.Target
		loss = min(loss, j.objective.Value(end.X, end.Y))
	}
	at, mean := j.means()
	if ended.Target != nil && landscape.Distance(at, end) > hoverRadii*j.near || !j.keepsTo(end, ended.Target) {
		return false
	}
	out.K, out.Kind, out.Gap = j.k, Hovering, max(0, mean-loss)
	out.Target, out.Global, out.Kink, out.Settled = ended.Target, ended.Global, ended.Kink, ended.Settled
	return true
}

// keepsTo reports whether most of the run's last quarter is in the view, and nearer to where it is
// to hover than to any minimum but target: noise that throws it all over the map may leave the
// mean alone near by.
func (j *Judge) keepsTo(p landscape.Point, target *landscape.Point) bool {
	from, kept := min(j.window(), j.k-j.k/4, j.last), 0
	box := viewBoxOf(j.Surface.View)
	for i := from; i <= j.last; i++ {
		if w := j.t[i].W; box.within(w) && (target == nil || j.nearerThanOthers(w, p, *target)) {
			kept++
		}
	}
	return float64(kept) >= hoverShare*float64(j.last-from+1)
}

// nearerThanOthers reports whether w is nearer to p than to any minimum but target.
func (j *Judge) nearerThanOthers(w, p, target landscape.Point) bool {
	d := landscape.Distance(w, p)
	for _, m := range j.Surface.Minima {
		if m.At != target && landscape.Distance(w, m.At) < d {
			return false
		}
	}
	return true
}

// mayHover reports whether it is worth continuing a run: where the catalogue
// gives all minima, only near one of them.
func (j *Judge) mayHover() bool {
	if j.Surface.Found || j.Surface.Valley || j.decay > 0 {
		return true
	}
	at, _ := j.means()
	for _, m := range j.Surface.Minima {
		if landscape.Distance(at, m.At) <= hoverRadii*j.near {
			return true
		}
	}
	return false
}

// means are the window's mean place and mean loss.
func (j *Judge) means() (at landscape.Point, loss float64) {
	from := min(j.window(), j.last)
	for _, it := range j.t[from : j.last+1] {
		loss += it.Loss / float64(j.last-from+1)
	}
	return j.middle(from), loss
}

// middle is a run's mean place from step k on.
func (j *Judge) middle(k int) (at landscape.Point) {
	n := float64(j.last - k + 1)
	for _, it := range j.t[k : j.last+1] {
		at.X += it.W.X / n
		at.Y += it.W.Y / n
	}
	return at
}

// continued is how the run goes on for n steps without noise.
func (j *Judge) continued(n int) descent.Trajectory {
	further := make(descent.Trajectory, 0, n+1)
	j.goOn(n, func(it *descent.Iterate) bool {
		further = append(further, *it)
		return true
	})
	return further
}

// goOn visits the iterates of how the run goes on for up to n steps without its noise, as long
// as it is told to. They are made once and kept for what else is asked of them; if more of them
// are needed than were made, all are.
func (j *Judge) goOn(n int, visit func(*descent.Iterate) bool) {
	for i := range j.later {
		if i > n || !visit(&j.later[i]) {
			return
		}
	}
	made := len(j.later)
	if j.whole || made > n {
		return
	}
	most, going := n, true
	if made > 0 {
		most = hoverMost
	}
	j.makeLater(most, func(it *descent.Iterate) bool {
		if it.K < made {
			return true
		}
		j.later = append(j.later, *it)
		going = going && it.K <= n && visit(it)
		return going || made > 0
	})
	j.whole = made > 0 || going && len(j.later) <= n
}

// makeLater makes the run again with its noise, to have what its optimizer remembers, and then
// up to n steps further without.
func (j *Judge) makeLater(n int, visit func(*descent.Iterate) bool) {
	d, err := descent.New(descent.OnSurface(j.Surface, j.t[0].W), j.Settings)
	if err != nil {
		it := j.t[j.last]
		it.K = 0
		visit(&it)
		return
	}
	d.GoOn(j.ctx, j.last, j.Surface.WeightsAt(j.t[j.last].W), n, visit)
}
