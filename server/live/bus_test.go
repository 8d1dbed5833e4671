package live

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// together makes instances on one bus.
func together(n int) []*Rooms {
	m := NewMemory()
	all := make([]*Rooms, n)
	for i := range all {
		all[i] = New()
		all[i].Use(m.Instance())
	}
	return all
}

// sever lets the instance reach nobody, or all again.
func (s *instance) sever(cut bool) {
	s.mu.Lock()
	s.cut = cut
	watch := s.watch
	s.mu.Unlock()
	for _, told := range watch {
		told(!cut)
	}
}

// sever cuts an instance off the bus, or joins it again.
func (r *Rooms) sever(cut bool) { r.bus.(*instance).sever(cut) }

// audienceIs waits for the next count, and compares it.
func (p *page) audienceIs(t *testing.T, want Audience) {
	t.Helper()
	time.Sleep(countEvery)
	synctest.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range slices.Backward(p.told) {
		if m.Audience != nil {
			if *m.Audience != want {
				t.Errorf("the lecturer was told %+v, want %+v", *m.Audience, want)
			}
			return
		}
	}
	t.Error("the lecturer was told nothing")
}

func settle() {
	time.Sleep(StateEvery)
	synctest.Wait()
}

func TestALectureIsFollowedOnAllInstances(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(3), &page{}
		code, _, lead := start(t, all[0], lecturer)
		lead.Show(state(1, 1, "/?lr=1"))
		if s, ok := all[1].State(code); !ok || s.Link != "/?lr=1" {
			t.Errorf("on another instance the lecture's page shows %+v", s)
		}
		pages := make([]*page, 3)
		seats := make([]*Follower, 3)
		for i, r := range all {
			pages[i] = &page{}
			seats[i] = follow(t, r, code, fmt.Sprint(i), pages[i])
		}
		settle()
		lead.Show(state(1, 2, "/?lr=2"))
		settle()
		for i, p := range pages {
			if got := p.links(); !slices.Equal(got, []string{"/?lr=1", "/?lr=2"}) {
				t.Errorf("on instance %d a page got %q", i, got)
			}
		}
		lecturer.audienceIs(t, Audience{Following: 3})
		seats[1].Own(true)
		seats[2].Leave(true)
		lecturer.audienceIs(t, Audience{Following: 1, Own: 1, Lost: 1})
		follow(t, all[1], code, "2", &page{}) // it comes back to another instance
		lecturer.audienceIs(t, Audience{Following: 2, Own: 1})
		seats[0].Leave(false)
		seats[1].Leave(false)
		lecturer.audienceIs(t, Audience{Following: 1})
		lead.End()
		synctest.Wait()
		for i, r := range all {
			if rooms, _ := r.Counts(); rooms != 0 {
				t.Errorf("on instance %d the lecture goes on", i)
			}
		}
	})
}

// Those whose instance is gone are lost until they sit elsewhere, and count once.
func TestAnInstanceIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(3), &page{}
		code, _, lead := start(t, all[0], lecturer)
		lead.Show(state(1, 1, "/?lr=1"))
		for i := range 4 {
			follow(t, all[1], code, fmt.Sprint(i), &page{})
		}
		lecturer.audienceIs(t, Audience{Following: 4})
		all[1].sever(true)
		back := &page{}
		follow(t, all[2], code, "0", back)
		lecturer.audienceIs(t, Audience{Following: 4})
		time.Sleep(deafTime + beatEvery)
		lecturer.audienceIs(t, Audience{Following: 1, Lost: 3})
		follow(t, all[0], code, "1", &page{})
		lecturer.audienceIs(t, Audience{Following: 2, Lost: 2})
		if got := back.links(); !slices.Equal(got, []string{"/?lr=1"}) {
			t.Errorf("one that came back got %q", got)
		}
	})
}

func TestALecturerMovesToAnotherInstance(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, first, second := together(3), &page{}, &page{}
		code, token, old := start(t, all[0], first)
		old.Show(state(1, 9, "/?old"))
		p := &page{}
		follow(t, all[0], code, "a", &page{})
		follow(t, all[2], code, "p", p)
		settle()
		for _, r := range all {
			if _, err := r.Lead(t.Context(), code, strings.Repeat("0", len(token)), &page{}); !errors.Is(err, ErrRefused) {
				t.Fatalf("with another token a page leads: %v", err)
			}
		}
		lead, err := all[1].Lead(t.Context(), code, token, second)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if first.last().Over != "taken" {
			t.Errorf("the page that led was told %+v", first.last())
		}
		old.Show(state(1, 10, "/?forged"))
		old.End()
		lead.Show(state(2, 0, "/?new"))
		settle()
		if got := p.links(); !slices.Equal(got, []string{"/?old", "/?new"}) {
			t.Errorf("the room saw %q", got)
		}
		second.audienceIs(t, Audience{Following: 2})
	})
}

// An instance that reaches no other goes on with those who are there; once it does, all
// see what is shown.
func TestAnInstanceIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(2), &page{}
		code, _, lead := start(t, all[0], lecturer)
		lead.Show(state(1, 1, "/?lr=1"))
		near, far := &page{}, &page{}
		follow(t, all[0], code, "near", near)
		follow(t, all[1], code, "far", far)
		settle()
		all[0].sever(true)
		synctest.Wait()
		late := &page{}
		guest := follow(t, all[0], code, "late", late)
		synctest.Wait()
		guest.Leave(false)
		for name, p := range map[string]*page{"that leads": lecturer, "that follows": near, "that comes": late} {
			if !p.knowsApart(true) {
				t.Errorf("a page %s does not know that its instance is cut off", name)
			}
		}
		lead.Show(state(1, 2, "/?lr=2"))
		time.Sleep(deafTime + beatEvery)
		lecturer.audienceIs(t, Audience{Following: 1, Lost: 1})
		all[0].sever(false)
		settle()
		if got := near.links(); !slices.Equal(got, []string{"/?lr=1", "/?lr=2"}) {
			t.Errorf("beside the lecturer a page got %q", got)
		}
		if got := far.links(); !slices.Equal(got, []string{"/?lr=1", "/?lr=2"}) {
			t.Errorf("once it is reached again a page has %q", got)
		}
		lecturer.audienceIs(t, Audience{Following: 2})
		if !near.knowsApart(false) || !lecturer.knowsApart(false) {
			t.Error("pages do not know that the instances reach each other again")
		}
	})
}

// knowsApart tells whether a page was told last that the instances are apart, or are not.
func (p *page) knowsApart(want bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range slices.Backward(p.told) {
		if m.Apart != nil {
			return *m.Apart == want
		}
	}
	return false
}

// Of two lectures that got one code while instances did not reach each other the later
// one ends, and its token opens nothing.
func TestTwoLecturesOfOneCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := together(2)
		code, _, lead := start(t, all[0], &page{})
		lead.Show(state(1, 1, "/?first"))
		all[1].sever(true)
		time.Sleep(time.Second)
		forger, p, forged := &page{}, &page{}, strings.Repeat("0", 32)
		second, err := all[1].Lead(t.Context(), code, forged, forger)
		if err != nil {
			t.Fatal(err)
		}
		second.Show(state(9, 1, "/?second"))
		follow(t, all[1], code, "p", p)
		all[1].sever(false)
		time.Sleep(beatEvery)
		synctest.Wait()
		if s, _ := all[0].State(code); s.Link != "/?first" {
			t.Errorf("the first lecture shows %q", s.Link)
		}
		if p.last().Over != "unknown" || forger.last().Over == "" {
			t.Errorf("in the second one pages were told %+v and %+v", p.last(), forger.last())
		}
		again := &page{}
		follow(t, all[1], code, "p", again)
		synctest.Wait()
		if got := again.links(); !slices.Equal(got, []string{"/?first"}) {
			t.Errorf("one that asks again gets %q", got)
		}
		if _, err := all[1].Lead(t.Context(), code, forged, forger); !errors.Is(err, ErrRefused) {
			t.Errorf("with the second one's token a page leads: %v", err)
		}
	})
}

// What is said on the bus changes a room only where it comes from one who knows the
// room's key, and costs bounded memory.
func TestForgedNotes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(1), &page{}
		code, token, lead := start(t, all[0], lecturer)
		lead.Show(state(1, 1, "/?lr=1"))
		synctest.Wait()
		o := all[0].byCode[code]
		forged := state(7, 7, "/?forged")
		long := state(8, 8, strings.Repeat("l", mostState+1))
		o.take(nil)
		o.take([]byte("no JSON"))
		o.take([]byte(strings.Repeat(" ", mostNote) + "{}"))
		o.take(note{From: "x", Opened: 1 << 60, State: &forged}.text())
		o.take(note{From: "x", Opened: 1 << 60, Key: keyOf("another"), End: true}.text())
		o.take(note{Key: keyOf(token), State: &forged}.text()) // from nobody
		o.take(note{From: "x", Key: keyOf(token), State: &long}.text())
		o.take(note{From: "x", Key: keyOf(token), Follows: []place{{Name: strings.Repeat("n", mostName+1)}}}.text())
		if s, ok := all[0].State(code); !ok || s.Link != "/?lr=1" {
			t.Errorf("forged notes changed the room: %+v", s)
		}
		for i := range MostMembers + 100 {
			o.take(note{From: fmt.Sprint(i % 100), Key: keyOf(token), Opened: 1 << 60, Follows: []place{{Name: fmt.Sprint(i)}}}.text())
		}
		if n := len(o.members); n > MostMembers || len(o.far.heard) > mostInstances {
			t.Errorf("the room has %d members of %d instances", n, len(o.far.heard))
		}
	})
}
