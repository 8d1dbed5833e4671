package stream_test

import (
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

func TestSweepOnTheStream(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":8,"sweep":"surface=ravine&opt=sgd,adam,sgd,polyak&lr=0.01,0.1,0.02,1&n=20"}`)
	var sweeps []client.Message
	for _, m := range c.Until(8) {
		switch m.Type {
		case "sweep":
			sweeps = append(sweeps, m)
		case "error":
			t.Fatal(m.Message)
		}
	}
	if len(sweeps) != 4 { // coarse and whole, for sgd and for adam
		t.Fatalf("%d sweeps", len(sweeps))
	}
	for i, m := range sweeps {
		known := 0
		for _, o := range m.Outcomes {
			if o != "" {
				known++
			}
		}
		if m.Complete != (i%2 == 1) || m.Run != i/2 || len(m.Rates) != 20 || (known == 20) != m.Complete {
			t.Errorf("message %d: run %d, complete %v, %d rates, %d known", i, m.Run, m.Complete, len(m.Rates), known)
		}
	}
}

func TestBasinsOnTheStream(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":9,"basins":"surface=himmelblau&n=65"}`)
	all := c.Until(9)
	if first := all[0]; first.Type != "basins" || len(first.Minima) != 4 || first.Run != 1 {
		t.Fatalf("first came %q: %s", first.Type, first.Message)
	}
	var sizes []int
	for _, m := range all {
		if m.Type == "map" {
			sizes = append(sizes, m.N)
			if want := stream.HeaderSize + m.N*m.N + m.N%2 + 2*m.N*m.N; len(m.Frame) != want || m.Complete != (m.N == 65) {
				t.Errorf("a map of %d has %d bytes, want %d; complete %v", m.N, len(m.Frame), want, m.Complete)
			}
		}
	}
	if len(sizes) != 3 || sizes[0] != 32 || sizes[2] != 65 {
		t.Errorf("sizes %v", sizes)
	}
}

func TestKindsDoNotSupersedeEachOther(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"basins":"surface=bowl&n=64"}`)
	c.Send(`{"id":2,"sweep":"surface=wells"}`)
	c.Send(`{"id":3,"run":"surface=wells"}`)
	ended := map[uint32]string{}
	for len(ended) < 3 {
		if m := c.Next(); client.Ends(m) {
			ended[m.ID] = m.Type
		}
	}
	for id, how := range ended {
		if how != "done" {
			t.Errorf("request %d ended with %q", id, how)
		}
	}
}
