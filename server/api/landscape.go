package api

import (
	"context"
	"fmt"
	"net/http"

	"downhill/landscape"
	"downhill/server/answer"
	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
)

// evalJSON is what is known of a point; null stands for what is not finite.
type evalJSON struct {
	Loss        wire.Num     `json:"loss" ts:"number | null"`
	Gradient    [2]wire.Num  `json:"gradient" ts:"Pair"`
	Hessian     [][]wire.Num `json:"hessian" ts:"[Pair, Pair] | [[number | null]]"` // 1 × 1 of one weight
	Eigenvalues []wire.Num   `json:"eigenvalues" ts:"Pair | [number | null]"`       // the largest first
	Critical    *wire.Num    `json:"critical_rate"`                                 // 2/λ of the larger one; null where that is not above 0
}

// eval is GET /api/eval?surface=…|f=…&at=x,y: the loss there, and how it
// curves. A formula is not explored for it.
func (s handlers) eval(w http.ResponseWriter, r *http.Request) error {
	q := query.Split(r.URL.RawQuery)
	if _, ok := q.Get("at"); !ok {
		return fault.Field("at", "missing", "at: the point to evaluate is missing: give at=x,y")
	}
	m := pool.NewMeter()
	surface, err := s.ReadSurface(r.Context(), m, r.URL.RawQuery, landscape.Unexplored, "at")
	if err != nil {
		return err
	}
	at, err := readAt(q, surface.OneWeight)
	if err != nil {
		return err
	}
	var there evalJSON
	err = s.Pool.Compute(r.Context(), m, func(context.Context) error {
		there = evaluate(surface, at[0], at[1])
		return nil
	})
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, there)
}

// readAt reads a point; of one weight its number, or a point whose y is let go.
func readAt(q query.Query, oneWeight bool) (at []float64, err error) {
	if oneWeight {
		if at, _, err = q.Numbers("at", 1, "one number x"); err == nil {
			return append(at, 0), nil
		}
		one := err
		if at, _, err = q.Numbers("at", 2, "two numbers x,y"); err != nil {
			return nil, one
		}
		at[1] = 0
		return at, nil
	}
	at, _, err = q.Numbers("at", 2, "two numbers x,y")
	return at, err
}

func evaluate(s *landscape.Surface, x, y float64) evalJSON {
	e := s.Objective()
	loss, gx, gy := e.Gradient(x, y)
	xx, xy, yy := e.Hessian(x, y)
	largest, smallest := landscape.Eigenvalues(xx, xy, yy)
	j := evalJSON{
		Loss: wire.Num(loss), Gradient: [2]wire.Num{wire.Num(gx), wire.Num(gy)},
		Hessian:     [][]wire.Num{{wire.Num(xx), wire.Num(xy)}, {wire.Num(xy), wire.Num(yy)}},
		Eigenvalues: []wire.Num{wire.Num(largest), wire.Num(smallest)},
	}
	if s.OneWeight {
		j.Hessian, j.Eigenvalues = [][]wire.Num{{wire.Num(xx)}}, []wire.Num{wire.Num(xx)}
	}
	if rate, ok := landscape.CriticalRate(largest); ok {
		j.Critical = wire.Ref(rate)
	}
	return j
}

const usualGrid = 257

// gridRequest is a grid over a view: of heights counted from a loss, or of
// gradients.
type gridRequest struct {
	n        int
	view     landscape.View
	boxed    bool // view is given; else it is the surface's own
	above    float64
	centred  bool // above is the loss in the middle of the view
	gradient bool
	poles    bool // heights beside a pole to which the loss rises are infinite
}

// grid is GET /api/grid?surface=…|f=…&box=…&n=257&above=0: heights as
// float32, little-endian, row-major from (xmin, ymin), over a loss, or with
// above=centre over the one in the middle of the box; with what=poles infinite
// beside a pole to which it rises; with what=gradient two such planes, of its components. A formula is not explored for it.
func (s handlers) grid(w http.ResponseWriter, r *http.Request) error {
	q := query.Split(r.URL.RawQuery)
	key := boxKey(q)
	asked, err := readGrid(q, key)
	if err != nil {
		return err
	}
	release, err := s.Flow.Hold(r.Context(), piecesBytes)
	if err != nil {
		return err
	}
	defer release()
	m := pool.NewMeter()
	surface, err := s.ReadSurface(r.Context(), m, r.URL.RawQuery, landscape.Unexplored, "n", key, "above", "what")
	if err != nil {
		return err
	}
	if asked.view.Flat() && asked.boxed && !surface.OneWeight {
		text, _ := q.Get(key)
		return fault.Field(key, "not-a-view", fmt.Sprintf("%s: %q does not fit: a box of two numbers is of a loss of x alone", key, text))
	}
	return s.respondGrid(w, r, m, s.gridOf(surface, asked))
}

// boxKey is the key that a grid's box stands under: box, or view where there is
// no box. Beside a box, view is the surface's own, as everywhere.
func boxKey(q query.Query) string {
	_, boxed := q.Get("box")
	if _, viewed := q.Get("view"); viewed && !boxed {
		return "view"
	}
	return "box"
}

// readGrid reads a grid's own keys, its box from under one of them.
func readGrid(q query.Query, box string) (g gridRequest, err error) {
	if g.n, err = q.Integer("n", usualGrid, landscape.MinGrid, landscape.MaxGrid); err != nil {
		return g, err
	}
	if g.view, g.boxed, err = q.Box(box); err != nil {
		return g, err
	}
	if g.above, g.centred, err = readAbove(q); err != nil {
		return g, err
	}
	what, _ := q.Get("what")
	if what != "" && what != "heights" && what != "poles" && what != "gradient" {
		return g, fault.Field("what", "what", fmt.Sprintf("what: %q does not fit: it must be heights, poles or gradient", what))
	}
	g.gradient, g.poles = what == "gradient", what == "poles"
	return g, nil
}

// readAbove is the loss that heights are counted from.
func readAbove(q query.Query) (above float64, centred bool, err error) {
	if text, _ := q.Get("above"); text == "centre" {
		return 0, true, nil
	}
	given, ok, err := q.Numbers("above", 1, "a loss, or centre for the one in the middle of the view")
	if ok && err == nil {
		above = given[0]
	}
	return above, false, err
}
