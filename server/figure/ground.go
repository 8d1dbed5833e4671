package figure

import (
	"context"
	"image"
	"image/color"
	"math"
	"slices"
	"sort"

	"downhill/landscape"
	"downhill/server/draw"
	"downhill/train"
	"downhill/train/nets"
)

// ground is the map's ground as it was measured: height as colour and shade, contours,
// and where there is no loss.
type ground struct {
	grid   *landscape.HeightGrid
	scale  levelScale
	shade  func(loss float64) float64 // where a loss stands among the colours, 0 to 1
	lines  []contour
	mask   []float64 // nil where all is defined
	basins *train.BasinMap
	slow   float64 // see slowest
}

// contour is a line of equal loss, in the grid's own coordinates.
type contour struct {
	level float64
	named bool
	lines [][]draw.Point
}

// Named lines are at least so many steps of the levels apart, and others so far from
// them.
const (
	namedApart  = 2.4
	namedBeside = 0.45
)

// A grid reaches so much further than what is seen: of the whole map, and of a part, whose
// colours go by it (web/src/map/terrain.ts).
const (
	gridMargin = 1.02
	partMargin = 1.25
)

// samplesOf are the samples a side of a surface's grid, at most most: those of a
// network's plane take long.
func samplesOf(s *landscape.Surface, most int) int {
	const work = 1.2e9 / 4
	net, ok := s.Loss.(*nets.Net)
	if !ok {
		return most
	}
	finest := int(math.Sqrt(work / float64(len(net.Initial)*net.Spec.Size)))
	return min(129, most, max(17, finest))
}

// The samples a side of a ground, and of a picture without words, which is shown small:
// at 144 pixels it has one for two pixels.
const (
	usualSamples = 257
	bareSamples  = 73
)

// measure measures the ground of a box. Its levels are those of the whole map, of which
// it may be a part; most is the most samples a side.
func measure(ctx context.Context, s *landscape.Surface, whole, box landscape.View, most int) (*ground, error) {
	all, err := gridOf(ctx, s, whole, gridMargin, most)
	grid := all
	if err == nil && box != whole {
		grid, err = gridOf(ctx, s, box, partMargin, most)
	}
	if err != nil {
		return nil, err
	}
	best, known := s.Best()
	if !known || s.Unbounded {
		best = math.NaN()
	}
	g := &ground{grid: grid, scale: scaleOf(all, s.View.Drawn(), best, s.Scale == landscape.Log), mask: undefinedMask(grid)}
	if g.shade = g.scale.shade; grid != all {
		g.shade = g.scale.closeShade(grid)
	}
	g.trace()
	return g, nil
}

// gridOf samples a box, and a margin around it.
func gridOf(ctx context.Context, s *landscape.Surface, box landscape.View, margin float64, most int) (*landscape.HeightGrid, error) {
	return landscape.GridWithPoles(ctx, s, scaled(box, margin, margin), samplesOf(s, most), 0)
}

// trace traces the contours, at the levels of the scale and at round losses.
func (g *ground) trace() {
	plain := g.scale.levels(g.grid)
	if len(plain) == 0 {
		return
	}
	lowest, highest := plain[0], plain[len(plain)-1]
	step := g.scale.step
	if len(plain) > 1 {
		step = (g.scale.t(highest) - g.scale.t(lowest)) / float64(len(plain)-1)
	}
	named := indexLevels(g.scale, lowest, highest, namedApart*step)
	levels := slices.DeleteFunc(plain, func(level float64) bool {
		return slices.ContainsFunc(named, func(other float64) bool {
			return math.Abs(g.scale.t(other)-g.scale.t(level)) < namedBeside*step
		})
	})
	levels = append(levels, named...)
	sort.Float64s(levels)
	heights := bounded(g.grid, levels)
	for _, level := range levels {
		lines := trace(heights, g.grid.N, level)
		if g.mask != nil {
			lines = definedParts(lines, g.mask, g.grid.N)
		}
		g.lines = append(g.lines, contour{level, slices.Contains(named, level), lines})
	}
}

// place is where a place of the grid lies on the sheet.
func (g *ground) place(v view, p draw.Point) draw.Point {
	return v.at(g.grid.View.XMin+p.X*width(g.grid.View)/float64(g.grid.N-1), g.grid.View.YMin+p.Y*height(g.grid.View)/float64(g.grid.N-1))
}

// unplace is where a place of the sheet lies in a grid of n samples a side of a box.
func unplace(v view, box landscape.View, n int, x, y float64) (i, j float64) {
	wx, wy := v.box.XMin+(x-v.x)*width(v.box)/v.w, v.box.YMax-(y-v.y)*height(v.box)/v.h
	return (wx - box.XMin) / width(box) * float64(n-1), (wy - box.YMin) / height(box) * float64(n-1)
}

// picture is the ground in colours, a pixel for each of the view's.
func (g *ground) picture(v view, t *theme) *image.RGBA {
	n := g.grid.N
	colors := hypsometric(g.grid, g.shade, &t.ramp)
	w, h := int(math.Round(v.w)), int(math.Round(v.h))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	paper := t.rgb("paper")
	for y := range h {
		for x := range w {
			i, j := unplace(v, g.grid.View, n, v.x+float64(x)+0.5, v.y+float64(y)+0.5)
			c := blended(colors, n, i, j)
			if g.basins != nil {
				c = mixed(c, g.basin(v, t, v.x+float64(x)+0.5, v.y+float64(y)+0.5), 0.8)
			}
			if g.masked(i, j) {
				c = paper
			}
			img.SetRGBA(x, y, color.RGBA{uint8(c[0] + 0.5), uint8(c[1] + 0.5), uint8(c[2] + 0.5), 255})
		}
	}
	return img
}

// blended is the colour between four samples.
func blended(colors []rgb, n int, x, y float64) (c rgb) {
	x, y = min(max(x, 0), float64(n-1)), min(max(y, 0), float64(n-1))
	i, j := min(int(x), n-2), min(int(y), n-2)
	fx, fy := x-float64(i), y-float64(j)
	at := j*n + i
	for k := range c {
		c[k] = (1-fy)*((1-fx)*colors[at][k]+fx*colors[at+1][k]) + fy*((1-fx)*colors[at+n][k]+fx*colors[at+n+1][k])
	}
	return c
}

// paint draws the ground; the labels of its lines keep off the places that are taken.
func (g *ground) paint(s *sheet, v view, undefined string, taken *labels) {
	s.Image(g.picture(v, s.theme), v.x, v.y, v.w, v.h)
	for _, named := range []bool{false, true} {
		ink, wide := s.ink("map-contour").Faded(0.34), 0.7*s.u
		if named {
			ink, wide = s.ink("map-contour").Faded(0.62), 1.2*s.u
		}
		for _, c := range g.lines {
			if c.named == named {
				s.Stroke(g.path(v, c.lines), draw.Stroke{Ink: ink, Width: wide})
			}
		}
	}
	if g.mask != nil {
		g.hatch(s, v, undefined, taken)
	}
	g.name(s, v, taken)
}

// masked reports whether there is no loss at a place of the grid.
func (g *ground) masked(x, y float64) bool {
	return g.mask != nil && between(g.mask, g.grid.N, x, y) >= gapEdge
}

// path is lines of the grid on the sheet, as far as they are seen.
func (g *ground) path(v view, lines [][]draw.Point) (p draw.Path) {
	for _, line := range lines {
		var last draw.Point
		var drawing bool
		for k := range line {
			to := g.place(v, line[k])
			if k > 0 {
				a, b, from, until, ok := cut(last, to, v.rect)
				if ok {
					if !drawing || from > 0 {
						p.MoveTo(a.X, a.Y)
					}
					p.LineTo(b.X, b.Y)
				}
				drawing = ok && until == 1
			}
			last = to
		}
	}
	return p
}

// hatchApart is how far hatching lines are apart, in px.
const hatchApart = 9

// hatch hatches where there is no loss, and says so where there is room.
func (g *ground) hatch(s *sheet, v view, text string, taken *labels) {
	var lines draw.Path
	inside := func(x, y float64) bool {
		return g.masked(unplace(v, g.grid.View, g.grid.N, x, y))
	}
	for x := -v.h; x < v.w; x += hatchApart * s.u {
		drawing := false
		for d := 0.0; d <= v.h; d++ {
			px, py := v.x+x+d, v.y+v.h-d
			here := px >= v.x && px <= v.x+v.w && inside(px, py)
			switch {
			case here && !drawing:
				lines.MoveTo(px, py)
			case drawing && (!here || d+1 > v.h):
				lines.LineTo(px-1, py+1)
			}
			drawing = here
		}
	}
	if !lines.Empty() {
		s.Stroke(lines, draw.Stroke{Ink: s.ink("muted").Faded(0.55), Width: s.u})
	}
	if edge := g.path(v, trace(g.mask, g.grid.N, gapEdge)); !edge.Empty() {
		s.Stroke(edge, draw.Stroke{Ink: s.ink("muted"), Width: 1.4 * s.u})
	}
	g.nameGap(s, v, text, taken)
}

func (g *ground) nameGap(s *sheet, v view, text string, taken *labels) {
	x, y, length := roomIn(g.mask, g.grid.N)
	if length == 0 {
		return
	}
	size := 12 * s.u
	half := float64(length-1) / 2
	a, b := g.place(v, draw.Point{X: x - half, Y: y}), g.place(v, draw.Point{X: x + half, Y: y})
	left, right := max(v.x, a.X), min(v.x+v.w, b.X)
	wide := draw.Width(text, size, true)
	if right-left < wide+24 {
		return
	}
	if thin := (size + 4) / v.h * height(v.box) / height(g.grid.View) * float64(g.grid.N-1); !g.masked(x, y-thin) && !g.masked(x, y+thin) {
		return
	}
	at := draw.Point{X: (left + right) / 2, Y: min(v.y+v.h-40*s.u, max(v.y+40*s.u, a.Y))}
	taken.reserve(rect{at.X - wide/2 - 4, at.Y - 10*s.u, wide + 8, 20 * s.u})
	s.haloed(text, at.X, at.Y, size, 0.5, 0, true, s.ink("muted"))
}
