package live

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// ready is a page whose line takes what it is offered at once.
type ready struct {
	page
	rest     chan struct{} // where it is not nil, it takes a part, and the rest once this is closed
	offered  int
	finished int
	noted    func() // is called at each offer; nil for nothing
}

func (p *ready) Offer(surface, frames, state []byte) (taken, whole bool) {
	p.offered++
	if p.noted != nil {
		p.noted()
	}
	return p.Show(surface, frames, state) == nil, p.rest == nil
}

func (p *ready) Finish() error {
	p.finished++
	<-p.rest
	return nil
}

// A page whose line takes it is sent each state and its picture at once, and nothing that
// it has.
func TestALineThatIsFreeTakesAStateAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{}
		code, lead := rendered(t, r, p)
		one, late := &ready{}, &ready{}
		seat := follow(t, r, code, "one", one)
		for i, link := range []string{"a", "a#zoom", "a&2", "b&1"} {
			lead.Show(state(1, uint64(i+1), link))
			time.Sleep(StateEvery)
			synctest.Wait()
		}
		time.Sleep(time.Second)
		follow(t, r, code, "late", late)
		synctest.Wait()
		want := []string{"a", "picture of a", "picture of a&2", "b", "picture of b&1"}
		if !slices.Equal(one.drawn, want) || !slices.Equal(one.links(), []string{"a", "a#zoom", "a&2", "b&1"}) {
			t.Errorf("one that follows drew %q of %q", one.drawn, one.links())
		}
		if !slices.Equal(late.drawn, want[3:]) || late.last().Ago < 1000 {
			t.Errorf("one that came a second later drew %q of a state that it takes for %g ms old", late.drawn, late.last().Ago)
		}
		seat.Leave(false)
		lead.Show(state(1, 9, "b&2"))
		synctest.Wait()
		if len(one.links()) != 4 || late.last().State.Link != "b&2" {
			t.Errorf("one that left got %q, one that stays has %q", one.links(), late.last().State.Link)
		}
		lead.End()
		synctest.Wait()
		if n := r.memory.held.Load(); n != 0 {
			t.Errorf("after the lecture %d bytes of pictures are held", n)
		}
	})
}

// Of what a line takes a part at once the rest is sent by itself, and its picture is held
// until then; of the states that come meanwhile the newest is next.
func TestTheRestOfAnOfferIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &renderer{size: 1 << 20}
		code, lead := rendered(t, r, p)
		slow, other := &ready{rest: make(chan struct{})}, &ready{}
		follow(t, r, code, "slow", slow)
		follow(t, r, code, "other", other)
		for i := range uint64(4) {
			lead.Show(state(1, i, fmt.Sprint("x&", i)))
			time.Sleep(StateEvery)
			synctest.Wait()
		}
		if n := r.memory.held.Load(); n < 2<<20 || n > 3<<20 {
			t.Errorf("%d bytes of pictures are held: that which is being sent, and the newest, are two of 1 MiB", n)
		}
		if got := other.links(); len(got) != 4 {
			t.Errorf("beside a slow page another got %q", got)
		}
		close(slow.rest)
		synctest.Wait()
		if want := []string{"x&0", "x&3"}; !slices.Equal(slow.links(), want) || slow.finished != 1 {
			t.Errorf("a slow page got %q, after %d rests", slow.links(), slow.finished)
		}
		lead.End()
		synctest.Wait()
		if n := r.memory.held.Load(); n != 0 {
			t.Errorf("after the lecture %d bytes of pictures are held", n)
		}
	})
}

// What comes while a round goes on is shown from there on: those who had nothing yet get
// it first, and nobody gets a state twice.
func TestARoundGoesOnWithTheNewest(t *testing.T) {
	var mu sync.Mutex
	var order []string
	pages, seats := map[string]*ready{}, &round{}
	for _, name := range strings.Split("abcdef", "") {
		p := &ready{noted: func() {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, name)
		}}
		pages[name] = p
		seats.add(&Follower{slot: slot{out: p}, member: name})
	}
	scenes := []scene{{turn: 1, said: []byte("{}")}, {turn: 2, said: []byte("{}")}}
	for i := range scenes {
		scenes[i].message = scenes[i].text()
	}
	seats.workers = 1 << 20 // none is started: the test is the worker
	seats.show(scenes[0])
	step := func() bool {
		page, c := seats.turn()
		if page != nil {
			page.slot.show(c, false)
		}
		return page != nil
	}
	step()
	step()
	seats.show(scenes[1])
	late := &Follower{slot: slot{out: pages["a"]}}
	seats.add(late)
	late.slot.seen = 2 // it was shown that as it came
	for step() {
	}
	if len(order) != 8 || !slices.Equal(slices.Sorted(slices.Values(order[:6])), strings.Split("abcdef", "")) || !slices.Equal(order[:2], order[6:]) {
		t.Errorf("pages had their turns in the order %q", order)
	}
	first := order[0]
	order = nil
	seats.show(scene{turn: 3, said: []byte("{}"), message: scenes[0].message})
	for step() {
	}
	if order[0] == first {
		t.Errorf("each round begins with %s", first)
	}
}

// Seats that pages have left are taken away, and who is left keeps theirs.
func TestARoundHasNoSeatsForThoseWhoLeft(t *testing.T) {
	r := &round{}
	var pages []*Follower
	for range 100 {
		pages = append(pages, &Follower{slot: slot{out: &ready{}}})
		r.add(pages[len(pages)-1])
	}
	for i, page := range pages {
		if i%10 > 0 {
			r.remove(page)
			r.remove(page) // which was removed
		}
	}
	if !r.any() || len(r.all()) != 10 {
		t.Errorf("of 100 pages 10 stay, there are %d", len(r.all()))
	}
	r.show(scene{})
	if len(r.pages) != 10 {
		t.Errorf("10 pages have %d seats", len(r.pages))
	}
	for i := range 10 {
		r.remove(pages[10*i])
	}
	if r.any() || len(r.all()) != 0 {
		t.Errorf("all have left, and there are %d", len(r.all()))
	}
}

// A state that was late on its way does not delay those after it, which come as they were
// sent: the room's beat is not put off by one that came late.
func TestALateStateDelaysNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, p := New(), &ready{}
		code, _, lead := start(t, r, &page{})
		follow(t, r, code, "p", p)
		const late = 20 * time.Millisecond
		for i := range 200 {
			lag := time.Duration(0)
			if i%7 == 3 {
				lag = late
			}
			time.Sleep(lag)
			lead.Show(state(1, uint64(i), fmt.Sprint("/?lr=", i)))
			synctest.Wait()
			if got := p.links(); len(got) != i+1 {
				t.Fatalf("of %d states %d were shown as they came", i+1, len(got))
			}
			time.Sleep(StateEvery - lag)
		}
	})
}
