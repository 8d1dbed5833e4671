package network

import (
	"context"
	"math"
	"slices"
	"strconv"

	"downhill/workers"
)

// The rule of a reference run's rate, and its length.
const (
	referenceSteps = 200
	trialSteps     = 25
	referenceTries = 3

	// TrialFraction of the best trial's rate is taken: what is best for so short a
	// run is soon too high.
	TrialFraction = 0.3
	usualRate     = 0.1 // where no trial ends below its start
)

// trialRates are tried in this order.
var trialRates = []float64{30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 3e-4, 1e-4}

// Reference is plain gradient descent on a whole training set at a constant rate,
// without noise, clipping or decay. It depends on the network, its data and its
// initial weights alone, so that what is drawn by it stands still whatever
// optimizer is watched.
type Reference struct {
	Rate   float64
	Trials []Trial     // what its rate was chosen from, the highest first
	Path   [][]float64 // the weights before each update and after the last
	Losses []float64   // at each of them
	// Gradients at each of them, for who goes on from it; they may be forgotten.
	Gradients [][]float64
}

// Tried is what a reference run's rate is chosen from.
type Tried struct {
	Start  float64 // the loss at its start
	Trials []Trial // the highest rate first
}

// Trial is a rate that was tried, and the loss after a few steps: infinite where
// they left all numbers.
type Trial struct{ Rate, End float64 }

// Reference makes the reference run from weights w. Its rate is found by a fixed
// rule: each of trialRates has trialSteps steps, and 0.3 times the rate of the one that
// ends lowest is taken, or 0.1 where none ends below the start; where the run at that rate ends above its start, or beyond
// all numbers, a tenth of it, at most twice. What it costs is bounded:
// 12·25 + 3·200 gradients. Its error is ctx's.
func (e *Evaluator) Reference(ctx context.Context, w []float64) (*Reference, error) {
	tried, err := e.Try(ctx, w)
	if err != nil {
		return nil, err
	}
	return e.ReferenceOf(ctx, w, tried)
}

// Rate is the first that a reference run has.
func (t *Tried) Rate() float64 {
	best, rate := t.Start, usualRate
	for _, trial := range t.Trials {
		if trial.End < best {
			best, rate = trial.End, roundTo(TrialFraction*trial.Rate)
		}
	}
	return rate
}

// ReferenceOf is Reference where the rates were tried.
func (e *Evaluator) ReferenceOf(ctx context.Context, w []float64, tried *Tried) (*Reference, error) {
	rate := tried.Rate()
	for try := 1; ; try++ {
		r, err := e.descend(ctx, w, rate, referenceSteps)
		if err != nil {
			return nil, err
		}
		r.Trials = tried.Trials
		end := r.Losses[len(r.Losses)-1]
		if len(r.Losses) > referenceSteps && end <= r.Losses[0] || try == referenceTries {
			return r, nil
		}
		rate = roundTo(rate / 10)
	}
}

// Try tries the rates of a reference run from weights w, on all processors, each with an
// evaluator of its own. Its error is ctx's.
func (e *Evaluator) Try(ctx context.Context, w []float64) (*Tried, error) {
	trials := make([]Trial, len(trialRates))
	err := workers.Share(ctx, workers.PerCore(len(trials)), len(trials), func(_ int, next func() (int, bool)) {
		own := NewEvaluator(e.net, e.set)
		for i, ok := next(); ok; i, ok = next() {
			r, err := own.descend(ctx, w, trialRates[i], trialSteps)
			if err != nil {
				return // ctx has ended
			}
			trials[i] = Trial{trialRates[i], math.Inf(1)}
			if len(r.Losses) > trialSteps {
				trials[i].End = r.Losses[trialSteps]
			}
		}
	})
	return &Tried{Start: e.Value(w), Trials: trials}, err
}

// descend makes plain steps; it ends early before weights or a loss that are no
// numbers. The start is kept whatever it is.
func (e *Evaluator) descend(ctx context.Context, w []float64, rate float64, steps int) (*Reference, error) {
	r := &Reference{Rate: rate}
	w = slices.Clone(w)
	for k := 0; ; k++ {
		g := make([]float64, len(w))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		loss := e.Gradient(w, g)
		if k > 0 && loss-loss != 0 {
			return r, nil
		}
		r.Path, r.Losses, r.Gradients = append(r.Path, w), append(r.Losses, loss), append(r.Gradients, g)
		if k == steps {
			return r, nil
		}
		next := make([]float64, len(w))
		for i := range w {
			next[i] = w[i] - float64(rate*g[i])
		}
		w = next
	}
}

// Lowest is the lowest loss on the way.
func (r *Reference) Lowest() float64 { return slices.Min(r.Losses) }

// End is where the run ended.
func (r *Reference) End() []float64 { return r.Path[len(r.Path)-1] }

// roundTo rounds a rate to two significant digits.
func roundTo(rate float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(rate, 'e', 1, 64), 64)
	return rounded
}
