package site_test

import (
	"net/http"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"

	"github.com/gobwas/ws"
)

func TestWithoutViewersItStopsAtOnce(t *testing.T) {
	_, stop := sitetest.Serve(t, site.Config{Grace: client.Patience})
	begin := time.Now()
	if err := stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took >= client.Patience {
		t.Errorf("stopping took %v", took)
	}
}

func TestViewersAreAskedToComeBack(t *testing.T) {
	s, stop := sitetest.Serve(t, site.Config{Grace: 3 * time.Second})
	codes := make(chan ws.StatusCode)
	for range 3 {
		c := client.Dial(t, s.URL())
		c.Send(`{"id":1,"run":"steps=1"}`)
		c.Until(1)
		go func() {
			m, _ := c.Read(client.Patience)
			codes <- m.Closed
		}()
	}
	begin := time.Now()
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	sitetest.WaitFor(t, "the server not to be ready", func() bool {
		a, err := http.Get(s.URL() + "/readyz")
		return err != nil || a.StatusCode == http.StatusServiceUnavailable
	})
	for range 3 {
		if code := <-codes; code != 1012 {
			t.Errorf("close code %d, want 1012", code)
		}
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took < 500*time.Millisecond {
		t.Errorf("three viewers left within %v; that is not spread over the grace time", took)
	}
}

func TestGraceIsTheLongestItTakes(t *testing.T) {
	never := stream.Limits{PingEvery: time.Hour, PongTime: time.Hour} // nothing else ends it
	s, stop := sitetest.Serve(t, site.Config{Grace: 300 * time.Millisecond, Stream: never})
	deaf := client.Dial(t, s.URL()) // never answers the close
	deaf.Send(`{"id":1,"run":"steps=1"}`)
	begin := time.Now()
	_ = stop()
	if took := time.Since(begin); took > client.Patience {
		t.Errorf("stopping took %v", took)
	}
	sitetest.WaitFor(t, "the connection to end", func() bool { return site.StreamsOf(s) == 0 })
}

func TestFullServerSaysSo(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Stream: stream.Limits{MaxViewers: 1}})
	c := client.Dial(t, s.URL())
	headers := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}
	a, _ := client.Get(t, s.URL()+"/ws", headers...)
	if a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" {
		t.Errorf("%s, Retry-After %q", a.Status, a.Header.Get("Retry-After"))
	}
	if a, text := client.Get(t, s.URL()+"/readyz"); a.StatusCode != http.StatusServiceUnavailable || text != "full\n" {
		t.Errorf("full, it says %s %q", a.Status, text)
	}
	_ = c.Conn.Close()
	sitetest.WaitFor(t, "a free place", func() bool { return sitetest.OpenStreams(t, s) == 0 })
	client.Dial(t, s.URL())
}
