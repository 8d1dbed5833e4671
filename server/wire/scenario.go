package wire

import (
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/link"
	"downhill/train/rule"
)

// Scenario is the resolved scenario: the stream's answer to a run before
// its iterates, and the data block that a page is rendered with.
type Scenario struct {
	ID             uint32         `json:"id"`
	Type           string         `json:"type" ts:"'scenario'"`
	Query          string         `json:"query"`
	Path           string         `json:"path"` // the canonical link on this host
	Preset         string         `json:"preset"`
	Formula        string         `json:"formula"`
	Surface        any            `json:"surface" ts:"Surface | SurfaceName"` // a Surface, or the name of one
	Start          [2]Num         `json:"start"`
	Steps          int            `json:"steps"`
	Seed           uint64         `json:"seed"`
	Noise          Num            `json:"noise"`
	Seeds          int            `json:"seeds"`                                 // of an ensemble, for each rate; 0 for none
	Starts         int            `json:"starts"`                                // likewise
	Random         bool           `json:"random"`                                // another seed makes other runs
	Varied         bool           `json:"varied"`                                // likewise without noise
	Ensembles      []string       `json:"ensembles" ts:"('seeds' | 'starts')[]"` // the kinds that there can be, first what it is likely to be about
	MostMembers    int            `json:"most_members"`                          // of an ensemble, for each rate; below 2 there can be none
	Clip           *string        `json:"clip"`                                  // as in the query: "norm:1"
	Schedule       string         `json:"schedule"`
	ScheduleParams map[string]any `json:"schedule_params" ts:"Record<string, number | boolean | string>"`
	Best           *Num           `json:"best"`
	Negative       bool           `json:"negative"` // losses can be below 0
	Runs           []Run          `json:"runs"`
	Training       *Training      `json:"training,omitempty"` // of a network
	Course         string         `json:"course,omitempty"`   // which course the server tells; none for its own lessons alone
}

// Run is one run of a scenario.
type Run struct {
	Run       int             `json:"run"`
	Label     train.LabelKind `json:"label"`                                  // what it is named by
	Role      string          `json:"role" ts:"'' | 'low' | 'good' | 'high'"` // while its rate and what else makes it so are the lesson's or the catalogue's
	Name      string          `json:"name"`                                   // as set
	Ink       int             `json:"ink"`                                    // of the page's colours of runs
	Shape     train.Shape     `json:"shape"`
	Lacks     string          `json:"lacks" ts:"'' | 'low' | 'good' | 'high' | 'minimum'"` // what no rate of its optimizer ends as, if this run is to tell
	Optimizer string          `json:"optimizer"`
	Rate      Num             `json:"lr"`
	RateRange [2]Num          `json:"rate_range" ts:"[from: number, to: number]"`
	Limit     *Num            `json:"limit"` // its optimizer's at the lowest minimum, where the ruler will have it; null where there is none
	Rateless  bool            `json:"rateless"`
	Params    map[string]any  `json:"params" ts:"Record<string, number | boolean | string>"`
}

// ScenarioOf is a scenario, its path and its preset, but for its surface.
func ScenarioOf(sc train.Scenario, path, preset string) Scenario {
	m := Scenario{
		Type: "scenario", Query: link.Query(sc), Path: path, Preset: preset,
		Formula: sc.Formula,
		Start:   Point(sc.Start), Steps: sc.Steps, Seed: sc.Seed, Noise: Num(sc.Noise),
		Seeds: sc.Seeds, Starts: sc.Starts, Random: sc.Random(), Varied: sc.Varied(), Ensembles: sc.EnsembleKinds(), MostMembers: sc.MostMembers(),
		Schedule: sc.Schedule, ScheduleParams: map[string]any{},
	}
	if m.Schedule == "" {
		m.Schedule = "constant"
	}
	if spec, ok := rule.LookupSchedule(sc.Schedule); ok {
		m.ScheduleParams = paramValues(spec.Params, sc.ScheduleParams, sc.Steps)
	}
	if text := ClipText(sc.Clip); text != "" {
		m.Clip = &text
	}
	if best, ok := sc.Surface.Best(); ok {
		m.Best = Ref(best)
		m.Negative = best < 0
	}
	m.Training = trainingOf(sc)
	for i := range sc.Runs {
		m.Runs = append(m.Runs, runOf(sc, i))
	}
	return m
}

func runOf(sc train.Scenario, i int) Run {
	r := sc.Runs[i]
	label := train.LabelOf(sc, i)
	j := Run{Run: i, Label: label.Kind, Role: r.Role, Name: r.Name, Ink: label.Ink, Shape: label.Shape, Lacks: train.LackOf(sc, i), Optimizer: r.Optimizer,
		Rate: Num(r.LearningRate), RateRange: [2]Num{Num(r.From), Num(r.To)}}
	if spec, ok := rule.LookupOptimizer(r.Optimizer); ok {
		j.Rateless = spec.Rateless
		j.Params = paramValues(spec.Params, sc.Params, sc.Steps)
	}
	if limit := train.BestLimit(sc, i); limit-limit == 0 {
		j.Limit = Ref(limit)
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
		values[p.Key] = ParamValue(p, v)
	}
	return values
}

// ParamValue is one of them.
func ParamValue(p rule.Param, v float64) any {
	switch p.Kind {
	case rule.Bool:
		return v != 0
	case rule.Choice:
		if i := int(v); i >= 0 && i < len(p.Choices) {
			return p.Choices[i]
		}
	}
	return Num(v)
}

// ClipText is a bound as the query has it, empty for none.
func ClipText(c descent.Clip) string {
	if c.Kind == "" {
		return ""
	}
	return c.Kind + ":" + string(AppendNum(nil, c.Bound))
}
