package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// A table is what a run prints: a line a measure, with what it is held beside.
type table struct {
	lines []line
	notes []string // on how it was measured
}

type line struct{ measure, value, beside, want string }

func (t *table) add(measure, value, beside, want string) {
	t.lines = append(t.lines, line{measure, value, beside, want})
}

// note says how something was measured.
func (t *table) note(text string) { t.notes = append(t.notes, text) }

func (t *table) print(w io.Writer) {
	tab := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(tab, "measure\tvalue\tbeside\twanted")
	for _, l := range t.lines {
		fmt.Fprintf(tab, "%s\t%s\t%s\t%s\n", l.measure, l.value, l.beside, l.want)
	}
	_ = tab.Flush() // to a terminal or a file: nothing to do about it
	for _, note := range t.notes {
		fmt.Fprintln(w, note)
	}
}

// times are how long something took, each time.
type times []time.Duration

// at is a quantile, 0 of none.
func (t times) at(q float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

// quantiles are the middle and the ends, as text.
func (t times) quantiles() string {
	return fmt.Sprintf("p50 %s, p99 %s, most %s", ms(t.at(0.5)), ms(t.at(0.99)), ms(t.at(1)))
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/1e6) }

func ratio(a, b float64) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("× %.2f", a/b)
}
