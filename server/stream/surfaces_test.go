package stream_test

import (
	"fmt"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

// surfacesOf are the surfaces that the answer to a run brings, and the one that
// its scenario names.
func surfacesOf(c *client.Stream, id uint32, query string) (brought []string, named string) {
	c.T.Helper()
	c.Send(fmt.Sprintf(`{"id":%d,"run":"%s"}`, id, query))
	for _, m := range c.Until(id) {
		switch m.Type {
		case "surface":
			brought = append(brought, m.Surface.Name())
		case "scenario":
			named = m.Surface.Name()
		case "error":
			c.T.Fatal(m.Message)
		}
	}
	return brought, named
}

func TestASurfaceComesOnceAConnection(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	steps := []struct{ query, surface, brought string }{
		{"surface=wells&lr=0.1", "wells", "[wells]"},
		{"surface=wells&lr=0.2", "wells", "[]"},
		{"lr=0.2&steps=9&start=1,1&opt=adam", "wells", "[]"},
		{"surface=bowl", "bowl", "[bowl]"},
		{"surface=wells", "wells", "[]"},
		{"f=x^2%2By^2&lr=0.1", "x^2+y^2[-5 5 -5 5]", "[x^2+y^2[-5 5 -5 5]]"},
		{"f=x^2%2By^2&lr=0.2", "x^2+y^2[-5 5 -5 5]", "[]"},
		{"f=x^2%2By^2&lr=0.2&view=-4,5,-5,5", "x^2+y^2[-4 5 -5 5]", "[x^2+y^2[-4 5 -5 5]]"},
		{"f=x^2%2By^2&lr=0.2&view=-5,5,-5,5", "x^2+y^2[-5 5 -5 5]", "[]"},
		{"surface=bowl", "bowl", "[]"},
	}
	for connection := range 2 { // a new connection starts with none
		c := client.Dial(t, s.URL())
		for i, step := range steps {
			brought, named := surfacesOf(c, uint32(i), step.query)
			if named != step.surface || fmt.Sprint(brought) != step.brought {
				t.Errorf("connection %d, %s: brought %v and named %s, want %s and %s", connection, step.query, brought, named, step.brought, step.surface)
			}
		}
	}
}

// What is superseded before its surface left does not count as a connection that
// has it: the client fails where a scenario names one that did not come.
func TestASurfaceOutlivesWhatWasSuperseded(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	const last = 60
	for id := 1; id <= last; id++ {
		c.Send(fmt.Sprintf(`{"id":%d,"run":"f=x^2%%2By^2%%2B%d&lr=0.1&steps=4"}`, id, id/3))
	}
	c.Until(last)
}

// The page and the server let go of the same surfaces.
func TestOldSurfacesComeAgain(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	ask := func(id uint32, i int) string {
		brought, _ := surfacesOf(c, id, fmt.Sprintf("f=%d*x&lr=0.1&start=1,1&steps=1", i))
		return fmt.Sprint(len(brought))
	}
	for i := range stream.SurfacesKept {
		ask(uint32(i), i)
	}
	got := ask(100, 0) + ask(101, stream.SurfacesKept) + ask(102, 1) + ask(103, 0) + ask(104, stream.SurfacesKept)
	if got != "01010" {
		t.Errorf("surfaces brought: %s", got)
	}
}
