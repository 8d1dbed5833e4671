package train

import (
	"context"
	"math"
	"runtime"
	"sync"
)

// SweepResult is what every rate would do: one run with its rate varied.
type SweepResult struct {
	Rates    []float64
	Outcomes []Kind // empty where it is not known yet
	// Global: where the run ended, if at a minimum, is the lowest known.
	Global []bool
	Loss   []float64 // the last finite loss
	Steps  []int     // the step that the outcome counts
	// Evaluations counts the gradients of all runs so far.
	Evaluations int
	// Critical is the optimizer's own limit at the minimum that the best run
	// reaches; NaN where none is to be named.
	Critical float64
}

const (
	sweepCoarse  = 4       // every fourth rate comes first
	sweepKept    = 1 << 14 // iterates that a fleet keeps, about: what a core's cache holds
	sweepAtLeast = 16      // runs of a fleet even so
)

// Sweep makes a run of the scenario at n rates from from to to, spaced evenly
// in their logarithm, each to its outcome, as Collect would tell it. emit, if
// there is one, gets a coarse picture first: the result with some outcomes
// still empty. It runs on all processors; its error is ctx's, or says what is
// wrong with the scenario.
func Sweep(ctx context.Context, sc Scenario, run int, from, to float64, n int, emit func(*SweepResult)) (*SweepResult, error) {
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	s := newSweep(&sc, run, from, to, n)
	if err := s.pass(ctx, func(i int) bool { return i%sweepCoarse == 0 }); err != nil {
		return nil, err
	}
	if emit != nil {
		emit(s.result())
	}
	if err := s.pass(ctx, func(i int) bool { return i%sweepCoarse != 0 }); err != nil {
		return nil, err
	}
	return s.result(), nil
}

// sweep is a sweep under way.
type sweep struct {
	sc          *Scenario
	run         int
	rates       []float64
	outcomes    []Outcome
	evaluations int
}

func newSweep(sc *Scenario, run int, from, to float64, n int) *sweep {
	s := &sweep{sc: sc, run: run, rates: make([]float64, n), outcomes: make([]Outcome, n)}
	for i := range s.rates {
		t := float64(i) / float64(max(1, n-1))
		s.rates[i] = math.Exp((1-t)*math.Log(from) + t*math.Log(to))
	}
	s.rates[0] = from
	if n > 1 {
		s.rates[n-1] = to
	}
	return s
}

// pass makes the runs that are chosen.
func (s *sweep) pass(ctx context.Context, chosen func(i int) bool) error {
	var lanes []int
	for i := range s.rates {
		if chosen(i) {
			lanes = append(lanes, i)
		}
	}
	var recorders []*recorder
	c := crew{
		sc: s.sc, run: s.run, workers: runtime.GOMAXPROCS(0),
		size: keptFleet(s.sc.Steps),
		watch: func() observer {
			recorders = append(recorders, newRecorder(ctx, s.sc, s.run, s.note))
			return recorders[len(recorders)-1]
		},
	}
	start := coordinates(s.sc.Start)
	n, err := c.sail(ctx, len(lanes), func(i int) launch {
		return launch{lane: lanes[i], start: start, rate: s.rates[lanes[i]]}
	})
	s.evaluations += n
	for _, r := range recorders {
		r.release()
	}
	return err
}

// keptFleet is how many runs go in lockstep where their trajectories are kept.
func keptFleet(steps int) int { return min(fleetSize, max(sweepAtLeast, sweepKept/(steps+1))) }

// note keeps an outcome; each run has its own place.
func (s *sweep) note(lane int, out Outcome) { s.outcomes[lane] = out }

// result is what is known so far.
func (s *sweep) result() *SweepResult {
	n := len(s.rates)
	r := &SweepResult{
		Rates: s.rates, Outcomes: make([]Kind, n), Global: make([]bool, n), Loss: make([]float64, n), Steps: make([]int, n),
		Evaluations: s.evaluations, Critical: math.NaN(),
	}
	best := -1
	for i, out := range s.outcomes {
		r.Outcomes[i], r.Global[i], r.Loss[i], r.Steps[i] = out.Kind, out.Global, out.Loss, out.K
		if out.Kind == Converged && (best < 0 || out.K < s.outcomes[best].K) {
			best = i
		}
	}
	if best < 0 {
		return r
	}
	if limit, _, ok := Limit(*s.sc, s.run, s.outcomes[best]); ok {
		r.Critical = limit
	}
	return r
}

// recorder is an observer that keeps every run's trajectory until it ends, and
// then judges it.
type recorder struct {
	judge *judge
	lanes []int
	rates []float64
	kept  []Trajectory
	note  func(lane int, out Outcome)
}

func newRecorder(ctx context.Context, sc *Scenario, run int, note func(int, Outcome)) *recorder {
	j := newJudge(sc, run)
	j.ctx = ctx
	return &recorder{
		judge: j, note: note,
		lanes: make([]int, fleetSize), rates: make([]float64, fleetSize), kept: make([]Trajectory, fleetSize),
	}
}

func (r *recorder) begin(seat int, l launch) {
	if r.kept[seat] == nil {
		r.kept[seat] = spareTrajectory(r.judge.steps + 1)
	}
	r.lanes[seat], r.rates[seat], r.kept[seat] = l.lane, l.rate, r.kept[seat][:0]
}

func (r *recorder) see(seat int, it *Iterate) bool {
	r.kept[seat] = append(r.kept[seat], *it)
	return false
}

func (r *recorder) end(seat int, _ *Iterate, _ bool) {
	r.judge.rate = r.rates[seat]
	r.note(r.lanes[seat], r.judge.judge(r.kept[seat]))
}

// release gives the trajectories' memory to the next sweep.
func (r *recorder) release() {
	for _, t := range r.kept {
		if t != nil {
			spare.Put(&t)
		}
	}
}

// spare holds trajectories for recorders: a slider that is dragged sweeps
// anew many times a second.
var spare sync.Pool

// spareTrajectory is an empty trajectory with room for n iterates.
func spareTrajectory(n int) Trajectory {
	if t, ok := spare.Get().(*Trajectory); ok && cap(*t) >= n {
		return (*t)[:0]
	}
	return make(Trajectory, 0, n)
}
