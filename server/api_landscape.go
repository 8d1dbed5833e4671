package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"strings"

	"downhill/landscape"
	"downhill/once"
)

type evalJSON struct {
	Loss        num       `json:"loss"`
	Gradient    [2]num    `json:"gradient"`
	Hessian     [2][2]num `json:"hessian"`
	Eigenvalues [2]num    `json:"eigenvalues"` // the largest first
	Critical    *num      `json:"critical_rate"`
}

// apiEval is GET /api/eval?surface=…|f=…&at=x,y: the loss there, and how it
// curves.
func (s *Server) apiEval(w http.ResponseWriter, r *http.Request) error {
	at, ok, err := splitQuery(r.URL.RawQuery).numbers("at", 2, "two numbers x,y")
	if err != nil {
		return err
	}
	if !ok {
		return fieldError("at", "missing", "at: the point to evaluate is missing: give at=x,y")
	}
	m := newMeter()
	l, err := s.resolve(r.Context(), m, "", r.URL.RawQuery, "at")
	if err != nil {
		return err
	}
	var there evalJSON
	err = s.pool.compute(r.Context(), m, func(context.Context) error {
		there = evaluate(l.scenario.Surface, at[0], at[1])
		return nil
	})
	if err != nil {
		return err
	}
	return respondJSON(w, r, there)
}

func evaluate(s *landscape.Surface, x, y float64) evalJSON {
	e := s.Objective()
	loss, gx, gy := e.Gradient(x, y)
	xx, xy, yy := e.Hessian(x, y)
	largest, smallest := landscape.Eigenvalues(xx, xy, yy)
	j := evalJSON{
		Loss: num(loss), Gradient: [2]num{num(gx), num(gy)},
		Hessian:     [2][2]num{{num(xx), num(xy)}, {num(xy), num(yy)}},
		Eigenvalues: [2]num{num(largest), num(smallest)},
	}
	if rate, ok := landscape.CriticalRate(largest); ok {
		j.Critical = ref(rate)
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
}

// apiGrid is GET /api/grid?surface=…|f=…&view=…&n=257&above=0: heights as
// float32, little-endian, row-major from (xmin, ymin), over a loss, or with
// above=centre over the one in the middle of the view; with what=gradient two
// such planes, of its components. view may be any box.
func (s *Server) apiGrid(w http.ResponseWriter, r *http.Request) error {
	asked, err := readGrid(splitQuery(r.URL.RawQuery))
	if err != nil {
		return err
	}
	a, err := s.grid(r.Context(), r.URL.RawQuery, asked)
	if err != nil {
		return err
	}
	return respond(w, r, a)
}

// gridKey is what a grid is kept under: what was asked for, however it was
// written.
type gridKey struct {
	surface surfaceKey
	asked   gridRequest
}

func readGrid(q query) (g gridRequest, err error) {
	if g.n, err = q.integer("n", usualGrid, landscape.MinGrid, landscape.MaxGrid); err != nil {
		return g, err
	}
	if g.view, g.boxed, err = readView(q, "view"); err != nil {
		return g, err
	}
	if g.above, g.centred, err = readAbove(q); err != nil {
		return g, err
	}
	what, _ := q.get("what")
	if what != "" && what != "heights" && what != "gradient" {
		return g, fieldError("what", "what", fmt.Sprintf("what: %q does not fit: it must be heights or gradient", what))
	}
	g.gradient = what == "gradient"
	return g, nil
}

// readAbove is the loss that heights are counted from.
func readAbove(q query) (above float64, centred bool, err error) {
	if text, _ := q.get("above"); text == "centre" {
		return 0, true, nil
	}
	given, ok, err := q.numbers("above", 1, "a loss, or centre for the one in the middle of the view")
	if ok && err == nil {
		above = given[0]
	}
	return above, false, err
}

// readView is the box under a key, if one is given.
func readView(q query, key string) (v landscape.View, ok bool, err error) {
	const like = "four numbers xmin,xmax,ymin,ymax, each minimum below its maximum"
	b, ok, err := q.numbers(key, 4, like)
	if err != nil || !ok {
		return v, false, err
	}
	if !(b[0] < b[1] && b[2] < b[3]) {
		text, _ := q.get(key)
		return v, false, fieldError(key, "not-a-view", fmt.Sprintf("%s: %q does not fit: it must be %s", key, text, like))
	}
	return landscape.View{XMin: b[0], XMax: b[1], YMin: b[2], YMax: b[3]}, true, nil
}

// grid is a grid of a query's surface. view is no key of the scenario here.
func (s *Server) grid(ctx context.Context, raw string, g gridRequest) (a answer, err error) {
	m := newMeter()
	l, err := s.resolve(ctx, m, "", raw, "n", "view", "above", "what")
	if err != nil {
		return a, err
	}
	surface := l.scenario.Surface
	if !g.boxed {
		g.view = surface.View
	}
	key := gridKey{keyOf(surface), g}
	return once.Do(ctx, key, func(ctx context.Context) (a answer, bytes int, err error) {
		err = s.pool.computeWide(ctx, m, func(ctx context.Context) error {
			if g.gradient {
				a, err = gradientGrid(ctx, surface, g)
			} else {
				a, err = heightGrid(ctx, surface, g)
			}
			return err
		})
		return a, a.bytes() + key.surface.bytes(), err
	})
}

func heightGrid(ctx context.Context, s *landscape.Surface, asked gridRequest) (answer, error) {
	above := asked.above
	if middle := asked.view.Center(); asked.centred {
		above = s.Objective().Value(middle.X, middle.Y)
	}
	if above-above != 0 { // infinite or not a number: nothing to count from
		above = 0
	}
	g, err := landscape.GridAbove(ctx, s, asked.view, asked.n, above)
	if err != nil {
		return answer{}, err
	}
	return answer{"application/octet-stream", planeBytes(g.Heights), map[string]string{
		"Grid-View":  viewList(g.View),
		"Grid-Shape": fmt.Sprintf("%d,%d", g.N, g.N),
		"Grid-Range": numberList(g.Min, g.Max),
		"Grid-Above": numberList(g.Above),
	}}, nil
}

func gradientGrid(ctx context.Context, s *landscape.Surface, asked gridRequest) (answer, error) {
	g, err := landscape.Gradients(ctx, s, asked.view, asked.n)
	if err != nil {
		return answer{}, err
	}
	return answer{"application/octet-stream", planeBytes(g.GX, g.GY), map[string]string{
		"Grid-View":  viewList(g.View),
		"Grid-Shape": fmt.Sprintf("2,%d,%d", g.N, g.N),
	}}, nil
}

// planeBytes are planes of numbers, one after the other.
func planeBytes(planes ...[]float32) []byte {
	size := 0
	for _, plane := range planes {
		size += 4 * len(plane)
	}
	b := make([]byte, 0, size)
	for _, plane := range planes {
		for _, v := range plane {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	return b
}

func viewList(v landscape.View) string {
	return numberList(v.XMin, v.XMax, v.YMin, v.YMax)
}

// numberList is numbers, comma separated, as they read back exactly.
func numberList(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = string(appendNum(nil, v))
	}
	return strings.Join(parts, ",")
}
