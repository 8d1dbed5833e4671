package wire

import (
	"testing"

	"downhill/train/link"
)

// Of a network nobody knows the lowest loss: an optimizer that needs it is named, since
// it takes 0.
func TestWhatAnOptimizerAssumesOfANetworkIsTold(t *testing.T) {
	for query, want := range map[string]string{
		"surface=net&units=2,2,1&data.size=10&steps=5&lr=0.1&opt=sgd":            "",
		"surface=net&units=2,2,1&data.size=10&steps=5&lr=0.1,0.1&opt=sgd,polyak": "polyak",
	} {
		sc, err := link.Parse(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		if got := trainingOf(sc).Assumes; got != want {
			t.Errorf("%s: %q assumes the lowest loss, want %q", query, got, want)
		}
	}
}
