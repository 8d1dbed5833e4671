package site

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"downhill/landscape"
)

// num is a float64 that JSON can hold: null where it is not finite.
type num float64

func (n num) MarshalJSON() ([]byte, error) { return appendNum(nil, float64(n)), nil }

// appendNum appends the fewest digits that read back exactly, or null.
func appendNum(b []byte, v float64) []byte {
	if v-v != 0 {
		return append(b, "null"...)
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, v, format, -1, 64)
}

func point(p landscape.Point) [2]num { return [2]num{num(p.X), num(p.Y)} }

func box(v landscape.View) [4]num {
	return [4]num{num(v.XMin), num(v.XMax), num(v.YMin), num(v.YMax)}
}

func viewList(v landscape.View) string {
	return numberList(v.XMin, v.XMax, v.YMin, v.YMax)
}

// numberList is numbers, comma separated, as they read back exactly.
func numberList(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = string(appendNum(nil, v))
	}
	return strings.Join(parts, ",")
}

// appendSteps appends little-endian numbers of 16 bits.
func appendSteps(b []byte, steps []uint16) []byte {
	for _, s := range steps {
		b = binary.LittleEndian.AppendUint16(b, s)
	}
	return b
}

func ref(v float64) *num {
	n := num(v)
	return &n
}
