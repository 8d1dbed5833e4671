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

const smallNet = "surface=net&units=2,4,1&data.size=30&steps=40"

// trainedWalks are a scenario's runs, made here.
func trainedWalks(t *testing.T, query string) ([]*train.Walk, train.Scenario) {
	t.Helper()
	sc, err := link.Parse(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	walks := make([]*train.Walk, len(sc.Runs))
	for i := range walks {
		if walks[i], err = train.Begin(sc, i); err != nil {
			t.Fatal(err)
		}
		walks[i].Advance(t.Context(), sc.Steps+1)
	}
	return walks, sc
}

// A network's iterates come as those of any other, with what is known of each beside
// them; its outcomes, which depend on each other, come when all runs are over.
func TestNetworkComesWholeAndInOrder(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for id, query := range []string{smallNet + "&lr=0.01,1,30", smallNet + "&lr=0.01,1,30", smallNet + "&lr=0.01,0.7,30", smallNet + "&batch=8&opt=adam&lr=0.05"} {
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s"}`, id+1, query))
		all := c.Until(uint32(id + 1))
		walks, _ := trainedWalks(t, query)
		outcomes := train.Outcomes(t.Context(), walks)
		for run, w := range walks {
			checkRun(t, run, all, w.Iterates(), outcomes[run])
			checkBeside(t, run, all, w)
		}
		checkOrder(t, all)
	}
}

func checkBeside(t *testing.T, run int, all []client.Message, w *train.Walk) {
	t.Helper()
	held, distance, level := w.Beside()
	for _, m := range all {
		if m.Type != "iterates" || m.Run != run {
			continue
		}
		if len(m.Beside) != 3 {
			t.Fatalf("run %d: a frame with %d columns beside its iterates", run, len(m.Beside))
		}
		for i := range m.Count {
			for c, want := range []float64{held[m.First+i], distance[m.First+i], level[m.First+i]} {
				if got := m.Beside[c][i]; math.Float64bits(got) != math.Float64bits(want) {
					t.Fatalf("run %d, k %d, column %d: %v, want %v", run, m.First+i, c, got, want)
				}
			}
		}
	}
}

// checkOrder: no iterate comes after an outcome.
func checkOrder(t *testing.T, all []client.Message) {
	t.Helper()
	ended := false
	for _, m := range all {
		ended = ended || m.Type == "outcome"
		if ended && m.Type == "iterates" {
			t.Fatalf("iterates from %d of run %d come after an outcome", m.First, m.Run)
		}
	}
}

// While a flag is dragged, each new request is in place of those before it, and what
// comes last is whole.
func TestNetworkIsSuperseded(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	const last = 30
	query := func(id int) string {
		return fmt.Sprintf("%s&steps=2000&lr=0.01,%d", smallNet[:len(smallNet)-len("&steps=40")], id)
	}
	for id := 1; id <= last; id++ {
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s","held":true}`, id, query(id)))
	}
	newest, all := uint32(0), c.Until(last)
	for _, m := range all {
		if m.Type == "superseded" {
			newest = max(newest, m.ID)
		} else if m.ID <= newest {
			t.Fatalf("a %s of request %d came after it was superseded", m.Type, m.ID)
		}
	}
	walks, _ := trainedWalks(t, query(last))
	outcomes := train.Outcomes(t.Context(), walks)
	var own []client.Message
	for _, m := range all {
		if m.ID == last {
			own = append(own, m)
		}
	}
	for run, w := range walks {
		checkRun(t, run, own, w.Iterates(), outcomes[run])
	}
}

// A plane that goes by runs stays while a hand moves a rate, says so, and is laid anew
// when the hand lets go. The runs are the same on any.
func TestPlaneByRunsStaysWhileARateIsHeld(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	ask := func(id uint32, held string, lr string) (surface string, stays bool, loss []float64) {
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s&plane=runs&lr=%s"%s}`, id, smallNet, lr, held))
		for _, m := range c.Until(id) {
			switch m.Type {
			case "error":
				t.Fatal(m.Message)
			case "scenario":
				var told struct{ Training struct{ Stays bool } }
				if err := json.Unmarshal(m.Text, &told); err != nil {
					t.Fatal(err)
				}
				surface, stays = m.Surface.Name(), told.Training.Stays
			case "iterates":
				loss = append(loss, m.Cols[2]...)
			}
		}
		return surface, stays, loss
	}
	first, stays, _ := ask(1, "", "0.1,1")
	if stays {
		t.Error("the first plane is said to be of earlier runs")
	}
	held, stays, dragged := ask(2, `,"held":true`, "0.1,2")
	if held != first || !stays {
		t.Errorf("while a rate is held the plane is %s, stays %v", held, stays)
	}
	released, stays, loss := ask(3, "", "0.1,2")
	if released == first || stays {
		t.Errorf("after it the plane is %s, stays %v", released, stays)
	}
	if fmt.Sprint(loss) != fmt.Sprint(dragged) {
		t.Error("the plane changes the runs")
	}
}
