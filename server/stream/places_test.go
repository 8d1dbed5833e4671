package stream_test

import (
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

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

// A request for the stream that announces a body takes no place, and is dropped where the
// body does not come.
func TestUpgradeWithABodyTakesNoPlace(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{ReadTimeout: 2 * time.Second})
	asked := map[string]net.Conn{} // by what they announce, all before any answer is read
	for _, body := range []string{"Content-Length: 10", "Transfer-Encoding: chunked", "Content-Length: 10\r\nExpect: 100-continue"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n\r\n", body)
		asked[body] = conn
	}
	for body, conn := range asked {
		_ = conn.SetReadDeadline(time.Now().Add(client.Patience))
		all, err := io.ReadAll(conn) // until it is dropped
		if err != nil || !strings.HasPrefix(string(all), "HTTP/1.1 400 ") {
			t.Errorf("%s: %.40q (%v)", body, all, err)
		}
	}
	if n := sitetest.OpenStreams(t, s); n != 0 {
		t.Errorf("%d streams are open", n)
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
			if stalled.Say(text) != nil {
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
