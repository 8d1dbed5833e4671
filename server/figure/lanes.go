package figure

import (
	"math"

	"downhill/server/draw"
)

// Runs that share their way are drawn side by side, so that none is buried under
// another (web/src/map/lanes.ts).
const (
	laneApart  = 3.5 // px
	laneClose  = 2.5 // ways this close are one
	laneShared = 0.8 // the part of the shorter way that must lie on the other
	laneShort  = 24  // a way shorter than this hides nothing
	laneDots   = 4   // places of a way closer than this to the last count once
	lanePlaces = 48  // so many places along a way are compared
	laneLines  = 240 // with so many lines of another
)

// lanesOf is how far each run is drawn beside its way, in px at scale 1.
func lanesOf(runs []*run, v view) []float64 {
	ways, group := make([][]draw.Point, len(runs)), make([]int, len(runs))
	for i, r := range runs {
		ways[i], group[i] = placesOf(r, v), i
	}
	for i := range runs {
		for j := range i {
			if share(ways[i], ways[j]) {
				from, to := group[i], group[j]
				for k := range group {
					if group[k] == from {
						group[k] = to
					}
				}
			}
		}
	}
	lanes := make([]float64, len(runs))
	for i := range runs {
		mine, count := 0, 0
		for j := range runs {
			if group[j] == group[i] {
				if j < i {
					mine++
				}
				count++
			}
		}
		lanes[i] = laneApart * (float64(mine) - float64(count-1)/2)
	}
	return lanes
}

// placesOf are the places of a way on the map; it ends where it leaves it.
func placesOf(r *run, v view) (places []draw.Point) {
	for k := 0; k < len(r.x) && len(places) < laneLines; k++ {
		at := v.at(r.x[k], r.y[k])
		if !finite(at) {
			break
		}
		if n := len(places); n > 0 && math.Hypot(at.X-places[n-1].X, at.Y-places[n-1].Y) < laneDots {
			continue
		}
		places = append(places, at)
		if !v.has(at, 0) {
			break
		}
	}
	return places
}

func share(a, b []draw.Point) bool {
	shorter, longer := a, b
	if extent(b) <= extent(a) {
		shorter, longer = b, a
	}
	if extent(shorter) < laneShort {
		return false
	}
	looked := spread(shorter)
	near := 0
	for _, at := range looked {
		for i := 1; i < len(longer); i++ {
			if distance(at, longer[i-1], longer[i]) < laneClose {
				near++
				break
			}
		}
	}
	return float64(near) >= laneShared*float64(len(looked))
}

// spread are places spread evenly along a way, its start left out.
func spread(places []draw.Point) (found []draw.Point) {
	whole := 0.0
	for i := 1; i < len(places); i++ {
		whole += math.Hypot(places[i].X-places[i-1].X, places[i].Y-places[i-1].Y)
	}
	every := max(laneDots, whole/lanePlaces)
	left := every
	for i := 1; i < len(places); i++ {
		a, b := places[i-1], places[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		for ; left <= length; left += every {
			found = append(found, draw.Point{X: a.X + (b.X-a.X)*left/length, Y: a.Y + (b.Y-a.Y)*left/length})
		}
		left -= length
	}
	return found
}

func extent(places []draw.Point) (far float64) {
	for _, p := range places {
		far = max(far, math.Hypot(p.X-places[0].X, p.Y-places[0].Y))
	}
	return far
}

// distance is from a place to a line's nearest point.
func distance(p, a, b draw.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	part := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		part = min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	}
	return math.Hypot(p.X-a.X-part*dx, p.Y-a.Y-part*dy)
}

// sideOf is which way a lane lies beside a line: a unit normal, the same for a line
// and for the way back on it.
func sideOf(dx, dy float64) (side draw.Point, ok bool) {
	length := math.Hypot(dx, dy)
	if !(length > 1) {
		return side, false
	}
	if dx < 0 || dx == 0 && dy < 0 {
		dx, dy = -dx, -dy
	}
	return draw.Point{X: -dy / length, Y: dx / length}, true
}
