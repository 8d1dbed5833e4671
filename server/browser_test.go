package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// The browser tests drive a real chromium over the real server, the way that a
// lecturer's hand does. They never skip: without a browser they fail, and say
// what installs one.

// site is a server of ours on a port of its own.
type site struct {
	addr string // host:port
	url  string // http://host:port
	stop func() // ends it and waits until it has
}

// startSite serves on a free port of this machine until the test ends.
func startSite(t testing.TB) *site {
	t.Helper()
	return startSiteAt(t, freeAddr(t))
}

// startSiteAt serves on addr, through the same run as the program.
func startSiteAt(t testing.TB, addr string, args ...string) *site {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, append([]string{"--addr", addr, "--grace", "300ms"}, args...), io.Discard) }()
	s := &site{addr: addr, url: "http://" + addr}
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("the server ended with: %v", err)
		}
	})
	t.Cleanup(s.stop)
	if err := s.ready(done); err != nil {
		t.Fatal(err)
	}
	return s
}

// ready waits until the server answers, or has ended.
func (s *site) ready(done chan error) error {
	for range 500 {
		if answer, err := http.Get(s.url + "/healthz"); err == nil {
			answer.Body.Close()
			return nil
		}
		select {
		case err := <-done:
			done <- err
			return fmt.Errorf("the server did not start: %w", err)
		case <-time.After(10 * time.Millisecond):
		}
	}
	return fmt.Errorf("nothing answers at %s", s.url)
}

// freeAddr is an address on this machine that nothing listens on.
func freeAddr(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
