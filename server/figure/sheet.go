package figure

import (
	"math"

	"downhill/server/draw"
)

// sheet is what a part of a figure is drawn on: a pen, its colours, and how large
// lines and letters are.
type sheet struct {
	draw.Pen
	*theme
	u    float64 // px of the sheet in one of the page's
	bare bool    // nothing is written, and no axes are drawn
}

func newSheet(pen draw.Pen, o options, l layout) *sheet {
	return &sheet{pen, themes()[o.theme], l.u, o.bare}
}

// write writes a line from a point on its middle height; anchor is 0, 0.5 or 1.
func (s *sheet) write(text string, x, y, size, anchor float64, bold bool, ink draw.Ink) {
	if s.bare {
		return
	}
	s.Text(draw.Text{S: text, X: x, Y: y + capital*size, Size: size, Bold: bold, Anchor: anchor, Ink: ink})
}

// halo is write with a halo, so that it reads on any ground.
func (s *sheet) haloed(text string, x, y, size, anchor, angle float64, bold bool, ink draw.Ink) {
	if s.bare {
		return
	}
	sin, cos := math.Sincos(angle)
	drop := capital * size
	s.Text(draw.Text{S: text, X: x - sin*drop, Y: y + cos*drop, Size: size, Bold: bold, Anchor: anchor, Angle: angle, Ink: ink, Halo: s.ink("map-halo").Faded(0.8)})
}

// capital is how far the middle of letters lies over their baseline, as a part of
// their size.
const capital = 0.34

func (s *sheet) fillRect(r rect, ink draw.Ink) {
	var p draw.Path
	p.Rect(r.x, r.y, r.w, r.h)
	s.Fill(p, ink)
}

func (s *sheet) line(a, b draw.Point, stroke draw.Stroke) {
	var p draw.Path
	p.Polyline([]draw.Point{a, b})
	s.Stroke(p, stroke)
}

// cased strokes what lies around a shape of an ink, so wide in px.
func (s *sheet) cased(p draw.Path, ink draw.Ink, wide, halo float64) {
	around, edge := s.casing(ink)
	s.Stroke(p, draw.Stroke{Ink: edge, Width: wide + 2*(halo+0.8)*s.u})
	s.Stroke(p, draw.Stroke{Ink: around, Width: wide + 2*halo*s.u})
}

// corners are the shapes of runs in units of the radius, y down (web/src/draw/shapes.ts).
var corners = map[string][]draw.Point{
	"diamond":  {{X: 0, Y: -1.25}, {X: 1.1, Y: 0}, {X: 0, Y: 1.25}, {X: -1.1, Y: 0}},
	"triangle": {{X: 0, Y: -1.25}, {X: 1.15, Y: 0.85}, {X: -1.15, Y: 0.85}},
	"square":   {{X: -0.95, Y: -0.95}, {X: 0.95, Y: -0.95}, {X: 0.95, Y: 0.95}, {X: -0.95, Y: 0.95}},
	"down":     {{X: 0, Y: 1.25}, {X: -1.15, Y: -0.85}, {X: 1.15, Y: -0.85}},
	"cross": {{X: -0.4, Y: -1.15}, {X: 0.4, Y: -1.15}, {X: 0.4, Y: -0.4}, {X: 1.15, Y: -0.4}, {X: 1.15, Y: 0.4}, {X: 0.4, Y: 0.4},
		{X: 0.4, Y: 1.15}, {X: -0.4, Y: 1.15}, {X: -0.4, Y: 0.4}, {X: -1.15, Y: 0.4}, {X: -1.15, Y: -0.4}, {X: -0.4, Y: -0.4}},
}

// addShape adds a run's shape to a path.
func addShape(p *draw.Path, shape string, x, y, r float64) {
	points, ok := corners[shape]
	if !ok {
		p.Circle(x, y, r)
		return
	}
	placed := make([]draw.Point, len(points))
	for i, c := range points {
		placed[i] = draw.Point{X: x + c.X*r, Y: y + c.Y*r}
	}
	p.Polygon(placed)
}

// addStar adds a star of five points.
func addStar(p *draw.Path, x, y, radius float64) {
	points := make([]draw.Point, 10)
	for i := range points {
		r, a := radius, math.Pi*float64(i)/5
		if i%2 == 1 {
			r *= 0.42
		}
		points[i] = draw.Point{X: x + r*math.Sin(a), Y: y - r*math.Cos(a)}
	}
	p.Polygon(points)
}

// addArrowHead adds a filled arrow head with its tip at (x, y).
func addArrowHead(p *draw.Path, x, y, angle, size float64) {
	at := func(turn, r float64) draw.Point {
		return draw.Point{X: x + r*math.Cos(angle+turn), Y: y + r*math.Sin(angle+turn)}
	}
	p.Polygon([]draw.Point{{X: x, Y: y}, at(math.Pi-0.42, size), at(math.Pi, size*0.72), at(math.Pi+0.42, size)})
}
