package figure

import (
	"math"

	"downhill/landscape"
	"downhill/server/draw"
)

// A leap between neighbours is a pole's if it is so many times as high as nine tenths
// of all heights; the edge of what is hatched lies so far from a defined sample to its
// neighbour (web/src/plane/undefined.ts).
const (
	poleLeap = 1.5
	gapEdge  = 0.2
)

// undefinedMask is 1 for samples that have no loss, or lie beside a pole; nil where
// all have one.
func undefinedMask(g *landscape.HeightGrid) []float64 {
	mask := make([]float64, len(g.Heights))
	found := false
	for i, v := range g.Heights {
		if v-v != 0 {
			mask[i], found = 1, true
		}
	}
	if markPoles(g, mask) || found {
		return mask
	}
	return nil
}

// definedParts are the parts of lines that lie between samples of which each has a loss:
// between one that has one and one that has none, nothing is at a level.
func definedParts(lines [][]draw.Point, mask []float64, n int) (parts [][]draw.Point) {
	at := func(x, y float64) bool { return mask[int(y)*n+int(x)] != 0 }
	for _, line := range lines {
		var part []draw.Point
		for i, p := range line {
			gap := at(math.Floor(p.X), math.Floor(p.Y)) || at(math.Ceil(p.X), math.Ceil(p.Y))
			if !gap {
				part = append(part, p)
			}
			if gap || i == len(line)-1 {
				if len(part) > 1 {
					parts = append(parts, part)
				}
				part = nil
			}
		}
	}
	return parts
}

// markPoles marks both sides of each pole, where the loss turns back on its way on
// either side and leaps between.
func markPoles(g *landscape.HeightGrid, mask []float64) (found bool) {
	sorted := sortedHeights(g, g.View)
	if len(sorted) == 0 {
		return false
	}
	leap := poleLeap * (quantile(sorted, 0.95) - quantile(sorted, 0.05))
	if !(leap > 0) {
		return false
	}
	n := g.N
	for j := range n {
		for i := range n {
			at := j*n + i
			if i > 0 && i < n-2 && isPole(g.Heights, at, 1, leap) {
				mask[at], mask[at+1], found = 1, 1, true
			}
			if j > 0 && j < n-2 && isPole(g.Heights, at, n, leap) {
				mask[at], mask[at+n], found = 1, 1, true
			}
		}
	}
	return found
}

func isPole(v []float32, at, step int, leap float64) bool {
	f := func(i int) float64 { return float64(v[at+i*step]) }
	over := f(1) - f(0)
	return math.Abs(over) > leap && over*(f(0)-f(-1)) < 0 && over*(f(2)-f(1)) < 0
}

// roomIn is the middle of the longest row of marked samples, in the grid's own
// coordinates, and how long it is.
func roomIn(mask []float64, n int) (x, y float64, length int) {
	type row struct{ x, y float64 }
	var rows []row
	for j := range n {
		for i, from := 0, 0; i <= n; i++ {
			if i < n && mask[j*n+i] != 0 {
				continue
			}
			if i-from > length {
				length, rows = i-from, nil
			}
			if i-from == length && length > 0 {
				rows = append(rows, row{float64(from+i-1) / 2, float64(j)})
			}
			from = i + 1
		}
	}
	if len(rows) == 0 {
		return 0, 0, 0
	}
	middle := rows[len(rows)/2]
	return middle.x, middle.y, length
}

// between is a value of n × n samples at a place between them.
func between(values []float64, n int, x, y float64) float64 {
	x, y = min(max(x, 0), float64(n-1)), min(max(y, 0), float64(n-1))
	i, j := min(int(x), n-2), min(int(y), n-2)
	fx, fy := x-float64(i), y-float64(j)
	at := j*n + i
	return (1-fy)*((1-fx)*values[at]+fx*values[at+1]) + fy*((1-fx)*values[at+n]+fx*values[at+n+1])
}
