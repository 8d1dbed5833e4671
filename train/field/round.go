package field

import (
	"math"
	"strconv"
	"strings"
)

// RoundDown is the largest 1, 2 or 5 times a power of ten up to v.
func RoundDown(v float64) float64 {
	e := int(math.Floor(math.Log10(v))) + 1
	for {
		for _, m := range []string{"5", "2", "1"} {
			if t := decimal(m, e); t <= v*(1+1e-12) {
				return t
			}
		}
		e--
	}
}

// RoundUp is the smallest 1, 2 or 5 times a power of ten from v on.
func RoundUp(v float64) float64 {
	e := int(math.Floor(math.Log10(v))) - 1
	for {
		for _, m := range []string{"1", "2", "5"} {
			if t := decimal(m, e); t >= v*(1-1e-12) {
				return t
			}
		}
		e++
	}
}

// decimal is the float64 nearest to mantissa·10^e.
func decimal(mantissa string, e int) float64 {
	v, _ := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e), 64)
	return v
}

// Round rounds v to two significant digits.
func Round(v float64) float64 {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	return decimal(mantissa, e)
}
