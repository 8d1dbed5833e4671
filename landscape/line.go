package landscape

import (
	"fmt"
	"math"
)

// ErrFlat is the error of a view of x alone about a formula of x and y.
var ErrFlat = fmt.Errorf("a view of two numbers is of a formula of x alone")

// Flat reports whether a view is an interval of x, with y = 0: that of a loss of one
// weight.
func (v View) Flat() bool { return v.YMin == 0 && v.YMax == 0 }

// flat is the view's interval of x.
func (v View) flat() View { return View{XMin: v.XMin, XMax: v.XMax} }

// Drawn is the view as a box with a height: as wide as high where it is flat.
func (v View) Drawn() View {
	if !v.Flat() {
		return v
	}
	half := (v.XMax - v.XMin) / 2
	return View{v.XMin, v.XMax, -half, half}
}

// Rows are how many rows a grid of n columns has over the view: one where it is flat.
func (v View) Rows(n int) int {
	if v.Flat() {
		return 1
	}
	return n
}

// interval is the view of a loss of one weight.
func interval(xmin, xmax float64) View { return View{XMin: xmin, XMax: xmax} }

// isOneWeight reports whether a loss is of x alone.
func isOneWeight(l Loss) bool {
	told, ok := l.(interface{ OneWeight() bool })
	return ok && told.OneWeight()
}

// oneWeight is a loss of x alone for those who look at the plane: nothing changes
// along y, and there the one curvature stands for that across it, so that an
// eigenvalue or Newton's step is that of the one weight.
type oneWeight struct{ Objective }

func (o oneWeight) Hessian(x, y float64) (xx, xy, yy float64) {
	xx, _, _ = o.Objective.Hessian(x, y)
	return xx, 0, xx
}

// Rounding is the loss's own; see rounding.
func (o oneWeight) Rounding(x, y float64) float64 { return rounding(o.Objective, Point{x, y}) }

// lineSamples are the points at which a loss of one weight is looked at for a change
// of its slope's sign, where that is no more work than a search may do.
const lineSamples = 4097

// lineSearcher finds the minima of a loss of one weight.
type lineSearcher struct {
	e        *metered
	view     View
	width    float64
	xs, f, d []float64 // samples: places, losses, slopes

	found  critical
	lowest float64
}

// searchLine finds the minima of a loss of x alone in a view, and the places where
// its slope vanishes without a change of sign, which count as saddles: where the slope's
// sign turns from falling to rising between two samples it is halved down to the
// place. What is finer than a sample may be missed.
func searchLine(e *metered, view View) critical {
	s := &lineSearcher{e: e, view: view, width: view.XMax - view.XMin, lowest: math.Inf(1)}
	s.sample()
	if s.flat() {
		return critical{whole: true}
	}
	for i := 0; i+1 < len(s.xs) && !e.budget.Over(); i++ {
		s.between(i)
		s.plunge(i, i+1)
		s.plunge(i+1, i)
	}
	for i := 1; i+1 < len(s.xs) && !e.budget.Over(); i++ {
		s.inflection(i)
	}
	s.found.whole = !e.budget.Over() && len(s.xs) == lineSamples
	s.rank()
	return s.found
}

func (s *lineSearcher) sample() {
	n := lineSamples
	for n > 65 && n*(s.e.cost[1]+pointOverhead[1]) > s.e.budget.left/2 {
		n = n/2 + 1
	}
	s.xs, s.f, s.d = make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range s.xs {
		s.xs[i] = s.view.XMin + float64(i)*s.width/float64(n-1)
		s.f[i], s.d[i] = s.at(s.xs[i])
		s.lowest = min(s.lowest, orInf(s.f[i]))
	}
}

// at is the loss and its slope.
func (s *lineSearcher) at(x float64) (f, d float64) {
	f, d, _ = s.e.Gradient(x, 0)
	return f, d
}

func orInf(v float64) float64 {
	if v-v != 0 {
		return math.Inf(1)
	}
	return v
}

// flat reports whether the samples are of one height, but for rounding.
func (s *lineSearcher) flat() bool {
	return isLevel(s.e, s.f, func(k int) Point { return Point{X: s.xs[k]} })
}

// between looks at the turn of the slope after sample i, if there is one: to the
// next sample, or over those where it is 0.
func (s *lineSearcher) between(i int) {
	if !(s.d[i] < 0) {
		return
	}
	j := i + 1
	for j < len(s.d) && s.d[j] == 0 {
		j++
	}
	switch {
	case j == len(s.d) || !(s.d[j] > 0):
	case j-i > 3:
		s.floor(s.f[(i+j)/2])
	default:
		s.turn(s.xs[i], s.xs[j])
	}
}

// floor notes a stretch of minima: it is told as a valley is, where nothing is lower.
func (s *lineSearcher) floor(loss float64) {
	if !s.found.valley || loss < s.found.floor {
		s.found.valley, s.found.floor = true, loss
	}
}

// turn halves the way between a falling and a rising slope down to the place where
// they meet, and files what is there.
func (s *lineSearcher) turn(a, b float64) {
	for range 200 {
		mid := a + (b-a)/2
		if !(a < mid && mid < b) {
			break
		}
		switch f, d := s.at(mid); {
		case f-f != 0 || d-d != 0:
			s.pole(mid)
			return
		case d < 0:
			a = mid
		case d > 0:
			b = mid
		default:
			a, b = mid, mid
		}
	}
	x := s.snap(a, b)
	if s.deepens(x) {
		s.pole(x)
		return
	}
	if s.isMinimum(x) {
		f, _ := s.at(x)
		s.found.minima = append(s.found.minima, Minimum{At: Point{X: x}, Loss: f + 0, Kink: s.isKink(x)})
		s.lowest = min(s.lowest, f)
	}
}

// plunge looks for a pole between two neighbours: the loss falls from the first towards
// the second, where it is not lower, and the slope does not turn.
func (s *lineSearcher) plunge(from, to int) {
	ahead := s.xs[to] - s.xs[from]
	falls := s.d[from]*ahead < 0
	if math.IsInf(s.f[to], -1) {
		s.found.pole = &Point{X: s.xs[to]}
		return
	}
	if !falls || s.f[to] <= s.f[from] || s.d[to]*ahead > 0 {
		return
	}
	a, b, before := s.xs[from], s.xs[to], s.f[from]
	for step := range 60 {
		mid := a + (b-a)/2
		f := s.e.Value(mid, 0)
		if f <= s.e.Value(a, 0) {
			a = mid
		} else {
			b = mid
		}
		if step == 25 {
			before = s.e.Value(a, 0)
		}
	}
	if f := s.e.Value(a, 0); math.IsInf(f, -1) || s.f[from]-f > 1.5*(s.f[from]-before) && f < before {
		s.found.pole = &Point{X: short(a, math.Pow(10, math.Floor(math.Log10(1e-9*s.width))))}
	}
}

// pole notes a place where the loss falls without bound.
func (s *lineSearcher) pole(x float64) {
	if f := s.e.Value(x, 0); math.IsInf(f, -1) || s.deepens(x) {
		s.found.pole = &Point{X: x}
	}
}

// snap is the lower of two ends, rounded to short decimals where those are no worse.
func (s *lineSearcher) snap(a, b float64) float64 {
	x := a
	fa, _ := s.at(a)
	if fb, _ := s.at(b); fb < fa {
		x = b
	}
	f, d := s.at(x)
	unit := math.Pow(10, math.Floor(math.Log10(1e-9*s.width)))
	q := short(x, unit)
	if g, e := s.at(q); g <= f && (math.Abs(e) <= math.Abs(d) || g < f) {
		return q
	}
	return x
}

// deepens reports whether the loss falls without bound towards x: as much again on
// each way that is shorter by as many decades.
func (s *lineSearcher) deepens(x float64) bool {
	depth := func(share float64) float64 {
		return s.e.Value(x+1e-3*s.width, 0) - s.e.Value(x+share*s.width, 0)
	}
	return depth(1e-9) > 1.5*depth(1e-6) && depth(1e-6) > 0
}

// isMinimum reports whether the loss rises on both sides of x by more than rounding.
func (s *lineSearcher) isMinimum(x float64) bool {
	f, _ := s.at(x)
	error := 2 * rounding(s.e, Point{X: x})
	for _, share := range ringShares {
		left, right := s.e.Value(x-share*s.width, 0), s.e.Value(x+share*s.width, 0)
		switch {
		case left < f-error || right < f-error:
			return false
		case (left > f+error || left != left) && (right > f+error || right != right):
			return true
		}
	}
	return false
}

// isKink reports whether the slope jumps at x: close to it, it is still a good part of
// what it is farther away.
func (s *lineSearcher) isKink(x float64) bool {
	const near, far, share = 1e-8, 1e-4, 0.01
	for _, side := range []float64{-1, 1} {
		_, close := s.at(x + side*near*s.width)
		_, away := s.at(x + side*far*s.width)
		if !(math.Abs(close) > share*math.Abs(away)) {
			return false
		}
	}
	return true
}

// inflection files the place about sample i where the slope vanishes and keeps its sign.
func (s *lineSearcher) inflection(i int) {
	size := func(k int) float64 { return math.Abs(s.d[k]) }
	same := s.d[i-1]*s.d[i+1] > 0 && s.d[i-1]*s.d[i] >= 0
	if !same || size(i) > size(i-1) || size(i) >= size(i+1) {
		return
	}
	a, b := s.xs[i-1], s.xs[i+1]
	for range 100 {
		p, q := a+(b-a)/3, b-(b-a)/3
		_, dp := s.at(p)
		if _, dq := s.at(q); math.Abs(dp) < math.Abs(dq) {
			b = q
		} else {
			a = p
		}
	}
	x := short(a+(b-a)/2, math.Pow(10, math.Floor(math.Log10(1e-6*s.width))))
	_, d := s.at(x)
	if math.Abs(d) <= 1e-7*max(size(i-1), size(i+1)) {
		s.found.saddles = append(s.found.saddles, Point{X: x})
	}
}

// rank orders the minima as a search of the plane does, and leaves none global where
// the loss is lower elsewhere in the view.
func (s *lineSearcher) rank() {
	sub := searcher{e: s.e, view: s.view, size: s.width, lowest: s.lowest, minima: s.found.minima, pole: s.found.pole}
	found := sub.result()
	s.found.minima = found.minima
	if s.found.valley {
		for _, m := range s.found.minima {
			s.found.valley = s.found.valley && m.Loss > s.found.floor-1e-9*(1+math.Abs(s.found.floor))
		}
	}
}
