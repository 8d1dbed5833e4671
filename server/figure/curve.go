package figure

import (
	"math"
	"slices"

	"downhill/landscape"
	"downhill/server/draw"
)

// The curve of a loss of one weight: the page's picture of it (web/src/curve).
const (
	curveLooks = 1025
	curveLine  = 2.6
	curveInk   = 0.62
	curveBands = 64
)

// curve is a loss of one weight as it was measured: losses at places along the axis.
type curve struct {
	xs, losses []float64
	low, high  float64 // of what is shown
}

// curveOf measures the curve that is seen.
func (s *scene) curveOf(from, to float64) *curve {
	c := &curve{}
	f := s.sc.Objective()
	for i := range curveLooks {
		x := from + float64(i)*(to-from)/(curveLooks-1)
		c.xs, c.losses = append(c.xs, x), append(c.losses, f.Value(x, 0))
	}
	start := math.NaN()
	if at := s.start().X; at >= from && at <= to {
		start = f.Value(at, 0)
	}
	c.low, c.high = lossRange(c.losses, start)
	return c
}

// lossRange are the losses to show: what shoots up or down without end must not
// flatten all the rest (web/src/curve/range.ts).
func lossRange(losses []float64, start float64) (low, high float64) {
	const cutOff, room, few, most, beyond = 8, 3, 4, 0.6, 0.4
	sorted := slices.DeleteFunc(slices.Clone(losses), func(v float64) bool { return v-v != 0 })
	slices.Sort(sorted)
	if len(sorted) == 0 {
		return withStart(math.NaN(), math.NaN(), start)
	}
	n := len(sorted) - 1
	bottom, top := quantile(sorted, 0.1), quantile(sorted, 0.9)
	low, high = sorted[0], sorted[n]
	if some := sorted[min(few, n)]; some-low > most*(bottom-low) && bottom-low > top-bottom {
		low = bottom - beyond*(top-bottom)
	}
	shown := high
	if some := sorted[max(0, n-few)]; high-some > most*(high-top) && high-top > top-bottom {
		shown = top + beyond*(top-bottom)
	}
	if high-low > cutOff*(start-low) {
		shown = min(shown, max(low+room*(start-low), top))
	}
	return withStart(low, shown, start)
}

// withStart is the range with the start in it, and not without a height.
func withStart(low, high, start float64) (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	for _, v := range [...]float64{low, high, start} {
		if v-v == 0 {
			from, to = min(from, v), max(to, v)
		}
	}
	if from > to {
		return 0, 1
	}
	if to-from > 1e-12*max(math.Abs(from), math.Abs(to)) {
		return from, to
	}
	half := math.Abs(from) / 2
	if half == 0 {
		half = 0.5
	}
	return from - half, to + half
}

// curveView is what is seen of the curve: a part that is asked for, or the surface's own
// interval, with the start in it, and some room above and below the losses.
func (s *scene) curveView(r rect, u float64) (*curve, view) {
	own := s.sc.Surface.View
	from, to := own.XMin, own.XMax
	if s.zoom.XMax > s.zoom.XMin {
		from, to = s.zoom.XMin, s.zoom.XMax
	} else if x := s.start().X; x >= from && x <= to {
		from, to = min(from, x-0.04*(to-from)), max(to, x+0.04*(to-from))
	}
	c := s.curveOf(from, to)
	span := c.high - c.low
	foot := (30 + 12*u) / r.h
	return c, view{landscape.View{XMin: from, XMax: to, YMin: c.low - (0.05+foot)*span, YMax: c.high + 0.12*span}, r}
}

// paintCurveGround draws what does not move: the ground in the colours of height, the
// curve, the axes.
func (s *scene) paintCurveGround(sh *sheet, c *curve, v view) {
	sh.fillRect(v.rect, sh.ink("paper"))
	for i := curveBands - 1; i >= 0; i-- { // each covers what lies below it of those before
		s.paintBand(sh, c, v, float64(i)/curveBands, float64(i+1)/curveBands)
	}
	if line := c.path(v); !line.Empty() {
		sh.Stroke(line, draw.Stroke{Ink: sh.ink("text"), Width: curveLine * sh.u})
	}
	c.hatch(sh, v, s.words.T("map.undefined"))
	if !sh.bare {
		s.paintLosses(sh, v)
		paintXAxis(sh, v, s.words.T("curve.weight"))
	}
	for _, m := range s.sc.Surface.Minima {
		at := v.at(m.At.X, m.Loss)
		fill := sh.ink("paper")
		if m.Global {
			fill = sh.ink("text")
		}
		if v.has(at, 0) {
			paintMinimum(sh, at, sh.u, fill)
		}
	}
}

// paintBand fills all that lies under the curve and under a height, in the colour of
// what lies between two heights, as parts of the range of losses.
func (s *scene) paintBand(sh *sheet, c *curve, v view, from, to float64) {
	high := c.low + to*(c.high-c.low)
	if to == 1 {
		high = v.box.YMax
	}
	var p draw.Path
	for i := 0; i+1 < len(c.xs); i++ {
		j := i
		for j < len(c.xs) && c.losses[j]-c.losses[j] == 0 {
			j++
		}
		if j > i+1 {
			p.Polygon(c.under(v, i, j-1, high))
		}
		i = max(i, j-1)
	}
	if !p.Empty() {
		sh.Fill(p, mixed(sh.rgb("paper"), sh.ramp.at((from+to)/2), curveInk).ink())
	}
}

// under is the outline of what lies under the samples from i to j and under a height.
func (c *curve) under(v view, i, j int, high float64) (points []draw.Point) {
	for k := i; k <= j; k++ {
		points = append(points, v.at(c.xs[k], min(max(c.losses[k], v.box.YMin), high)))
	}
	return append(points, v.at(c.xs[j], v.box.YMin), v.at(c.xs[i], v.box.YMin))
}

// path is the line of the curve.
func (c *curve) path(v view) (p draw.Path) {
	drawing := false
	for i, x := range c.xs {
		if loss := c.losses[i]; loss-loss != 0 {
			drawing = false
			continue
		}
		at := v.at(x, c.losses[i])
		at.Y = min(max(at.Y, v.y-2*v.h), v.y+3*v.h)
		if drawing {
			if a, b, from, _, ok := cut(v.at(c.xs[i-1], c.losses[i-1]), at, v.inset(-2)); ok {
				if from > 0 || p.Empty() {
					p.MoveTo(a.X, a.Y)
				}
				p.LineTo(b.X, b.Y)
			}
		} else if v.has(at, 2) {
			p.MoveTo(at.X, at.Y)
		}
		drawing = true
	}
	return p
}

// hatch hatches where the curve is not defined.
func (c *curve) hatch(sh *sheet, v view, text string) {
	for i := 0; i < len(c.xs); i++ {
		if c.losses[i]-c.losses[i] == 0 {
			continue
		}
		j := i
		for j+1 < len(c.xs) && c.losses[j+1]-c.losses[j+1] != 0 {
			j++
		}
		left, right := v.at(c.xs[max(0, i-1)], 0).X, v.at(c.xs[min(len(c.xs)-1, j+1)], 0).X
		hatchBar(sh, rect{left, v.y, right - left, v.h}, text)
		i = j
	}
	for _, x := range c.poles() {
		hatchBar(sh, rect{v.at(x, 0).X - poleBar/2*sh.u, v.y, poleBar * sh.u, v.h}, text)
	}
}

// poleBar is how wide a pole is hatched, in px.
const poleBar = 7

// poles are where the loss leaps over a pole, from one end to the other.
func (c *curve) poles() (places []float64) {
	values := make([]float32, len(c.losses))
	for i, loss := range c.losses {
		values[i] = float32(loss)
	}
	sorted := slices.DeleteFunc(slices.Clone(c.losses), func(v float64) bool { return v-v != 0 })
	slices.Sort(sorted)
	if len(sorted) == 0 {
		return nil
	}
	leap := poleLeap * (quantile(sorted, 0.95) - quantile(sorted, 0.05))
	for i := 1; i+2 < len(values); i++ {
		if leap > 0 && isPole(values, i, 1, leap) {
			places = append(places, (c.xs[i]+c.xs[i+1])/2)
		}
	}
	return places
}

func hatchBar(sh *sheet, r rect, text string) {
	sh.fillRect(r, sh.ink("paper"))
	var p draw.Path
	for x := r.x - r.h; x < r.x+r.w; x += 7 * sh.u {
		if a, b, _, _, ok := cut(draw.Point{X: x, Y: r.y + r.h}, draw.Point{X: x + r.h, Y: r.y}, r); ok {
			p.Polyline([]draw.Point{a, b})
		}
	}
	sh.Stroke(p, draw.Stroke{Ink: sh.ink("muted").Faded(0.6), Width: sh.u})
	if size := 13 * sh.u; draw.Width(text, size, true)+12 < r.w {
		sh.haloed(text, r.x+r.w/2, r.y+r.h-52*sh.u, size, 0.5, 0, true, sh.ink("text"))
	}
}

// paintLosses draws lines of equal loss with their numbers along the left edge.
func (s *scene) paintLosses(sh *sheet, v view) {
	size := 12 * sh.u
	count := v.h / (64 * sh.u)
	step := tickStep(height(v.box), count)
	for _, value := range ticks(v.box.YMin, v.box.YMax, count) {
		y := v.at(v.box.XMin, value).Y
		sh.line(draw.Point{X: v.x, Y: y}, draw.Point{X: v.x + v.w, Y: y}, draw.Stroke{Ink: sh.ink("muted").Faded(0.28), Width: sh.u})
		if y > v.y+2.8*size && y < v.y+v.h-2.2*size {
			sh.haloed(tickText(value, step), v.x+7, y-2-size/2, size, 0, 0, false, sh.ink("muted"))
		}
	}
	sh.haloed(s.words.T("curve.loss"), v.x+7, v.y+8+size/2, size, 0, 0, true, sh.ink("text"))
}

// raised is a run with its loss as its height. One that ended in sight where there is no
// loss stands at the edge of where there is one, as high as before it
// (web/src/curve/place.ts).
func (r *run) raised(v view, loss func(x float64) float64) *run {
	const halvings = 40
	up := *r
	up.y = r.loss
	if k := r.last(); k > 0 && math.IsNaN(r.loss[k]) && v.has(v.at(r.x[k], r.loss[k-1]), 0) {
		up.x, up.y = slices.Clone(r.x), slices.Clone(r.loss)
		inside, beyond := r.x[k-1], r.x[k]
		for range halvings {
			if middle := (inside + beyond) / 2; finite(draw.Point{X: middle, Y: loss(middle)}) {
				inside = middle
			} else {
				beyond = middle
			}
		}
		up.x[k], up.y[k] = inside, r.loss[k-1]
	}
	up.gx, up.gy = make([]float64, len(r.x)), make([]float64, len(r.x))
	for k := range up.gx { // what leaves goes up
		up.gx[k], up.gy[k] = r.gx[k], -1
	}
	return &up
}

// paintCurveRuns draws the runs up to step k: each hop as a line from place to place
// on the curve.
func (s *scene) paintCurveRuns(sh *sheet, v view, k int) {
	f := s.sc.Objective()
	runs := make([]*run, len(s.runs))
	for i, r := range s.runs {
		runs[i] = r.raised(v, func(x float64) float64 { return f.Value(x, 0) })
	}
	taken := &labels{in: v.rect}
	if s.clouded() {
		s.paintClouds(sh, v.rect, k)
	} else {
		s.trails(sh, v, runs).paint(k)
	}
	paintStart(sh, v, v.at(s.start().X, f.Value(s.start().X, 0)), s.words.T("map.start"), taken, nil)
	reserveHeads(sh, v, runs, k, taken)
	s.paintCurveNames(sh, v, taken)
	if !s.clouded() {
		paintHeads(sh, v, runs, k, s.words, taken)
	}
}

// paintCurveNames writes the losses of the minima beside their stars.
func (s *scene) paintCurveNames(sh *sheet, v view, taken *labels) {
	for _, name := range names(s.sc.Surface, s.words) {
		p := v.at(name.at.X, s.sc.Objective().Value(name.at.X, 0))
		if !v.has(p, 0) {
			continue
		}
		size := 13 * sh.u
		right, left, below, above := beside(p.X, p.Y, 13*sh.u, draw.Width(name.text, size, name.main), size*1.3)
		if place, ok := taken.put(below, right, left, above); ok {
			sh.haloed(name.text, place.x, place.y+place.h/2, size, 0, 0, name.main, sh.ink("text"))
		}
	}
}
