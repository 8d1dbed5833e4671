package query

import (
	"math"
	"strings"

	"downhill/landscape"
	"downhill/server/limits"
	"downhill/train/field"
)

// Zoom reads a part of a map that can be drawn: xmin,xmax,ymin,ymax, or of one weight's
// axis xmin,xmax; false where it is none.
func Zoom(text string) (box landscape.View, ok bool) {
	parts := strings.Split(text, ",")
	sides := make([]float64, len(parts))
	for i, part := range parts {
		if sides[i], ok = field.ReadNumber(part); !ok {
			return box, false
		}
	}
	switch {
	case len(sides) == 2 && drawable(sides[0], sides[1]):
		return landscape.View{XMin: sides[0], XMax: sides[1]}, true
	case len(sides) == 4 && drawable(sides[0], sides[1]) && drawable(sides[2], sides[3]):
		return landscape.View{XMin: sides[0], XMax: sides[1], YMin: sides[2], YMax: sides[3]}, true
	}
	return box, false
}

// drawable reports whether a side of a part lies near enough, and is long enough there.
func drawable(from, to float64) bool {
	far := max(math.Abs(from), math.Abs(to))
	return from < to && far <= limits.FarthestZoom && to-from >= limits.FinestZoom*far
}
