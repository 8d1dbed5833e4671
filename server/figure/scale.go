package figure

import (
	"math"
	"slices"

	"downhill/landscape"
)

// The levels and colours of height are the page's (web/src/plane/contours.ts): both
// are computed in the same way from the same heights.
const (
	levelCount  = 20 // about so many over the surface's own view
	fewestLevel = 14
)

// levelScale is how height is measured: t = log(L − floor + shift), or t = L where
// that is fairer. step is the levels' spacing in t; the colours span from … to.
type levelScale struct {
	log          bool
	floor, shift float64
	step         float64
	from, to     float64
}

// scaleOf is the scale for a surface, from its heights over its own view; best is NaN
// where no lowest loss is known; steep is one that spans many powers of ten.
func scaleOf(g *landscape.HeightGrid, own landscape.View, best float64, steep bool) levelScale {
	sorted := sortedHeights(g, own)
	if len(sorted) == 0 {
		sorted = sortedHeights(g, g.View)
	}
	if len(sorted) == 0 {
		sorted = []float64{0, 1}
	}
	top := quantile(sorted, 0.985)
	if !(top > best) {
		return linearScale(quantile(sorted, 0.015), top)
	}
	floor := min(best, sorted[0])
	shift, ok := evenShift(quantile(sorted, 0.05)-floor, quantile(sorted, 0.5)-floor, quantile(sorted, 0.95)-floor, steep)
	if !ok {
		return linearScale(floor, top)
	}
	from, to := math.Log(shift), math.Log(top-floor+shift)
	return levelScale{true, floor, shift, (to - from) / levelCount, from, to}
}

// evenShift puts the median half-way between low and high on the log scale, and then
// takes a part of that, for more levels near the minimum. On a surface that spans many
// powers of ten the valley, where runs go, is a small part of the map: it is a part of
// low there, so that the valley has levels too.
func evenShift(low, mid, high float64, steep bool) (shift float64, ok bool) {
	even := (mid*mid - low*high) / (low + high - 2*mid)
	switch {
	case !(high > 0):
		return 0, false
	case steep:
		shift = max(low*0.1, high*1e-6)
		if even > 0 {
			shift = min(shift, max(even*0.12, high*2e-3))
		}
		return shift, true
	case !(even > 0):
		if even < 0 && mid > low && 2*mid > low+high {
			return high * 0.25, true
		}
		return high * 2e-3, true
	}
	return min(max(even*0.12, high*2e-3), high*0.25), true
}

func linearScale(from, to float64) levelScale {
	span := max(1, math.Abs(from))
	if to > from {
		span = to - from
	}
	return levelScale{false, from, 0, span / levelCount, from, from + span}
}

// t is a height on the scale, loss the height at a place of it.
func (s levelScale) t(loss float64) float64 {
	if !s.log {
		return loss
	}
	return math.Log(max(loss-s.floor, 0) + s.shift)
}

func (s levelScale) loss(t float64) float64 {
	if s.log {
		return math.Exp(t) - s.shift + s.floor
	}
	return t
}

// shade is where a loss stands between the lowest colour (0) and the highest (1), or
// beyond them.
func (s levelScale) shade(loss float64) float64 { return (s.t(loss) - s.from) / (s.to - s.from) }

// levels are those that cross the heights, lowest first.
func (s levelScale) levels(g *landscape.HeightGrid) []float64 {
	sorted := sortedHeights(g, g.View)
	if len(sorted) == 0 {
		return nil
	}
	lowest, highest := s.t(sorted[0]), s.t(quantile(sorted, 0.995))
	if !(highest >= lowest) {
		return nil
	}
	step := s.step
	for i := 0; i < 40 && (highest-lowest)/step < fewestLevel; i++ {
		step /= 2
	}
	for (highest-lowest)/step > 4*levelCount {
		step *= 2
	}
	var levels []float64
	if step < s.step {
		levels = bottomLevels(sorted, s.loss(s.from+math.Ceil((lowest-s.from)/step+1e-9)*step))
	}
	for j := math.Ceil((lowest-s.from)/step + 1e-9); s.from+j*step <= highest; j++ {
		levels = append(levels, s.loss(s.from+j*step))
	}
	return levels
}

// bottomLevels are levels below the first where much lies there: a quarter as high
// over the bottom each.
func bottomLevels(sorted []float64, first float64) (levels []float64) {
	const empty = 0.04
	for part := (first - sorted[0]) / 4; len(levels) < 4; part /= 4 {
		below := slices.IndexFunc(sorted, func(v float64) bool { return v > sorted[0]+4*part })
		if !(float64(below) > empty*float64(len(sorted))) || !(sorted[0]+part > sorted[0]) {
			break
		}
		levels = slices.Insert(levels, 0, sorted[0]+part)
	}
	return levels
}

// sortedHeights are the finite heights inside a box, sorted; a few thousand of them
// are enough.
func sortedHeights(g *landscape.HeightGrid, within landscape.View) (found []float64) {
	n := g.N
	stride := max(1, n/96)
	for j := 0; j < n; j += stride {
		y := g.View.YMin + float64(j)*height(g.View)/float64(n-1)
		if y < within.YMin || y > within.YMax {
			continue
		}
		for i := 0; i < n; i += stride {
			x := g.View.XMin + float64(i)*width(g.View)/float64(n-1)
			if v := g.Heights[j*n+i]; x >= within.XMin && x <= within.XMax && v-v == 0 {
				found = append(found, float64(v))
			}
		}
	}
	slices.Sort(found)
	return found
}

// quantile is the value below which a share q of sorted values lies.
func quantile(sorted []float64, q float64) float64 {
	i := int(math.Floor(q*float64(len(sorted)-1) + 0.5))
	return sorted[min(len(sorted)-1, max(0, i))]
}
