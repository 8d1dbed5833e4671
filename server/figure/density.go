package figure

import (
	"math"

	"downhill/server/draw"
)

// Lines that cross a place again and again are drawn so thin that what shows is how
// often, not a wall (web/src/map/density.ts).
const (
	densityCell  = 6 // px a side
	densityLooks = 72
	inkAlone     = 0.8
	inkThinnest  = 0.04
)

// density is how many times over each cell of a rectangle is inked.
type density struct {
	rect
	columns, rows int
	ink           []float64
}

func newDensity(r rect) *density {
	d := &density{rect: r, columns: max(1, int(math.Ceil(r.w/densityCell))), rows: max(1, int(math.Ceil(r.h/densityCell)))}
	d.ink = make([]float64, d.columns*d.rows)
	return d
}

// each calls visit for some places of a line that lie in a cell.
func (d *density) each(a, b draw.Point, visit func(cell int, share float64)) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	looks := min(densityLooks, max(1, int(math.Ceil(length/densityCell))))
	for i := range looks {
		part := (float64(i) + 0.5) / float64(looks)
		column := int(math.Floor((a.X + part*(b.X-a.X) - d.x) / densityCell))
		row := int(math.Floor((a.Y + part*(b.Y-a.Y) - d.y) / densityCell))
		if column >= 0 && column < d.columns && row >= 0 && row < d.rows {
			visit(row*d.columns+column, length/float64(looks))
		}
	}
}

// add adds a line of some width.
func (d *density) add(a, b draw.Point, wide float64) {
	d.each(a, b, func(cell int, share float64) { d.ink[cell] += share * wide / (densityCell * densityCell) })
}

// under is how many times over the ground under a line is inked, on average.
func (d *density) under(a, b draw.Point) float64 {
	sum, n := 0.0, 0.0
	d.each(a, b, func(cell int, _ float64) { sum, n = sum+d.ink[cell], n+1 })
	if n == 0 {
		return 0
	}
	return sum / n
}

// inkFor is the ink of a line where the ground is inked so many times over: together
// more than two cover less than half of it.
func inkFor(times float64) float64 {
	const crowd, cover = 1.2, 0.66
	if times <= crowd {
		return inkAlone
	}
	return max(inkThinnest, cover/times)
}
