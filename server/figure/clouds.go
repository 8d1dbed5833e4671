package figure

import "downhill/server/draw"

// How members of an ensemble are drawn: thin ways, and where they are.
const (
	memberLine = 0.9
	memberInk  = 0.22
	memberDot  = 3.2
)

// clouded reports whether the scenario is an ensemble.
func (s *scene) clouded() bool { return s.sc.Members() > 1 }

// cloudView is where members are drawn: on a map as they lie, on a curve as high as
// their losses.
func (s *scene) cloudView(sh *sheet, r rect) (v view, at func(x, y float64) draw.Point) {
	if !s.sc.Surface.OneWeight {
		v = s.mapView(r)
		return v, v.at
	}
	_, v = s.curveView(r, sh.u)
	f := s.sc.Objective()
	return v, func(x, _ float64) draw.Point { return v.at(x, f.Value(x, 0)) }
}

// paintClouds draws the members of every run up to step k.
func (s *scene) paintClouds(sh *sheet, r rect, k int) {
	s.paintCloudWays(sh, r, s.drawn, k)
	v, at := s.cloudView(sh, r)
	for _, one := range s.runs {
		if one.cloud != nil {
			paintCloudHeads(sh, one, at, v, k)
		}
	}
}

// paintCloudWays draws where the members went from a step to another.
func (s *scene) paintCloudWays(sh *sheet, r rect, from, to int) {
	v, at := s.cloudView(sh, r)
	for _, i := range paintOrder(s.runs) {
		if one := s.runs[i]; one.cloud != nil {
			paintMemberWays(sh, one, at, v, from, to)
		}
	}
}

func paintMemberWays(sh *sheet, r *run, at func(x, y float64) draw.Point, v view, start, end int) {
	for _, member := range r.cloud.Members {
		var p draw.Path
		start := min(start, len(member.X)-1)
		last := at(float64(member.X[start]), float64(member.Y[start]))
		for j := start + 1; j <= min(end, len(member.X)-1); j++ {
			to := at(float64(member.X[j]), float64(member.Y[j]))
			if a, b, from, _, ok := cut(last, to, v.inset(-trailBeyond)); ok {
				if p.Empty() || from > 0 {
					p.MoveTo(a.X, a.Y)
				}
				p.LineTo(b.X, b.Y)
			}
			last = to
		}
		if !p.Empty() {
			sh.Stroke(p, draw.Stroke{Ink: r.ink.Faded(memberInk), Width: memberLine * sh.u})
		}
	}
}

func paintCloudHeads(sh *sheet, r *run, at func(x, y float64) draw.Point, v view, k int) {
	var p draw.Path
	for _, member := range r.cloud.Members {
		j := min(k, len(member.X)-1)
		if place := at(float64(member.X[j]), float64(member.Y[j])); finite(place) && v.has(place, 0) {
			addShape(&p, r.shape, place.X, place.Y, memberDot*sh.u)
		}
	}
	if !p.Empty() {
		sh.Stroke(p, draw.Stroke{Ink: sh.ink("paper"), Width: 2 * sh.u})
		sh.Fill(p, r.ink)
	}
}
