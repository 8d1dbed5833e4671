package bus_test

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"downhill/server/live"
)

// hall is a lecture over several instances: its pages come by a balancer.
type hall struct {
	t         *testing.T
	instances []*process
	students  []*student
	lecturer  *lecturer

	ended  atomic.Bool
	inside sync.WaitGroup // the students
}

// newHall is an empty hall. It comes before its instances: when the test ends its
// students leave last, once there is none to come back to.
func newHall(t *testing.T) *hall {
	h := &hall{t: t}
	t.Cleanup(func() { h.ended.Store(true); h.inside.Wait() })
	return h
}

// enter lets a student come, and stay until the test ends.
func (h *hall) enter(s *student) {
	h.students = append(h.students, s)
	h.inside.Go(func() { s.follow(h.t, &h.ended) })
}

// count counts the students of whom something is so.
func (h *hall) count(so func(*student) bool) (n int) {
	for _, s := range h.students {
		s.mu.Lock()
		if so(s) {
			n++
		}
		s.mu.Unlock()
	}
	return n
}

// see waits until all students are shown a link.
func (h *hall) see(link string) {
	h.t.Helper()
	waitFor(h.t, "all to be shown "+link, func() bool { return h.count(shown(link)) == len(h.students) })
}

func shown(link string) func(*student) bool {
	return func(s *student) bool { return s.link == link }
}

// counted waits until the lecturer is told who is there.
func (h *hall) counted(want live.Audience) {
	h.t.Helper()
	waitFor(h.t, fmt.Sprintf("the lecturer to be told %+v", want), func() bool {
		h.lecturer.mu.Lock()
		defer h.lecturer.mu.Unlock()
		return h.lecturer.audience == want
	})
}

// voted waits until the lecturer has an answer of each student, and of each its own.
func (h *hall) voted() {
	h.t.Helper()
	want := map[string]uint32{}
	for _, s := range h.students {
		want[s.name] = s.choice
	}
	waitFor(h.t, "the answers of all", func() bool {
		h.lecturer.mu.Lock()
		defer h.lecturer.mu.Unlock()
		return maps.Equal(h.lecturer.votes, want)
	})
}

// told waits until all pages are told whether the instances are apart.
func (h *hall) told(apart bool) {
	h.t.Helper()
	waitFor(h.t, fmt.Sprintf("all to be told that it is %v that the instances are apart", apart), func() bool {
		h.lecturer.mu.Lock()
		lead := h.lecturer.apart == apart
		h.lecturer.mu.Unlock()
		return lead && h.count(func(s *student) bool { return s.apart == apart }) == len(h.students)
	})
}

// A lecture on three instances over a real NATS: an instance is killed, NATS is, and the
// lecturer's page goes to the instance that is started again. Nobody is lost, and
// nobody counts twice, nor does an answer.
func TestALectureOnThreeInstances(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	nats := newNATS(t, "--user", "hall", "--pass", "secret")
	nats.start()
	for range 3 {
		p := newInstance(t, "--nats", "nats://hall:secret@"+nats.addr)
		p.start()
		h.instances = append(h.instances, p)
	}
	h.lecturer = startLecture(t, "http://"+h.instances[0].addr)
	url := balance(t, h.instances)
	for i := range 12 {
		s := &student{name: fmt.Sprint("student-", i), code: h.lecturer.room.Code, url: url, choice: uint32(i % 4)}
		h.enter(s)
	}
	h.lecturer.show("/?lr=0.1")
	h.see("/?lr=0.1")
	h.counted(live.Audience{Following: 12})
	h.voted()

	h.instances[2].kill()
	h.lecturer.show("/?lr=0.2")
	h.see("/?lr=0.2")
	h.counted(live.Audience{Following: 12})
	again := h.count(func(s *student) bool { return s.lines > 1 })
	h.voted()
	if again < 4 {
		t.Errorf("of 12 students on three instances %d were on the one that was killed", again)
	}

	nats.kill()
	for _, p := range h.instances[:2] {
		waitFor(t, "an instance to miss NATS", func() bool { return strings.Contains(p.says("/metrics"), "downhill_bus_connected 0") })
		if got := p.says("/readyz"); got != "ready, without NATS\n" {
			t.Errorf("without NATS /readyz says %q", got)
		}
	}
	h.told(true)
	h.lecturer.show("/?lr=0.3")
	waitFor(t, "those beside the lecturer to be shown the next", func() bool { return h.count(shown("/?lr=0.3")) > 0 })
	nats.start()
	h.see("/?lr=0.3")
	h.told(false)
	h.counted(live.Audience{Following: 12})

	h.instances[2].start()
	before := h.lecturer
	h.lecturer = before.moved(t, "http://"+h.instances[2].addr)
	h.lecturer.show("/?lr=0.4")
	h.see("/?lr=0.4")
	h.voted() // all of them, told to the page that has none yet
	h.counted(live.Audience{Following: 12})
	waitFor(t, "the page that led to be told", func() bool {
		before.mu.Lock()
		defer before.mu.Unlock()
		return before.over == "taken"
	})
	if page := h.instances[1].says("/live/" + h.lecturer.room.Code); !strings.Contains(page, "lr=0.4") {
		t.Error("the lecture's page does not show what the lecturer's does")
	}
}
