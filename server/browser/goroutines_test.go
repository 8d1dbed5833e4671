package browser

import (
	"runtime"
	"testing"

	"downhill/server/client"
)

// TestHostCountsItsOwnGoroutines: a server alone has some, one that a stream
// is open to has more, and another's do not count.
func TestHostCountsItsOwnGoroutines(t *testing.T) {
	t.Parallel()
	s, other := startSite(t), startSite(t)
	for s.goroutines() == 0 || other.goroutines() == 0 {
		runtime.Gosched() // they start by themselves
	}
	before := s.goroutines()
	client.Dial(t, other.url)
	if n := s.goroutines(); n != before {
		t.Errorf("%d goroutines, then %d", before, n)
	}
	client.Dial(t, s.url)
	if n := s.goroutines(); n <= before {
		t.Errorf("with a stream there are %d goroutines, without it %d", n, before)
	}
}
