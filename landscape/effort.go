package landscape

import (
	"math"
	"strconv"
	"strings"
)

// effort is how much of the usual exploring a formula is given, at most 1. It
// keeps the time within bounds for recurrences of hundreds of steps, whose one
// evaluation costs as much as hundreds of others. It goes by the text, not by a
// clock, so that what is found is the same everywhere.
func effort(l Loss) float64 {
	const usual = 1000 // characters, unrolled
	return min(1, usual/float64(1+unrolled(l.Text())))
}

// unrolled is the length of a formula's text with its recurrences written out:
// a measure of the work of one evaluation.
func unrolled(text string) int {
	length := 0
	for part := range strings.SplitSeq(text, ";") {
		times := 1
		if count, ok := strings.CutPrefix(strings.TrimSpace(part), "repeat"); ok {
			count, _, _ = strings.Cut(count, ":")
			if n, err := strconv.Atoi(strings.TrimSpace(count)); err == nil && n > 0 {
				times = n
			}
		}
		length += times * len(part)
	}
	return length
}

// searchSide is the number of samples of the gradient a side: even, so that
// none lies on an axis of symmetry.
func searchSide(effort float64) int {
	return max(24, 2*int(math.Round(32*math.Sqrt(effort))))
}
