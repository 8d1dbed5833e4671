package figure

import (
	"math"
	"sort"

	"downhill/landscape"
	"downhill/server/draw"
	"downhill/server/words"
)

// markRoom is the room that a mark of full size wants, in px each way.
const markRoom = 70

// markSize is how large so many marks are drawn: 1 where there is room for each, less
// in a crowd.
func markSize(n int, r rect, u float64) float64 {
	return min(1, max(0.35, math.Sqrt(r.w*r.h/float64(max(1, n)))/markRoom/u))
}

// paintMarks draws the minima and the saddles: a filled star is a global minimum, an
// open one a local minimum, a cross a saddle; over basins a star has the hue of its
// own.
func paintMarks(s *sheet, v view, surface *landscape.Surface, g *ground) {
	var minima []landscape.Minimum
	var saddles []draw.Point
	for _, p := range surface.Saddles {
		if at := v.at(p.X, p.Y); v.has(at, 0) {
			saddles = append(saddles, at)
		}
	}
	for _, m := range surface.Minima {
		if v.has(v.at(m.At.X, m.At.Y), 0) {
			minima = append(minima, m)
		}
	}
	size := s.u * markSize(len(minima)+len(saddles), v.rect, s.u)
	for _, at := range saddles {
		paintSaddle(s, at, size)
	}
	for _, m := range minima {
		fill, big := s.ink("paper"), size
		if m.Global {
			fill, big = s.ink("text"), s.u
		}
		if hue, ok := g.hue(s.theme, m.At); ok {
			fill = hue.ink()
		}
		paintMinimum(s, v.at(m.At.X, m.At.Y), big, fill)
	}
}

func paintMinimum(s *sheet, at draw.Point, size float64, fill draw.Ink) {
	var p draw.Path
	addStar(&p, at.X, at.Y, 10*size)
	s.Stroke(p, draw.Stroke{Ink: s.ink("map-halo"), Width: 4.5 * size})
	s.Fill(p, fill)
	s.Stroke(p, draw.Stroke{Ink: s.ink("text"), Width: 1.5 * size})
}

func paintSaddle(s *sheet, at draw.Point, size float64) {
	r := 6.2 * size
	var p draw.Path
	p.Polyline([]draw.Point{{X: at.X - r, Y: at.Y - r}, {X: at.X + r, Y: at.Y + r}})
	p.Polyline([]draw.Point{{X: at.X - r, Y: at.Y + r}, {X: at.X + r, Y: at.Y - r}})
	s.Stroke(p, draw.Stroke{Ink: s.ink("map-halo"), Width: 5 * size})
	s.Stroke(p, draw.Stroke{Ink: s.ink("text"), Width: 2 * size})
}

// markName is what is written at a place of the plane; main is of the global minimum,
// or a pole: it comes first, and stands out.
type markName struct {
	at   landscape.Point
	text string
	main bool
}

// mostNamed: with more minima than this none but the lowest has its loss beside it.
const mostNamed = 12

// names are the minima by their losses, the lowest as what it is; a pole where there
// is no lowest.
func names(surface *landscape.Surface, m words.Messages) (all []markName) {
	var global []landscape.Minimum
	for _, one := range surface.Minima {
		if one.Global {
			global = append(global, one)
		}
	}
	more := 0 // digits that tell the lowest from the others
	if len(global) == 1 {
		losses := make([]float64, len(surface.Minima))
		for i, one := range surface.Minima {
			losses[i] = one.Loss
		}
		more = words.MoreDigits(global[0].Loss, losses, words.LossTo)
		key := "map.global"
		switch {
		case surface.Part:
			key = "map.part"
		case surface.Found || surface.Unbounded: // one without a bottom has lower ones
			key = "map.found"
		}
		all = append(all, markName{global[0].At, m.T(key, "loss", words.LossTo(global[0].Loss, more)), true})
	}
	if surface.Pole != nil && len(global) == 0 {
		all = append(all, markName{*surface.Pole, m.T("map.pole"), true})
	}
	if len(surface.Minima) > mostNamed {
		return all
	}
	for _, one := range surface.Minima {
		if len(global) != 1 || !one.Global {
			all = append(all, markName{one.At, words.LossTo(one.Loss, more), false})
		}
	}
	return all
}

// paintMarkNames writes the names of the marks where there is room, at the place that
// fewest lines of runs cross.
func paintMarkNames(s *sheet, v view, surface *landscape.Surface, m words.Messages, taken *labels, runs []*run) {
	r := 11 * s.u
	for _, at := range markPlaces(surface) {
		if p := v.at(at.X, at.Y); v.has(p, 0) {
			taken.reserve(rect{p.X - r, p.Y - r, 2 * r, 2 * r})
		}
	}
	for _, name := range names(surface, m) {
		p := v.at(name.at.X, name.at.Y)
		if !v.has(p, 0) {
			continue
		}
		size := 12 * s.u
		if name.main {
			size = 13.5 * s.u
		}
		right, left, below, above := beside(p.X, p.Y, 13*s.u, draw.Width(name.text, size, name.main), size*1.3)
		places := []rect{below, above, right, left}
		sort.SliceStable(places, func(a, b int) bool { return crossings(runs, v, places[a]) < crossings(runs, v, places[b]) })
		if place, ok := taken.put(places...); ok {
			s.haloed(name.text, place.x, place.y+place.h/2, size, 0, 0, name.main, s.ink("text"))
		}
	}
}

// markPlaces are where there is a mark.
func markPlaces(surface *landscape.Surface) []landscape.Point {
	all := append([]landscape.Point(nil), surface.Saddles...)
	for _, m := range surface.Minima {
		all = append(all, m.At)
	}
	return all
}

// crossings is how many steps of the runs go through a place.
func crossings(runs []*run, v view, place rect) (n int) {
	for _, r := range runs {
		for k := 1; k < len(r.x); k++ {
			if _, _, _, _, ok := cut(v.at(r.x[k-1], r.y[k-1]), v.at(r.x[k], r.y[k]), place); ok {
				n++
			}
		}
	}
	return n
}
