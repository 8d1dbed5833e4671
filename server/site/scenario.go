package site

import (
	"context"

	"downhill/train"
	"downhill/train/link"
	"downhill/train/rule"
)

// scenarioMessage is the resolved scenario: the stream's answer to a run before
// its iterates, and the data block that a page is rendered with.
type scenarioMessage struct {
	ID             uint32         `json:"id"`
	Type           string         `json:"type" ts:"'scenario'"`
	Query          string         `json:"query"`
	Path           string         `json:"path"` // the canonical link on this host
	Preset         string         `json:"preset"`
	Formula        string         `json:"formula"`
	Surface        any            `json:"surface" ts:"Surface | SurfaceName"` // a surfaceJSON or a surfaceName
	Start          [2]num         `json:"start"`
	Steps          int            `json:"steps"`
	Seed           uint64         `json:"seed"`
	Noise          num            `json:"noise"`
	Clip           *string        `json:"clip"` // as in the query: "norm:1"
	Schedule       string         `json:"schedule"`
	ScheduleParams map[string]any `json:"schedule_params" ts:"Record<string, number | boolean | string>"`
	Best           *num           `json:"best"`
	Negative       bool           `json:"negative"` // losses can be below 0
	Lacks          []string       `json:"lacks"`    // roles that no rate ends as, where the rates are those suggested
	Runs           []runJSON      `json:"runs"`
}

type runJSON struct {
	Run       int            `json:"run"`
	Role      string         `json:"role" ts:"'' | 'low' | 'good' | 'high'"`
	Name      string         `json:"name"`
	Optimizer string         `json:"optimizer"`
	Rate      num            `json:"lr"`
	RateRange [2]num         `json:"rate_range" ts:"[from: number, to: number]"`
	Rateless  bool           `json:"rateless"`
	Params    map[string]any `json:"params" ts:"Record<string, number | boolean | string>"`
}

func scenarioOf(l linked) scenarioMessage {
	sc := l.scenario
	m := scenarioMessage{
		Type: "scenario", Query: link.Query(sc), Path: l.path, Preset: l.preset,
		Formula: sc.Formula,
		Start:   point(sc.Start), Steps: sc.Steps, Seed: sc.Seed, Noise: num(sc.Noise),
		Schedule: sc.Schedule, ScheduleParams: map[string]any{}, Lacks: append([]string{}, sc.Lacks...),
	}
	if m.Schedule == "" {
		m.Schedule = "constant"
	}
	if spec, ok := rule.LookupSchedule(sc.Schedule); ok {
		m.ScheduleParams = paramValues(spec.Params, sc.ScheduleParams, sc.Steps)
	}
	if text := clipText(sc.Clip); text != "" {
		m.Clip = &text
	}
	if best, ok := sc.Surface.Best(); ok {
		m.Best = ref(best)
		m.Negative = best < 0
	}
	for i := range sc.Runs {
		m.Runs = append(m.Runs, runOf(sc, i))
	}
	return m
}

// wholeScenario is a scenario with the whole of its surface. Its error is ctx's.
func (s *Server) wholeScenario(ctx context.Context, m *meter, l linked) (scenarioMessage, error) {
	surface, err := s.wholeSurface(ctx, m, l.scenario.Surface)
	told := scenarioOf(l)
	told.Surface = surface
	return told, err
}

func runOf(sc train.Scenario, i int) runJSON {
	r := sc.Runs[i]
	j := runJSON{Run: i, Role: r.Role, Name: r.Name, Optimizer: r.Optimizer,
		Rate: num(r.LearningRate), RateRange: [2]num{num(r.From), num(r.To)}}
	if spec, ok := rule.LookupOptimizer(r.Optimizer); ok {
		j.Rateless = spec.Rateless
		j.Params = paramValues(spec.Params, sc.Params, sc.Steps)
	}
	return j
}

// paramValues are parameters as a page shows them: numbers, true or false, or
// a choice's word; those that are not set have their defaults.
func paramValues(specs []rule.Param, set rule.Params, steps int) map[string]any {
	values := make(map[string]any, len(specs))
	for _, p := range specs {
		v, ok := set[p.Key]
		if !ok {
			v = p.Default
			if p.DefaultSteps {
				v = float64(steps)
			}
		}
		values[p.Key] = paramValue(p, v)
	}
	return values
}

func paramValue(p rule.Param, v float64) any {
	switch p.Kind {
	case rule.Bool:
		return v != 0
	case rule.Choice:
		if i := int(v); i >= 0 && i < len(p.Choices) {
			return p.Choices[i]
		}
	}
	return num(v)
}

// clipText is a bound as the query has it, empty for none.
func clipText(c train.Clip) string {
	if c.Kind == "" {
		return ""
	}
	return c.Kind + ":" + string(appendNum(nil, c.Bound))
}

// outcomeOf is how a run ended, with its optimizer's limit where one is true.
func outcomeOf(sc train.Scenario, run int, o train.Outcome) outcomeJSON {
	j := outcomeJSON{
		Run: run, Outcome: o.Kind, K: o.K, KLoss: num(o.KLoss), Last: o.Last, At: point(o.At), Loss: num(o.Loss),
		Events: o.Events, Vanishing: o.Vanishing, Settled: o.Settled, Evaluations: o.Evaluations,
		Global: o.Global, Kink: o.Kink, Radius: num(o.Radius), Gap: num(o.Gap),
		Slopeless: o.Slopeless, Overflow: o.Overflow,
	}
	if o.Kind == train.LeftDomain {
		where := point(o.Where)
		j.Where = &where
	}
	if j.Events == nil {
		j.Events = []train.Event{}
	}
	if o.Target != nil {
		at := point(*o.Target)
		j.Target = &at
		j.TargetLoss = ref(sc.Objective().Value(o.Target.X, o.Target.Y))
	}
	if limit, lambda, ok := train.Limit(sc, run, o); ok {
		j.Limit, j.LimitLambda = ref(limit), ref(lambda)
	}
	return j
}

func ref(v float64) *num {
	n := num(v)
	return &n
}
