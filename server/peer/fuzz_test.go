package peer

import (
	"strings"
	"testing"
)

// FuzzForging: whatever a caller writes into the headers, with a trusted proxy that adds
// the address that it was asked from at the end, or that takes a header away, the caller
// is taken for nobody else; and without one, headers change nothing.
func FuzzForging(f *testing.F) {
	for _, seed := range []string{"", "6.6.6.6", "6.6.6.6, 10.0.0.1", "for=6.6.6.6", `for="[::1]:80";proto=http, for=_x`, ",,", "\"", "10.0.0.1,10.0.0.1"} {
		f.Add(seed, seed)
	}
	trusted, err := Parse("10.0.0.0/8")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, forgedList, forgedTold string) {
		plain := ask("9.9.9.9:1", list, forgedList, told, forgedTold)
		if got := trusted.Addr(plain).String(); got != "9.9.9.9" {
			t.Errorf("without a proxy: %s", got)
		}
		byList := ask("10.0.0.1:1", list, strings.TrimLeft(forgedList+", 9.9.9.9", ", "))
		if got := trusted.Addr(byList).String(); got != "9.9.9.9" {
			t.Errorf("%q: %s", byList.Header, got)
		}
		byTold := ask("10.0.0.1:1", told, forgedTold)
		byTold.Header.Add(told, "for=9.9.9.9;proto=https")
		if got := trusted.Addr(byTold).String(); got != "9.9.9.9" {
			t.Errorf("%q: %s", byTold.Header, got)
		}
		both := ask("10.0.0.1:1", list, "9.9.9.9", told, forgedTold)
		if got := trusted.Addr(both).String(); got != "9.9.9.9" && got != "10.0.0.1" {
			t.Errorf("%q: %s", both.Header, got)
		}
	})
}
