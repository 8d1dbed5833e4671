package judge

import (
	"math"

	"downhill/landscape"
)

// A viewBox is what a view shows, with its middle and half widths at hand.
type viewBox struct {
	center landscape.Point
	hx, hy float64
}

func viewBoxOf(v landscape.View) viewBox {
	hx, hy := v.HalfWidths()
	return viewBox{v.Center(), hx, hy}
}

// within reports whether a point is one of the box's: then View.Distance is at most 1,
// and need not be known.
func (b *viewBox) within(p landscape.Point) bool {
	return math.Abs(p.X-b.center.X) <= b.hx && math.Abs(p.Y-b.center.Y) <= b.hy
}
