package site_test

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

const (
	restarts = 3
	drags    = 6 // of the viewers, the others look on
	looks    = 14
)

// A guest is a viewer over the restarts of a server: it asks, or looks on, and comes
// back when it is asked to.
type guest struct {
	address *atomic.Pointer[string] // of the server that is there; nil for none
	drags   bool
	visits  atomic.Int64 // streams that were opened and answered
	cut     atomic.Int64 // answers of which a part came
	other   atomic.Int64 // streams that ended without being asked to come back
}

// stay is a guest's life until the server is gone for good.
func (g *guest) stay(t *testing.T, ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		default:
		}
		if at := g.address.Load(); at != nil {
			g.visit(t, *at)
		}
		time.Sleep(time.Millisecond) // a page waits longer
	}
}

// visit is one connection, from its first answer to its end.
func (g *guest) visit(t *testing.T, at string) {
	c, err := client.Try(t, at)
	if err != nil {
		return
	}
	defer c.Conn.Close()
	begun, id := map[uint32]bool{}, uint32(0)
	ask := func() {
		id++
		text := fmt.Sprintf(`{"id":%d,"run":"surface=wells&steps=2000&lr=1e-4,2e-4,3e-4&seed=%d&noise=0.1"}`, id, id)
		_ = c.Say(text) // an error shows when it is read
	}
	for ask(); ; {
		m, err := c.Read(client.Patience)
		if err != nil || m.Closed != 0 {
			if m.Closed != 1012 {
				g.other.Add(1)
			}
			g.cut.Add(int64(len(begun)))
			return
		}
		begun[m.ID] = true
		if !client.Ends(m) {
			continue
		}
		delete(begun, m.ID)
		if m.ID == 1 {
			g.visits.Add(1)
		}
		if g.drags {
			ask()
		}
	}
}

// Three restarts in a row cut nothing off in the middle, neither of those who drag nor
// of those who look on, and lose nobody: all are asked to come back, and do, once each
// time.
func TestRestartsCutNothing(t *testing.T) {
	var address atomic.Pointer[string]
	ended, all := make(chan struct{}), make([]*guest, drags+looks)
	var staying sync.WaitGroup
	for i := range all {
		all[i] = &guest{address: &address, drags: i < drags}
		staying.Go(func() { all[i].stay(t, ended) })
	}
	for n := range restarts + 1 {
		s, stop := sitetest.Serve(t, site.Config{Grace: client.Patience, Asking: 200 * time.Millisecond})
		at := s.URL()
		address.Store(&at)
		sitetest.WaitFor(t, fmt.Sprintf("all to be there, time %d", n), func() bool {
			for _, g := range all {
				if g.visits.Load() != int64(n+1) {
					return false
				}
			}
			return true
		})
		address.Store(nil) // they come back to the next one
		if err := stop(); err != nil {
			t.Errorf("stop %d: %v", n, err)
		}
	}
	close(ended)
	staying.Wait()
	for i, g := range all {
		if g.visits.Load() != restarts+1 || g.cut.Load() != 0 || g.other.Load() != 0 {
			t.Errorf("guest %d was there %d times, %d of its answers were cut, %d of its streams broke", i, g.visits.Load(), g.cut.Load(), g.other.Load())
		}
	}
}

// What is answered over HTTP when a server stops is answered whole.
func TestAnswersUnderWayEndWhole(t *testing.T) {
	s, stop := sitetest.Serve(t, site.Config{Grace: client.Patience})
	var asked sync.WaitGroup
	var whole atomic.Int64
	for i := range 8 {
		asked.Go(func() {
			a, err := http.Get(s.URL() + "/api/run?surface=wells&steps=5000&noise=0.1&lr=1e-4,2e-4,3e-4&format=csv&seed=" + strconv.Itoa(i))
			if err != nil {
				return // not begun
			}
			defer a.Body.Close()
			_, err = io.Copy(io.Discard, a.Body)
			if err != nil {
				t.Error(err)
				return
			}
			whole.Add(1)
		})
	}
	sitetest.WaitFor(t, "some to be computed", func() bool { return site.EngineOf(s).Flow.Held() > 0 || whole.Load() > 0 })
	if err := stop(); err != nil {
		t.Error(err)
	}
	asked.Wait()
	if whole.Load() == 0 {
		t.Error("nothing was answered")
	}
}
