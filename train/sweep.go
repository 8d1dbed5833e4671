package train

import (
	"context"
	"math"
	"slices"

	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/workers"
)

// SweepSpec is what a sweep is asked for.
type SweepSpec struct {
	From, To float64 // the rates at its ends
	N        int     // how many rates there are, at least 2
	// Rates are those to try, the smallest first, in place of N of them.
	Rates []float64
	// Tail asks for this many losses of the runs that neither come to rest nor
	// leave; 0 for none. See SweepResult.Tails.
	Tail int
}

// With is the same sweep with some rates more, of those between its ends.
func (spec SweepSpec) With(more ...float64) SweepSpec {
	rates := slices.Clone(spec.all())
	first, last := rates[0], rates[len(rates)-1]
	for _, rate := range more {
		if rate > first && rate < last {
			rates = append(rates, rate)
		}
	}
	slices.Sort(rates)
	spec.Rates = slices.Compact(rates)
	spec.N = len(spec.Rates)
	return spec
}

// all are the rates to try, spaced evenly in their logarithm where they are not given.
func (spec SweepSpec) all() []float64 {
	if len(spec.Rates) > 0 {
		return spec.Rates
	}
	rates := make([]float64, spec.N)
	for i := range rates {
		t := float64(i) / float64(max(1, spec.N-1))
		rates[i] = math.Exp((1-t)*math.Log(spec.From) + t*math.Log(spec.To))
	}
	rates[0] = spec.From
	if spec.N > 1 {
		rates[spec.N-1] = spec.To
	}
	return rates
}

// SweepResult is what every rate would do: one run with its rate varied.
type SweepResult struct {
	Rates    []float64
	Outcomes []judge.Kind // empty where it is not known yet
	// Global: where the run ended, if at a minimum, is the lowest known.
	Global []bool
	Loss   []float64 // the last finite loss
	// Guess: a network learned what there was to learn, which is no better than guessing.
	Guess []bool
	// Caveat is what the outcome's kind alone would say wrongly; mostly empty.
	Caveat []judge.Reason
	// Network: the runs are a network's, whose weights have no place on a map.
	Network bool
	Steps   []int // the step that the outcome counts
	// Minima are those that some rate ends at, or is held off by weight decay, the
	// lowest first; Ends are by rate an index of it, −1 where the run ends at none.
	Minima []SweepMinimum
	Ends   []int
	// Floor is what heights count from: the lowest known loss, or that of a
	// run's end where one that has not left is lower; NaN where there is none.
	Floor float64
	// Tails are by rate the last losses of a run that neither comes to rest nor
	// leaves, nil of any other, and of one whose losses then still only rise or
	// fall; Periods after how many steps its losses repeat, 0
	// where they do not, −1 where that can't be told: see findTails and periodTold. Both are nil
	// unless asked for, and in a coarse picture.
	Tails   [][]float64
	Periods []int
	// Restless are the first and the last rate between which all such runs are;
	// NaN where there is none.
	Restless [2]float64
	// Evaluations counts the gradients of all runs so far.
	Evaluations int
	// Critical is the optimizer's own limit at the minimum that the best run
	// reaches; NaN where none is to be named.
	Critical float64
}

const (
	sweepCoarse = 4 // every fourth rate comes first
)

// Sweep makes a run of the scenario at many rates, spaced evenly in their
// logarithm, each to the outcome that Collect gives it. emit, if there is
// one, gets a coarse picture first: the result with some outcomes still empty. It
// runs on all processors; its error is ctx's, or says what is wrong with the
// scenario.
func Sweep(ctx context.Context, sc Scenario, run int, spec SweepSpec, emit func(*SweepResult)) (*SweepResult, error) {
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	s := newSweep(&sc, run, spec)
	if err := s.pass(ctx, func(i int) bool { return i%sweepCoarse == 0 }); err != nil {
		return nil, err
	}
	if emit != nil {
		emit(s.result())
	}
	if err := s.pass(ctx, func(i int) bool { return i%sweepCoarse != 0 }); err != nil {
		return nil, err
	}
	if s.netTails != nil {
		s.tails, s.periods = s.netTails, s.netPeriods
	} else if spec.Tail > 0 {
		if err := s.findTails(ctx); err != nil {
			return nil, err
		}
	}
	return s.result(), nil
}

// sweep is a sweep under way.
type sweep struct {
	sc          *Scenario
	run         int
	rates       []float64
	outcomes    []judge.Outcome
	tail        int         // losses that are asked for
	tails       [][]float64 // by rate; nil before they are made
	periods     []int
	trends      []bool // whether the losses at its end only rise or fall
	evaluations int

	// Of a network: the lowest loss of the runs that are shown, 0 until it is known,
	// and what tails and periods will be.
	lowest     float64
	netTails   [][]float64
	netPeriods []int
}

func newSweep(sc *Scenario, run int, spec SweepSpec) *sweep {
	rates := spec.all()
	return &sweep{sc: sc, run: run, rates: rates, outcomes: make([]judge.Outcome, len(rates)), tail: spec.Tail}
}

// pass makes the runs that are chosen.
func (s *sweep) pass(ctx context.Context, chosen func(i int) bool) error {
	var indices []int
	for i := range s.rates {
		if chosen(i) {
			indices = append(indices, i)
		}
	}
	if s.sc.Net() != nil {
		return s.netPass(ctx, indices)
	}
	var recorders []*recorder
	p := descent.Pool{
		Workers: workers.Processors(), Size: s.sc.batchSize(recordedBatchSize(s.sc.Steps)),
		Bind: func() (*descent.Run, error) { return newDescent(s.sc, s.run) },
		Watch: func() descent.Observer {
			recorders = append(recorders, newRecorder(ctx, s.sc.Case(s.run), s.record))
			return recorders[len(recorders)-1]
		},
	}
	return s.runAll(ctx, p, indices, &recorders)
}

// runAll makes the runs of some of the rates, and frees what recorded them.
func (s *sweep) runAll(ctx context.Context, p descent.Pool, indices []int, recorders *[]*recorder) error {
	start := s.sc.Surface.WeightsAt(s.sc.Start)
	n, err := p.RunAll(ctx, len(indices), func(i int) descent.Job {
		return descent.Job{Index: indices[i], Start: start, Rate: s.rates[indices[i]]}
	})
	s.evaluations += n
	for _, r := range *recorders {
		r.release()
	}
	return err
}

// record keeps an outcome; each run has its own element.
func (s *sweep) record(index int, out judge.Outcome, _ descent.Trajectory) { s.outcomes[index] = out }

// result is what is known so far.
func (s *sweep) result() *SweepResult {
	n := len(s.rates)
	r := &SweepResult{
		Rates: s.rates, Outcomes: make([]judge.Kind, n), Global: make([]bool, n), Loss: make([]float64, n), Steps: make([]int, n),
		Guess: make([]bool, n), Caveat: make([]judge.Reason, n), Network: s.sc.Net() != nil,
		Floor: s.floor(), Restless: s.restless(), Tails: s.tails, Periods: s.periods,
		Evaluations: s.evaluations, Critical: math.NaN(),
	}
	r.Minima, r.Ends = s.minima()
	best := -1
	for i, out := range s.outcomes {
		r.Outcomes[i], r.Global[i], r.Loss[i], r.Steps[i] = out.Kind, out.Global, out.Loss, out.K
		r.Guess[i], r.Caveat[i] = out.Kind == judge.Learned && out.Guess != "", out.Caveat
		if out.Kind == judge.Converged && (best < 0 || out.K < s.outcomes[best].K) {
			best = i
		}
	}
	if best < 0 {
		return r
	}
	if limit, _, ok := judge.Limit(s.sc.Case(s.run), s.outcomes[best]); ok {
		r.Critical = limit
	}
	return r
}
