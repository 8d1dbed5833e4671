package field

// Nearest is the word that a mistyped one was probably meant to be: at most
// two edits away, and fewer than half its letters; empty if there is none.
func Nearest(word string, words []string) string {
	best, least := "", 3
	for _, w := range words {
		if d := edits(word, w); d < least && 2*d <= len(w) {
			best, least = w, d
		}
	}
	return best
}

// edits is the Levenshtein distance of two words; long ones are not compared.
func edits(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 99
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
