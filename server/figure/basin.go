package figure

import (
	"math"
	"slices"
	"strconv"

	"downhill/landscape"
	"downhill/train"
)

// basin is the colour of where the start at a place of the sheet ends: its minimum's,
// darker where the way to it is longer (web/src/draw/basins.ts).
func (g *ground) basin(v view, t *theme, x, y float64) rgb {
	m := g.basins
	i, j := unplace(v, m.View, m.N, x, y)
	at := min(m.N-1, max(0, int(math.Round(j))))*m.N + min(m.N-1, max(0, int(math.Round(i))))
	switch reached := m.Reached[at]; reached {
	case train.RanAway:
		part := 0.35
		if t.dark() {
			part = 0.25
		}
		return mixed(t.rgb("band-far"), t.rgb("paper"), part)
	case train.NoMinimum:
		return t.rgb("map-high")
	default:
		slow := min(1, math.Log1p(float64(m.Steps[at]))/math.Log1p(g.slowest()))
		if t.dark() {
			return mixed(t.basinColor(int(reached)-1), rgb{10, 16, 22}, 0.5*slow)
		}
		return mixed(t.basinColor(int(reached)-1), rgb{52, 68, 84}, 0.34*slow)
	}
}

// basinColors is how many colours minima have.
const basinColors = 8

func (t *theme) basinColor(minimum int) rgb {
	return t.rgb("basin-" + strconv.Itoa(minimum%basinColors))
}

// slowest is the count of steps that 98 in 100 starts stay below.
func (g *ground) slowest() float64 {
	if g.slow == 0 {
		sorted := slices.Clone(g.basins.Steps)
		slices.Sort(sorted)
		g.slow = max(1, float64(sorted[int(0.98*float64(len(sorted)-1))]))
	}
	return g.slow
}

// hue is the colour of a minimum's basin, if some start ends there.
func (g *ground) hue(t *theme, at landscape.Point) (c rgb, ok bool) {
	if g == nil || g.basins == nil {
		return c, false
	}
	i := slices.IndexFunc(g.basins.Minima, func(m landscape.Minimum) bool { return m.At == at })
	if i < 0 || !slices.Contains(g.basins.Reached, byte(i+1)) {
		return c, false
	}
	return t.basinColor(i), true
}
