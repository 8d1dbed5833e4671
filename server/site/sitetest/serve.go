// Package sitetest runs the site for the tests of its parts.
package sitetest

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"downhill/server/client"
	"downhill/server/site"
)

// Bundle stands in for what `make build` leaves in static/.
var Bundle = fstest.MapFS{
	"js/main.js":           {Data: []byte("console.log(1)")},
	"js/chunk-ABCDEFGH.js": {Data: []byte("export {}")},
	"css/page.css":         {Data: make([]byte, 4000)},
	"img/icon.svg":         {Data: []byte("<svg/>")},
	"js/README":            {Data: []byte("not served")},
	"fonts/sans.woff2":     {Data: []byte("wOF2")},
	"fonts/serif.woff2":    {Data: []byte("wOF2")},
	"fonts/math.woff2":     {Data: []byte("wOF2")},
}

// OpenStreams is how many streams are open.
func OpenStreams(t testing.TB, s *site.Server) int {
	t.Helper()
	_, text := client.Get(t, s.URL()+"/metrics")
	_, rest, _ := strings.Cut(text, "\ndownhill_viewers ")
	n, err := strconv.Atoi(strings.SplitN(rest, "\n", 2)[0])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Serve runs a real server for a test. stop ends it gracefully, and is called
// at the end of the test if it was not before.
func Serve(t testing.TB, c site.Config) (s *site.Server, stop func() error) {
	t.Helper()
	c.Addr = cmp.Or(c.Addr, "127.0.0.1:0")
	c.Grace = cmp.Or(c.Grace, 500*time.Millisecond)
	if c.Static == nil {
		c.Static = Bundle
	}
	s, err := site.New(c)
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

// WaitFor waits until something is reached, for eight seconds.
func WaitFor(t testing.TB, what string, reached func() bool) {
	t.Helper()
	for end := time.Now().Add(client.Patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if reached() {
			return
		}
	}
	t.Fatalf("still waiting for %s", what)
}
