package figure

import "math"

// labels remembers which places of a rectangle are taken: each label is put where it
// covers nothing that was put before.
type labels struct {
	in    rect
	taken []rect
}

func overlap(a, b rect) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

// reserve takes a place, even if it overlaps another.
func (l *labels) reserve(place rect) { l.taken = append(l.taken, place) }

// put takes the first of the places that is free and wholly inside.
func (l *labels) put(places ...rect) (rect, bool) {
	for _, p := range places {
		if l.free(p) {
			l.taken = append(l.taken, p)
			return p, true
		}
	}
	return rect{}, false
}

func (l *labels) free(p rect) bool {
	if p.x < l.in.x || p.y < l.in.y || p.x+p.w > l.in.x+l.in.w || p.y+p.h > l.in.y+l.in.h {
		return false
	}
	for _, t := range l.taken {
		if overlap(p, t) {
			return false
		}
	}
	return true
}

// nudge takes a place near one, moved inside and then up or down until it is free.
func (l *labels) nudge(p rect) rect {
	p.x = min(max(p.x, l.in.x+4), l.in.x+l.in.w-p.w-4)
	p.y = min(max(p.y, l.in.y+4), l.in.y+l.in.h-p.h-4)
	for i := range 12 {
		dy := math.Ceil(float64(i)/2) * (p.h + 2)
		if i%2 == 1 {
			dy = -dy
		}
		if found, ok := l.put(rect{p.x, p.y + dy, p.w, p.h}); ok {
			return found
		}
	}
	return p
}

// beside are the four places beside a mark: right, left, below, above.
func beside(x, y, gap, w, h float64) (right, left, below, above rect) {
	return rect{x + gap, y - h/2, w, h}, rect{x - gap - w, y - h/2, w, h}, rect{x - w/2, y + gap, w, h}, rect{x - w/2, y - gap - h, w, h}
}
