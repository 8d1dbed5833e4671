package site

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"

	"downhill/train"
	"downhill/train/rule"
)

const (
	usualRates = 200
	mostRates  = 1000
	mostRate   = 1e6
)

// sweepKeys are the keys of a sweep beside its scenario's.
var sweepKeys = []string{"run", "from", "to", "n"}

// A sweep is one run of a scenario at many rates.
type sweep struct {
	link     linked
	runs     []int // all the runs that it holds for: they share their optimizer
	from, to float64
	n        int
}

// readSweeps reads a query of /api/sweep. Without a run it is a sweep for each
// optimizer that has a rate to choose.
func (s *Server) readSweeps(ctx context.Context, m *meter, preset, raw string) ([]sweep, error) {
	q := splitQuery(raw)
	run, err := q.integer("run", -1, 0, mostRuns-1)
	if err != nil {
		return nil, err
	}
	n, err := q.integer("n", usualRates, 2, mostRates)
	if err != nil {
		return nil, err
	}
	l, err := s.resolve(ctx, m, preset, raw, sweepKeys...)
	if err != nil {
		return nil, err
	}
	if run >= len(l.scenario.Runs) {
		return nil, noRun(run, l)
	}
	var all []sweep
	for _, runs := range sharing(l.scenario, run) {
		one := sweep{link: l, runs: runs, n: n}
		if one.from, one.to, err = readRates(q, l.scenario, runs[0]); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if run >= 0 && len(all) == 0 {
		return nil, fieldError("run", "rateless", fmt.Sprintf("run: %s chooses its own rate, so there is none to vary", l.scenario.Runs[run].Optimizer))
	}
	return all, nil
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

// sweepJSON is what every rate would do; what is not known yet is null.
type sweepJSON struct {
	Rates       []num         `json:"rates"`
	Outcomes    []*train.Kind `json:"outcomes"`
	Global      []bool        `json:"global"` // where a run ended at a minimum: it is the lowest known
	Loss        []num         `json:"loss" ts:"(number | null)[]"`
	Steps       []*int        `json:"steps"`
	Evaluations int           `json:"evaluations"`
	Critical    num           `json:"critical" ts:"number | null"`
}

func sweepOf(r *train.SweepResult) sweepJSON {
	n := len(r.Rates)
	j := sweepJSON{make([]num, n), make([]*train.Kind, n), r.Global, make([]num, n), make([]*int, n), r.Evaluations, num(r.Critical)}
	for i, rate := range r.Rates {
		j.Rates[i], j.Loss[i] = num(rate), num(math.NaN())
		if r.Outcomes[i] != "" {
			outcome, steps := r.Outcomes[i], r.Steps[i]
			j.Outcomes[i], j.Loss[i], j.Steps[i] = &outcome, num(r.Loss[i]), &steps
		}
	}
	return j
}

// sweepBytes is about what a sweep holds: its numbers, and what is sent of them.
func sweepBytes(n int) int { return 300 * n }

// apiSweep is GET /api/sweep?SCENARIO&run=0&from=…&to=…&n=200.
func (s *Server) apiSweep(w http.ResponseWriter, r *http.Request) error {
	m := newMeter()
	raw := r.URL.RawQuery
	if _, ok := splitQuery(raw).get("run"); !ok {
		raw += "&run=0"
	}
	all, err := s.readSweeps(r.Context(), m, "", raw)
	if err != nil {
		return err
	}
	release, err := s.flow.hold(r.Context(), sweepBytes(all[0].n))
	if err != nil {
		return err
	}
	defer release()
	result, err := s.sweep(r.Context(), m, all[0], nil)
	if err != nil {
		return err
	}
	return respondJSON(w, r, sweepOf(result))
}

// sweep makes a sweep. emit, if there is one, gets a coarse picture first.
func (s *Server) sweep(ctx context.Context, m *meter, w sweep, emit func(*train.SweepResult)) (result *train.SweepResult, err error) {
	err = s.pool.computeWide(ctx, m, func(ctx context.Context) error {
		result, err = train.Sweep(ctx, w.link.scenario, w.runs[0], w.from, w.to, w.n, emit)
		return err
	})
	return result, err
}

// sweepMessage is a sweep on the stream, of all runs that share an optimizer.
type sweepMessage struct {
	ID       uint32 `json:"id"`
	Type     string `json:"type" ts:"'sweep'"`
	Run      int    `json:"run"`
	Runs     []int  `json:"runs"`
	Complete bool   `json:"complete"`
	sweepJSON
}

// answerSweep answers {"sweep": …}: for each optimizer a coarse sweep, then the
// whole.
func (v *session) answerSweep(ctx context.Context, r request) error {
	m := newMeter()
	all, err := v.readSweeps(ctx, m, r.Preset, *r.Sweep)
	if err != nil || len(all) == 0 { // no optimizer has a rate to choose
		return err
	}
	release, err := v.flow.hold(ctx, 2*sweepBytes(all[0].n)) // the coarse one too
	if err != nil {
		return err
	}
	defer release()
	for _, one := range all {
		send := func(result *train.SweepResult, complete bool) error {
			return v.sendFor(ctx, sweepMessage{r.ID, "sweep", one.runs[0], one.runs, complete, sweepOf(result)})
		}
		var coarse sync.WaitGroup // sent aside: a slow line must not hold a processor
		result, err := v.sweep(ctx, m, one, func(early *train.SweepResult) {
			coarse.Go(func() { _ = send(early, false) })
		})
		coarse.Wait()
		if err != nil {
			return err
		}
		if err := send(result, true); err != nil {
			return err
		}
	}
	return nil
}
