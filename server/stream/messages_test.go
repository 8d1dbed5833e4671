package stream_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"

	"downhill/server/client"
	"downhill/server/limits"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

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

// An address that asks for two things is refused: one would be dropped unsaid.
func TestAddressThatAsksTwiceIsRefused(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	r, _ := http.NewRequest(http.MethodGet, s.URL()+"/ws?ask=%7B%22ping%22:1%7D&ask=%7B%22ping%22:2%7D", nil)
	for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": stream.Subprotocol} {
		r.Header.Set(name, value)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusBadRequest {
		t.Fatalf("it is answered %s", a.Status)
	}
	if body, _ := io.ReadAll(a.Body); !strings.Contains(string(body), "ask: given more than once") {
		t.Errorf("it is answered %s", body)
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
	if err := c.Write(ws.NewBinaryFrame([]byte{1, 2, 3})); err != nil {
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
