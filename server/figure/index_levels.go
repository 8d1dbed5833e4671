package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The contours that are named are at round losses, as even on the scale as round
// numbers can be (web/src/plane/index-levels.ts).
const (
	mostDigits   = 6
	enoughLevels = 4
	levelPlaces  = 24
)

// indexLevels are round losses between two others, no two nearer than a gap on the
// scale; the roundest come first to be kept.
func indexLevels(s levelScale, lowest, highest, gap float64) (kept []float64) {
	rounds := roundLosses(s, lowest, highest)
	for digits := 1; digits <= mostDigits && len(kept) < enoughLevels; digits++ {
		for _, v := range rounds {
			if !(roughness(v)/10 == digits || digits == 1 && v == 0) {
				continue
			}
			t := s.t(v)
			if !slices.ContainsFunc(kept, func(other float64) bool { return math.Abs(s.t(other)-t) < gap }) {
				kept = append(kept, v)
			}
		}
	}
	slices.Sort(kept)
	return kept
}

// roundLosses are round numbers around evenly spaced places of the scale, the roundest
// first.
func roundLosses(s levelScale, lowest, highest float64) (found []float64) {
	from, to := s.t(lowest), s.t(highest)
	at := func(i int) float64 { return s.loss(from + (to-from)*float64(i)/levelPlaces) }
	seen := map[float64]bool{}
	for i := 0; i <= levelPlaces; i++ {
		apart := math.Abs(at(i+1) - at(i))
		if apart == 0 {
			apart = 1
		}
		coarse := int(math.Ceil(math.Log10(apart))) + 1
		for digits := range mostDigits {
			for part := 1.0; part <= 2; part++ {
				step := math.Pow(10, float64(coarse-digits)) / part
				round := rounded(math.Floor(at(i)/step+0.5)*step, mostDigits+2)
				if round > lowest && round < highest && !seen[round] {
					seen[round] = true
					found = append(found, round)
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b float64) int {
		return cmp.Or(cmp.Compare(roughness(a), roughness(b)), cmp.Compare(math.Abs(a), math.Abs(b)))
	})
	return found
}

// rounded is a number of so many significant digits, and no −0.
func rounded(v float64, digits int) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	return v + 0
}

// roughness is how many digits a number has, and which it ends with: 0, 10 and 500 are
// rounder than 3, and that than 12.
func roughness(v float64) int {
	if v == 0 {
		return 0
	}
	text, _, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'e', mostDigits+2, 64), "e")
	digits := strings.TrimRight(strings.Replace(text, ".", "", 1), "0")
	last := digits[len(digits)-1]
	switch {
	case digits == "1":
		return 10
	case last == '5':
		return 10*len(digits) + 1
	case last == '2':
		return 10*len(digits) + 2
	}
	return 10*len(digits) + 4
}
