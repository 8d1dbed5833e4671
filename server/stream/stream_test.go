package stream_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"

	"downhill/server/client"
	"downhill/server/limits"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
	"downhill/train"
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
func checkRun(t *testing.T, run int, all []client.Message, want train.Trajectory, out train.Outcome) {
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

func checkIterate(t *testing.T, m client.Message, i int, it train.Iterate) {
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

// A ping is answered at once, whatever else is under way.
func TestPingIsAnswered(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"ping":7}`)
	if err := c.Conn.SetReadDeadline(time.Now().Add(client.Patience)); err != nil {
		t.Fatal(err)
	}
	f, err := ws.ReadFrame(c.In)
	if err != nil || string(f.Payload) != `{"pong":7}` {
		t.Errorf("a ping is answered by %q, %v", f.Payload, err)
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

// Who speaks the protocol that this one replaced is told so.
func TestFormerProtocolIsRefused(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for offered, want := range map[string]int{
		"downhill.v1": http.StatusBadRequest, "downhill.v3": http.StatusBadRequest,
		"downhill.v2": http.StatusSwitchingProtocols, "downhill.v1, downhill.v2": http.StatusSwitchingProtocols,
	} {
		r, _ := http.NewRequest(http.MethodGet, s.URL()+"/ws", nil)
		for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
			"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": offered} {
			r.Header.Set(name, value)
		}
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(io.LimitReader(a.Body, map[bool]int64{true: 0, false: 1 << 10}[want == http.StatusSwitchingProtocols]))
		a.Body.Close()
		if a.StatusCode != want || want == http.StatusBadRequest && !strings.Contains(string(body), stream.Subprotocol) {
			t.Errorf("%s: %s: %s", offered, a.Status, body)
		}
	}
}

func TestWrongMessagesAreAnswered(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for _, wrong := range []struct {
		text, field string
		id          uint32
	}{
		{`hello`, "message", 0},
		{`{"id":-1,"run":""}`, "message", 0},
		{`{"id":1}`, "message", 1},
		{`{"id":2,"run":5}`, "message", 2},
		{`{"id":3,"run":"","sweep":""}`, "message", 3},
		{`{"id":4,"run":"lr=-1"}`, "lr", 4},
		{`{"id":5,"run":"f=sen(x)"}`, "f", 5},
		{`{"id":6,"run":"nonsense=1"}`, "nonsense", 6},
		{`{"id":7,"run":"surface=%zz"}`, "surface", 7},
		{`[]`, "message", 0},
		{`null`, "message", 0},
	} {
		c.Send(wrong.text)
		m := c.Next()
		if m.Type != "error" || m.Field != wrong.field || m.ID != wrong.id || m.Message == "" || m.Kind == "" {
			t.Errorf("%s: %s of %d, field %q, kind %q: %s", wrong.text, m.Type, m.ID, m.Field, m.Kind, m.Message)
		}
	}
	if err := wsutil.WriteClientBinary(c.Conn, []byte{1, 2, 3}); err != nil {
		t.Fatal(err)
	}
	if m := c.Next(); m.Type != "error" {
		t.Errorf("a binary message is answered by %q", m.Type)
	}
	c.Send(`{"id":9,"run":"steps=3"}`)
	if end := c.Until(9); end[len(end)-1].Type != "done" {
		t.Error("the connection did not survive")
	}
}

func TestFormulaErrorHasItsColumn(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":5,"run":"f=x%5E2+sen(y)"}`)
	if m := c.Next(); m.Type != "error" || m.Field != "f" || m.Column != 5 {
		t.Errorf("%s, field %q, column %d: %s", m.Type, m.Field, m.Column, m.Message)
	}
}

func TestOversizeMessageCloses(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"run":"` + string(make([]byte, limits.MaxMessage)) + `"}`)
	if m := c.Next(); m.Closed != ws.StatusMessageTooBig {
		t.Errorf("%q, close %d", m.Type, m.Closed)
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

func TestSilentViewerIsSentAway(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Stream: stream.Limits{FirstMessage: 50 * time.Millisecond}})
	c := client.Dial(t, s.URL())
	if m := c.Next(); m.Closed != ws.StatusPolicyViolation {
		t.Errorf("%q, close %d", m.Type, m.Closed)
	}
}

// A viewer that says something and asks for nothing loses its place as well, and one
// that does not even say goodbye.
func TestViewerThatNeverAsksLosesItsPlace(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Stream: stream.Limits{FirstMessage: 200 * time.Millisecond, PingEvery: time.Hour}})
	for _, text := range []string{`{"ping":1}`, `{"id":1,"cancel":true}`, `nonsense`, `{"id":1}`} {
		c := client.Dial(t, s.URL())
		c.Send(text)
		for m := c.Next(); m.Closed != ws.StatusPolicyViolation; m = c.Next() {
			if m.Closed != 0 {
				t.Errorf("after %s closed with %d", text, m.Closed)
				break
			}
		}
	}
	client.Dial(t, s.URL()) // reads nothing
	sitetest.WaitFor(t, "all places to be free", func() bool { return sitetest.OpenStreams(t, s) == 0 })
}

// A request for the stream that announces a body takes no place.
func TestUpgradeWithABodyTakesNoPlace(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, body := range []string{"Content-Length: 10", "Transfer-Encoding: chunked", "Content-Length: 10\r\nExpect: 100-continue"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n\r\n", body)
		_ = conn.SetReadDeadline(time.Now().Add(client.Patience))
		all, err := io.ReadAll(conn) // until it is dropped
		if err != nil || !strings.HasPrefix(string(all), "HTTP/1.1 400 ") {
			t.Errorf("%s: %.40q (%v)", body, all, err)
		}
	}
}

func TestPingsKeepALiveViewerAndDropADeadOne(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Stream: stream.Limits{PingEvery: 100 * time.Millisecond, PongTime: 3 * time.Second}})
	live, dead := client.Dial(t, s.URL()), client.Dial(t, s.URL())
	live.Send(`{"id":1,"run":"steps=1"}`)
	dead.Send(`{"id":1,"run":"steps=1"}`)
	live.Until(1)
	answered := make(chan client.Message)
	go func() { m, _ := live.Read(client.Patience); answered <- m }() // answers pings until there is a message
	sitetest.WaitFor(t, "the dead viewer to be dropped", func() bool { return sitetest.OpenStreams(t, s) == 1 })
	live.Send(`{"ping":7}`)
	if m := <-answered; string(m.Text) != `{"pong":7}` {
		t.Errorf("the live viewer gets %q", m.Text)
	}
}

func TestStalledReaderIsDroppedAtItsDeadline(t *testing.T) {
	before := runtime.NumGoroutine()
	s, stop := sitetest.Serve(t, site.Config{WriteDeadline: 300 * time.Millisecond})
	stalled, other := client.Dial(t, s.URL()), client.Dial(t, s.URL())
	go func() { // asks and never reads
		for id := 1; ; id++ {
			text := fmt.Sprintf(`{"id":%d,"run":"%s"}`, id, slow)
			if wsutil.WriteClientText(stalled.Conn, []byte(text)) != nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	other.Send(`{"id":1,"run":"steps=3"}`)
	other.Until(1) // nobody else waits for it
	sitetest.WaitFor(t, "the stalled reader to be dropped", func() bool { return sitetest.OpenStreams(t, s) == 1 })
	_ = other.Conn.Close()
	sitetest.WaitFor(t, "the other to leave", func() bool { return sitetest.OpenStreams(t, s) == 0 })
	if err := stop(); err != nil {
		t.Error(err)
	}
	sitetest.WaitFor(t, "goroutines to end", func() bool { return runtime.NumGoroutine() <= before+2 })
}

func TestFastSenderIsSlowedNotClosed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	const n = limits.MessageBurst + 60
	begin := time.Now()
	for range n {
		c.Send(`{"id":1,"cancel":true}`)
	}
	c.Send(`{"id":2,"run":"steps=1"}`)
	c.Until(2)
	if took := time.Since(begin); took < 450*time.Millisecond {
		t.Errorf("%d messages were read in %v", n, took)
	}
}
