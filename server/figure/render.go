package figure

import (
	"bytes"
	"context"
	"image/png"
	"math"
	"net/url"
	"slices"
	"strings"

	"downhill/server/draw"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train/link"
	"downhill/web"
)

func languages() []string { return web.Languages }

func isKey(key string) bool { return slices.Contains(Keys, key) }

// basinSamples are a side of the map of basins.
const basinSamples = "192"

// prepare measures what lies under the runs, within the pool.
func (s *scene) prepare(ctx context.Context, e *engine.Engine, m *pool.Meter, o options) error {
	if o.chart == "sweep" {
		return s.sweep(ctx, e, m)
	}
	if o.chart == "loss" || s.sc.Surface.OneWeight && !o.basins {
		return nil
	}
	picture := s.layOut(o, themes()[o.theme]).picture
	whole, box := s.wholeBox(picture), s.mapBox(picture)
	if o.basins && (s.sc.Surface.OneWeight || s.sc.Net() != nil) {
		_, err := e.ReadBasins(ctx, m, "", link.Query(s.sc)) // it says why there are none
		return err
	}
	err := e.Pool.ComputeWide(ctx, m, func(ctx context.Context) (err error) {
		s.ground, err = measure(ctx, s.sc.Shown(), whole, box, o.samples())
		return err
	})
	if err != nil || !o.basins {
		return err
	}
	_, changes, _ := strings.Cut(s.link.Path, "?")
	asked := joined(withoutBeat(changes), "n="+basinSamples+"&box="+url.QueryEscape(wire.ViewList(box)))
	b, err := e.ReadBasins(ctx, m, s.link.Preset, asked)
	if err != nil {
		return err
	}
	s.basinsOf = b.Run
	s.ground.basins, err = e.Basins(ctx, m, b, b.N)
	return err
}

// withoutBeat is a query without the key that chooses a beat, which the preset's id
// names already.
func withoutBeat(query string) string {
	_, others := link.Part(query, func(key, _ string) bool { return key == "beat" })
	return others
}

// render is the figure as a file.
func (s *scene) render(ctx context.Context, o options) ([]byte, error) {
	switch {
	case o.kind == "gif":
		return s.animate(ctx, o)
	case o.kind == "png" && o.bare:
		return s.small(o)
	}
	pen := s.pen(o)
	s.paint(pen, o)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return pen.End()
}

// small is a picture without words as PNG: in a palette it has a third of the bytes.
func (s *scene) small(o options) ([]byte, error) {
	pen := draw.NewPNG(o.width, o.height)
	s.paint(pen, o)
	var out bytes.Buffer
	palette := paletteOf(pen.RGBA(), s.reserved(themes()[o.theme]))
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, newNearest(palette).picture(pen.RGBA()))
	return out.Bytes(), err
}

func (s *scene) pen(o options) draw.Pen {
	about := draw.About{Title: s.title(), Text: s.seen(o), Lang: o.lang, Link: s.address}
	switch o.kind {
	case "svg":
		return draw.NewSVG(o.width, o.height, about)
	case "pdf":
		return draw.NewPDF(o.width, o.height, about)
	}
	return draw.NewPNG(o.width, o.height)
}

// paint draws the whole figure.
func (s *scene) paint(pen draw.Pen, o options) {
	l := s.layOut(o, themes()[o.theme])
	sh := newSheet(pen, o, l)
	sh.fillRect(rect{0, 0, float64(o.width), float64(o.height)}, sh.ink("paper"))
	s.paintPicture(sh, o, l.picture, s.step(o))
	s.paintAround(sh, o, l)
}

// paintPicture draws what the figure is about, with the runs at step k.
func (s *scene) paintPicture(sh *sheet, o options, r rect, k int) {
	s.paintGround(sh, o, r)
	s.paintRuns(sh, o, r, k)
}

// paintGround draws what does not move.
func (s *scene) paintGround(sh *sheet, o options, r rect) {
	switch {
	case o.chart == "loss":
		sh.fillRect(r, sh.ink("paper"))
	case o.chart == "sweep":
		s.paintSweep(sh, r)
	case s.sc.Surface.OneWeight:
		c, v := s.curveView(r, sh.u)
		s.paintCurveGround(sh, c, v)
	default:
		s.paintMapGround(sh, s.mapView(r))
	}
}

// paintRuns draws the runs up to step k.
func (s *scene) paintRuns(sh *sheet, o options, r rect, k int) {
	switch {
	case o.chart == "sweep":
	case o.chart == "loss":
		s.paintLoss(sh, r, k)
	case s.sc.Surface.OneWeight:
		_, v := s.curveView(r, sh.u)
		s.paintCurveRuns(sh, v, k)
	default:
		s.paintMapRuns(sh, s.mapView(r), k)
	}
}

// paintAround covers what is drawn beyond the picture, and writes the caption there.
func (s *scene) paintAround(sh *sheet, o options, l layout) {
	if o.bare {
		return
	}
	w, h := float64(o.width), float64(o.height)
	paper, p := sh.ink("paper"), l.picture
	if l.beside {
		sh.fillRect(rect{p.x + p.w, 0, w - p.x - p.w, h}, paper)
		sh.line(draw.Point{X: p.x + p.w, Y: 0}, draw.Point{X: p.x + p.w, Y: h}, draw.Stroke{Ink: sh.ink("edge"), Width: sh.u})
	} else {
		sh.fillRect(rect{0, p.y + p.h, w, h - p.y - p.h}, paper)
		sh.line(draw.Point{X: 0, Y: p.y + p.h}, draw.Point{X: w, Y: p.y + p.h}, draw.Stroke{Ink: sh.ink("edge"), Width: sh.u})
	}
	if room := l.paint(sh); o.chart == "map" && room.h > leastChart*sh.u {
		room.h = min(room.h, 300*sh.u)
		s.paintLoss(sh, room, s.step(o))
	}
}

// Description is how the runs ended, in a few sentences.
func (s *scene) Description() string { return s.told(math.MaxInt) }

// seen is what a figure shows of the runs, in a few sentences: at a step, no more than
// that they are still under way.
func (s *scene) seen(o options) string {
	if o.at < 0 || o.chart == "sweep" || len(s.runs) == 0 {
		return s.Description()
	}
	k := s.step(o)
	return s.words.T("figure.at", "k", k) + ". " + s.told(k)
}

// told is what is told of the runs at step k.
func (s *scene) told(k int) string {
	var all []string
	for _, r := range s.runs {
		lead, rest := s.does(r, k)
		all = append(all, r.name+": "+lead+rest+".")
	}
	return strings.Join(all, " ")
}
