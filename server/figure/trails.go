package figure

import (
	"math"
	"sort"

	"downhill/server/draw"
)

// The lines of the runs are drawn as on the page's map (web/src/map/trails.ts).
const (
	trailShortest = 0.6 // px: shorter steps make no line of their own
	trailClosest  = 2.6 // px between dots
	trailTail     = 20  // so many of the last steps are bright
	trailBright   = 0.95
	trailLast     = 3 // so many of them are bright where lines crowd too
	trailLine     = 2.1
	trailHalo     = 1.3
	trailDot      = 2.5
	trailCrowded  = 2.5 // ground that is inked so many times over has thin dots too
	trailThin     = 0.35
	trailPassing  = 0.3 // the ink of a line of which neither end is on the map
	trailFirst    = 6   // of a run's steps stay lines, whatever lies over them
	trailBeyond   = 8   // px: lines end so far off the map
)

// trailInks are the inks that lines of a density are drawn with.
var trailInks = [...]float64{0.5, 0.3, 0.15, 0.08, 0.06, 0.04}

// course is what is known of a run before it is drawn.
type course struct {
	lane    float64
	density *density
}

// segment is a line of step k.
type segment struct {
	k      int
	a, b   draw.Point
	passes bool // neither end of its step is on the map
}

// walk goes along a run up to step end: lines of its steps, as far as they are near
// the map, and dots at its iterates, both beside the way by a lane.
func walk(r *run, from, end int, lane float64, v view, each func(segment), dot func(k int, at draw.Point)) {
	last := v.at(r.x[from], r.y[from])
	lastDot, side := last, draw.Point{}
	for k := from + 1; k <= end; k++ {
		at := v.at(r.x[k], r.y[k])
		if !finite(at) {
			break
		}
		if s, ok := sideOf(at.X-last.X, at.Y-last.Y); ok && lane != 0 {
			side = s
		}
		dx, dy := lane*side.X, lane*side.Y
		if math.Abs(at.X-last.X)+math.Abs(at.Y-last.Y) >= trailShortest {
			if a, b, _, _, ok := cut(last, at, v.inset(-trailBeyond)); ok {
				each(segment{k, draw.Point{X: a.X + dx, Y: a.Y + dy}, draw.Point{X: b.X + dx, Y: b.Y + dy}, !v.has(last, 0) && !v.has(at, 0)})
			}
			last = at
		}
		if math.Abs(at.X-lastDot.X)+math.Abs(at.Y-lastDot.Y) >= trailClosest {
			lastDot = at
			if v.has(at, trailDot) {
				dot(k, draw.Point{X: at.X + dx, Y: at.Y + dy})
			}
		}
	}
}

// paintOrder are the runs, the one that reaches furthest first, so that what a run
// that leaves sweeps over never hides one that stays.
func paintOrder(runs []*run) []int {
	order, reach := make([]int, len(runs)), make([]float64, len(runs))
	for i, r := range runs {
		order[i] = i
		for k := range r.x {
			far := max(math.Abs(r.x[k]-r.x[0]), math.Abs(r.y[k]-r.y[0]))
			if far != far {
				far = math.Inf(1)
			}
			reach[i] = max(reach[i], far)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return reach[order[a]] > reach[order[b]] })
	return order
}

// trails draws runs on one view.
type trails struct {
	*sheet
	v       view
	runs    []*run
	order   []int
	courses []course
}

// trails are the runs of a scene, drawn on a sheet; what is known of their courses
// stays for the next sheet.
func (s *scene) trails(sh *sheet, v view, runs []*run) *trails {
	if s.courses == nil {
		s.courses = coursesOf(runs, v, sh.u)
	}
	return &trails{sheet: sh, v: v, runs: runs, order: paintOrder(runs), courses: s.courses}
}

func coursesOf(runs []*run, v view, u float64) []course {
	courses := make([]course, len(runs))
	for i, lane := range lanesOf(runs, v) {
		d := newDensity(v.rect)
		walk(runs[i], 0, runs[i].last(), 0, v, func(one segment) { d.add(one.a, one.b, trailLine*u) }, func(int, draw.Point) {})
		courses[i] = course{lane * u, d}
	}
	return courses
}

// paint draws every run up to step k.
func (t *trails) paint(k int) {
	drawn := make([]*inks, len(t.runs))
	for _, i := range t.order {
		drawn[i] = t.collect(i, min(k, t.runs[i].last()))
		t.underlay(drawn[i], t.runs[i].ink)
	}
	for _, i := range t.order {
		t.stroke(drawn[i], t.runs[i].ink)
	}
	for _, i := range t.order {
		t.tail(i, k)
	}
}

// inks are lines by their ink. Those of a density lie in several paths, so that where
// they cross they add up.
type inks struct {
	alone      draw.Path
	crowds     [len(trailInks)][]draw.Path
	dots, thin draw.Path
	count      int
}

// collect is what is drawn of run i up to step k.
func (t *trails) collect(i, k int) *inks {
	all, c := &inks{}, t.courses[i]
	for level, ink := range trailInks {
		all.crowds[level] = make([]draw.Path, int(math.Ceil(1/ink)))
	}
	walk(t.runs[i], 0, k, c.lane, t.v, func(one segment) {
		ink := inkFor(c.density.under(one.a, one.b))
		switch {
		case one.passes:
			ink = min(ink, trailPassing)
		case one.k <= trailFirst:
			ink = inkAlone
		}
		all.add(one, ink)
	}, func(_ int, at draw.Point) {
		into := &all.dots
		if c.density.under(at, at) > trailCrowded {
			into = &all.thin
		}
		into.Circle(at.X, at.Y, trailDot*t.u)
	})
	return all
}

func (all *inks) add(one segment, ink float64) {
	into := &all.alone
	if ink < inkAlone {
		level := len(trailInks) - 1
		for l, step := range trailInks {
			if ink >= step*0.99 {
				level = l
				break
			}
		}
		crowd := all.crowds[level]
		into = &crowd[all.count%len(crowd)]
		all.count++
	}
	into.MoveTo(one.a.X, one.a.Y)
	into.LineTo(one.b.X, one.b.Y)
}

// underlay lays the casing of lines that are no density under all that is drawn.
func (t *trails) underlay(all *inks, ink draw.Ink) {
	if all.alone.Empty() {
		return
	}
	halo, edge := t.casing(ink)
	t.Stroke(all.alone, draw.Stroke{Ink: edge, Width: (trailLine + 2*(trailHalo+0.7)) * t.u})
	t.Stroke(all.alone, draw.Stroke{Ink: halo, Width: (trailLine + 2*trailHalo) * t.u})
}

func (t *trails) stroke(all *inks, ink draw.Ink) {
	if !all.alone.Empty() {
		t.Stroke(all.alone, draw.Stroke{Ink: ink.Faded(inkAlone), Width: trailLine * t.u})
	}
	for level, crowd := range all.crowds {
		for _, path := range crowd {
			if !path.Empty() {
				t.Stroke(path, draw.Stroke{Ink: ink.Faded(trailInks[level]), Width: trailLine * t.u})
			}
		}
	}
	if !all.thin.Empty() {
		t.Fill(all.thin, ink.Faded(trailThin))
	}
	if !all.dots.Empty() {
		t.Fill(all.dots, ink)
	}
}

// tail draws the last steps up to step now once more, bright.
func (t *trails) tail(i, now int) {
	r, c := t.runs[i], t.courses[i]
	k := min(now, r.last())
	var dots draw.Path
	walk(r, max(0, k-trailTail), k, c.lane, t.v, func(one segment) {
		behind := k - one.k
		if one.passes && now-one.k >= trailLast {
			return
		}
		if behind >= trailLast && c.density.under(one.a, one.b) > trailCrowded {
			return
		}
		alpha := trailBright - (trailBright-inkAlone)*float64(behind)/trailTail
		t.line(one.a, one.b, draw.Stroke{Ink: r.ink.Faded(alpha), Width: trailLine * t.u})
	}, func(step int, at draw.Point) {
		if k-step < trailLast || c.density.under(at, at) <= trailCrowded {
			dots.Circle(at.X, at.Y, trailDot*t.u)
		}
	})
	if !dots.Empty() {
		t.Fill(dots, r.ink)
	}
}
