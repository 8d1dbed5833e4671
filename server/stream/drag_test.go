package stream_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// lineDelay is what a line adds each way: 100 ms to every round trip.
const lineDelay = 50 * time.Millisecond

// A page that drags keeps one request under way and sends the newest one when
// that has ended: each must bring a whole picture.
func TestDragOverASlowLineNeverStarves(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, "http://"+client.SlowLine(t, strings.TrimPrefix(s.URL(), "http://"), lineDelay))
	for id := uint32(1); id <= 10; id++ {
		rate := 1e-4 * (1 + float64(id)/100)
		c.Send(fmt.Sprintf(`{"id":%d,"run":"surface=bowl&steps=5000&lr=%g,%g,%g"}`, id, rate, 2*rate, 3*rate))
		iterates := 0
		all := c.Until(id)
		for _, m := range all {
			iterates += m.Count
		}
		if end := all[len(all)-1]; end.Type != "done" || iterates != 3*5001 {
			t.Errorf("request %d ends with %q after %d iterates", id, end.Type, iterates)
		}
	}
}

// A page that sends faster than the line carries is still answered: the newest
// request gets through, whole.
func TestFloodOverASlowLineEndsWithTheNewest(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, "http://"+client.SlowLine(t, strings.TrimPrefix(s.URL(), "http://"), lineDelay))
	const last = 60
	go func() {
		for id := 1; id <= last; id++ {
			_ = c.Say(fmt.Sprintf(`{"id":%d,"run":"%s"}`, id, slow)) // an error shows where it is read
			time.Sleep(8 * time.Millisecond)
		}
	}()
	ended := ""
	for _, m := range c.Until(last) {
		if m.ID == last && client.Ends(m) {
			ended = m.Type
		}
	}
	if ended != "done" {
		t.Errorf("the newest request ended with %q", strings.TrimSpace(ended))
	}
}
