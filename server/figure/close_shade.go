package figure

import (
	"sort"

	"downhill/landscape"
)

// Of the colours of a part of a map: the least share of all that it has, and at how many
// places the heights in it are ranked.
const (
	closeSpan = 0.75
	ranks     = 65
)

// closeShade is the shade for heights of a part of the map: colours of its own, half by
// height and half by how much of the part lies below, as the page has them
// (web/src/plane/contours.ts).
func (s levelScale) closeShade(g *landscape.HeightGrid) func(loss float64) float64 {
	sorted := sortedHeights(g, g.View)
	if len(sorted) == 0 {
		return s.shade
	}
	var ranked [ranks]float64
	for i := range ranked {
		ranked[i] = s.shade(quantile(sorted, float64(i)/(ranks-1)))
	}
	lowest, highest := ranked[0], s.shade(quantile(sorted, 0.995))
	if !(highest > lowest) {
		return s.shade
	}
	span := max(closeSpan, min(1, highest)-max(0, lowest))
	from := min(max(lowest, 0), 1-span)
	return func(loss float64) float64 {
		t := s.shade(loss)
		return from + span*(0.5*((t-lowest)/(highest-lowest))+0.5*rankIn(ranked[:], t))
	}
}

// rankIn is where a value stands among sorted ones, 0 to 1.
func rankIn(sorted []float64, value float64) float64 {
	last := len(sorted) - 1
	switch {
	case !(value > sorted[0]):
		return 0
	case value >= sorted[last]:
		return 1
	}
	high := sort.Search(len(sorted), func(i int) bool { return sorted[i] > value })
	low := high - 1
	part := (value - sorted[low]) / (sorted[high] - sorted[low])
	return (float64(low) + part) / float64(last)
}
