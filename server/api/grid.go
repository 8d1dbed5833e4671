package api

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"downhill/landscape"
	"downhill/once"
	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/limits"
	"downhill/server/line"
	"downhill/server/pool"
	"downhill/server/wire"
)

// gridKey is what a grid is kept under: what was asked for, however it was
// written, and of which loss.
type gridKey struct {
	id, text string
	asked    gridRequest
}

// Bytes is what the texts of the key take.
func (k gridKey) Bytes() int { return len(k.id) + len(k.text) }

// A grid is planes of n×n numbers, that of heights or those of the gradient's
// components, as bytes: float32, little-endian, row-major.
type grid struct {
	engine  *engine.Engine
	surface *landscape.Surface
	asked   gridRequest // with its view, and with what heights are counted from
	key     gridKey
}

func (s handlers) gridOf(surface *landscape.Surface, asked gridRequest) *grid {
	if !asked.boxed {
		asked.boxed, asked.view = true, surface.View
	}
	if middle := asked.view.Center(); asked.centred {
		asked.centred, asked.above = false, surface.Objective().Value(middle.X, middle.Y)
	}
	if asked.above-asked.above != 0 || asked.gradient { // not finite: nothing to count from
		asked.above = 0
	}
	return &grid{s.Engine, surface, asked, gridKey{surface.ID, surface.Loss.Text(), asked}}
}

// respondGrid answers a grid in pieces, as they are read. Between them nothing of it
// is held but by the cache: what is not there any more when it is read is computed
// once more.
func (s handlers) respondGrid(w http.ResponseWriter, r *http.Request, m *pool.Meter, g *grid) error {
	if answer.Packed(r, g.size()) && once.Again(packedGrid{g.key}) {
		return s.respondPacked(w, r, m, g)
	}
	said, tag, err := g.compute(r.Context(), m)
	if err != nil || said.Announce(w, r, tag) {
		return err
	}
	w.Header().Set("Content-Length", strconv.Itoa(g.size()))
	if r.Method == http.MethodHead {
		return nil
	}
	out := line.NewOutflow(w, r)
	for from := 0; from < g.size(); {
		piece, err := g.piece(r.Context(), from)
		if err != nil {
			panic(http.ErrAbortHandler) // too late to say why
		}
		if _, err := out.Write(piece); err != nil {
			return nil // the caller is gone
		}
		from += len(piece)
	}
	return nil
}

// gridLevel is low: a plane of numbers hardly gets smaller by more.
const gridLevel = 4

// packedGrid is what a grid is kept under as it is packed.
type packedGrid struct{ gridKey }

// respondPacked answers a grid that was asked for before, as the one of a link that a hall
// opens: it is packed once, and kept so.
func (s handlers) respondPacked(w http.ResponseWriter, r *http.Request, m *pool.Meter, g *grid) error {
	release, err := s.Flow.Hold(r.Context(), g.size())
	if err != nil {
		return err
	}
	defer release()
	r = r.WithContext(pool.WithMeter(r.Context(), m)) // who shares the packing shares the grid
	packed, err := answer.Kept(r, packedGrid{g.key}, gridLevel, func(ctx context.Context) (answer.Answer, error) {
		whole, err := g.whole(ctx, m)
		whole.Packs = true
		return whole.Answer, err
	})
	if err == nil {
		packed.Respond(w, r)
	}
	return err
}

// keptGrid is a grid as it is kept.
type keptGrid struct {
	answer.Answer
	tag string
}

// compute makes the whole grid, unless it is kept, and is what is said about it.
func (g *grid) compute(ctx context.Context, m *pool.Meter) (said answer.Answer, tag string, err error) {
	whole, err := g.whole(ctx, m)
	said = whole.Answer
	said.Body = nil // not held while the caller reads
	return said, whole.tag, err
}

// whole is the whole grid, made unless it is kept.
func (g *grid) whole(ctx context.Context, m *pool.Meter) (keptGrid, error) {
	return pool.Once(ctx, m, g.key, func(ctx context.Context) (k keptGrid, bytes int, err error) {
		err = g.engine.Pool.ComputeWide(ctx, m, func(ctx context.Context) error {
			if g.asked.gradient {
				k.Answer, err = gradientGrid(ctx, g.surface, g.asked)
			} else {
				k.Answer, err = heightGrid(ctx, g.surface, g.asked)
			}
			return err
		})
		k.tag = answer.Tag(k.Body)
		return k, k.Bytes() + g.key.Bytes(), err
	})
}

func (g *grid) size() int { return g.planes() * g.plane() }

// plane is the bytes of one plane.
func (g *grid) plane() int { return 4 * g.asked.n * g.asked.view.Rows(g.asked.n) }

func (g *grid) planes() int {
	if g.asked.gradient {
		return 2
	}
	return 1
}

// piece is some bytes of the grid from an index on, at least one.
func (g *grid) piece(ctx context.Context, from int) ([]byte, error) {
	to := min(from+limits.WritePiece, (from/g.plane()+1)*g.plane())
	if whole, ok := once.Get[keptGrid](g.key); ok {
		return append([]byte(nil), whole.Body[from:to]...), nil // a part of it would keep all of it
	}
	row, start := 4*g.asked.n, from%g.plane()
	first, last := start/row, (start+to-from+row-1)/row
	var bytes []byte
	err := g.engine.Pool.Compute(ctx, pool.NewMeter(), func(ctx context.Context) error {
		rows, err := g.rows(ctx, from/g.plane(), first, last)
		bytes = planeBytes(rows)
		return err
	})
	if err != nil {
		return nil, err
	}
	return bytes[start-first*row:][:to-from], nil
}

// rows are some rows of a plane.
func (g *grid) rows(ctx context.Context, plane, first, last int) ([]float32, error) {
	if !g.asked.gradient {
		return g.asked.heightRows()(ctx, g.surface, g.asked.view, g.asked.n, g.asked.above, first, last)
	}
	gx, gy, err := landscape.GradientRows(ctx, g.surface, g.asked.view, g.asked.n, first, last)
	return [][]float32{gx, gy}[plane], err
}

// heightRows is what computes some rows of the heights that are asked for.
func (r gridRequest) heightRows() func(ctx context.Context, s *landscape.Surface, view landscape.View, n int, above float64, first, last int) ([]float32, error) {
	if r.poles {
		return landscape.HeightRowsWithPoles
	}
	return landscape.HeightRows
}

func heightGrid(ctx context.Context, s *landscape.Surface, asked gridRequest) (answer.Answer, error) {
	compute := landscape.GridAbove
	if asked.poles {
		compute = landscape.GridWithPoles
	}
	g, err := compute(ctx, s, asked.view, asked.n, asked.above)
	if err != nil {
		return answer.Answer{}, err
	}
	return answer.Answer{Kind: "application/octet-stream", Body: planeBytes(g.Heights), Header: map[string]string{
		"Grid-View":  wire.ViewList(g.View),
		"Grid-Shape": fmt.Sprintf("%d,%d", g.View.Rows(g.N), g.N),
		"Grid-Range": wire.NumberList(g.Min, g.Max),
		"Grid-Above": wire.NumberList(g.Above),
	}}, nil
}

func gradientGrid(ctx context.Context, s *landscape.Surface, asked gridRequest) (answer.Answer, error) {
	g, err := landscape.Gradients(ctx, s, asked.view, asked.n)
	if err != nil {
		return answer.Answer{}, err
	}
	return answer.Answer{Kind: "application/octet-stream", Body: planeBytes(g.GX, g.GY), Header: map[string]string{
		"Grid-View":  wire.ViewList(g.View),
		"Grid-Shape": fmt.Sprintf("2,%d,%d", g.View.Rows(g.N), g.N),
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
