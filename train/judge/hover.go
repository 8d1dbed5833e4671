package judge

import (
	"downhill/landscape"
	"downhill/train/descent"
)

const (
	hoverRadii = 3    // times the rules' radius: how near the window's mean lies
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
	if ended.Target != nil && landscape.Distance(at, end) > hoverRadii*j.near {
		return false
	}
	out.K, out.Kind, out.Gap = j.k, Hovering, max(0, mean-loss)
	out.Target, out.Global, out.Kink, out.Settled = ended.Target, ended.Global, ended.Kink, ended.Settled
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
	n := float64(j.last - from + 1)
	for _, it := range j.t[from : j.last+1] {
		at.X += it.W.X / n
		at.Y += it.W.Y / n
		loss += it.Loss / n
	}
	return at, loss
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

// goOn makes the run again with its noise, to have what its optimizer remembers, and
// then up to n steps further without, and visits the iterates of these as long as it is
// told to.
func (j *Judge) goOn(n int, visit func(*descent.Iterate) bool) {
	d, err := descent.New(descent.OnSurface(j.Surface, j.t[0].W), j.Settings)
	if err != nil {
		for i := j.last; i < len(j.t) && visit(&j.t[i]); i++ {
		}
		return
	}
	d.GoOn(j.ctx, j.last, j.Surface.WeightsAt(j.t[j.last].W), n, visit)
}
