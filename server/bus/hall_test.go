package bus_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/live"
)

// balance listens as a balancer does: each connection goes to the next of the instances
// that are there.
func balance(t *testing.T, instances []*process) (url string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for n := 0; ; n++ {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go pass(near, instances, n)
		}
	}()
	return "http://" + l.Addr().String()
}

// pass carries a connection to the first instance from n on that takes it.
func pass(near net.Conn, instances []*process, n int) {
	defer near.Close()
	for i := range instances {
		far, err := net.Dial("tcp", instances[(n+i)%len(instances)].addr)
		if err != nil {
			continue
		}
		defer far.Close()
		go func() {
			_, _ = io.Copy(far, near)
			far.Close()
		}()
		_, _ = io.Copy(near, far)
		return
	}
}

// A student is a page that follows a lecture, and connects again whenever its line ends.
type student struct {
	name, code, url string
	choice          uint32 // what it answers

	mu    sync.Mutex
	link  string // of the state that came last
	apart bool   // its instance does not reach the others
	lines int    // connections that it has had
}

// follow follows until the test ends.
func (s *student) follow(t *testing.T, ended *atomic.Bool) {
	for !ended.Load() {
		c, err := client.Try(t, s.url)
		if err == nil {
			s.sit(c)
			_ = c.Conn.Close()
		}
		time.Sleep(10 * time.Millisecond) // a page waits longer
	}
}

// sit follows on a line until that ends. A room that is not known is asked for again.
func (s *student) sit(c *client.Stream) {
	s.mu.Lock()
	s.lines++
	s.apart = false
	s.mu.Unlock()
	ask := func() error {
		return c.Say(fmt.Sprintf(`{"live":{"follow":%q,"member":%q}}`, s.code, s.name))
	}
	answered := ""
	for err := ask(); err == nil; {
		var m client.Message
		var of live.Message
		if m, err = c.Read(client.Patience); err != nil || m.Closed != 0 {
			return
		}
		if m.Live == nil || json.Unmarshal(m.Live, &of) != nil {
			continue
		}
		if of.Over == "unknown" {
			time.Sleep(50 * time.Millisecond)
			err = ask()
		}
		s.hear(of)
		if of.State != nil && of.State.Ask != nil && of.State.Ask.ID != answered {
			answered = of.State.Ask.ID // a page says it again on each line
			err = c.Say(fmt.Sprintf(`{"live":{"answer":{"question":%q,"value":%d}}}`, answered, s.choice))
		}
	}
}

func (s *student) hear(m live.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.State != nil {
		s.link = m.State.Link
	}
	if m.Apart != nil {
		s.apart = *m.Apart
	}
}

// A lecturer is the page that leads.
type lecturer struct {
	*client.Stream
	room  live.Room
	epoch int
	count int

	mu       sync.Mutex
	audience live.Audience
	over     string
	apart    bool
	votes    map[string]uint32 // by member
}

// startLecture starts a lecture on an instance.
func startLecture(t *testing.T, url string) *lecturer {
	t.Helper()
	l := &lecturer{Stream: client.Dial(t, url), epoch: 1, votes: map[string]uint32{}}
	l.Send(`{"live":{"start":true}}`)
	var of live.Message
	for of.Room == nil {
		if err := json.Unmarshal(l.Next().Live, &of); err != nil {
			t.Fatal(err)
		}
	}
	l.room = *of.Room
	l.lead()
	return l
}

// moved is the lecturer's page opened again, on another instance.
func (l *lecturer) moved(t *testing.T, url string) *lecturer {
	t.Helper()
	other := &lecturer{Stream: client.Dial(t, url), room: l.room, epoch: l.epoch + 1, votes: map[string]uint32{}}
	other.lead()
	return other
}

func (l *lecturer) lead() {
	l.Send(fmt.Sprintf(`{"live":{"lead":%q,"token":%q}}`, l.room.Code, l.room.Token))
	go l.listen()
}

// listen notes what the page is told.
func (l *lecturer) listen() {
	for {
		m, err := l.Read(client.Patience)
		var of live.Message
		if err != nil || m.Closed != 0 {
			return
		}
		if m.Live == nil || json.Unmarshal(m.Live, &of) != nil {
			continue
		}
		l.mu.Lock()
		if of.Audience != nil {
			l.audience = *of.Audience
		}
		l.over += of.Over
		if of.Apart != nil {
			l.apart = *of.Apart
		}
		if of.Answers != nil {
			for _, v := range of.Answers.Votes {
				l.votes[v.Member] = v.Value
			}
		}
		l.mu.Unlock()
	}
}

// show shows a link to those who follow.
func (l *lecturer) show(link string) {
	l.T.Helper()
	if err := l.tell(link); err != nil {
		l.T.Fatal(err)
	}
}

// tell is show for any goroutine: only a test's own may end it.
func (l *lecturer) tell(link string) error {
	l.count++
	return l.Say(fmt.Sprintf(`{"live":{"state":{"epoch":%d,"sequence":%d,"link":%q,"step":-1,"ask":{"id":"question","kind":"first","choices":4,"runs":3,"open":true}}}}`, l.epoch, l.count, link))
}

// The server restarts, asked to and without a word, and the lecture goes on from the
// lecturer's page, which opens it again: all are back with what is shown, none counts twice,
// and the new server is told everyone's answer.
func TestALectureGoesOnAfterRestarts(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.instances = []*process{newInstance(t, "--grace", "1s")}
	server := h.instances[0]
	server.start()
	url := "http://" + server.addr
	h.lecturer = startLecture(t, url)
	h.lecturer.show("/?lr=0.1")
	for i := range 8 {
		s := &student{name: fmt.Sprint("student-", i), code: h.lecturer.room.Code, url: url, choice: uint32(i % 4)}
		h.enter(s)
	}
	h.see("/?lr=0.1")
	h.voted()
	for i, end := range []func(){server.kill, server.stop} {
		end()
		server.start()
		h.lecturer = h.lecturer.moved(t, url)
		link := fmt.Sprint("/?lr=0.", i+2)
		h.lecturer.show(link)
		h.see(link)
		h.counted(live.Audience{Following: len(h.students)})
		h.voted()
		if again := h.count(func(s *student) bool { return s.lines > i+1 }); again != len(h.students) {
			t.Errorf("after restart %d, %d of %d students have come again", i+1, again, len(h.students))
		}
	}
}
