package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// page is a page that notes what it is told.
type page struct {
	mu    sync.Mutex
	told  []Message
	drawn []string      // surfaces and pictures
	stuck chan struct{} // where it is not nil, a message is taken once it is closed
}

func (p *page) Send(text []byte) error {
	var said struct{ Live Message }
	if err := json.Unmarshal(text, &said); err != nil {
		return err
	}
	p.mu.Lock()
	stuck := p.stuck
	p.told = append(p.told, said.Live)
	p.mu.Unlock()
	if stuck != nil {
		<-stuck
	}
	return nil
}

func (p *page) Show(surface, frames, state []byte) error {
	p.mu.Lock()
	for _, part := range [][]byte{surface, frames} {
		if part != nil {
			p.drawn = append(p.drawn, string(part))
		}
	}
	p.mu.Unlock()
	return p.Send(state)
}

// Offer takes nothing at once: a page of these tests waits for its messages.
func (p *page) Offer(_, _, _ []byte) (taken, whole bool) { return false, false }

func (p *page) Finish() error { return nil }

// links are the links of the states that a page was told.
func (p *page) links() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for _, m := range p.told {
		if m.State != nil {
			all = append(all, m.State.Link)
		}
	}
	return all
}

// heard is what a page was told so far.
func (p *page) heard() []Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.told)
}

// last is what a page was told last.
func (p *page) last() Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.told) == 0 {
		return Message{}
	}
	return p.told[len(p.told)-1]
}

func start(t *testing.T, r *Rooms, out Sender) (code, token string, lead *Lead) {
	t.Helper()
	code, token, err := r.Start()
	if err != nil {
		t.Fatal(err)
	}
	lead, err = r.Lead(t.Context(), code, token, out)
	if err != nil {
		t.Fatal(err)
	}
	return code, token, lead
}

func follow(t *testing.T, r *Rooms, code, member string, out Sender) *Follower {
	t.Helper()
	s, err := r.Follow(code, member, false, out)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func state(epoch, sequence uint64, link string) State {
	return State{Epoch: epoch, Sequence: sequence, Link: link}
}

func TestFollowersGetTheNewestState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		code, _, lead := start(t, r, &page{})
		early, late, stuck := &page{}, &page{}, &page{stuck: make(chan struct{})}
		follow(t, r, strings.ToLower(code), "early", early)
		follow(t, r, code, "stuck", stuck)
		for i := range uint64(5) {
			lead.Show(state(1, i, fmt.Sprint("/?lr=", i)))
			time.Sleep(StateEvery)
			synctest.Wait()
		}
		lead.Show(state(1, 2, "/?older")) // of a message that was overtaken
		time.Sleep(StateEvery)
		follow(t, r, code, "late", late)
		synctest.Wait()
		close(stuck.stuck)
		synctest.Wait()
		want := []string{"/?lr=0", "/?lr=1", "/?lr=2", "/?lr=3", "/?lr=4"}
		if got := early.links(); !slices.Equal(got, want) {
			t.Errorf("one that follows got %q", got)
		}
		if got := late.links(); !slices.Equal(got, want[4:]) {
			t.Errorf("one that came late got %q", got)
		}
		if got := stuck.links(); !slices.Equal(got, []string{want[0], want[4]}) {
			t.Errorf("one whose line stood still got %q", got)
		}
	})
}

// Of states that come faster than they may go out the newest goes, and none is late.
func TestStatesGoOutTwentyTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		code, _, lead := start(t, r, &page{})
		p := &page{}
		follow(t, r, code, "p", p)
		for i := range uint64(1000) {
			lead.Show(state(1, i, fmt.Sprint("/?lr=", i)))
			time.Sleep(time.Millisecond)
		}
		time.Sleep(StateEvery)
		synctest.Wait()
		got := p.links()
		if len(got) < 20 || len(got) > 22 || got[len(got)-1] != "/?lr=999" {
			t.Errorf("in a second %d states went out, the last %q", len(got), got[len(got)-1])
		}
	})
}

func TestANewerPageLeads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		first, second, p := &page{}, &page{}, &page{}
		code, token, old := start(t, r, first)
		synctest.Wait() // it is told what is there, before another takes its place
		old.Show(state(1, 9, "/?old"))
		follow(t, r, code, "p", p)
		lead, err := r.Lead(t.Context(), code, token, second)
		if err != nil {
			t.Fatal(err)
		}
		old.Show(state(1, 10, "/?forged"))
		old.End()
		lead.Show(state(2, 0, "/?new"))
		time.Sleep(StateEvery)
		synctest.Wait()
		if got := p.links(); !slices.Equal(got, []string{"/?old", "/?new"}) {
			t.Errorf("the room saw %q", got)
		}
		if first.last().Over != "taken" {
			t.Errorf("the page that led was told %+v", first.last())
		}
		lead.End()
		synctest.Wait()
		if p.last().Over != "ended" {
			t.Errorf("at the end a page was told %+v", p.last())
		}
		if _, err := r.Follow(code, "late", false, &page{}); !errors.Is(err, ErrUnknown) {
			t.Errorf("an ended room is followed: %v", err)
		}
	})
}

func TestOnlyTheTokenLeads(t *testing.T) {
	r := New()
	code, token, _ := start(t, r, &page{})
	wrong := strings.Repeat("0", len(token))
	for _, forged := range []string{wrong, "", token[1:], token + "0", strings.ToUpper(token) + " "} {
		if _, err := r.Lead(t.Context(), code, forged, &page{}); !errors.Is(err, ErrRefused) {
			t.Errorf("with %q a page leads: %v", forged, err)
		}
	}
	for _, none := range []string{"", "ABC", "ABCDEFG", "ABCDE1", "ABCDEÄ", "ABCDEI"} {
		if _, err := r.Lead(t.Context(), none, token, &page{}); !errors.Is(err, ErrRefused) {
			t.Errorf("%q is led: %v", none, err)
		}
		if _, err := r.Follow(none, "p", false, &page{}); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q is followed: %v", none, err)
		}
	}
}

// A server that was started anew knows no room until its lecturer's page is back.
func TestALectureGoesOnAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		code, token, _ := start(t, New(), &page{})
		r, p := New(), &page{}
		if _, err := r.Follow(code, "p", false, p); !errors.Is(err, ErrUnknown) {
			t.Fatal(err)
		}
		lead, err := r.Lead(t.Context(), code, token, &page{})
		if err != nil {
			t.Fatal(err)
		}
		lead.Show(state(1, 7, "/?lr=0.5"))
		follow(t, r, code, "p", p)
		synctest.Wait()
		if got := p.links(); !slices.Equal(got, []string{"/?lr=0.5"}) {
			t.Errorf("back in the room a page got %q", got)
		}
	})
}

func TestTheLecturerSeesWhoFollows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, lecturer := New(), &page{}
		code, _, lead := start(t, r, lecturer)
		told := func(want Audience) {
			t.Helper()
			time.Sleep(countEvery)
			synctest.Wait()
			if got := lecturer.last().Audience; got == nil || *got != want {
				t.Errorf("the lecturer was told %+v, want %+v", got, want)
			}
		}
		told(Audience{})
		a, b, c, p := follow(t, r, code, "a", &page{}), follow(t, r, code, "b", &page{}), follow(t, r, code, "c", &page{}), &page{}
		told(Audience{Following: 3})
		a.Own(true)
		b.Leave(true)
		c.Leave(false)
		told(Audience{Own: 1, Lost: 1})
		again := follow(t, r, code, "b", p) // the same page, on another line
		b.Leave(true)                       // the old line's end is noticed late
		told(Audience{Following: 1, Own: 1})
		lead.Show(state(1, 1, "/?lr=1"))
		synctest.Wait()
		again.Own(true)
		time.Sleep(StateEvery)
		lead.Show(state(1, 2, "/?lr=2"))
		synctest.Wait()
		again.Own(false)
		synctest.Wait()
		if got := p.links(); !slices.Equal(got, []string{"/?lr=1", "/?lr=2"}) {
			t.Errorf("back from its own way a page has %q", got)
		}
		again.Leave(true)
		told(Audience{Own: 1, Lost: 1})
		time.Sleep(LostTime)
		follow(t, r, code, "d", &page{})
		told(Audience{Following: 1, Own: 1})
	})
}

func TestRoomsAreBounded(t *testing.T) {
	r := New()
	first, token, _ := start(t, r, &page{})
	codes := map[string]bool{first: true}
	for range 3 * MostRooms { // nobody is in these, and each makes place for another
		code, _, err := r.Start()
		if err != nil {
			t.Fatal(err)
		}
		codes[code] = true
	}
	if rooms, _ := r.Counts(); rooms != MostRooms || len(codes) < 3*MostRooms {
		t.Errorf("%d rooms of %d codes", rooms, len(codes))
	}
	if _, err := r.Lead(t.Context(), first, token, &page{}); err != nil {
		t.Errorf("the room that has a lecturer is gone: %v", err)
	}
	busy := New()
	for range MostRooms {
		start(t, busy, &page{})
	}
	if _, _, err := busy.Start(); !errors.Is(err, ErrFull) {
		t.Errorf("beside %d lectures another is started: %v", MostRooms, err)
	}
	var seats []*Follower
	for i := range MostMembers {
		seats = append(seats, follow(t, r, first, fmt.Sprint(i), &page{}))
	}
	if _, err := r.Follow(first, "more", false, &page{}); !errors.Is(err, ErrFull) {
		t.Errorf("beside %d pages another follows: %v", MostMembers, err)
	}
	follow(t, r, first, "7", &page{}) // one of them, back again
	seats[5].Leave(true)
	follow(t, r, first, "more", &page{}) // in the place of one whose line is lost
	if _, err := r.Follow(first, "5", false, &page{}); !errors.Is(err, ErrFull) {
		t.Errorf("a room has more than %d pages: %v", MostMembers, err)
	}
	if _, err := r.Follow(first, strings.Repeat("n", mostName+1), false, &page{}); !errors.Is(err, ErrRefused) {
		t.Errorf("a name of any length is kept: %v", err)
	}
}

func TestAnIdleRoomEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &page{}
		code, _, lead := start(t, r, &page{})
		follow(t, r, code, "p", p)
		time.Sleep(IdleTime - time.Minute)
		lead.Show(state(1, 1, "/"))
		time.Sleep(IdleTime - time.Minute)
		synctest.Wait()
		if p.last().Over != "" {
			t.Errorf("a room in use ended: %+v", p.last())
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if rooms, _ := r.Counts(); p.last().Over != "ended" || rooms != 0 {
			t.Errorf("an idle room goes on: %d, %+v", rooms, p.last())
		}
	})
}
