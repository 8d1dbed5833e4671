// Package words says numbers and outcomes as the page says them: from the same
// messages, by the same rules as its script (web/src/words). Both are held to the
// same cases, testdata/sentences.json.
package words

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// minus is the true one; what is no number is a dot.
const (
	minus   = "−"
	nothing = "·"
)

// Number is a number for reading: so many significant digits, a true minus, a power of
// ten as 2.6 × 10⁵.
func Number(v float64, digits int) string {
	switch {
	case math.IsNaN(v):
		return nothing
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return minus + "∞"
	}
	return withMinus(compact(v, digits))
}

// Loss is a loss for a sentence: two decimals near one, so that two losses compare.
func Loss(v float64) string { return LossTo(v, 0) }

// LossTo is the same with some digits more, where those do not tell it from another: see
// MoreDigits.
func LossTo(v float64, more int) string {
	if size := math.Abs(v); size >= 0.1 && size < 1000 {
		return withMinus(Fixed(v, 2+more))
	}
	return Number(v, 3+more)
}

const (
	mostMore = 9    // so many digits more at most are told
	alike    = 1e-9 // what differs by no more than such a part is one number, but for rounding
)

// MoreDigits is how many digits more than usual tell v from each of others that a sentence
// says it differs from; say writes them.
func MoreDigits(v float64, others []float64, say func(v float64, more int) string) int {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	more := 0
	same := func(other float64) bool {
		return math.Abs(other-v) > alike*math.Abs(v) && say(other, more) == say(v, more)
	}
	for more < mostMore && slices.ContainsFunc(others, same) {
		more++
	}
	return more
}

// Bound is what a number is at most, of two significant digits: rounded away from
// zero.
func Bound(v float64) string {
	if !(v > 0) || math.IsInf(v, 0) {
		return Number(v, 3)
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	return Number(math.Ceil(v/unit-1e-9)*unit, 2)
}

// Rate is a learning rate: as few digits as say it, four at most.
func Rate(v float64) string { return RateTo(v, 0) }

// RateTo is the same with some digits more: see MoreDigits.
func RateTo(v float64, more int) string { return withMinus(compact(v, 4+more)) }

// Coordinate is a coordinate with a fixed number of decimals.
func Coordinate(v float64) string {
	if math.Abs(v) < 0.005 {
		return "0.00" // without the sign of a zero
	}
	if math.Abs(v) >= 1e4 {
		return withMinus(compact(v, 3))
	}
	return withMinus(Fixed(v, 2))
}

func compact(v float64, digits int) string {
	if v == 0 {
		return "0"
	}
	text := format(v, 'e', digits-1)
	if size := math.Abs(v); size >= 1e5 || size < 1e-3 {
		return trimmed(text)
	}
	rounded, _ := strconv.ParseFloat(text, 64) // it was written by us
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// trimmed makes 2.60e+05 2.6 × 10⁵, and 1e-05 10⁻⁵.
func trimmed(text string) string {
	digits, power, _ := strings.Cut(text, "e")
	if strings.Contains(digits, ".") {
		digits = strings.TrimRight(strings.TrimRight(digits, "0"), ".")
	}
	n, _ := strconv.Atoi(power) // it was written by us
	ten := "10" + Superscript(n)
	switch digits {
	case "1":
		return ten
	case "-1":
		return "-" + ten
	}
	return digits + times + ten
}

// times stands between a number and its power of ten, which no line parts.
const times = "\u00a0×\u00a0"

// Tight is a number where there is little room: 2.6×10⁵.
func Tight(text string) string { return strings.Replace(text, times, "×", 1) }

// Fixed is a number with so many decimals, with a plain minus.
func Fixed(v float64, decimals int) string { return format(v, 'f', decimals) }

// format rounds what lies half-way away from zero, as scripts do.
func format(v float64, verb byte, digits int) string {
	size := math.Abs(v)
	down, up := strconv.FormatFloat(size, verb, digits, 64), strconv.FormatFloat(math.Nextafter(size, math.Inf(1)), verb, digits, 64)
	if halfway(size, verb, digits) {
		down = up
	}
	if math.Signbit(v) && v != 0 {
		return "-" + down
	}
	return down
}

// halfway reports whether v lies exactly between two numbers of so many digits.
func halfway(v float64, verb byte, digits int) bool {
	const more = 40 // digits: what lies half-way has fewer
	rest := strings.TrimRight(mantissa(strconv.FormatFloat(v, verb, digits+more, 64)), "0")
	short := mantissa(strconv.FormatFloat(v, verb, digits, 64))
	return len(rest) == len(short)+1 && rest[len(rest)-1] == '5'
}

// mantissa is a number's digits before the power.
func mantissa(text string) string {
	text, _, _ = strings.Cut(text, "e")
	return strings.Replace(text, ".", "", 1)
}

func withMinus(text string) string { return strings.ReplaceAll(text, "-", minus) }

// Size is a loss that is off a chart: its power of ten, with as much of a factor as is
// needed.
func Size(v float64) string {
	if math.Abs(v) < 1e5 {
		return Loss(v)
	}
	return Number(v, 1)
}

// Superscript is a whole number in raised digits.
func Superscript(n int) string { return raised.Replace(strconv.Itoa(n)) }

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻")
