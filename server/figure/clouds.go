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

// paintClouds draws the members of every run up to step k; at tells where a place of
// the plane is drawn.
func (s *scene) paintClouds(sh *sheet, at func(x, y float64) draw.Point, v view, k int) {
	for _, i := range paintOrder(s.runs) {
		if r := s.runs[i]; r.cloud != nil {
			paintCloudWays(sh, r, at, v, k)
		}
	}
	for _, r := range s.runs {
		if r.cloud != nil {
			paintCloudHeads(sh, r, at, v, k)
		}
	}
}

func paintCloudWays(sh *sheet, r *run, at func(x, y float64) draw.Point, v view, k int) {
	for _, member := range r.cloud.Members {
		var p draw.Path
		last := at(float64(member.X[0]), float64(member.Y[0]))
		for j := 1; j <= min(k, len(member.X)-1); j++ {
			to := at(float64(member.X[j]), float64(member.Y[j]))
			if a, b, from, _, ok := cut(last, to, v.inset(-trailBeyond)); ok {
				if p.Empty() || from > 0 || j == 1 {
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
