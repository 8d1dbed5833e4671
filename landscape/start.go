package landscape

import (
	"cmp"
	"math"
	"slices"
)

const (
	startColumns, startRows = 12, 10 // not equal: off the diagonals too
	startRank               = 0.7    // the height to start at, as a rank among the candidates
	startTries              = 32
	leastTries              = 2   // however much work each is
	startSteps              = 150 // steps of one trial descent
)

// chooseStart picks where a typed surface's runs begin: rather high, but not
// among the extremes, from where both rollDown and plain descent at some rate come
// to a minimum as low as any known, which is some distance away. Where there is no
// such point it is one near a lowest minimum, as far from it as plain descent allows;
// else it is the candidate nearest that height.
func chooseStart(s *Surface, e *metered) Point {
	candidates := startCandidates(s, e)
	if len(candidates) == 0 {
		return roundStart(s.View, s.View.Center())
	}
	best, size := candidates[0], s.View.Diagonal()
	if _, known := s.Best(); !known {
		return best
	}
	trials := newTrials(s, e)
	farthest, found := 0.0, false
	for i, p := range candidates[:min(startTries, len(candidates))] {
		if i >= leastTries && e.budget.Over() {
			break
		}
		end := rollDown(e, p, size)
		if !s.isBest(e, end, p) || !trials.descends(p) {
			continue
		}
		way := distance(p, end)
		if way > size/4 {
			return p
		}
		if way > farthest {
			best, farthest, found = p, way, true
		}
	}
	if near, ok := trials.nearest(); !found && ok {
		return near
	}
	return best
}

// trials finds by trial descents from which points plain descent comes to a lowest
// minimum.
type trials struct {
	s       *Surface
	e       *metered
	targets []Minimum // the lowest minima with a curvature
	rate    float64   // 1/λ at the first of them
}

func newTrials(s *Surface, e *metered) *trials {
	g := &trials{s: s, e: e}
	best, _ := s.Best()
	for _, m := range s.Minima {
		if !m.Kink && isAsLow(m.Loss, best) {
			g.targets = append(g.targets, m)
		}
	}
	if len(g.targets) > 0 {
		g.rate = 1 / g.curvature(g.targets[0].At)
	}
	return g
}

// curvature is the largest at a minimum; or, if that is more, the largest slope on a
// ring around it over the ring's radius.
func (g *trials) curvature(p Point) float64 {
	largest, _ := Eigenvalues(g.e.Hessian(p.X, p.Y))
	radius := ringShares[0] * g.s.View.Diagonal()
	for k := range ringPoints {
		q := onRing(p, radius, float64(k)/ringPoints)
		if _, gx, gy := g.e.Gradient(q.X, q.Y); math.Hypot(gx, gy)/radius > largest {
			largest = math.Hypot(gx, gy) / radius
		}
	}
	return largest
}

// awayFromTargets reports whether p is not at one of the lowest minima already.
func (g *trials) awayFromTargets(p Point) bool {
	at := g.s.View.Diagonal() / 70
	return !slices.ContainsFunc(g.targets, func(m Minimum) bool { return distance(m.At, p) < at })
}

// descends reports whether one of a few rates brings plain descent from p to a
// lowest minimum and to rest there. Where no minimum has a curvature to take a
// rate from, any point will do.
func (g *trials) descends(p Point) bool {
	if !g.awayFromTargets(p) {
		return false
	}
	if !(g.rate > 0) || math.IsInf(g.rate, 1) {
		return true
	}
	for _, share := range []float64{1, 0.25, 0.06, 0.015} {
		if g.arrives(p, share*g.rate) {
			return true
		}
	}
	return false
}

func (g *trials) arrives(p Point, rate float64) bool {
	near := g.s.View.Diagonal() / 400
	for range typedSteps * 2 / 3 {
		_, gx, gy := g.e.Gradient(p.X, p.Y)
		next := Point{p.X - rate*gx, p.Y - rate*gy}
		if !(g.s.View.Distance(next) <= 3) {
			return false
		}
		if next == p {
			break // and stays
		}
		p = next
	}
	return slices.ContainsFunc(g.targets, func(m Minimum) bool { return distance(m.At, p) < near })
}

// nearest is a point about the first of the lowest minima that plain descent
// comes to it from: the highest such point on the largest of shrinking rings that
// has one.
func (g *trials) nearest() (best Point, ok bool) {
	if len(g.targets) == 0 {
		return Point{}, false
	}
	const rings, points = 7, 10
	size, highest := g.s.View.Diagonal(), math.Inf(-1)
	radius := size / 5
	for range rings {
		for k := range points {
			p := roundStart(g.s.View, onRing(g.targets[0].At, radius, (float64(k)+0.3)/points))
			if g.s.View.Distance(p) > 0.95 || g.e.budget.Over() {
				continue
			}
			if f := g.e.Value(p.X, p.Y); f > highest && g.descends(p) {
				best, highest, ok = p, f, true
			}
		}
		if ok {
			return best, true
		}
		radius *= 0.6
	}
	return best, false
}

// startCandidates are points of an inner grid with a finite loss, those nearest
// the wanted height first.
func startCandidates(s *Surface, e Objective) []Point {
	type candidate struct {
		at   Point
		loss float64
		off  float64
	}
	var all []candidate
	v := s.View
	for j := range startRows {
		for i := range startColumns {
			p := roundStart(v, Point{inner(v.XMin, v.XMax, i, startColumns), inner(v.YMin, v.YMax, j, startRows)})
			if f := e.Value(p.X, p.Y); f-f == 0 {
				all = append(all, candidate{at: p, loss: f})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.loss, b.loss) })
	for i := range all {
		all[i].off = math.Abs(float64(i)/float64(len(all)) - startRank)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.off, b.off) })
	points := make([]Point, len(all))
	for i, c := range all {
		points[i] = c.at
	}
	return points
}

// isBest reports whether the end of a way down from p is near one of the
// lowest minima; for a curve of minima, whether it is nearly as low.
func (s *Surface) isBest(e Objective, end, p Point) bool {
	if s.Valley {
		return e.Value(end.X, end.Y)-s.Floor <= 1e-3*(e.Value(p.X, p.Y)-s.Floor)
	}
	near := s.View.Diagonal() / 20
	best, _ := s.Best()
	return slices.ContainsFunc(s.Minima, func(m Minimum) bool {
		return isAsLow(m.Loss, best) && distance(m.At, end) < near
	})
}

// inner is the middle of part i of n of the inner nine tenths of an interval.
func inner(lo, hi float64, i, n int) float64 {
	return lo + (hi-lo)*(0.05+0.9*(float64(i)+0.5)/float64(n))
}

// roundStart leaves about three digits of a point: a link carries it.
func roundStart(v View, p Point) Point {
	if v.Flat() {
		return Point{X: roundStart(v.Drawn(), p).X}
	}
	unit := func(width float64) float64 { return math.Pow(10, math.Floor(math.Log10(width/100))) }
	return Point{short(p.X, unit(v.XMax-v.XMin)), short(p.Y, unit(v.YMax-v.YMin))}
}

// rollDown goes downhill from p and is where that ends. Its steps go against the
// gradient, by a length of their own, which is halved where a step would not lead
// down.
func rollDown(e Objective, p Point, size float64) Point {
	f, gx, gy := e.Gradient(p.X, p.Y)
	step := size / 50
	for range startSteps {
		slope := math.Hypot(gx, gy)
		if !(slope > 0) || step < 1e-4*size {
			return p
		}
		q := Point{p.X - step*gx/slope, p.Y - step*gy/slope}
		g, hx, hy := e.Gradient(q.X, q.Y)
		if !(g < f) {
			step /= 2
			continue
		}
		p, f, gx, gy = q, g, hx, hy
		step = min(1.5*step, size/50)
	}
	return p
}
