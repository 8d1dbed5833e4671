package browser

import (
	"net/http"
	"runtime"
	"testing"
)

// TestHostCountsItsOwnGoroutines: a server alone has some, one that a connection
// is open to has more, and another's do not count.
func TestHostCountsItsOwnGoroutines(t *testing.T) {
	t.Parallel()
	s, other := startSite(t), startSite(t)
	for s.goroutines() == 0 || other.goroutines() == 0 {
		runtime.Gosched() // they start by themselves
	}
	before := s.goroutines()
	client := http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	answer, err := client.Get(other.url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if n := s.goroutines(); n != before {
		t.Errorf("%d goroutines, then %d", before, n)
	}
	if answer, err = client.Get(s.url + "/healthz"); err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if n := s.goroutines(); n <= before {
		t.Errorf("with a connection there are %d goroutines, without it %d", n, before)
	}
}
