package descent

import (
	"context"
	"slices"

	"downhill/train/rule"
)

// Noiseless is a run without its noise, of n steps. A schedule stays at the factor of
// the last of the settings' steps.
func Noiseless(t Task, s Settings, n int) (*Run, error) {
	d, err := New(t, s)
	if err != nil {
		return nil, err
	}
	d.noise, d.steps = nil, n
	if anew := d.newSchedule; anew != nil {
		d.newSchedule = func() rule.Schedule { return holdAfter(anew(), s.Steps-1) }
		d.Reset(t.Start, s.LearningRate)
	}
	return d, nil
}

// holdAfter is a schedule that keeps, after step last, the factor of that step.
func holdAfter(schedule rule.Schedule, last int) rule.Schedule {
	factor := 1.0
	return func(k int, loss float64) float64 {
		if k <= last {
			factor = schedule(k, loss)
		}
		return factor
	}
}

// GoOn makes k updates with noise, to have what the rule remembers, and then up to n
// without, and visits the iterates of these, counted from 0, as long as it is told to. at
// is where the k updates are to lead: where they do not, the run starts anew from there. A
// schedule stays at the factor that it had half-way: at its end it may have let the rate
// fall to nothing.
func (d *Run) GoOn(ctx context.Context, k int, at []float64, n int, visit func(*Iterate) bool) {
	var it Iterate
	factor := 1.0
	for ctx.Err() == nil && d.k < k && d.Next(&it) {
		if d.k <= max(1, k/2) {
			factor = d.latest().Rate / d.rate
		}
	}
	if d.ended || !slices.Equal(d.weights(), at) {
		d.Reset(at, d.rate)
	}
	if d.schedule != nil {
		d.schedule = func(int, float64) float64 { return factor }
	}
	d.noise, d.still, d.steps = nil, 0, d.k+n
	for k := 0; ctx.Err() == nil && d.Next(&it); k++ {
		if it.K = k; !visit(&it) {
			return
		}
	}
}
