package site

import (
	"context"
	"testing"
	"testing/fstest"
	"time"
)

// bundle stands in for what `make build` leaves in static/.
var bundle = fstest.MapFS{
	"js/main.js":           {Data: []byte("console.log(1)")},
	"js/chunk-ABCDEFGH.js": {Data: []byte("export {}")},
	"css/page.css":         {Data: make([]byte, 4000)},
	"img/icon.svg":         {Data: []byte("<svg/>")},
	"js/README":            {Data: []byte("not served")},
}

// emptyFS has no bundle.
var emptyFS = fstest.MapFS{"js/README": {}}

// serve runs a real server for a test. stop ends it gracefully, and is called
// at the end of the test if it was not before.
func serve(t testing.TB, c Config) (s *Server, stop func() error) {
	t.Helper()
	c.Addr = or(c.Addr, "127.0.0.1:0")
	c.Grace = or(c.Grace, 500*time.Millisecond)
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
