// Package wire is the JSON that the stream, the API and the page share, and how it
// is made of what the landscape and the trainer say.
package wire

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"downhill/landscape"
)

// Num is a float64 that JSON can hold: null where it is not finite.
type Num float64

// MarshalJSON writes the fewest digits that read back exactly.
func (n Num) MarshalJSON() ([]byte, error) { return AppendNum(nil, float64(n)), nil }

// AppendNum appends the fewest digits that read back exactly, or null.
func AppendNum(b []byte, v float64) []byte {
	if v-v != 0 {
		return append(b, "null"...)
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, v, format, -1, 64)
}

// Point is a point as [x, y].
func Point(p landscape.Point) [2]Num { return [2]Num{Num(p.X), Num(p.Y)} }

// Box is a box as [xmin, xmax, ymin, ymax]; a flat one as it is drawn.
func Box(v landscape.View) [4]Num {
	v = v.Drawn()
	return [4]Num{Num(v.XMin), Num(v.XMax), Num(v.YMin), Num(v.YMax)}
}

// ViewList is a box as xmin,xmax,ymin,ymax, a flat one as xmin,xmax.
func ViewList(v landscape.View) string {
	if v.Flat() {
		return NumberList(v.XMin, v.XMax)
	}
	return NumberList(v.XMin, v.XMax, v.YMin, v.YMax)
}

// NumberList is numbers, comma separated, as they read back exactly.
func NumberList(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = string(AppendNum(nil, v))
	}
	return strings.Join(parts, ",")
}

// AppendSteps appends little-endian numbers of 16 bits.
func AppendSteps(b []byte, steps []uint16) []byte {
	for _, s := range steps {
		b = binary.LittleEndian.AppendUint16(b, s)
	}
	return b
}

// Ref is a number that may be missing, and is there.
func Ref(v float64) *Num {
	n := Num(v)
	return &n
}
