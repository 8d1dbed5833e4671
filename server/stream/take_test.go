package stream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"downhill/once"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/train/descent"
)

// ownKey is the key of a take of a test's own, each time that it runs.
func ownKey(t *testing.T) takeKey { return takeKey{path: t.Name(), lessons: new(engine.Lessons)} }

// noted is what a page is sent, in order.
type noted struct {
	mu   sync.Mutex
	sent []part
	held atomic.Int32 // groups
}

func (n *noted) note(p part) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	p.body = append([]byte(nil), p.body...)
	n.sent = append(n.sent, p)
	return nil
}

func (n *noted) text(b []byte) error                      { return n.note(part{body: b}) }
func (n *noted) binary(b []byte) error                    { return n.note(part{true, b}) }
func (n *noted) together(send func() error) error         { n.held.Add(1); return send() }
func (n *noted) offer(_, _, _ []byte) (taken, whole bool) { return false, false }
func (n *noted) finish() error                            { return nil }
func (n *noted) hold()                                    {}
func (n *noted) release()                                 {}

// follower is a session of a hub, and what it is sent.
func follower(t *testing.T, h *Hub) (*session, *noted) {
	out := &noted{}
	return newSession(t.Context(), h, out), out
}

func newHub() *Hub { return New(engine.New(""), Limits{}, nil) }

// Many who ask for the same are sent what is computed once, each from its beginning and
// with the number of their own request; whoever asks later has what is kept.
func TestSameRequestsAreComputedOnce(t *testing.T) {
	h, asked := newHub(), ownKey(t)
	var made atomic.Int32
	first, release := make(chan bool), make(chan bool)
	making := func(ctx context.Context, out *take) error {
		made.Add(1)
		_ = out.message(ctx, ended{0, "early"})
		first <- true
		<-release
		return out.together(func() error {
			_ = out.frame(ctx, encodeIterates(nil, 0, 1, testIterates(3)))
			return out.message(ctx, ended{0, "late"})
		})
	}
	var all sync.WaitGroup
	outs := make([]*noted, 20)
	ask := func(id int) {
		var v *session
		v, outs[id] = follower(t, h)
		all.Go(func() {
			if err := v.follow(t.Context(), uint32(id+7), asked, 100, making); err != nil {
				t.Error(err)
			}
		})
	}
	ask(0)
	<-first
	for id := 1; id < 19; id++ { // when a part of it is made
		ask(id)
	}
	eventually(t, "all follow", func() bool {
		h.takes.mu.Lock()
		defer h.takes.mu.Unlock()
		return h.takes.of[asked].followers == 19
	})
	close(release)
	all.Wait()
	eventually(t, "it is kept, and nobody has it", func() bool {
		_, ok := once.Get[[]group](asked)
		return ok && h.Flow.Held() == 0
	})
	ask(19)
	all.Wait()
	for id, out := range outs {
		if len(out.sent) != 3 || string(out.sent[0].body) != string(mustJSON(t, ended{uint32(id + 7), "early"})) {
			t.Fatalf("request %d was sent %d messages, the first is %s", id+7, len(out.sent), out.sent[0].body)
		}
		if frame := out.sent[1].body; !out.sent[1].binary || string(frame) != string(encodeIterates(nil, uint32(id+7), 1, testIterates(3))) {
			t.Errorf("request %d was sent another frame", id+7)
		}
		if out.held.Load() != 1 {
			t.Errorf("what belongs together left in %d pieces", out.held.Load())
		}
	}
	if made.Load() != 1 || h.Counts.Iterates.Load() != 60 {
		t.Errorf("made %d times, %d iterates sent", made.Load(), h.Counts.Iterates.Load())
	}
}

// A take ends with its last follower, not with its first; of what was asked for once
// nothing is kept.
func TestTakeEndsWithItsLastFollower(t *testing.T) {
	h, asked := newHub(), ownKey(t)
	begun, gone := make(chan bool), make(chan error, 1)
	making := func(ctx context.Context, out *take) error {
		begun <- true
		<-ctx.Done()
		gone <- ctx.Err()
		return ctx.Err()
	}
	ask := func() (leave func(), left chan error) {
		v, _ := follower(t, h)
		ctx, cancel := context.WithCancel(t.Context())
		left = make(chan error, 1)
		go func() { left <- v.follow(ctx, 1, asked, 100, making) }()
		return cancel, left
	}
	leaveFirst, first := ask()
	<-begun
	leaveSecond, second := ask()
	eventually(t, "two follow", func() bool {
		h.takes.mu.Lock()
		defer h.takes.mu.Unlock()
		return h.takes.of[asked].followers == 2
	})
	leaveFirst()
	if err := <-first; !errors.Is(err, context.Canceled) || len(gone) != 0 {
		t.Errorf("the first left with %v; it has ended: %v", err, len(gone) != 0)
	}
	leaveSecond()
	<-second
	<-gone
	eventually(t, "nothing is held", func() bool { return h.Flow.Held() == 0 })
	if _, ok := once.Get[[]group](asked); ok || len(h.takes.of) != 0 {
		t.Error("what nobody waited for is kept")
	}
}

// A brief take is made by whoever asks for it first, who may leave meanwhile: another one
// who follows is answered, and of one that nobody follows any more nothing is made.
func TestBriefTakeOutlivesWhoMakesIt(t *testing.T) {
	for _, others := range []int{0, 1} {
		h, asked := newHub(), ownKey(t)
		begun, release := make(chan bool), make(chan bool)
		brief := h.making(100, func(ctx context.Context, out *take) error {
			begun <- true
			select {
			case <-release:
			case <-ctx.Done():
			}
			return out.message(ctx, ended{0, "made"})
		})
		brief.brief = true
		maker, _ := follower(t, h)
		ctx, leave := context.WithCancel(t.Context())
		first, second := make(chan error, 1), make(chan error, 1)
		go func() { first <- maker.followBy(ctx, 1, asked, brief) }()
		<-begun
		follows, sent := follower(t, h)
		if others > 0 {
			go func() { second <- follows.followBy(t.Context(), 2, asked, brief) }()
			eventually(t, "two follow", func() bool {
				h.takes.mu.Lock()
				defer h.takes.mu.Unlock()
				return h.takes.of[asked].followers == 2
			})
		}
		leave()
		if others > 0 {
			eventually(t, "one has left", func() bool {
				h.takes.mu.Lock()
				defer h.takes.mu.Unlock()
				return h.takes.of[asked].followers == 1
			})
			close(release)
			if err := <-second; err != nil || len(sent.sent) != 1 {
				t.Errorf("who follows is sent %d messages, and told %v", len(sent.sent), err)
			}
		}
		if err := <-first; !errors.Is(err, context.Canceled) {
			t.Errorf("who made it left with %v", err)
		}
		if held := h.Flow.Held(); held != 0 || len(h.takes.of) != 0 {
			t.Errorf("%d followers more: %d bytes are held, and %d takes kept", others, held, len(h.takes.of))
		}
	}
}

// What goes wrong is told to those who follow, and to nobody after.
func TestFailedTakeIsNotKept(t *testing.T) {
	h, asked, wrong := newHub(), ownKey(t), errors.New("wrong")
	v, _ := follower(t, h)
	for range 3 {
		err := v.follow(t.Context(), 1, asked, 100, func(context.Context, *take) error { return wrong })
		if err != wrong {
			t.Errorf("error %v", err)
		}
	}
	err := v.follow(t.Context(), 1, asked, 100, func(context.Context, *take) error { panic("oh") })
	if !errors.Is(err, fault.ErrPanic) {
		t.Errorf("a panic is %v, which is logged again", err)
	}
	if err := v.follow(t.Context(), 1, asked, 100, func(context.Context, *take) error { return nil }); err != nil {
		t.Error(err)
	}
}

// What is made for several may take as long as any of their requests, whoever asked first.
func TestFollowersLendTheirTime(t *testing.T) {
	h, asked, little := newHub(), ownKey(t), pool.NewMeterOf(10*time.Millisecond)
	begun, done := make(chan *take, 1), make(chan error, 2)
	ask := func(m *pool.Meter) {
		v, _ := follower(t, h)
		done <- v.follow(pool.WithMeter(t.Context(), m), 1, asked, 100, func(ctx context.Context, out *take) error {
			return h.Pool.Compute(ctx, little, func(ctx context.Context) error {
				begun <- out
				for !h.takes.asked(out) { // it sleeps, which is not counted
					time.Sleep(time.Millisecond)
				}
				sum := 0.0
				for k := range 200_000_000 {
					if sum += float64(k); k%100_000 == 0 && ctx.Err() != nil {
						return ctx.Err()
					}
				}
				return out.message(ctx, ended{0, fmt.Sprint(sum)})
			})
		})
	}
	go ask(little)
	<-begun
	ask(pool.NewMeterOf(time.Hour))
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// testIterates are n that tell each other apart.
func testIterates(n int) descent.Trajectory {
	all := make(descent.Trajectory, n)
	for i := range all {
		all[i].K, all[i].Loss = i, float64(i)
	}
	return all
}
