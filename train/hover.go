package train

import "downhill/landscape"

const (
	hoverRadii = 3    // of the rules: the window's mean lies this near
	hoverLeast = 200  // steps that a run is continued without its noise
	hoverMost  = 1000 // at most so many
)

// hovering is where noise keeps a run up: continued from its last iterate
// without the noise it ends at rest at a minimum, and its last part lies about
// that minimum in the mean.
func (j *judge) hovering(out *Outcome) bool {
	if !j.noisy || j.last < 1 || !j.mayHover() {
		return false
	}
	sc := *j.sc
	sc.Noise, sc.Steps = 0, min(max(j.steps, hoverLeast), hoverMost)
	quiet := j.continued(sc.Steps)
	if len(quiet) == 0 {
		return false // ctx has ended
	}
	calm := newJudge(&sc, j.run).judge(quiet)
	if calm.Kind != Converged && calm.Kind != StuckLocal {
		return false
	}
	end, loss := quiet[len(quiet)-1].W, quiet[len(quiet)-1].Loss
	if calm.Target != nil && !calm.Settled {
		end = *calm.Target
		loss = min(loss, j.objective.Value(end.X, end.Y))
	}
	at, mean := j.means()
	if calm.Target != nil && distance(at, end) > hoverRadii*j.near {
		return false
	}
	out.K, out.Kind, out.Gap = j.k, Hovering, max(0, mean-loss)
	out.Target, out.Global, out.Kink, out.Settled = calm.Target, calm.Global, calm.Kink, calm.Settled
	return true
}

// mayHover saves continuing runs that are at none of the minima: all are known
// where the catalogue gives them.
func (j *judge) mayHover() bool {
	if j.surface.Found || j.surface.Valley || j.decayed {
		return true
	}
	at, _ := j.means()
	for _, m := range j.surface.Minima {
		if distance(at, m.At) <= hoverRadii*j.near {
			return true
		}
	}
	return false
}

// means are the window's mean place and mean loss.
func (j *judge) means() (at landscape.Point, loss float64) {
	from := min(j.window(), j.last)
	n := float64(j.last - from + 1)
	for _, it := range j.t[from : j.last+1] {
		at.X += it.W.X / n
		at.Y += it.W.Y / n
		loss += it.Loss / n
	}
	return at, loss
}

// continued is the run made again with its noise, to have what its optimizer
// remembers, and then n steps further without. A schedule stays at the factor
// that it had half-way: at its end it may have let the rate fall to nothing.
func (j *judge) continued(n int) Trajectory {
	d, err := newDescent(j.sc, j.run)
	if err != nil {
		return j.t[j.last:]
	}
	d.reset(coordinates(j.t[0].W), j.rate)
	var it Iterate
	factor := 1.0
	for j.ctx.Err() == nil && d.k < j.last && d.next(&it) {
		if d.k <= max(1, j.last/2) {
			factor = d.latest().Rate / d.rate
		}
	}
	if d.ended || pointOf(d.weights()) != j.t[j.last].W {
		d.reset(coordinates(j.t[j.last].W), d.rate) // a trajectory that was not made by this scenario
	}
	if d.schedule != nil {
		d.schedule = func(int, float64) float64 { return factor }
	}
	d.noise, d.still, d.steps = nil, 0, d.k+n
	quiet := make(Trajectory, 0, n+1)
	for j.ctx.Err() == nil && d.next(&it) {
		it.K = len(quiet)
		quiet = append(quiet, it)
	}
	return quiet
}
