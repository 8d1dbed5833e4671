package site

import (
	"context"
	"encoding/json"
	"net/http"

	"downhill/landscape"
	"downhill/train"
)

const (
	usualBasins = 256
	mostBasins  = 512
)

// coarseBasins are the sizes that come before the one that was asked for.
var coarseBasins = []int{32, 64}

// basinsRequest is a map of where every start of a view ends.
type basinsRequest struct {
	link   linked
	run, n int
	view   landscape.View
}

// readBasins reads a query of /api/basins.
func (s *Server) readBasins(ctx context.Context, m *meter, preset, raw string) (b basinsRequest, err error) {
	q := splitQuery(raw)
	if b.run, err = q.integer("run", -1, 0, mostRuns-1); err != nil {
		return b, err
	}
	if b.n, err = q.integer("n", usualBasins, 2, mostBasins); err != nil {
		return b, err
	}
	view, boxed, err := readView(q, "box")
	if err != nil {
		return b, err
	}
	if b.link, err = s.resolve(ctx, m, preset, raw, "run", "n", "box"); err != nil {
		return b, err
	}
	if b.view = b.link.scenario.Surface.View; boxed {
		b.view = view
	}
	if b.run >= len(b.link.scenario.Runs) {
		return b, noRun(b.run, b.link)
	}
	if b.run < 0 {
		b.run = goodRun(b.link.scenario)
	}
	return b, nil
}

// goodRun is the good one of low, good and high, else the first.
func goodRun(sc train.Scenario) int {
	for i, r := range sc.Runs {
		if r.Role == "good" {
			return i
		}
	}
	return 0
}

// basins makes a map of n×n starts.
func (s *Server) basins(ctx context.Context, m *meter, b basinsRequest, n int) (result *train.BasinMap, err error) {
	err = s.pool.computeWide(ctx, m, func(ctx context.Context) error {
		result, err = train.Basins(ctx, b.link.scenario, b.run, b.view, n)
		return err
	})
	return result, err
}

// basinsBytes is what a map holds: its planes, of a byte and of two, and the same
// once more as they are sent.
func basinsBytes(n int) int { return 2 * 3 * n * n }

// apiBasins is GET /api/basins?SCENARIO&run=1&n=256&box=…: a plane of bytes, then
// a plane of little-endian uint16 steps. box is where the starts lie, the
// surface's own view if none is given (view is a key of the scenario).
func (s *Server) apiBasins(w http.ResponseWriter, r *http.Request) error {
	m := newMeter()
	b, err := s.readBasins(r.Context(), m, "", r.URL.RawQuery)
	if err != nil {
		return err
	}
	release, err := s.flow.hold(r.Context(), basinsBytes(b.n))
	if err != nil {
		return err
	}
	defer release()
	result, err := s.basins(r.Context(), m, b, b.n)
	if err != nil {
		return err
	}
	minima, err := json.Marshal(minimaOf(b.link.scenario.Surface))
	if err != nil {
		return err
	}
	return respond(w, r, answer{"application/octet-stream", appendSteps(result.Reached, result.Steps), map[string]string{
		"Basin-Minima": string(minima),
		"Basin-Shape":  numberList(float64(b.n), float64(b.n)),
		"Basin-View":   viewList(b.view),
	}})
}

// basinsMessage comes before the planes: what their bytes count.
type basinsMessage struct {
	ID     uint32        `json:"id"`
	Type   string        `json:"type" ts:"'basins'"`
	Run    int           `json:"run"`
	N      int           `json:"n"`
	View   [4]num        `json:"view"`
	Minima []minimumJSON `json:"minima"`
}

// answerBasins answers {"basins": …}: the minima, then coarse maps before the
// fine one.
func (v *session) answerBasins(ctx context.Context, r request) error {
	m := newMeter()
	b, err := v.readBasins(ctx, m, r.Preset, *r.Basins)
	if err != nil {
		return err
	}
	surface := b.link.scenario.Surface
	if err := v.sendFor(ctx, basinsMessage{r.ID, "basins", b.run, b.n, box(b.view), minimaOf(surface)}); err != nil {
		return err
	}
	release, err := v.flow.hold(ctx, basinsBytes(b.n))
	if err != nil {
		return err
	}
	defer release()
	var frame []byte
	for _, n := range append(below(coarseBasins, b.n), b.n) {
		result, err := v.basins(ctx, m, b, n)
		if err != nil {
			return err
		}
		frame = encodeBasins(frame[:0], r.ID, b.run, n, n == b.n, result.Reached, result.Steps)
		if err := v.frameFor(ctx, frame); err != nil {
			return err
		}
	}
	return nil
}

// below is the numbers of a list that are below n.
func below(list []int, n int) []int {
	var less []int
	for _, v := range list {
		if v < n {
			less = append(less, v)
		}
	}
	return less
}
