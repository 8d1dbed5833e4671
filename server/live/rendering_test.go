package live

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// renderer renders a state's link as its picture, each in a time; the query's part before
// a # is what a picture shows.
type renderer struct {
	takes  time.Duration
	size   int
	fails  bool // what it is asked for, for now
	asked  []string
	closed bool
	last   string
}

func (p *renderer) Render(s State, before *Picture) *Picture {
	time.Sleep(p.takes)
	p.asked = append(p.asked, s.Link)
	shows, _, _ := strings.Cut(s.Link, "#")
	if before != nil && shows == p.last {
		return before
	}
	p.last = shows
	if p.fails {
		p.last = ""
		return &Picture{Frames: []byte("none"), Passing: true}
	}
	surface, _, _ := strings.Cut(shows, "&")
	return &Picture{Name: surface, Surface: []byte(surface), Frames: append(make([]byte, 0, p.size), "picture of "+shows...)}
}

func (p *renderer) Close() { p.closed = true }

// rendered is a room whose pictures p makes, with its lecturer.
func rendered(t *testing.T, r *Rooms, p *renderer) (code string, lead *Lead) {
	r.Renderers = func(string) Renderer { return p }
	code, _, lead = start(t, r, &page{})
	return code, lead
}

func TestPicturesComeWithTheirStates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{}
		code, lead := rendered(t, r, p)
		early, late := &page{}, &page{}
		lead.Show(state(1, 1, "a"))
		synctest.Wait()
		if len(p.asked) != 0 {
			t.Errorf("of what nobody sees %q was rendered", p.asked)
		}
		page := follow(t, r, code, "early", early)
		for i, link := range []string{"a", "a#zoom", "a&2", "b&1"} {
			lead.Show(state(1, uint64(i+2), link))
			time.Sleep(StateEvery)
			synctest.Wait()
		}
		follow(t, r, code, "late", late)
		synctest.Wait()
		want := []string{"a", "picture of a", "picture of a&2", "b", "picture of b&1"}
		if got := early.drawn; !slices.Equal(got, want) {
			t.Errorf("one that follows drew %q", got)
		}
		if got := late.drawn; !slices.Equal(got, want[3:]) {
			t.Errorf("one that came late drew %q", got)
		}
		page.Own(true)
		lead.Show(state(1, 9, "b&2"))
		time.Sleep(StateEvery)
		synctest.Wait()
		page.Own(false)
		synctest.Wait()
		if got := early.drawn; !slices.Equal(got, append(want, "picture of b&2")) || early.last().State.Link != "b&2" {
			t.Errorf("back from its own way one drew %q", got)
		}
		lead.End()
		synctest.Wait()
		if n := r.memory.held.Load(); n != 0 || !p.closed || len(r.memory.rooms) != 0 {
			t.Errorf("after the lecture %d bytes of pictures are held", n)
		}
	})
}

// While one picture is made that takes long, of the states that come the newest is next;
// those who follow know that the lecturer is there.
func TestTheNewestIsPaintedNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{takes: 3 * time.Second}
		code, lead := rendered(t, r, p)
		one := &page{}
		follow(t, r, code, "one", one)
		for i := range uint64(60) {
			lead.Show(state(1, i, fmt.Sprint("x&", i)))
			time.Sleep(StateEvery)
		}
		synctest.Wait()
		told := one.heard()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if want := []string{"x&0", "x&59"}; !slices.Equal(p.asked, want) || !slices.Equal(one.links(), want) {
			t.Errorf("%q were rendered, %q shown", p.asked, one.links())
		}
		if n := len(told); n < 2 || n > 4 || !told[0].Rendering {
			t.Errorf("within three seconds of rendering a page was told %+v", told)
		}
		lead.End()
		synctest.Wait()
	})
}

// What can't be rendered for now is tried again as the lecturer's page is heard again.
func TestAPassingFaultIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{fails: true}
		code, lead := rendered(t, r, p)
		one := &page{}
		follow(t, r, code, "one", one)
		lead.Show(state(1, 1, "a"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		p.fails = false
		lead.Show(state(1, 2, "a"))
		synctest.Wait()
		if want := []string{"none", "a", "picture of a"}; !slices.Equal(one.drawn, want) {
			t.Errorf("a page drew %q", one.drawn)
		}
		lead.End()
		synctest.Wait()
	})
}

// A page whose line stands still gets the newest state with its whole picture, and none
// between; what it does not take holds no more than that.
func TestASlowPageGetsWholePictures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{size: 1 << 20}
		code, lead := rendered(t, r, p)
		slow := &page{stuck: make(chan struct{})}
		follow(t, r, code, "slow", slow)
		for i := range uint64(40) {
			lead.Show(state(1, i, fmt.Sprint("x&", i)))
			time.Sleep(StateEvery)
		}
		synctest.Wait()
		if n := r.memory.held.Load(); n > 4<<20 {
			t.Errorf("%d bytes of pictures are held for one page", n)
		}
		close(slow.stuck)
		synctest.Wait()
		if want := []string{"x", "picture of x&0", "picture of x&39"}; !slices.Equal(slow.drawn, want) || slow.last().State.Link != "x&39" {
			t.Errorf("a slow page drew %q", slow.drawn)
		}
		lead.End()
		synctest.Wait()
	})
}

// One that was on its own way while the lecturer changed only what is no part of the picture
// is shown it again, and so is one who comes then; that is rendered once.
func TestWhoComesBackIsShownThePicture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{takes: time.Second}
		code, lead := rendered(t, r, p)
		one, late := &page{}, &page{}
		own := follow(t, r, code, "one", one)
		lead.Show(state(1, 1, "a"))
		time.Sleep(2 * time.Second)
		own.Own(true)
		lead.Show(state(1, 2, "a#zoom"))
		time.Sleep(2 * time.Second)
		own.Own(false)
		follow(t, r, code, "late", late)
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if want := []string{"a", "a#zoom"}; !slices.Equal(p.asked, want) || !slices.Equal(one.links(), want) {
			t.Errorf("%q were rendered, %q shown", p.asked, one.links())
		}
		if want := []string{"a", "picture of a", "picture of a"}; !slices.Equal(one.drawn, want) {
			t.Errorf("one that came back drew %q", one.drawn)
		}
		if want := []string{"a", "picture of a"}; !slices.Equal(late.drawn, want) || late.last().State == nil {
			t.Errorf("one that came late drew %q", late.drawn)
		}
		lead.End()
		synctest.Wait()
		if n := r.memory.held.Load(); n != 0 {
			t.Errorf("after the lecture %d bytes of pictures are held", n)
		}
	})
}

// A state tells for how long it has been so, on its way here and since.
func TestAStateTellsItsAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		code, _, lead := start(t, r, &page{})
		late := &page{}
		s := state(1, 1, "a")
		s.Playing, s.Ago = true, 40
		lead.Show(s)
		time.Sleep(1500 * time.Millisecond)
		follow(t, r, code, "late", late)
		synctest.Wait()
		first := late.last()
		time.Sleep(500 * time.Millisecond)
		s.Sequence, s.Ago = 2, 1e300
		lead.Show(s)
		synctest.Wait()
		second := late.last()
		if first.Ago != 1540 || second.Ago != mostAgo || second.Now-first.Now != 500 {
			t.Errorf("the ages are %g and %g, the clock went from %g to %g", first.Ago, second.Ago, first.Now, second.Now)
		}
	})
}
