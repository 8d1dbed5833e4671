package figure

import (
	"math"

	"downhill/landscape"
	"downhill/server/draw"
)

// longest: a box longer than this many times its breadth would be a mere line in one
// scale.
const longest = 4

func width(b landscape.View) float64  { return b.XMax - b.XMin }
func height(b landscape.View) float64 { return b.YMax - b.YMin }

// scaled is a box scaled about its centre.
func scaled(b landscape.View, sx, sy float64) landscape.View {
	c := b.Center()
	hx, hy := b.HalfWidths()
	return landscape.View{XMin: c.X - hx*sx, XMax: c.X + hx*sx, YMin: c.Y - hy*sy, YMax: c.Y + hy*sy}
}

// fitted is a box grown around its centre to fill a size, so that both axes share one
// scale; a box that is a mere strip alone has two.
func fitted(b landscape.View, w, h float64) landscape.View {
	shape := width(b) / height(b)
	if shape > longest || shape < 1.0/longest {
		return b
	}
	if growth := w / h / shape; growth > 1 {
		return scaled(b, growth, 1)
	} else {
		return scaled(b, 1, 1/growth)
	}
}

// withRoom is a box grown where a point in it is closer to an edge than a part of its
// size: what stands there is not cut.
func withRoom(b landscape.View, p landscape.Point) landscape.View {
	const part = 0.04
	if !(p.X >= b.XMin && p.X <= b.XMax && p.Y >= b.YMin && p.Y <= b.YMax) {
		return b
	}
	mx, my := width(b)*part, height(b)*part
	return landscape.View{XMin: min(b.XMin, p.X-mx), XMax: max(b.XMax, p.X+mx), YMin: min(b.YMin, p.Y-my), YMax: max(b.YMax, p.Y+my)}
}

// rect is a rectangle of the sheet in px.
type rect struct{ x, y, w, h float64 }

func (r rect) inset(by float64) rect { return rect{r.x + by, r.y + by, r.w - 2*by, r.h - 2*by} }

func (r rect) has(p draw.Point, margin float64) bool {
	return p.X >= r.x-margin && p.X <= r.x+r.w+margin && p.Y >= r.y-margin && p.Y <= r.y+r.h+margin
}

// view is a box of the world shown in a rectangle of the sheet.
type view struct {
	box landscape.View
	rect
}

// at is where a place of the world lies on the sheet.
func (v view) at(x, y float64) draw.Point {
	return draw.Point{X: v.x + (x-v.box.XMin)*v.w/width(v.box), Y: v.y + (v.box.YMax-y)*v.h/height(v.box)}
}

// stretch is how many times as large the first weight's unit is drawn as the second's.
func (v view) stretch() float64 {
	ratio := v.w / width(v.box) / (v.h / height(v.box))
	if math.Abs(ratio-1) < 0.01 {
		return 1
	}
	return ratio
}

func finite(p draw.Point) bool { return p.X-p.X == 0 && p.Y-p.Y == 0 }

// cut is the part of a segment inside a rectangle (Liang and Barsky 1984); from and to
// tell where its ends lay on the whole one.
func cut(a, b draw.Point, r rect) (c, d draw.Point, from, to float64, ok bool) {
	dx, dy := b.X-a.X, b.Y-a.Y
	if dx-dx != 0 || dy-dy != 0 {
		return c, d, 0, 0, false
	}
	from, to = 0, 1
	for _, side := range [4][2]float64{{-dx, a.X - r.x}, {dx, r.x + r.w - a.X}, {-dy, a.Y - r.y}, {dy, r.y + r.h - a.Y}} {
		toward, distance := side[0], side[1]
		switch {
		case toward == 0 && distance < 0:
			return c, d, 0, 0, false
		case toward < 0:
			from = max(from, distance/toward)
		case toward > 0:
			to = min(to, distance/toward)
		}
	}
	if from > to {
		return c, d, 0, 0, false
	}
	return draw.Point{X: a.X + from*dx, Y: a.Y + from*dy}, draw.Point{X: a.X + to*dx, Y: a.Y + to*dy}, from, to, true
}
