package site

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"downhill/server/client"
)

// bundle stands in for what `make build` leaves in static/.
var bundle = fstest.MapFS{
	"js/main.js":           {Data: []byte("console.log(1)")},
	"js/chunk-ABCDEFGH.js": {Data: []byte("export {}")},
	"css/page.css":         {Data: make([]byte, 4000)},
	"img/icon.svg":         {Data: []byte("<svg/>")},
	"js/README":            {Data: []byte("not served")},
}

// openStreams is how many streams are open.
func openStreams(t testing.TB, s *Server) int {
	t.Helper()
	_, text := client.Get(t, s.URL()+"/metrics")
	_, rest, _ := strings.Cut(text, "\ndownhill_viewers ")
	n, err := strconv.Atoi(strings.SplitN(rest, "\n", 2)[0])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// serve runs a real server for a test. stop ends it gracefully, and is called
// at the end of the test if it was not before.
func serve(t testing.TB, c Config) (s *Server, stop func() error) {
	t.Helper()
	c.Addr = cmp.Or(c.Addr, "127.0.0.1:0")
	c.Grace = cmp.Or(c.Grace, 500*time.Millisecond)
	if c.static == nil {
		c.static = bundle
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx) }()
	var ended error
	stopped := false
	stop = func() error {
		if !stopped {
			stopped = true
			cancel()
			ended = <-done
		}
		return ended
	}
	t.Cleanup(func() { _ = stop() })
	return s, stop
}

func waitFor(t testing.TB, what string, reached func() bool) {
	t.Helper()
	for end := time.Now().Add(8 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if reached() {
			return
		}
	}
	t.Fatalf("still waiting for %s", what)
}
