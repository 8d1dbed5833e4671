package engine

import (
	"context"
	"fmt"
	"strconv"

	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train"
	"downhill/train/rule"
)

const (
	usualRates = 200
	mostRates  = 1000
	mostTail   = 200    // losses at the end of a run
	mostTails  = 40_000 // of all runs together
)

// SweepKeys are the keys of a sweep beside its scenario's.
var SweepKeys = []string{"run", "from", "to", "n", "tail", "places"}

// A sweep is one run of a scenario at many rates.
type SweepRequest struct {
	Link Linked
	Runs []int // all the runs that it holds for: they share their optimizer
	Spec train.SweepSpec
}

// ReadSweeps reads a query of /api/sweep. Without a run it is a sweep for each
// optimizer that has a rate to choose.
func (e *Engine) ReadSweeps(ctx context.Context, m *pool.Meter, preset, raw string) ([]SweepRequest, error) {
	q := query.Split(raw)
	n, err := q.Integer("n", usualRates, 2, mostRates)
	if err != nil {
		return nil, err
	}
	places, err := readPlaces(q, "places", 1)
	if err != nil {
		return nil, err
	}
	rates := n
	if len(places) > 0 {
		rates = len(places)
	}
	tail, err := readTail(q, rates)
	if err != nil {
		return nil, err
	}
	l, err := e.Resolve(ctx, m, preset, raw, SweepKeys...)
	if err != nil {
		return nil, err
	}
	run, err := RunOf(q, -1, l)
	if err != nil {
		return nil, err
	}
	if net := l.Scenario.Net(); net != nil {
		n = net.SweepRates(l.Scenario.Steps, n)
	}
	if l.Scenario.Net() != nil && len(places) > 0 {
		return nil, fault.Field("places", "range", "places: of a network a sweep is of a range alone")
	}
	var all []SweepRequest
	for _, runs := range sharing(l.Scenario, run) {
		one := SweepRequest{l, runs, train.SweepSpec{N: n, Tail: tail}}
		if one.Spec.From, one.Spec.To, err = readRates(q, l.Scenario, runs[0]); err != nil {
			return nil, err
		}
		if len(places) > 0 {
			one.Spec.Rates = ratesAt(one.Spec.From, one.Spec.To, places)
			one.Spec.N = len(one.Spec.Rates)
		}
		all = append(all, one)
	}
	if run >= 0 && len(all) == 0 {
		return nil, fault.Field("run", "rateless", fmt.Sprintf("run: %s chooses its own rate, so there is none to vary", l.Scenario.Runs[run].Optimizer))
	}
	return all, nil
}

// readTail is how many losses are asked for at the end of a run, of n rates.
func readTail(q query.Query, n int) (int, error) {
	tail, err := q.Integer("tail", 0, 0, mostTail)
	if err == nil && tail*n > mostTails {
		text, _ := q.Get("tail")
		err = fault.Field("tail", "too-many-losses", fmt.Sprintf("tail: %q does not fit: of %d rates at most %d losses each can be asked for", text, n, mostTails/n))
	}
	return tail, err
}

func noRun(run int, l Linked) error {
	return fault.Field("run", "no-run", fmt.Sprintf("run: %d is not a run of this scenario: it has those from 0 to %d", run, len(l.Scenario.Runs)-1))
}

// sharing groups the runs that have a rate by their optimizer; with run at or
// above 0 it is that run alone.
func sharing(sc train.Scenario, run int) (groups [][]int) {
	at := map[string]int{}
	for i, r := range sc.Runs {
		spec, ok := rule.LookupOptimizer(r.Optimizer)
		if !ok || spec.Rateless || (run >= 0 && i != run) {
			continue
		}
		g, seen := at[r.Optimizer]
		if !seen {
			g = len(groups)
			at[r.Optimizer] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// readRates is the range to sweep, the slider's own if none is given.
func readRates(q query.Query, sc train.Scenario, run int) (from, to float64, err error) {
	from, to = sc.Runs[run].From, sc.Runs[run].To
	for _, end := range []struct {
		key string
		to  *float64
	}{{"from", &from}, {"to", &to}} {
		text, ok := q.Get(end.key)
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v > 0 && v <= limits.MostRate) {
			return 0, 0, fault.Field(end.key, "not-a-rate", fmt.Sprintf("%s: %q is not a learning rate: it must be a number above 0 and at most 1e6", end.key, text))
		}
		*end.to = v
	}
	if from >= to {
		return 0, 0, fault.Field("to", "range", fmt.Sprintf("to: %v does not fit: it must be above from, which is %v", to, from))
	}
	return from, to, nil
}

// Sweep makes a sweep. emit, if there is one, gets a coarse picture first.
func (e *Engine) Sweep(ctx context.Context, m *pool.Meter, w SweepRequest, emit func(*train.SweepResult)) (result *train.SweepResult, err error) {
	err = e.Pool.ComputeWide(ctx, m, func(ctx context.Context) error {
		result, err = train.Sweep(ctx, w.Link.Scenario, w.Runs[0], w.Spec, emit)
		return err
	})
	return result, err
}

// SweepBytes is about what a sweep holds: its numbers, and what is sent of them.
func SweepBytes(spec train.SweepSpec) int { return (400 + 36*spec.Tail) * spec.N }
