package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"strings"

	"downhill/landscape"
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
	surface, err := s.surface(r)
	if err != nil {
		return err
	}
	return respondJSON(w, r, evaluate(surface, at[0], at[1]))
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

// apiGrid is GET /api/grid?surface=…|f=…&view=…&n=257: heights as float32,
// little-endian, row-major from (xmin, ymin). view may be any box.
func (s *Server) apiGrid(w http.ResponseWriter, r *http.Request) error {
	q := splitQuery(r.URL.RawQuery)
	n, err := q.integer("n", usualGrid, landscape.MinGrid, landscape.MaxGrid)
	if err != nil {
		return err
	}
	asked, boxed, err := readView(q)
	if err != nil {
		return err
	}
	a, ok := s.grids.get(r.URL.RawQuery)
	if !ok {
		if a, err = s.grid(r.Context(), r.URL.RawQuery, asked, boxed, n); err != nil {
			return err
		}
		s.grids.put(r.URL.RawQuery, a)
	}
	return respond(w, r, a)
}

// readView is the box to draw, if one is given.
func readView(q query) (v landscape.View, ok bool, err error) {
	const like = "four numbers xmin,xmax,ymin,ymax, each minimum below its maximum"
	b, ok, err := q.numbers("view", 4, like)
	if err != nil || !ok {
		return v, false, err
	}
	if !(b[0] < b[1] && b[2] < b[3]) {
		text, _ := q.get("view")
		return v, false, fieldError("view", "not-a-view", fmt.Sprintf("view: %q does not fit: it must be %s", text, like))
	}
	return landscape.View{XMin: b[0], XMax: b[1], YMin: b[2], YMax: b[3]}, true, nil
}

// grid computes the heights of a query's surface over a view, the surface's own
// if none is given. view is no key of the scenario here.
func (s *Server) grid(ctx context.Context, raw string, view landscape.View, boxed bool, n int) (answer, error) {
	m := newMeter()
	l, err := s.resolve(ctx, m, "", raw, "n", "view")
	if err != nil {
		return answer{}, err
	}
	surface := l.scenario.Surface
	if !boxed {
		view = surface.View
	}
	var g *landscape.HeightGrid
	err = s.pool.computeWide(ctx, m, func(ctx context.Context) error {
		g, err = landscape.Grid(ctx, surface, view, n)
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{"application/octet-stream", heightBytes(g.Heights), map[string]string{
		"Grid-View":  numberList(view.XMin, view.XMax, view.YMin, view.YMax),
		"Grid-Shape": fmt.Sprintf("%d,%d", n, n),
		"Grid-Range": numberList(g.Min, g.Max),
	}}, nil
}

func heightBytes(heights []float32) []byte {
	b := make([]byte, 0, 4*len(heights))
	for _, h := range heights {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(h))
	}
	return b
}

// numberList is numbers, comma separated, as they read back exactly.
func numberList(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = string(appendNum(nil, v))
	}
	return strings.Join(parts, ",")
}
