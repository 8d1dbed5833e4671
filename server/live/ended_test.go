package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// lose lets an instance miss all that is said, and say nothing that is heard, without
// noticing it; or no longer.
func (r *Rooms) lose(lost bool) {
	i := r.bus.(*instance)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.cut = lost
}

// overhear gives a function all notes of a room, as another instance would hear them.
func overhear(r *Rooms, code string, take func(note)) {
	r.bus.(*instance).memory.Instance().Join(code, func(text []byte) {
		var n note
		if json.Unmarshal(text, &n) == nil {
			take(n)
		}
	}, func() []byte { return nil })
}

// Whichever instance is cut off while a lecture ends, and whether or not it notices, the
// lecture ends there as well and nobody brings it back.
func TestAnEndThatIsMissed(t *testing.T) {
	for name, missed := range map[string]func(t *testing.T, ends, misses *Rooms, end func(), code string){
		"by one that is cut off": func(t *testing.T, _, misses *Rooms, end func(), _ string) {
			misses.sever(true)
			end()
			misses.sever(false)
		},
		"of one that is cut off": func(t *testing.T, ends, _ *Rooms, end func(), _ string) {
			ends.sever(true)
			end()
			ends.sever(false)
		},
		"by one that does not notice": func(t *testing.T, ends, misses *Rooms, end func(), code string) {
			misses.lose(true)
			end()
			misses.lose(false)
			if _, err := ends.Follow(code, "late", false, &page{}); !errors.Is(err, ErrUnknown) {
				t.Errorf("a lecture that has ended is followed: %v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				all, p := together(2), &page{}
				code, token, lead := start(t, all[0], &page{})
				lead.Show(state(1, 1, "/?lr=1"))
				follow(t, all[1], code, "p", p)
				settle()
				missed(t, all[0], all[1], lead.End, code)
				settle()
				for i, r := range all {
					if rooms, _ := r.Counts(); rooms != 0 {
						t.Errorf("the lecture goes on on instance %d", i)
					}
				}
				if p.last().Over != "ended" {
					t.Errorf("a page that followed was told %+v last", p.last())
				}
				time.Sleep(time.Second)
				opensAgain(t, all, code, token)
			})
		})
	}
}

// opensAgain opens a lecture that has ended once more: what is left of its end is no harm.
func opensAgain(t *testing.T, all []*Rooms, code, token string) {
	t.Helper()
	if _, err := all[0].Lead(t.Context(), code, token, &page{}); err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		follow(t, r, code, "again", &page{})
		r.sever(true)
		r.sever(false)
	}
	settle()
	for i, r := range all {
		if rooms, _ := r.Counts(); rooms != 1 {
			t.Errorf("a lecture that was opened again has ended on instance %d", i)
		}
	}
}

// A lecture that was opened again is no part of what one instance still has of the
// lecture before: that one ends where it is, and this one goes on.
func TestAnOldLectureDoesNotEndTheNewOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := together(3)
		code, token, lead := start(t, all[0], &page{})
		lead.Show(state(1, 1, "/?lr=1"))
		old := &page{}
		follow(t, all[1], code, "old", old)
		follow(t, all[2], code, "third", &page{})
		settle()
		all[1].sever(true)
		lead.End()
		settle()
		time.Sleep(time.Second)
		again, err := all[0].Lead(t.Context(), code, token, &page{})
		if err != nil {
			t.Fatal(err)
		}
		again.Show(state(2, 1, "/?lr=2"))
		settle()
		all[1].sever(false)
		settle()
		time.Sleep(time.Minute)
		settle()
		if rooms, _ := all[0].Counts(); rooms != 1 {
			t.Error("the lecture that was opened again has ended")
		}
		if rooms, _ := all[1].Counts(); rooms != 0 || old.last().Over != "ended" {
			t.Errorf("the one before goes on where its end was missed: %d rooms, a page was told %+v", rooms, old.last())
		}
	})
}

func TestEndsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := together(1)[0]
		for i := range MostRooms + 10 {
			r.remember(fmt.Sprint(i), end{when: time.Now()})
			time.Sleep(time.Millisecond)
		}
		if _, ok := r.ended["9"]; ok || len(r.ended) != MostRooms {
			t.Errorf("%d ends are kept, the oldest: %v", len(r.ended), ok)
		}
		time.Sleep(IdleTime)
		r.sever(true)
		r.sever(false)
		if len(r.ended) != 0 {
			t.Errorf("after %v %d ends are kept", IdleTime, len(r.ended))
		}
		for _, text := range []string{"", "{}", "[1]"} {
			before := r.Misheard()
			if r.takeCodes([]byte(text)); r.Misheard() == before {
				t.Errorf("%q is taken for codes", text)
			}
		}
	})
}

// A page that leads a lecture which ends at the same moment is told, or leads the next.
func TestNobodyLeadsALectureThatIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		code, token, _ := start(t, r, &page{})
		o := r.byCode[code]
		r.end(o)
		if l := o.lead(r, &page{}); l != nil {
			t.Error("a page leads a room that has closed")
		}
		for range 100 {
			p := &page{}
			code, token, _ = start(t, r, &page{})
			o = r.byCode[code]
			go r.end(o)
			lead, err := r.Lead(t.Context(), code, token, p)
			if err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			ended := slices.ContainsFunc(p.heard(), func(m Message) bool { return m.Over == "ended" })
			if now := r.byCode[code]; !ended && (now == nil || !now.leads(lead)) {
				t.Fatal("a page leads nothing, and was told nothing")
			}
		}
	})
}

// Where an instance has no place for a lecture that is on another, pages are told so.
func TestALectureOfAnotherInstanceHasNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := together(2)
		code, token, _ := start(t, all[0], &page{})
		for range MostRooms {
			start(t, all[1], &page{})
		}
		if _, err := all[1].Follow(code, "p", false, &page{}); !errors.Is(err, ErrFull) {
			t.Errorf("one that follows is told %v", err)
		}
		if _, err := all[1].Lead(t.Context(), code, token, &page{}); !errors.Is(err, ErrFull) {
			t.Errorf("one that leads is told %v", err)
		}
	})
}
