package field

import (
	"math"
	"strconv"
	"strings"
)

// MaxNumber is the largest size of a number where nothing else bounds it.
const MaxNumber = 1e6

// Number writes v with the fewest digits that read back exactly, from a
// hundred-thousandth to below a million without an exponent; an exponent has
// neither a plus sign nor leading zeros, as in 1e6 and 1e-7.
func Number(v float64) string {
	v += 0 // no negative zero
	if size := math.Abs(v); v == 0 || size >= 1e-5 && size < 1e6 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	n, _ := strconv.Atoi(exponent)
	return mantissa + "e" + strconv.Itoa(n)
}

// Numbers writes several, comma separated.
func Numbers(v ...float64) string {
	all := make([]string, len(v))
	for i, x := range v {
		all[i] = Number(x)
	}
	return strings.Join(all, ",")
}

// ReadNumbers reads n finite numbers, comma separated, each up to 1e6.
func ReadNumbers(text string, n int) ([]float64, bool) {
	parts := strings.Split(text, ",")
	if len(parts) != n {
		return nil, false
	}
	v := make([]float64, n)
	for i, p := range parts {
		x, ok := ReadNumber(p)
		if !ok || math.Abs(x) > MaxNumber {
			return nil, false
		}
		v[i] = x + 0 // no negative zero
	}
	return v, true
}

// ReadNumber reads a finite decimal number: no hexadecimals, no "inf".
func ReadNumber(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 64 || strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// ReadWhole reads a whole number from 0 to most.
func ReadWhole(text string, most uint64) (uint64, bool) {
	n, err := strconv.ParseUint(text, 10, 64)
	return n, err == nil && n <= most
}
