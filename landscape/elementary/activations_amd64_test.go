package elementary

import "testing"

// TestNarrowerActivations: a processor that computes fewer at once gives the same.
func TestNarrowerActivations(t *testing.T) {
	defer func(eight, four bool) { use512, useFMA = eight, four }(use512, useFMA)
	use512 = false
	t.Run("four", TestActivationsHaveTheBitsOfOne)
	useFMA = false
	t.Run("one", TestActivationsHaveTheBitsOfOne)
}
