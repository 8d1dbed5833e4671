package figure

import (
	"math"
	"strconv"
	"strings"

	"downhill/server/words"
)

// tickStep is the step of 1, 2 or 5 times a power of ten that cuts a span in about
// count parts.
func tickStep(span, count float64) float64 {
	raw := span / max(1, count)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	switch part := raw / power; {
	case part < math.Sqrt2:
		return power
	case part < math.Sqrt(10):
		return 2 * power
	case part < math.Sqrt(50):
		return 5 * power
	}
	return 10 * power
}

// ticks are about count round numbers within a range.
func ticks(from, to, count float64) (all []float64) {
	span := to - from
	if !(span > 0) || math.IsInf(span, 0) {
		return nil
	}
	step := tickStep(span, count)
	places := max(0, -int(math.Floor(math.Log10(step))))
	for i := math.Ceil(from / step); i <= math.Floor(to/step); i++ {
		v := i * step
		if places <= 20 {
			v, _ = strconv.ParseFloat(words.Fixed(v, places), 64)
		}
		all = append(all, v+0)
	}
	return all
}

// logTicks are powers of ten within a range, thinned to at most count of them.
func logTicks(from, to, count float64) (all []float64) {
	if !(from > 0) || !(to > from) {
		return nil
	}
	first, last := int(math.Ceil(math.Log10(from)-1e-9)), int(math.Floor(math.Log10(to)+1e-9))
	stride := max(1, int(math.Ceil(float64(last-first+1)/max(1, count))))
	for e := first; e <= last; e++ {
		if e%stride == 0 {
			all = append(all, math.Pow(10, float64(e)))
		}
	}
	return all
}

// tickText is a tick's number, with the places that its step needs.
func tickText(v, step float64) string {
	size := max(math.Abs(v), step)
	if size >= 1e5 || step < 1e-5 {
		return words.Tight(words.Number(v, 1+max(1, int(math.Ceil(math.Log10(size/step))))))
	}
	places := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	return strings.Replace(words.Fixed(v, places), "-", "−", 1)
}

// powerText is a power of ten as 10⁻³; other numbers plainly.
func powerText(v float64) string {
	e := math.Log10(v)
	if math.Abs(e-math.Round(e)) > 1e-6 {
		return words.Number(v, 3)
	}
	return "10" + words.Superscript(int(math.Round(e)))
}

// levelText is a round loss, as a class writes it: 2 × 10⁷ where it is very large or
// small.
func levelText(v float64) string { return words.Number(v, 6) }
