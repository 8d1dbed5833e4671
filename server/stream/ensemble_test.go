package stream_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train"
	"downhill/train/link"
)

// noisy is the lesson on noise with an ensemble.
const noisy = "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seeds=40"

// The members of an ensemble come run by run, whole, each run's followed by where they
// end; their points are those of the runs with their seeds.
func TestEnsembleOnTheStream(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	sc, err := link.Parse(t.Context(), noisy)
	if err != nil {
		t.Fatal(err)
	}
	for _, asked := range []struct{ members, every int }{{40, 1}, {7, 1}, {40, 3}, {5, 1000}} {
		c.Send(fmt.Sprintf(`{"id":%d,"ensemble":"%s&members=%d&every=%d"}`, asked.members, noisy, asked.members, asked.every))
		run, next := 0, 0
		for _, m := range c.Until(uint32(asked.members)) {
			switch m.Type {
			case "members":
				if m.Run != run || m.First != next || m.Every != asked.every {
					t.Fatalf("run %d, member %d, every %d after run %d, member %d", m.Run, m.First, m.Every, run, next)
				}
				for i, p := range m.Paths {
					checkPath(t, sc, run, m.First+i, asked.every, p)
				}
				next += m.Count
			case "ends":
				if m.Run != run || next != asked.members || m.Members != asked.members {
					t.Errorf("run %d ends with %d members of %d, told %d", m.Run, next, asked.members, m.Members)
				}
				run, next = run+1, 0
			case "done":
			default:
				t.Errorf("%q came: %s", m.Type, m.Message)
			}
		}
		if run != len(sc.Runs) {
			t.Errorf("%d runs", run)
		}
	}
}

// checkPath holds the points of one member to the iterates of a run of its own.
func checkPath(t *testing.T, sc train.Scenario, run, member, every int, p client.Path) {
	t.Helper()
	all, out, err := train.Collect(t.Context(), sc.Ensemble()[member], run)
	if err != nil || p.Last != out.Last {
		t.Fatalf("run %d, member %d: last %d, alone %d: %v", run, member, p.Last, out.Last, err)
	}
	for i := range p.X {
		w := all[min(i*every, len(all)-1)].W
		if math.Float32bits(p.X[i]) != math.Float32bits(float32(w.X)) || math.Float32bits(p.Y[i]) != math.Float32bits(float32(w.Y)) {
			t.Fatalf("run %d, member %d, point %d: (%v, %v), alone %v", run, member, i, p.X[i], p.Y[i], w)
		}
	}
}

// The runs themselves are seen first: members wait for the answer to a run that is
// under way, in whichever order the two are asked for.
func TestMembersComeAfterTheRuns(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for id := uint32(1); id < 20; id += 2 {
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s&seed=%d"}`, id, noisy, id))
		c.Send(fmt.Sprintf(`{"id":%d,"ensemble":"%s&seed=%d"}`, id+1, noisy, id))
		done, early := false, 0
		for _, m := range c.Until(id + 1) {
			done = done || m.ID == id && m.Type == "done"
			if m.ID == id+1 && !done {
				early++
			}
		}
		if !done || early > 0 {
			t.Errorf("run %d ended: %v; %d messages of its members came before", id, done, early)
		}
	}
}

// A newer ensemble takes the place of the one under way, of which no more is sent.
func TestNewerEnsembleSupersedes(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	const last = 30
	for id := 1; id <= last; id++ {
		c.Send(fmt.Sprintf(`{"id":%d,"ensemble":"%s&seed=%d"}`, id, noisy, id))
	}
	superseded, newest := 0, uint32(0)
	for _, m := range c.Until(last) {
		if m.Type == "superseded" {
			superseded++
		}
		if m.ID < newest {
			t.Errorf("%q of request %d came after request %d had begun", m.Type, m.ID, newest)
		}
		newest = max(newest, m.ID)
	}
	if superseded == 0 {
		t.Error("none of 30 in a row was superseded")
	}
}

// What is wrong with an ensemble ends its request alone.
func TestBadEnsembles(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for query, field := range map[string]string{
		"surface=wells": "ensemble", "surface=wells&seeds=40": "seeds", "surface=wells&starts=1": "starts",
		"surface=wells&starts=40&members=0": "members", "surface=wells&starts=40&every=0": "every",
	} {
		message, _ := json.Marshal(map[string]any{"id": 5, "ensemble": query})
		c.Send(string(message))
		if all := c.Until(5); all[len(all)-1].Type != "error" || all[len(all)-1].Field != field {
			t.Errorf("%s: %s", query, all[len(all)-1].Text)
		}
	}
	c.Send(`{"id":6,"run":"surface=wells&starts=40&steps=20"}`)
	for _, m := range c.Until(6) {
		if m.Type == "members" || m.Type == "error" {
			t.Errorf("a run is answered with %q: %s", m.Type, m.Message)
		}
	}
}
