package figure

import (
	"cmp"
	"math"
	"slices"

	"downhill/server/draw"
)

// The loss on each heavier contour stands along the line, upright, where it is
// straight and nothing else is written (web/src/map/level-labels.ts).
const (
	shortestLine = 170 // px: a shorter one has no room for a number
	labelTries   = 40
	labelsApart  = 420
	mostBent     = 0.06
)

// spot is a place along a line for a number; bent is how much shorter the straight way
// is than the line, as a part of it.
type spot struct {
	at          draw.Point
	angle, bent float64
}

// name writes the losses of the heavier lines, at most two a line.
func (g *ground) name(s *sheet, v view, taken *labels) {
	size := 12 * s.u
	for _, c := range g.lines {
		if !c.named {
			continue
		}
		text := levelText(c.level)
		wide := draw.Width(text, size, false)
		var said []spot
		for _, line := range c.lines {
			placed := make([]draw.Point, len(line))
			for i, p := range line {
				placed[i] = g.place(v, p)
			}
			for _, one := range spotsOf(placed, wide+size, s.u) {
				near := slices.ContainsFunc(said, func(other spot) bool {
					return math.Hypot(other.at.X-one.at.X, other.at.Y-one.at.Y) < labelsApart*s.u
				})
				if len(said) > 1 || one.bent > mostBent || near {
					continue
				}
				if _, ok := taken.put(one.room(wide, size)); ok {
					said = append(said, one)
					s.haloed(text, one.at.X, one.at.Y, size, 0.5, one.angle, false, s.ink("text"))
				}
			}
		}
	}
}

// room is the upright box around a text that stands at an angle.
func (p spot) room(wide, high float64) rect {
	sin, cos := math.Sincos(p.angle)
	sin, cos = math.Abs(sin), math.Abs(cos)
	w, h := cos*wide+sin*high+6, sin*wide+cos*high+6
	return rect{p.at.X - w/2, p.at.Y - h/2, w, h}
}

// spotsOf are places along a line for a text so long, the straightest first.
func spotsOf(line []draw.Point, long, u float64) (spots []spot) {
	along := make([]float64, len(line))
	for i := 1; i < len(line); i++ {
		along[i] = along[i-1] + math.Hypot(line[i].X-line[i-1].X, line[i].Y-line[i-1].Y)
	}
	whole := along[len(along)-1]
	if whole < max(shortestLine*u, 2*long) {
		return nil
	}
	for i := range labelTries {
		middle := whole * (float64(i) + 0.5) / labelTries
		a, b := pointAt(line, along, middle-long/2), pointAt(line, along, middle+long/2)
		if b.X < a.X {
			a, b = b, a
		}
		dx, dy := b.X-a.X, b.Y-a.Y
		spots = append(spots, spot{pointAt(line, along, middle), math.Atan2(dy, dx), 1 - math.Hypot(dx, dy)/long})
	}
	slices.SortStableFunc(spots, func(a, b spot) int {
		return cmp.Compare(a.bent+0.02*math.Abs(math.Sin(a.angle)), b.bent+0.02*math.Abs(math.Sin(b.angle)))
	})
	return spots
}

// pointAt is the point so far along a line.
func pointAt(line []draw.Point, along []float64, at float64) draw.Point {
	whole := along[len(along)-1]
	at = min(max(at, 0), whole)
	high, _ := slices.BinarySearch(along, at)
	if high == 0 {
		return line[0]
	}
	low := high - 1
	part := (at - along[low]) / (along[high] - along[low])
	return draw.Point{X: line[low].X + part*(line[high].X-line[low].X), Y: line[low].Y + part*(line[high].Y-line[low].Y)}
}
