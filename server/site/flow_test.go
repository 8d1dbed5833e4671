package site

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"downhill/once"
	"downhill/server/client"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

func TestFlowIsCapped(t *testing.T) {
	f := newFlowOf(4 << 20)
	var all sync.WaitGroup
	var over sync.Once
	for i := range 200 {
		all.Go(func() {
			release, err := f.hold(t.Context(), (1+i)*10<<10)
			if err != nil {
				t.Error(err)
				return
			}
			if f.held.Load() > 4<<20 {
				over.Do(func() { t.Errorf("%d bytes are held", f.held.Load()) })
			}
			runtime.Gosched()
			release()
		})
	}
	all.Wait()
	if f.held.Load() != 0 || f.most.Load() < 1<<20 {
		t.Errorf("%d bytes are held in the end, %d at most", f.held.Load(), f.most.Load())
	}
}

// Small answers have room when large ones have none; who waits may leave; and what
// is larger than all there is gets that.
func TestSmallAnswersDoNotWaitForLargeOnes(t *testing.T) {
	f := newFlowOf(4 << 20)
	large, err := f.hold(t.Context(), 100<<20)
	if err != nil {
		t.Fatal(err)
	}
	small, err := f.hold(t.Context(), smallFlow)
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := f.hold(ctx, smallFlow+1); err != context.Canceled {
		t.Errorf("error %v", err)
	}
	large()
	small()
	if f.held.Load() != 0 {
		t.Errorf("%d bytes are held in the end", f.held.Load())
	}
}

// deaf makes a connection receive next to nothing that is not read.
var deaf = net.Dialer{Control: func(_, _ string, c syscall.RawConn) (err error) {
	if e := c.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) }); e != nil {
		return e
	}
	return err
}}

// stall asks for something and reads nothing.
func stall(t *testing.T, s *Server, path string) net.Conn {
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
func checkHeld(t *testing.T, s *Server, before int64, connections int) {
	t.Helper()
	eventually(t, "nothing computes", func() bool { return len(s.engine.pool.slots)+len(s.engine.pool.wide) == 0 })
	kept, _ := once.Held()
	held := s.engine.flow.held.Load()
	grown := heapNow() - before
	if most := int64(kept) + held + int64(connections)*connBytes + 6<<20; grown > most {
		t.Errorf("%d connections that read nothing: %d MB more in use, of which %d MB are kept and %d MB held for them",
			connections, grown>>20, kept>>20, held>>20)
	}
	if held > 2*s.engine.flow.half {
		t.Errorf("%d bytes are held for answers", held)
	}
	for _, path := range []string{"/?surface=ravine", "/api/run?surface=wells", "/api/eval?surface=bowl&at=1,2", "/api/grid?surface=bowl&n=9"} {
		if answer, _ := client.Get(t, s.URL()+path); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s while others read nothing", path, answer.Status)
		}
	}
}

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
		}, piecesBytes},
		"runs": {120, func(i int) string { // 400 MB in all
			return fmt.Sprintf("/api/run?surface=rosenbrock&steps=5000&seed=%d&noise=0.1&lr=1e-6,2e-6,3e-6,4e-6,5e-6,6e-6", i)
		}, piecesBytes},
		"basins": {12, func(i int) string {
			return fmt.Sprintf("/api/basins?surface=bowl&n=400&lr=0.9&box=-5,%d.5,-5,5", i)
		}, int64(basinsBytes(400))},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := serve(t, Config{writeDeadline: time.Minute})
			client.Get(t, s.URL()+"/")
			before := heapNow()
			if kept, _ := once.Held(); true {
				before -= int64(kept)
			}
			var all []net.Conn
			for i := range c.n {
				all = append(all, stall(t, s, c.path(i)))
			}
			eventually(t, "all stand still", func() bool { return s.engine.flow.held.Load() >= int64(c.n)*c.holds })
			checkHeld(t, s, before, c.n)
			for _, conn := range all {
				_ = conn.Close()
			}
			eventually(t, "nothing is held", func() bool { return s.engine.flow.held.Load() == 0 })
		})
	}
}

// The same over the stream.
func TestStalledViewersTakeLittle(t *testing.T) {
	s, _ := serve(t, Config{writeDeadline: time.Minute})
	client.Get(t, s.URL()+"/")
	before := heapNow()
	if kept, _ := once.Held(); true {
		before -= int64(kept)
	}
	var all []net.Conn
	for i := range 40 { // 3 MB each
		dialer := ws.Dialer{Protocols: []string{subprotocol}, NetDial: deaf.DialContext}
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
	eventually(t, "there is no more room", func() bool { return s.engine.flow.held.Load() > s.engine.flow.half-4<<20 })
	checkHeld(t, s, before, len(all))
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"run":"surface=wells"}`)
	if all := c.Until(1); all[len(all)-1].Type != "done" {
		t.Errorf("a small run ends with %q while others read nothing", all[len(all)-1].Type)
	}
	for _, conn := range all {
		_ = conn.Close()
	}
	eventually(t, "nothing is held", func() bool { return s.engine.flow.held.Load() == 0 })
}

// An answer in pieces is the same whether it is kept or computed once more.
func TestPiecesAreTheGrid(t *testing.T) {
	s, _ := serve(t, Config{})
	for _, query := range []string{"surface=himmelblau&n=130", "surface=himmelblau&n=130&what=gradient", "surface=wells&n=130&above=centre", "f=x^2%2By^2&n=77"} {
		_, body := client.Get(t, s.URL()+"/api/grid?"+query)
		asked, err := readGrid(splitQuery(query), "view")
		if err != nil {
			t.Fatal(err)
		}
		l, err := s.engine.resolve(t.Context(), newMeter(), "", query, "n", "what", "above")
		if err != nil {
			t.Fatal(err)
		}
		g := api{s.engine}.gridOf(l.scenario.Surface, asked)
		g.key.asked.n = -1 // kept under no such key
		var again []byte
		for len(again) < g.size() {
			piece, err := g.piece(t.Context(), len(again))
			if err != nil || len(piece) == 0 {
				t.Fatal(len(piece), err)
			}
			again = append(again, piece...)
		}
		if string(again) != body {
			t.Errorf("%s: other bytes", query)
		}
	}
}
