package figure

import (
	"downhill/landscape"
)

// mapBox is what is seen in a rectangle: a part that is asked for, or the whole map.
func (s *scene) mapBox(r rect) landscape.View {
	if !s.zoom.Flat() {
		return fitted(s.zoom, r.w, r.h)
	}
	return s.wholeBox(r)
}

// wholeBox is what is seen of the whole map: the surface's own box, with room around the start.
func (s *scene) wholeBox(r rect) landscape.View {
	return fitted(withRoom(s.sc.Shown().View.Drawn(), s.start()), r.w, r.h)
}

func (s *scene) mapView(r rect) view { return view{s.mapBox(r), r} }

// paintMapGround draws what does not move.
func (s *scene) paintMapGround(sh *sheet, v view) {
	taken := &labels{in: v.rect}
	edge := 24 * sh.u
	taken.reserve(rect{v.x, v.y + v.h - edge, v.w, edge})
	taken.reserve(rect{v.x, v.y, 1.6 * edge, v.h})
	for _, at := range markPlaces(s.sc.Surface) {
		p := v.at(at.X, at.Y)
		taken.reserve(rect{p.X - edge, p.Y - edge, 2 * edge, 2 * edge})
	}
	s.ground.paint(sh, v, s.words.T("map.undefined"), taken)
	paintMarks(sh, v, s.sc.Surface, s.ground)
	if !sh.bare {
		paintAxes(sh, v, s.sc.Net() != nil, s.words)
	}
}

// paintMapRuns draws the runs up to step k, and what is written beside them.
func (s *scene) paintMapRuns(sh *sheet, v view, k int) {
	taken := &labels{in: v.rect}
	taken.reserve(rect{v.x, v.y + v.h - 22*sh.u, v.w, 22 * sh.u})
	taken.reserve(rect{v.x, v.y, 34 * sh.u, v.h})
	if s.clouded() {
		s.paintClouds(sh, v.rect, k)
	} else {
		s.trails(sh, v, s.runs).paint(k)
	}
	paintStart(sh, v, v.at(s.start().X, s.start().Y), s.words.T("map.start"), taken, s.runs)
	reserveHeads(sh, v, s.runs, k, taken)
	paintMarkNames(sh, v, s.sc.Surface, s.words, taken, s.runs)
	if !s.clouded() {
		paintHeads(sh, v, s.runs, k, s.words, taken)
	}
}
