package stream_test

import (
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

// TestAddressAsks: a message that comes with the stream's address is answered like one
// that is sent, before anything is sent; one that is wrong is told and the stream goes on;
// and whoever asks so has asked.
func TestAddressAsks(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{Stream: stream.Limits{FirstMessage: 300 * time.Millisecond, PingEvery: time.Hour}})
	c := client.DialAsking(t, s.URL(), `{"id":1,"run":"f=x%5E2%2By%5E2&start=1,1&lr=0.1"}`)
	begun := time.Now()
	ahead := c.Until(1)
	c.Send(`{"id":2,"run":"f=x%5E2%2By%5E2&start=1,1&lr=0.1"}`)
	sent := c.Until(2)
	if len(ahead) != len(sent)+1 || ahead[0].Type != "surface" || ahead[len(ahead)-1].Type != "done" {
		t.Errorf("ahead came %d messages, the first a %s, the last a %s; when asked again %d", len(ahead), ahead[0].Type, ahead[len(ahead)-1].Type, len(sent))
	}
	for i := range sent {
		if got, want := ahead[i+1], sent[i]; got.Type != want.Type || got.Count != want.Count || got.Outcome != want.Outcome {
			t.Errorf("message %d is a %s ahead, else a %s", i, got.Type, want.Type)
		}
	}
	if rest := 600*time.Millisecond - time.Since(begun); rest > 0 {
		time.Sleep(rest) // whoever had asked nothing would be sent away by now
	}
	c.Send(`{"id":3,"run":"surface=bowl"}`)
	c.Until(3)

	for _, wrong := range []string{"{", "7", `{"id":1,"run":"surface=none"}`} {
		c := client.DialAsking(t, s.URL(), wrong)
		if m := c.Next(); m.Type != "error" {
			t.Errorf("%s: first came a %s", wrong, m.Type)
		}
		c.Send(`{"id":2,"run":"surface=bowl"}`)
		c.Until(2)
	}
}
