package bus_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/live"
)

// Pictures of a lecture on another instance over a real NATS: a page is pushed each whole,
// with its state and in order, as it would be answered itself; the surface comes once.
func TestPicturesOverInstances(t *testing.T) {
	t.Parallel()
	nats := newNATS(t)
	nats.start()
	h := &hall{t: t}
	for range 2 {
		p := newInstance(t, "--nats", "nats://"+nats.addr)
		p.start()
		h.instances = append(h.instances, p)
	}
	near, far := "http://"+h.instances[0].addr, "http://"+h.instances[1].addr
	h.lecturer = startLecture(t, near)
	var links []string
	answers := map[string][]client.Message{} // by link, what a page is answered that asks itself
	asks := client.Dial(t, far)
	for i := range 40 {
		query := fmt.Sprintf("surface=wells&steps=300&lr=0.001,0.002,0.%03d", 3+i)
		links = append(links, "/?"+query)
		asks.Send(fmt.Sprintf(`{"id":%d,"run":%q}`, i+1, query))
		answers["/?"+query] = asks.Until(uint32(i + 1))
	}
	pages := map[string]*client.Stream{"near": client.Dial(t, near), "far": client.Dial(t, far)}
	h.lecturer.show(links[0])
	for name, c := range pages {
		c.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":%q}}`, h.lecturer.room.Code, name))
	}
	h.counted(live.Audience{Following: len(pages)})
	told := make(chan struct{})
	go func() {
		defer close(told)
		for _, link := range links[1:] {
			_ = h.lecturer.tell(link) // an error shows where the pages read
			time.Sleep(live.StateEvery)
		}
	}()
	defer func() { <-told }()
	for name, c := range pages {
		surfaces, drawn, before := 0, 0, uint64(0)
		for shown := ""; shown != links[len(links)-1]; drawn++ {
			brought, picture, m := c.Drawn()
			var of live.Message
			if err := json.Unmarshal(m.Live, &of); err != nil {
				t.Fatal(err)
			}
			surfaces += brought
			shown = of.State.Link
			if of.State.Sequence <= before || picture == nil || !picture.Answers(answers[shown]) {
				t.Fatalf("the page %s is shown state %d after %d, and a picture: %t", name, of.State.Sequence, before, picture != nil)
			}
			before = of.State.Sequence
		}
		if surfaces != 1 || drawn < 2 {
			t.Errorf("the page %s was brought %d surfaces and %d pictures", name, surfaces, drawn)
		}
	}
}
