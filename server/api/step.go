package api

import (
	"context"
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
	"downhill/train/step"
)

// stepJSON is one update in full: how w_k becomes w_{k+1}.
type stepJSON struct {
	Run      int         `json:"run"`
	K        int         `json:"k"`
	W        [2]wire.Num `json:"w" ts:"Pair"`
	Loss     wire.Num    `json:"loss" ts:"number | null"`
	Gradient [2]wire.Num `json:"grad" ts:"Pair"` // as computed,
	Noisy    [2]wire.Num `json:"noisy" ts:"Pair"`
	Clipped  [2]wire.Num `json:"clipped" ts:"Pair"`
	Decayed  [2]wire.Num `json:"decayed" ts:"Pair"`     // what the rule works with
	Rate     wire.Num    `json:"lr" ts:"number | null"` // η in effect
	Schedule wire.Num    `json:"schedule_lr" ts:"number | null"`
	State    []stateJSON `json:"state"`
	Update   [2]wire.Num `json:"update" ts:"Pair"`
	Next     [2]wire.Num `json:"next" ts:"Pair"`
	Lines    []lineJSON  `json:"lines"`
	Point    *passJSON   `json:"point,omitempty"` // of a surface that is a network's whole landscape
}

// lineJSON is one line of the update told as arithmetic. Numbers and results
// have one entry for each component of a pair; the markup is what a <math>
// element holds.
type lineJSON struct {
	Name    string     `json:"name"`                           // what it gives, w' for the next w; empty for a check
	MathML  string     `json:"mathml"`                         // with symbols
	Numbers []string   `json:"numbers_mathml"`                 // the right side with this step's numbers; empty for what is given
	Results []string   `json:"results_mathml"`                 // what that comes to, rounded
	Values  []wire.Num `json:"results" ts:"(number | null)[]"` // the same in full
}

// stateJSON is one number that an optimizer remembers.
type stateJSON struct {
	Name   string   `json:"name"`
	Before wire.Num `json:"before" ts:"number | null"`
	After  wire.Num `json:"after" ts:"number | null"`
}

// step is GET /api/step?SCENARIO&run=0&k=12.
func (s handlers) step(w http.ResponseWriter, r *http.Request) error {
	q := query.Split(r.URL.RawQuery)
	m := pool.NewMeter()
	keys := []string{"run", "k"}
	if _, ok := q.Get("point"); ok {
		keys = append(keys, "point")
	}
	l, err := s.resolve(r, m, keys...)
	if err != nil {
		return err
	}
	run, err := engine.RunOf(q, 0, l)
	if err != nil {
		return err
	}
	k, err := engine.UpdateOf(q, l)
	if err != nil {
		return err
	}
	if l.Scenario.Net() != nil {
		return s.netStep(w, r, m, l.Scenario, run, k)
	}
	point := -1
	if len(keys) > 2 {
		if !l.Scenario.Learns() {
			return fault.Field("point", "unknown-here", "point: only a network learns from points")
		}
		if point, err = pointOf(r, &l.Scenario); err != nil {
			return err
		}
	}
	var detail step.Detail
	err = s.Pool.Compute(r.Context(), m, func(ctx context.Context) error {
		detail, err = step.At(ctx, l.Scenario, run, k)
		return err
	})
	if err != nil {
		return err
	}
	told := stepOf(detail)
	if point >= 0 {
		told.Point = passOf(&l.Scenario, []float64{detail.W.X, detail.W.Y}, point)
	}
	return answer.RespondJSON(w, r, told)
}

func stepOf(d step.Detail) stepJSON {
	j := stepJSON{
		Run: d.Run, K: d.K, W: wire.Point(d.W), Loss: wire.Num(d.Loss),
		Gradient: wire.Point(d.Computed), Noisy: wire.Point(d.Noisy), Clipped: wire.Point(d.Clipped), Decayed: wire.Point(d.Decayed),
		Rate: wire.Num(d.Used), Schedule: wire.Num(d.Rate), State: statesOf(d.State), Lines: []lineJSON{},
		Update: wire.Point(d.Update), Next: wire.Point(d.Next),
	}
	for _, l := range d.Lines {
		line := lineJSON{l.Name, l.MathML, append([]string{}, l.Numbers...), l.Results, []wire.Num{}}
		for _, v := range l.Values {
			line.Values = append(line.Values, wire.Num(v))
		}
		j.Lines = append(j.Lines, line)
	}
	return j
}
