package stream_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

// What a lecture sends a page and what the page is answered itself come by one line, as do
// pings: each message comes whole, however large it is and whether the page reads or not.
func TestALectureAndAnswersShareALine(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Stream: stream.Limits{PingEvery: 5 * time.Millisecond}})
	lecturer, student := client.Dial(t, s.URL()), client.Dial(t, s.URL())
	room := startLecture(t, lecturer)
	student.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code))
	const states = 60
	full := make(chan struct{})
	go func() {
		for i := range states {
			if i == 10 {
				close(full) // the page read nothing so far
			}
			steps := []int{2, 30, 300, 5000}[i%4] // a few bytes, and more than a line takes at once
			// an error shows where the student reads
			_ = lecturer.Say(state(i+1, fmt.Sprintf("/?surface=wells&steps=%d&lr=%g", steps, 1e-4*float64(i+1))))
			_ = student.Say(fmt.Sprintf(`{"id":%d,"run":"surface=wells&steps=%d&lr=0.1"}`, i+1, 10*i+1))
			time.Sleep(20 * time.Millisecond)
		}
	}()
	<-full
	last, drawn := fmt.Sprintf(`"sequence":%d,`, states), 0
	for answered, shown := false, false; !answered || !shown; {
		m := student.Next()
		if m.Closed != 0 {
			t.Fatalf("the line ends with %d", m.Closed)
		}
		if m.Type == "picture" {
			drawn++
		}
		answered = answered || m.ID == states && m.Type == "done"
		shown = shown || bytes.HasPrefix(m.Live, []byte(`{"state"`)) && bytes.Contains(m.Live, []byte(last))
	}
	if drawn < 2 {
		t.Errorf("of %d states %d were drawn", states, drawn)
	}
}
