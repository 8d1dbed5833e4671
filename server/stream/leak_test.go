package stream_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"downhill/once"
	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
	"go.uber.org/goleak"
)

// However ten thousand viewers leave, nothing is left of them: no goroutine, no
// descriptor, no memory.
func TestNothingIsLeftOfViewers(t *testing.T) {
	const rounds, together = 100, 100
	before := goleak.IgnoreCurrent()
	s, stop := sitetest.Serve(t, site.Config{})
	comeAndGo(t, s, together) // makes what is made once
	files, heap := descriptors(t), heapNow()
	for range rounds {
		comeAndGo(t, s, together)
	}
	sitetest.WaitFor(t, "descriptors to be closed", func() bool { return descriptors(t) <= files })
	const most = 4 << 20 // of the turns and requests that are remembered, which are bounded
	sitetest.WaitFor(t, "memory to be let go of", func() bool { return heapNow() < heap+most })
	_ = stop()                                                                // after its time: the viewers have left
	rests := goleak.IgnoreTopFunction("downhill/server/pool.(*behind).serve") // a thread that ends once it has had nothing to do for a while
	if err := goleak.Find(before, rests); err != nil {
		t.Error(err)
	}
}

// comeAndGo lets so many viewers come at once, and leave in every way.
func comeAndGo(t *testing.T, s *site.Server, n int) {
	t.Helper()
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			if err := visit(s, i); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	sitetest.WaitFor(t, "all to have left", func() bool { return sitetest.OpenStreams(t, s) == 0 })
}

// visit is a viewer that leaves in one of three ways.
func visit(s *site.Server, way int) error {
	dialer := ws.Dialer{Protocols: []string{client.Protocol}, Timeout: client.Patience}
	c, _, _, err := dialer.Dial(context.Background(), strings.Replace(s.URL(), "http", "ws", 1)+"/ws")
	if err != nil {
		return err
	}
	defer c.Close()
	switch way % 3 {
	case 0: // in the middle of an answer
		return wsutil.WriteClientText(c, fmt.Appendf(nil, `{"id":1,"run":"surface=rosenbrock&steps=5000&seed=%d"}`, way))
	case 1: // after one, with a word
		if err := wsutil.WriteClientText(c, []byte(`{"id":1,"run":"steps=2"}`)); err != nil {
			return err
		}
		for text := []byte(nil); !strings.Contains(string(text), `"type":"done"`); {
			if text, _, err = wsutil.ReadServerData(c); err != nil {
				return err
			}
		}
		if err := ws.WriteFrame(c, ws.MaskFrame(ws.NewCloseFrame(ws.NewCloseFrameBody(ws.StatusGoingAway, "")))); err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, c) // until the server has closed it too
		return err
	}
	return nil // having said nothing
}

// descriptors is how many files this process has open; 0 where the system does not tell.
func descriptors(t *testing.T) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil && runtime.GOOS == "linux" {
		t.Fatal(err)
	}
	return len(all)
}

// heapNow is how much memory is in use, but for what is kept to be used again.
func heapNow() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	kept, _ := once.Held()
	return int(m.HeapAlloc) - kept
}
