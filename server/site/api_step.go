package site

import (
	"context"
	"net/http"

	"downhill/train"
)

// stepJSON is one update in full: how w_k becomes w_{k+1}.
type stepJSON struct {
	Run      int         `json:"run"`
	K        int         `json:"k"`
	W        [2]num      `json:"w" ts:"Pair"`
	Loss     num         `json:"loss" ts:"number | null"`
	Gradient [2]num      `json:"grad" ts:"Pair"` // as computed,
	Noisy    [2]num      `json:"noisy" ts:"Pair"`
	Clipped  [2]num      `json:"clipped" ts:"Pair"`
	Decayed  [2]num      `json:"decayed" ts:"Pair"`     // what the rule works with
	Rate     num         `json:"lr" ts:"number | null"` // η in effect
	Schedule num         `json:"schedule_lr" ts:"number | null"`
	State    []stateJSON `json:"state"`
	Update   [2]num      `json:"update" ts:"Pair"`
	Next     [2]num      `json:"next" ts:"Pair"`
	Lines    []lineJSON  `json:"lines"`
}

// lineJSON is one line of the update told as arithmetic. Numbers and results
// have one entry for each component of a pair; the markup is what a <math>
// element holds.
type lineJSON struct {
	Name    string   `json:"name"`                           // what it gives, w' for the next w; empty for a check
	MathML  string   `json:"mathml"`                         // with symbols
	Numbers []string `json:"numbers_mathml"`                 // the right side with this step's numbers; empty for what is given
	Results []string `json:"results_mathml"`                 // what that comes to, rounded
	Values  []num    `json:"results" ts:"(number | null)[]"` // the same in full
}

// stateJSON is one number that an optimizer remembers.
type stateJSON struct {
	Name   string `json:"name"`
	Before num    `json:"before" ts:"number | null"`
	After  num    `json:"after" ts:"number | null"`
}

// apiStep is GET /api/step?SCENARIO&run=0&k=12.
func (s api) apiStep(w http.ResponseWriter, r *http.Request) error {
	q := splitQuery(r.URL.RawQuery)
	run, err := q.integer("run", 0, 0, mostRuns-1)
	if err != nil {
		return err
	}
	k, err := q.integer("k", 0, 0, mostSteps-1)
	if err != nil {
		return err
	}
	m := newMeter()
	l, err := s.resolve(r.Context(), m, "", r.URL.RawQuery, "run", "k")
	if err != nil {
		return err
	}
	var detail train.StepDetail
	err = s.pool.compute(r.Context(), m, func(ctx context.Context) error {
		detail, err = train.Step(ctx, l.scenario, run, k)
		return err
	})
	if err != nil {
		return err
	}
	return respondJSON(w, r, stepOf(detail))
}

func stepOf(d train.StepDetail) stepJSON {
	j := stepJSON{
		Run: d.Run, K: d.K, W: point(d.W), Loss: num(d.Loss),
		Gradient: point(d.Computed), Noisy: point(d.Noisy), Clipped: point(d.Clipped), Decayed: point(d.Decayed),
		Rate: num(d.Used), Schedule: num(d.Rate), State: []stateJSON{}, Lines: []lineJSON{},
		Update: point(d.Update), Next: point(d.Next),
	}
	for _, n := range d.State {
		j.State = append(j.State, stateJSON{n.Name, num(n.Before), num(n.After)})
	}
	for _, l := range d.Lines {
		line := lineJSON{l.Name, l.MathML, append([]string{}, l.Numbers...), l.Results, []num{}}
		for _, v := range l.Values {
			line.Values = append(line.Values, num(v))
		}
		j.Lines = append(j.Lines, line)
	}
	return j
}
