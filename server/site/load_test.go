package site_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"downhill/once"
	"downhill/server/client"
	"downhill/server/pool"
	"downhill/server/site"
	"downhill/server/site/sitetest"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// deaf makes a connection receive next to nothing that is not read.
var deaf = net.Dialer{Control: func(_, _ string, c syscall.RawConn) (err error) {
	if e := c.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) }); e != nil {
		return e
	}
	return err
}}

// stall asks for something and reads nothing.
func stall(t *testing.T, s *site.Server, path string) net.Conn {
	t.Helper()
	host := strings.TrimPrefix(s.URL(), "http://")
	c, err := deaf.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, host); err != nil {
		t.Fatal(err)
	}
	return c
}

// heapNow is how much memory is in use.
func heapNow() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// checkHeld holds that no more memory is in use than what is kept, what is held for
// answers and what connections take.
func checkHeld(t *testing.T, s *site.Server, before int64, connections int) {
	t.Helper()
	waitLong(t, "nothing computes", func() bool { return site.EngineOf(s).Pool.Computing() == 0 })
	kept, _ := once.Held()
	held := site.EngineOf(s).Flow.Held()
	most := int64(kept) + held + int64(connections)*connBytes + 6<<20
	waitLong(t, fmt.Sprintf("%d connections that read nothing hold no more than %d MB, of which %d MB are kept and %d MB held for them",
		connections, most>>20, kept>>20, held>>20), func() bool { return heapNow()-before <= most }) // what has just ended lets go of its own
	if held > site.EngineOf(s).Flow.Room() {
		t.Errorf("%d bytes are held for answers", held)
	}
	for _, path := range []string{"/?surface=ravine", "/api/run?surface=wells", "/api/eval?surface=bowl&at=1,2", "/api/grid?surface=bowl&n=9"} {
		if answer, _ := client.Get(t, s.URL()+path); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s while others read nothing", path, answer.Status)
		}
	}
}

// pieceBytes is what an answer in pieces holds.
const pieceBytes = 64 << 10

// connBytes is what a connection takes by itself: its buffers and its goroutines.
const connBytes = 64 << 10

// Whoever asks for much over HTTP and reads nothing takes little.
func TestStalledCallersTakeLittle(t *testing.T) {
	for name, c := range map[string]struct {
		n     int
		path  func(i int) string
		holds int64 // bytes that each holds while it stands still
	}{
		"grids": {120, func(i int) string { // 250 MB in all
			return fmt.Sprintf("/api/grid?surface=himmelblau&n=513&what=gradient&view=-5,%d.5,-5,5", i)
		}, pieceBytes},
		"runs": {120, func(i int) string { // 400 MB in all
			return fmt.Sprintf("/api/run?surface=rosenbrock&steps=5000&seed=%d&noise=0.1&lr=1e-6,2e-6,3e-6,4e-6,5e-6,6e-6", i)
		}, pieceBytes},
		"basins": {12, func(i int) string {
			return fmt.Sprintf("/api/basins?surface=bowl&n=400&lr=0.9&box=-5,%d.5,-5,5", i)
		}, 3 * 400 * 400},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := sitetest.Serve(t, site.Config{WriteDeadline: time.Minute})
			client.Get(t, s.URL()+"/")
			before := heapNow()
			if kept, _ := once.Held(); true {
				before -= int64(kept)
			}
			var all []net.Conn
			for i := range c.n {
				all = append(all, stall(t, s, c.path(i)))
			}
			waitLong(t, "all stand still", func() bool { return site.EngineOf(s).Flow.Held() >= int64(c.n)*c.holds })
			checkHeld(t, s, before, c.n)
			for _, conn := range all {
				_ = conn.Close()
			}
			waitLong(t, "nothing is held", func() bool { return site.EngineOf(s).Flow.Held() == 0 })
		})
	}
}

// The same over the stream.
func TestStalledViewersTakeLittle(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{WriteDeadline: time.Minute})
	client.Get(t, s.URL()+"/")
	before := heapNow()
	if kept, _ := once.Held(); true {
		before -= int64(kept)
	}
	var all []net.Conn
	for i := range 40 { // 3 MB each
		dialer := ws.Dialer{Protocols: []string{client.Protocol}, NetDial: deaf.DialContext}
		c, _, _, err := dialer.Dial(t.Context(), "ws"+strings.TrimPrefix(s.URL(), "http")+"/ws")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		all = append(all, c)
		text := fmt.Sprintf(`{"id":1,"run":"surface=rosenbrock&steps=5000&seed=%d&noise=0.1&lr=1e-6,2e-6,3e-6,4e-6,5e-6,6e-6"}`, i)
		if err := wsutil.WriteClientText(c, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	waitLong(t, "there is no more room", func() bool { return site.EngineOf(s).Flow.Held() > site.EngineOf(s).Flow.Room()/2-4<<20 })
	checkHeld(t, s, before, len(all))
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"run":"surface=wells"}`)
	if all := c.Until(1); all[len(all)-1].Type != "done" {
		t.Errorf("a small run ends with %q while others read nothing", all[len(all)-1].Type)
	}
	for _, conn := range all {
		_ = conn.Close()
	}
	waitLong(t, "nothing is held", func() bool { return site.EngineOf(s).Flow.Held() == 0 })
}

// While nobody can explore, those who ask for formulas hold no slot, whether for
// the same one or for their own; everything else is answered; and when they have
// left, nothing of what they wanted is explored.
func TestWhoWaitsForExploringHoldsNoSlot(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	explores, block := max(1, runtime.GOMAXPROCS(0)/3), make(chan struct{}) // as many as may
	var blocked sync.WaitGroup
	for range explores {
		blocked.Go(func() {
			_ = site.EngineOf(s).Pool.Explore(t.Context(), pool.NewMeter(), 4000, func(context.Context) error { <-block; return nil })
		})
	}
	waitLong(t, "nobody else can explore", func() bool { return site.EngineOf(s).Pool.Exploring() == explores })
	ctx, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			req, _ := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/api/run?f=%s&steps=%d", s.URL(), heavyFormula(i%8), 100+i), nil)
			if answer, err := http.DefaultClient.Do(req); err == nil {
				answer.Body.Close()
				t.Errorf("answered %s", answer.Status)
			}
		})
	}
	waiting := func(n int) func() bool {
		return func() bool { return int(site.EngineOf(s).Resolving.Load()) == n }
	}
	waitLong(t, "forty wait", waiting(40))
	for _, path := range []string{"/", "/?f=x^2%2B2y^2", "/?surface=ravine", "/api/eval?surface=bowl&at=1,2", "/api/run?surface=wells", "/api/grid?surface=bowl&n=9"} {
		if answer, _ := client.Get(t, s.URL()+path); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	if n := site.EngineOf(s).Pool.Computing() - explores; n != 0 {
		t.Errorf("%d slots are held", n)
	}
	leave()
	all.Wait()
	waitLong(t, "nobody waits", waiting(0))
	close(block)
	blocked.Wait()
	waitLong(t, "no place is taken for what nobody waits for", func() bool {
		return site.EngineOf(s).Pool.Exploring()+site.EngineOf(s).Pool.Computing() == 0
	})
}

// heavyFormula is a formula that takes as much work as one can. n tells such formulas
// apart.
func heavyFormula(n int) string {
	return url.QueryEscape(fmt.Sprintf("let h=x;repeat 999:h=softplus(h)^y;h+%d", n))
}

// waitLong waits until something is so; what never is, fails the test.
func waitLong(t testing.TB, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(client.Patience); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}
