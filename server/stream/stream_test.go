package stream_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/link"
)

func TestRunIsCompleteAndInOrder(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, query := range []string{"surface=wells&lr=0.1,0.5,1.8", "surface=wells&lr=0.1,0.5,1.8&steps=600"} {
		checkRuns(t, client.Dial(t, s.URL()), query)
	}
}

// checkRuns asks for a scenario of three runs on a new connection, and holds the
// answer to what training gives.
func checkRuns(t *testing.T, c *client.Stream, query string) {
	t.Helper()
	c.Send(`{"id":7,"run":"` + query + `"}`)
	all := c.Until(7)
	if all[0].Type != "surface" || all[1].Type != "scenario" || len(all[1].Runs) != 3 {
		t.Fatalf("first came %q, then %q with %d runs", all[0].Type, all[1].Type, len(all[1].Runs))
	}
	if last := all[len(all)-1]; last.Type != "done" {
		t.Fatalf("last came %q: %s", last.Type, last.Message)
	}
	sc, err := link.Parse(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	for run := range 3 {
		want, out, err := train.Collect(context.Background(), sc, run)
		if err != nil {
			t.Fatal(err)
		}
		checkRun(t, run, all, want, out)
	}
}

// checkRun holds the frames of one run to the iterates that training gives.
func checkRun(t *testing.T, run int, all []client.Message, want descent.Trajectory, out judge.Outcome) {
	t.Helper()
	k, ended := 0, false
	for _, m := range all {
		switch {
		case m.Type == "iterates" && m.Run == run:
			if k == 0 && m.Count > 16 && (m.Count != len(want) || len(want) > 512) {
				t.Errorf("run %d: the first frame has %d iterates of %d", run, m.Count, len(want))
			}
			if ended || m.First != k || k+m.Count > len(want) {
				t.Fatalf("run %d: a frame of %d from %d, where %d was due (ended %v)", run, m.Count, m.First, k, ended)
			}
			for i := range m.Count {
				checkIterate(t, m, i, want[k+i])
			}
			k += m.Count
		case m.Type == "outcome" && m.Run == run:
			ended = true
			if m.Outcome != string(out.Kind) || m.K != out.K || m.Last != out.Last {
				t.Errorf("run %d: %s at %d (last %d), want %s at %d (last %d)", run, m.Outcome, m.K, m.Last, out.Kind, out.K, out.Last)
			}
		}
	}
	if k != len(want) || !ended {
		t.Errorf("run %d: %d of %d iterates came, ended %v", run, k, len(want), ended)
	}
}

func checkIterate(t *testing.T, m client.Message, i int, it descent.Iterate) {
	t.Helper()
	for c, want := range []float64{it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y, it.LearningRate} {
		if math.Float64bits(m.Cols[c][i]) != math.Float64bits(want) && !(math.IsNaN(want) && math.IsNaN(m.Cols[c][i])) {
			t.Fatalf("run %d, k %d, column %d: %v, want %v", m.Run, it.K, c, m.Cols[c][i], want)
		}
	}
}

// A line search evaluates more often than it steps: the stream counts that as
// the API does.
func TestStreamCountsTheAPIsEvaluations(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const query = "surface=beale&opt=armijo&steps=50"
	_, lines := client.Get(t, s.URL()+"/api/run?"+query)
	var told client.Message
	if err := json.Unmarshal([]byte(lines[strings.Index(lines, `{"run":0,"outcome"`):]), &told); err != nil {
		t.Fatal(err)
	}
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"run":"` + query + `"}`)
	for _, m := range c.Until(1) {
		if m.Type == "outcome" && (m.Evaluations != told.Evaluations || m.Evaluations <= m.Last+1) {
			t.Errorf("%d evaluations in %d steps, the API tells %d", m.Evaluations, m.Last, told.Evaluations)
		}
	}
}

func TestRunsInterleave(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"run":"surface=bowl&lr=0.0001,0.0002,0.0003&steps=5000"}`)
	latest := map[int]int{}
	for _, m := range c.Until(1) {
		if m.Type == "iterates" {
			latest[m.Run] = m.First
			if latest[m.Run] > 4*(latest[0]+16) {
				t.Fatalf("run %d is at %d while run 0 is at %d", m.Run, m.First, latest[0])
			}
		}
	}
}

// slow is a scenario that takes long to send: six runs of 5,000 steps.
const slow = `surface=bowl&steps=5000&noise=0.1&lr=0.0001,0.0002,0.0003,0.0004,0.0005,0.0006`

func TestNewestRequestSupersedes(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	const last = 40
	for id := 1; id <= last; id++ {
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s"}`, id, slow))
	}
	newest := uint32(0)
	iterates := 0
	for _, m := range c.Until(last) {
		if m.Type == "superseded" {
			newest = max(newest, m.ID)
			continue
		}
		if m.ID <= newest {
			t.Fatalf("a %s of request %d came after it was superseded", m.Type, m.ID)
		}
		if m.ID == last {
			iterates += m.Count
		}
	}
	if iterates != 6*5001 {
		t.Errorf("the newest request brought %d iterates, want %d", iterates, 6*5001)
	}
	if newest == 0 {
		t.Error("no request was superseded: the test shows nothing")
	}
}

func TestCancelEndsARequest(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":3,"run":"` + slow + `"}`)
	c.Send(`{"id":3,"cancel":true}`)
	all := c.Until(3)
	if end := all[len(all)-1].Type; end != "cancelled" && end != "done" {
		t.Errorf("ended by %q", end)
	}
	c.Send(`{"id":3,"cancel":true}`) // nothing is under way: nothing is said
	c.Send(`{"id":4,"run":"steps=5"}`)
	if m := c.Next(); m.ID != 4 {
		t.Errorf("a message of request %d, want 4", m.ID)
	}
}

func TestTabsAreIndependent(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	tabs := make([]*client.Stream, 5)
	for i := range tabs {
		tabs[i] = client.Dial(t, s.URL())
		tabs[i].Send(fmt.Sprintf(`{"id":1,"run":"surface=bowl&lr=0.1&steps=%d"}`, i+1))
	}
	for i, c := range tabs {
		for _, m := range c.Until(1) {
			if m.Type == "scenario" && m.Steps != float64(i+1) {
				t.Errorf("tab %d got the scenario of %v steps", i, m.Steps)
			}
		}
	}
}
