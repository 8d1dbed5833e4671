package figure

import (
	"math"
	"sort"

	"downhill/server/draw"
	"downhill/server/words"
)

// exit is where a run left the map, which way, and with which of its iterates.
type exit struct {
	at    draw.Point
	angle float64
	k     int
}

// exitOf is where a run was last seen leaving the map, if it is off it at step k.
func exitOf(r *run, k int, v view, inset float64) (exit, bool) {
	end := min(k, r.last())
	if end < 0 || v.has(v.at(r.x[end], r.y[end]), 0) {
		return exit{}, false
	}
	inner := v.inset(inset)
	for i := end; i > 0; i-- {
		from, to := v.at(r.x[i-1], r.y[i-1]), beyond(r, i, v)
		if !finite(from) || !finite(to) {
			continue
		}
		if _, _, _, _, ok := cut(from, to, inner); ok {
			return exitAt(from, to, inner, end), true
		}
	}
	at := v.at(r.x[end], r.y[end])
	return exitAt(draw.Point{X: v.x + v.w/2, Y: v.y + v.h/2}, at, inner, end), finite(at)
}

// beyond is where an iterate lies; for one that is not finite the way that its update
// went.
func beyond(r *run, i int, v view) draw.Point {
	at, from := v.at(r.x[i], r.y[i]), v.at(r.x[i-1], r.y[i-1])
	if finite(at) || !finite(from) {
		return at
	}
	gx, gy := r.gx[i-1], r.gy[i-1]
	far := 4 * (v.w + v.h) / math.Hypot(gx, gy)
	return draw.Point{X: from.X - gx*far, Y: from.Y + gy*far}
}

func exitAt(from, to draw.Point, inner rect, k int) exit {
	angle := math.Atan2(to.Y-from.Y, to.X-from.X)
	if _, at, _, _, ok := cut(from, to, inner); ok {
		return exit{at, angle, k}
	}
	return exit{draw.Point{X: min(max(from.X, inner.x), inner.x+inner.w), Y: min(max(from.Y, inner.y), inner.y+inner.h)}, angle, k}
}

// paintHeads draws each run's head at step k, or the arrow where it left.
func paintHeads(s *sheet, v view, runs []*run, k int, m words.Messages, taken *labels) {
	for _, i := range paintOrder(runs) {
		r := runs[i]
		if left, ok := exitOf(r, k, v, 11*s.u); ok {
			paintExit(s, r, left, m, taken)
		}
	}
	for _, r := range runs {
		if at := r.headAt(v, k); finite(at) && v.has(at, 0) {
			paintHead(s, r, at)
		}
	}
}

// headAt is where a run stands at step k.
func (r *run) headAt(v view, k int) draw.Point {
	k = min(k, r.last())
	return v.at(r.x[k], r.y[k])
}

// headRadius is that of a head, and headRim the width of what lies around it, in px.
const (
	headRadius = 6
	headRim    = 5
)

func paintHead(s *sheet, r *run, at draw.Point) {
	var p draw.Path
	addShape(&p, r.shape, at.X, at.Y, headRadius*s.u)
	s.cased(p, r.ink, 0, headRim/2.0)
	s.Fill(p, r.ink)
}

func paintExit(s *sheet, r *run, left exit, m words.Messages, taken *labels) {
	var p draw.Path
	addArrowHead(&p, left.at.X, left.at.Y, left.angle, 20*s.u)
	s.cased(p, r.ink, 0, 2)
	s.Fill(p, r.ink)
	if left.k == 0 || s.bare {
		return
	}
	const inwards = 28
	text := m.T("map.leaves", "name", r.name, "k", left.k, "loss", words.Loss(r.loss[left.k]))
	size := 13 * s.u
	w, h := draw.Width(text, size, true)+14*s.u, size*1.75
	dx, dy := math.Cos(left.angle), math.Sin(left.angle)
	place := rect{left.at.X - dx*inwards*s.u, left.at.Y - dy*inwards*s.u - h/2, w, h}
	if dx > 0 {
		place.x -= w
	}
	place = taken.nudge(place)
	var frame draw.Path
	frame.RoundRect(place.x, place.y, w, h, 6*s.u)
	s.Fill(frame, s.ink("paper"))
	s.Stroke(frame, draw.Stroke{Ink: r.ink, Width: 1.5 * s.u})
	s.write(text, place.x+7*s.u, place.y+h/2, size, 0, true, s.ink("text"))
}

// reserveHeads keeps labels off the heads.
func reserveHeads(s *sheet, v view, runs []*run, k int, taken *labels) {
	r := 11 * s.u
	for _, one := range runs {
		if at := one.headAt(v, k); finite(at) && v.has(at, 0) {
			taken.reserve(rect{at.X - r, at.Y - r, 2 * r, 2 * r})
		}
	}
}

// startRadius is that of the ring at the start, in px.
const startRadius = 7

// paintStart draws a ring at the start, and writes what it is under it, or beside it or
// above it where fewer lines of runs go through.
func paintStart(s *sheet, v view, at draw.Point, text string, taken *labels, runs []*run) {
	taken.reserve(rect{at.X - 12*s.u, at.Y - 12*s.u, 24 * s.u, 24 * s.u})
	if !v.has(at, 0) {
		return
	}
	var ring draw.Path
	ring.Circle(at.X, at.Y, startRadius*s.u)
	s.Stroke(ring, draw.Stroke{Ink: s.ink("map-halo"), Width: 7 * s.u})
	s.Fill(ring, s.ink("paper"))
	s.Stroke(ring, draw.Stroke{Ink: s.ink("text"), Width: 3 * s.u})
	size := 14 * s.u
	w := draw.Width(text, size, true)
	right, left, below, above := beside(at.X, at.Y, 13*s.u, w, size*1.3)
	places := []rect{below, right, left, above}
	sort.SliceStable(places, func(a, b int) bool { return crossings(runs, v, places[a]) < crossings(runs, v, places[b]) })
	place, ok := taken.put(places...)
	if !ok {
		place = taken.nudge(below)
	}
	s.haloed(text, place.x, place.y+place.h/2, size, 0, 0, true, s.ink("text"))
}
