package site

import (
	"context"
	"fmt"
	"strconv"

	"downhill/train"
	"downhill/train/rule"
)

const (
	usualRates = 200
	mostRates  = 1000
	mostRate   = 1e6
	mostTail   = 200    // losses at the end of a run
	mostTails  = 40_000 // of all runs together
)

// sweepKeys are the keys of a sweep beside its scenario's.
var sweepKeys = []string{"run", "from", "to", "n", "tail"}

// A sweep is one run of a scenario at many rates.
type sweep struct {
	link linked
	runs []int // all the runs that it holds for: they share their optimizer
	spec train.SweepSpec
}

// readSweeps reads a query of /api/sweep. Without a run it is a sweep for each
// optimizer that has a rate to choose.
func (e *engine) readSweeps(ctx context.Context, m *meter, preset, raw string) ([]sweep, error) {
	q := splitQuery(raw)
	run, err := q.integer("run", -1, 0, mostRuns-1)
	if err != nil {
		return nil, err
	}
	n, err := q.integer("n", usualRates, 2, mostRates)
	if err != nil {
		return nil, err
	}
	tail, err := readTail(q, n)
	if err != nil {
		return nil, err
	}
	l, err := e.resolve(ctx, m, preset, raw, sweepKeys...)
	if err != nil {
		return nil, err
	}
	if run >= len(l.scenario.Runs) {
		return nil, noRun(run, l)
	}
	var all []sweep
	for _, runs := range sharing(l.scenario, run) {
		one := sweep{l, runs, train.SweepSpec{N: n, Tail: tail}}
		if one.spec.From, one.spec.To, err = readRates(q, l.scenario, runs[0]); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if run >= 0 && len(all) == 0 {
		return nil, fieldError("run", "rateless", fmt.Sprintf("run: %s chooses its own rate, so there is none to vary", l.scenario.Runs[run].Optimizer))
	}
	return all, nil
}

// readTail is how many losses are asked for at the end of a run, of n rates.
func readTail(q query, n int) (int, error) {
	tail, err := q.integer("tail", 0, 0, mostTail)
	if err == nil && tail*n > mostTails {
		text, _ := q.get("tail")
		err = fieldError("tail", "too-many-losses", fmt.Sprintf("tail: %q does not fit: of %d rates at most %d losses each can be asked for", text, n, mostTails/n))
	}
	return tail, err
}

func noRun(run int, l linked) error {
	return fieldError("run", "no-run", fmt.Sprintf("run: %d is not a run of this scenario: it has those from 0 to %d", run, len(l.scenario.Runs)-1))
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
func readRates(q query, sc train.Scenario, run int) (from, to float64, err error) {
	from, to = sc.Runs[run].From, sc.Runs[run].To
	for _, end := range []struct {
		key string
		to  *float64
	}{{"from", &from}, {"to", &to}} {
		text, ok := q.get(end.key)
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v > 0 && v <= mostRate) {
			return 0, 0, fieldError(end.key, "not-a-rate", fmt.Sprintf("%s: %q is not a learning rate: it must be a number above 0 and at most 1e6", end.key, text))
		}
		*end.to = v
	}
	if from >= to {
		return 0, 0, fieldError("to", "range", fmt.Sprintf("to: %v does not fit: it must be above from, which is %v", to, from))
	}
	return from, to, nil
}

// sweep makes a sweep. emit, if there is one, gets a coarse picture first.
func (e *engine) sweep(ctx context.Context, m *meter, w sweep, emit func(*train.SweepResult)) (result *train.SweepResult, err error) {
	err = e.pool.computeWide(ctx, m, func(ctx context.Context) error {
		result, err = train.Sweep(ctx, w.link.scenario, w.runs[0], w.spec, emit)
		return err
	})
	return result, err
}
