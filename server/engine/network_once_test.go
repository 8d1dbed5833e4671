package engine

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"downhill/landscape"
	"downhill/server/pool"
	"downhill/train"
	"downhill/train/nets"
)

// asked counts the networks of this test: what one run of it has made, the next would find.
var asked atomic.Int32

// However many ask for a network at once, one computes it, with all its workers, and the
// others have what it found; and runs on it go side by side. Under the race detector that
// is to race nothing.
func TestNetworkIsSurveyedOnceForAllWhoAsk(t *testing.T) {
	const networks, asks = 3, 6
	e, first := New(""), asked.Add(networks)
	var computed atomic.Int32
	e.Pool.Seen = func(pool.Seen) { computed.Add(1) }
	var found [networks][asks]*landscape.Surface
	var all sync.WaitGroup
	for n := range networks {
		plane := nets.PlaneKinds()[[networks]int{0, 3, 4}[n]]
		if plane == "weights" {
			plane = "weights:1,3"
		}
		for i := range asks {
			all.Go(func() {
				raw := fmt.Sprintf("surface=net&units=2,3,1&data.size=20&steps=30&seed=%d&plane=%s", 90210+int(first)+n, plane)
				l, err := e.Resolve(t.Context(), pool.NewMeter(), "", raw)
				if err != nil {
					t.Errorf("%s: %v", raw, err)
					return
				}
				found[n][i] = l.Scenario.Surface
				trainAll(t, l)
			})
		}
	}
	all.Wait()
	if n := computed.Load(); n != networks {
		t.Errorf("%d networks were computed %d times", networks, n)
	}
	for n := range found {
		for i, s := range found[n] {
			if s == nil || s != found[n][0] {
				t.Errorf("ask %d of network %d has another surface", i, n)
			}
		}
	}
}

// trainAll trains a scenario's runs to their ends, and keeps them.
func trainAll(t *testing.T, l Linked) {
	sc := l.Scenario
	walks := make([]*train.Walk, len(sc.Runs))
	for i := range walks {
		walk, err := Training(sc, i)
		if err != nil {
			t.Error(err)
			return
		}
		if !walk.Over() { // one that another kept is at its end, and shared
			walk.Advance(t.Context(), sc.Steps+1)
		}
		KeepTraining(sc, i, walk)
		walks[i] = walk
	}
	for i, out := range train.Outcomes(t.Context(), walks) {
		if out.Last == 0 {
			t.Errorf("run %d: %+v", i, out)
		}
	}
}
