package network

import "testing"

// TestNarrowerKernels: a processor that computes fewer at once gives the same.
func TestNarrowerKernels(t *testing.T) {
	defer func(was bool) { use512 = was }(use512)
	use512 = false
	TestKernelsAreTheLoops(t)
}
