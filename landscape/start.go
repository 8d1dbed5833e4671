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
	leastTries              = 2   // however much work they are
	startSteps              = 150 // steps of one trial descent
)

// chooseStart picks where a typed surface's runs begin: rather high, but not
// among the extremes, with a way down that ends in a minimum as low as any
// known, and some distance from it. Where there is no such point it is the
// candidate nearest that height.
func chooseStart(s *Surface, e *metered) Point {
	candidates := startCandidates(s, e)
	if len(candidates) == 0 {
		return roundStart(s.View, s.View.Center())
	}
	best, size := candidates[0], s.View.Diagonal()
	if _, known := s.Best(); !known {
		return best
	}
	farthest := 0.0
	for i, p := range candidates[:min(startTries, len(candidates))] {
		if i >= leastTries && e.work.Over() {
			break
		}
		end := roll(e, p, size)
		if !s.isBest(e, end, p) {
			continue
		}
		way := distance(p, end)
		if way > size/4 {
			return p
		}
		if way > farthest {
			best, farthest = p, way
		}
	}
	return best
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
	unit := func(width float64) float64 { return math.Pow(10, math.Floor(math.Log10(width/100))) }
	return Point{short(p.X, unit(v.XMax-v.XMin)), short(p.Y, unit(v.YMax-v.YMin))}
}

// roll goes downhill from p in short steps of their own length, as a ball in
// syrup would, and is where that ends.
func roll(e Objective, p Point, size float64) Point {
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
