package live

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// Many rooms hold bounded pictures: the one that was shown longest ago lets go, and shows
// it again to one who joins.
func TestPicturesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, most := New(), int64(0)
		var codes []string
		var leads []*Lead
		for i := range 40 {
			code, lead := rendered(t, r, &renderer{size: 4 << 20})
			follow(t, r, code, "one", &page{})
			lead.Show(state(1, 1, fmt.Sprint("x&", i)))
			synctest.Wait()
			most = max(most, r.memory.held.Load())
			codes, leads = append(codes, code), append(leads, lead)
			time.Sleep(time.Millisecond)
		}
		if most > mostPictures+4<<20+100 {
			t.Errorf("%d bytes are held", most)
		}
		late := &page{}
		follow(t, r, codes[0], "late", late)
		synctest.Wait()
		if want := []string{"x", "picture of x&0"}; !slices.Equal(late.drawn, want) {
			t.Errorf("one that came late drew %q", late.drawn)
		}
		for _, lead := range leads {
			lead.End()
		}
		synctest.Wait()
		if n := r.memory.held.Load(); n != 0 {
			t.Errorf("after all lectures %d bytes are held", n)
		}
	})
}

// shown starts a lecture that shows one page a picture of so many bytes.
func shown(t *testing.T, r *Rooms, p *renderer, link string) (code string, lead *Lead) {
	code, lead = rendered(t, r, p)
	follow(t, r, code, "one", &page{})
	lead.Show(state(1, 1, link))
	synctest.Wait()
	return code, lead
}

// slow lets so many pages follow whose lines stand still, each while it is sent another
// picture.
func slow(t *testing.T, r *Rooms, code string, lead *Lead, many int) (free func()) {
	stuck := make(chan struct{})
	for i := range many {
		follow(t, r, code, fmt.Sprint("slow", i), &page{stuck: stuck})
		lead.Show(state(2, uint64(i), fmt.Sprint("x&", i)))
		time.Sleep(StateEvery)
		synctest.Wait()
	}
	return func() { close(stuck) }
}

// Slow pages of one lecture hold bounded pictures, and take no other lecture's: not those
// that it shows, and no new ones. Once they have taken theirs the lecture goes on.
func TestSlowPagesStopNoOtherLecture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		kept, early := &renderer{size: 1 << 20}, &page{}
		quiet, quietLead := shown(t, r, kept, "q")
		code, lead := rendered(t, r, &renderer{size: 4 << 20})
		fast := &page{}
		follow(t, r, code, "fast", fast)
		free := slow(t, r, code, lead, 30)
		if n := r.memory.held.Load(); n > mostSent+3*4<<20 {
			t.Errorf("%d bytes are held", n)
		}
		lead.Show(state(3, 0, "x&refused"))
		time.Sleep(StateEvery)
		synctest.Wait()
		if fast.last().State.Link == "x&refused" {
			t.Error("a room whose slow pages hold all there is is shown more")
		}
		other, otherLead := rendered(t, r, &renderer{size: 4 << 20})
		follow(t, r, other, "one", early)
		for i := range uint64(5) {
			otherLead.Show(state(1, i, fmt.Sprint("y&", i)))
			time.Sleep(StateEvery)
			synctest.Wait()
		}
		if n := len(early.drawn); n != 6 {
			t.Errorf("of another lecture a page drew %q", early.drawn)
		}
		follow(t, r, quiet, "late", &page{})
		synctest.Wait()
		if len(kept.asked) != 1 {
			t.Errorf("a picture that is shown was let go of: %q were rendered", kept.asked)
		}
		free()
		synctest.Wait()
		lead.Show(state(3, 1, "x&refused"))
		time.Sleep(StateEvery)
		synctest.Wait()
		if got := fast.last().State; got == nil || got.Link != "x&refused" {
			t.Errorf("once slow pages have taken theirs a page is told %+v", fast.last())
		}
		for _, l := range []*Lead{lead, otherLead, quietLead} {
			l.End()
		}
		synctest.Wait()
		if held, kept := r.memory.held.Load(), r.memory.kept; held != 0 || kept != 0 {
			t.Errorf("after all lectures %d bytes are held, %d of them shown", held, kept)
		}
	})
}

// Where slow pages hold all there is, a room may have more for its own up to a share of
// that, as long as there is any, and one that has none may have a picture.
func TestARoomHasAShareForItsSlowPages(t *testing.T) {
	r := New()
	rooms := make([]*room, 3)
	for i, bytes := range []int64{2 * mostSent, mostSentShare, 0} {
		rooms[i] = newRoom(fmt.Sprint(i), keyOf(""))
		rooms[i].rendering.bytes.Store(bytes)
	}
	for held, want := range map[int64][3]bool{mostSent: {true, true, true}, 2 * mostSent: {false, true, true}, 2*mostSent + 1: {false, false, true}} {
		r.memory.held.Store(held)
		for i, o := range rooms {
			if got := r.memory.makeSpace(o); got != want[i] {
				t.Errorf("where %d bytes are held room %d may have another picture: %t", held, i, got)
			}
		}
	}
}

// Where there is no space for a picture, a state that came meanwhile is next.
func TestAStateThatComesMeanwhileIsNotLost(t *testing.T) {
	for newest, want := range map[uint64]bool{1: false, 2: true} {
		o := newRoom("a", keyOf(""))
		o.state, o.rendering.stale = state(1, newest, "x"), true
		o.unrendered(state(1, 1, "x"), nil)
		if o.rendering.stale != want {
			t.Errorf("where state 1 is not rendered and %d is the newest, one is to be rendered: %t", newest, o.rendering.stale)
		}
	}
}

// shows tells whether the room of a lecturer has a picture.
func shows(l *Lead) bool {
	l.room.mu.Lock()
	defer l.room.mu.Unlock()
	return l.room.rendering.made != nil
}

// A room that renders while others need space lets go of its picture later.
func TestABusyRoomLetsGoLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{size: 4 << 20}
		code, lead := shown(t, r, p, "a")
		leads := []*Lead{lead}
		p.takes = 3 * time.Second
		lead.Show(state(1, 2, "a#zoom"))
		time.Sleep(time.Second)
		fill := func() {
			for range 20 {
				_, l := shown(t, r, &renderer{size: 4 << 20}, "x")
				leads = append(leads, l)
			}
		}
		fill()
		if !shows(lead) {
			t.Error("a room let go of the picture that it may show again")
		}
		time.Sleep(5 * time.Second)
		fill()
		if shows(lead) {
			t.Errorf("the room %s still has its picture, made longest ago", code)
		}
		for _, l := range leads {
			l.End()
		}
		synctest.Wait()
		if n := r.memory.held.Load(); n != 0 {
			t.Errorf("after all lectures %d bytes are held", n)
		}
	})
}

// A surface that pictures share is held once, until the last of them.
func TestASharedSurfaceIsCountedOnce(t *testing.T) {
	r, o := New(), newRoom("a", keyOf(""))
	first := &Picture{Surface: make([]byte, 1000), Frames: make([]byte, 10)}
	r.memory.add(o, nil, first)
	second := &Picture{Surface: first.Surface, Frames: make([]byte, 20)}
	r.memory.add(o, first, second)
	other := &Picture{Surface: make([]byte, 100)}
	r.memory.add(o, second, other)
	for _, one := range []struct {
		lets *Picture
		held int64
	}{{nil, 1130}, {first, 1120}, {second, 100}, {other, 0}} {
		one.lets.release()
		if all, own := r.memory.held.Load(), o.rendering.bytes.Load(); all != one.held || own != one.held {
			t.Errorf("%d bytes are held, %d by the room, not %d", all, own, one.held)
		}
	}
}
