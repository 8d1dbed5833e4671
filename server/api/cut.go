package api

import (
	"context"
	"fmt"
	"math"
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
	"downhill/train/step"
)

const (
	usualLosses = 601
	mostLosses  = 2001
	widestCut   = 1e9 // multiples of an update
)

// cutJSON is the loss along the line of one update. Its unit is the multiple of the
// update: 0 is where it starts, 1 where it lands.
type cutJSON struct {
	Run       int          `json:"run"`
	K         int          `json:"k"`
	W         [2]wire.Num  `json:"w" ts:"Pair"`
	Update    [2]wire.Num  `json:"update" ts:"Pair"`
	Next      [2]wire.Num  `json:"next" ts:"Pair"`
	Loss      wire.Num     `json:"loss"`
	Landing   wire.Num     `json:"landing" ts:"number | null"` // the loss at next
	Rate      wire.Num     `json:"lr" ts:"number | null"`      // η in effect
	Line      step.CutLine `json:"line"`
	Length    wire.Num     `json:"length" ts:"number | null"`
	Slope     wire.Num     `json:"slope" ts:"number | null"` // at w, by the multiple
	Curvature wire.Num     `json:"curvature" ts:"number | null"`
	Lambda    wire.Num     `json:"lambda" ts:"number | null"` // the curvature along the step by the weights' own unit
	Vertex    wire.Num     `json:"vertex" ts:"number | null"` // where the parabola is lowest; null where it is nowhere
	Plain     bool         `json:"plain"`                     // −η∇L: the vertex is where the rate 1/λ lands, and twice that 2/λ
	Scaled    bool         `json:"scaled"`                    // another rate lands at the multiple that it is of this one
	Shown     [2]wire.Num  `json:"shown" ts:"[from: number, to: number]"`
	From      wire.Num     `json:"from"`
	To        wire.Num     `json:"to"`
	Losses    []wire.Num   `json:"losses" ts:"(number | null)[]"` // from from to to, evenly
	Factors   factorsJSON  `json:"factors"`
}

// factorsJSON are what updates make of an error along each eigen-direction at w.
type factorsJSON struct {
	Kind       step.FactorKind `json:"kind"`
	Lack       step.FactorLack `json:"lack,omitempty"` // why there are none
	Decay      wire.Num        `json:"decay"`          // adds to each curvature
	Directions []directionJSON `json:"directions"`
}

// directionJSON is an eigen-direction, the one of the largest curvature first.
type directionJSON struct {
	Lambda wire.Num   `json:"lambda"`
	Factor wire.Num   `json:"factor" ts:"number | null"`
	Along  []wire.Num `json:"along" ts:"(number | null)[]"` // at multiples of the rate from 0 to the cut's to, evenly
}

// cut is GET /api/cut?SCENARIO&run=0&k=12&from=-1&to=4&n=601.
func (s handlers) cut(w http.ResponseWriter, r *http.Request) error {
	q := query.Split(r.URL.RawQuery)
	spec, err := readCut(q)
	if err != nil {
		return err
	}
	m := pool.NewMeter()
	l, err := s.resolve(r, m, "run", "k", "from", "to", "n")
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
	var cut step.Cut
	err = s.Pool.Compute(r.Context(), m, func(ctx context.Context) error {
		cut, err = step.CutAlong(ctx, l.Scenario, run, k, spec)
		return err
	})
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, cutOf(&cut))
}

// readCut reads a cut's own keys. One of its ends alone would leave the other to
// what is shown, which a reader can't know.
func readCut(q query.Query) (spec step.CutSpec, err error) {
	spec.From, spec.To = math.NaN(), math.NaN()
	if spec.N, err = q.Integer("n", usualLosses, 2, mostLosses); err != nil {
		return spec, err
	}
	const like = "a multiple of the update from -1e9 to 1e9"
	given := 0
	for key, to := range map[string]*float64{"from": &spec.From, "to": &spec.To} {
		v, ok, err := q.Numbers(key, 1, like)
		if err != nil {
			return spec, err
		}
		if !ok {
			continue
		}
		if math.Abs(v[0]) > widestCut {
			text, _ := q.Get(key)
			return spec, fault.Field(key, "numbers", fmt.Sprintf("%s: %q does not fit: it must be %s", key, text, like))
		}
		*to = v[0]
		given++
	}
	switch {
	case given == 1 && math.IsNaN(spec.From):
		return spec, fault.Field("from", "missing", "from: it is missing: give both from and to, or neither")
	case given == 1:
		return spec, fault.Field("to", "missing", "to: it is missing: give both from and to, or neither")
	case given == 2 && !(spec.From < spec.To):
		return spec, fault.Field("to", "range", fmt.Sprintf("to: %v does not fit: it must be above from, which is %v", spec.To, spec.From))
	}
	return spec, nil
}

func cutOf(c *step.Cut) cutJSON {
	j := cutJSON{
		Run: c.Run, K: c.K, W: wire.Point(c.W), Update: wire.Point(c.Update), Next: wire.Point(c.Next),
		Loss: wire.Num(c.Loss), Landing: wire.Num(c.Landing), Rate: wire.Num(c.Used), Line: c.Line,
		Length: wire.Num(c.Length), Slope: wire.Num(c.Slope), Curvature: wire.Num(c.Curvature), Lambda: wire.Num(c.Lambda),
		Vertex: wire.Num(c.Vertex), Plain: c.Plain, Scaled: c.Scaled,
		Shown: [2]wire.Num{wire.Num(c.Shown[0]), wire.Num(c.Shown[1])}, From: wire.Num(c.From), To: wire.Num(c.To),
		Losses:  nums(c.Losses),
		Factors: factorsJSON{c.Factors.Kind, c.Factors.Lack, wire.Num(c.Factors.Decay), []directionJSON{}},
	}
	for _, d := range c.Factors.Directions {
		j.Factors.Directions = append(j.Factors.Directions, directionJSON{wire.Num(d.Lambda), wire.Num(d.Factor), nums(d.Along)})
	}
	return j
}
