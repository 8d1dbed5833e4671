package live

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// wrongNames are names that no page gives itself.
var wrongNames = []string{"", "<", strings.Repeat("<", mostName), strings.Repeat("\x01", mostName), "a b", "ä", "a\n", strings.Repeat("n", mostName+1)}

func TestNamesThatAreRefused(t *testing.T) {
	r := New()
	code, _, _ := start(t, r, &page{})
	for _, name := range wrongNames {
		if _, err := r.Follow(code, name, false, &page{}); !errors.Is(err, ErrRefused) {
			t.Errorf("a page follows by the name %q: %v", name, err)
		}
	}
	follow(t, r, code, strings.Repeat("0Zz-", mostName/4), &page{})
}

// The largest notes that an instance says are taken by the others.
func TestNotesFit(t *testing.T) {
	long := func(i int) string { return fmt.Sprintf("%0*d", mostName, i) }
	votes, places := note{From: secret(), Answers: &Answers{Question: strings.Repeat("\x01", mostAskName)}, Relayed: 1 << 63, All: true}, note{From: secret(), Roll: true}
	for i := range votesAtOnce {
		votes.Answers.Votes = append(votes.Answers.Votes, Vote{long(i), mostChoices - 1})
	}
	for i := range namesAtOnce {
		places.Follows = append(places.Follows, place{long(i), true, true, LostTime.Milliseconds()})
	}
	for i, n := range []note{votes, places} {
		n.Term = 1 << 63
		text := n.text()
		got, ok := readNote(text)
		if !ok || len(text) > 50_000 || i == 0 && len(got.Answers.Votes) != votesAtOnce || len(got.Follows) != len(n.Follows) {
			t.Errorf("of a note of %d bytes %d members are taken", len(text), len(got.Follows))
		}
	}
}

// What one entry of a note has that can't be voids none of the others.
func TestAWrongNameVoidsNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(1), &page{}
		code, token, lead := start(t, all[0], lecturer)
		lead.Show(asking(1, 1, whichRun("q", true)))
		follows, votes := []place{{Name: "a"}}, []Vote{{"a", 2}, {"b", mostChoices}}
		for _, name := range wrongNames {
			follows, votes = append(follows, place{Name: name}), append(votes, Vote{name, 1})
		}
		n := note{From: "x", Key: keyOf(token), Opened: 1 << 60, Follows: append(follows, place{Name: "b"}), Answers: &Answers{Question: "q", Votes: append(votes, Vote{"b", 3})}}
		all[0].byCode[code].take(n.text())
		lecturer.expectTally(t, "q", map[string]uint32{"a": 2, "b": 3})
		lecturer.audienceIs(t, Audience{Following: 2})
	})
}

// Answers that the bus lost come with the next beat, also those that were given anew, and
// then nobody is asked for them again.
func TestAnswersThatTheBusLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(3), &page{}
		code, token, lead := start(t, all[0], lecturer)
		lead.Show(asking(1, 1, whichRun("q", true)))
		seats, want := []*Follower{}, map[string]uint32{}
		for i := range 6 {
			seats = append(seats, follow(t, all[i%3], code, fmt.Sprint(i), &page{}))
		}
		answer := func(value uint32) {
			t.Helper()
			for _, s := range seats {
				if err := s.Answer(Answer{"q", value}); err != nil {
					t.Fatal(err)
				}
				want[s.member] = value
			}
			time.Sleep(relayEvery + time.Millisecond)
			synctest.Wait()
		}
		answer(1)
		all[1].lose(true)
		answer(2)
		all[1].lose(false)
		time.Sleep(beatEvery)
		lecturer.expectTally(t, "q", want)
		second := &page{}
		if _, err := all[2].Lead(t.Context(), code, token, second); err != nil {
			t.Fatal(err)
		}
		second.expectTally(t, "q", want)
		time.Sleep(beatEvery)
		calls := 0
		overhear(all[0], code, func(n note) {
			if n.Call {
				calls++
			}
		})
		answer(3)
		time.Sleep(10 * beatEvery)
		synctest.Wait()
		if calls > 0 {
			t.Errorf("nothing was lost, and it was asked for %d times", calls)
		}
		second.expectTally(t, "q", want)
	})
}

// Those who were lost long ago stay forgotten, whoever asks for whom, and a time that
// another instance tells of goes on.
func TestTheLostAreForgottenEverywhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := together(3)
		code, token, lead := start(t, all[0], &page{})
		follow(t, all[1], code, "stays", &page{})
		follow(t, all[1], code, "goes", &page{}).Leave(true)
		takes := func(r *Rooms, want Audience) *page {
			t.Helper()
			p := &page{}
			if _, err := r.Lead(t.Context(), code, token, p); err != nil {
				t.Fatal(err)
			}
			p.audienceIs(t, want)
			return p
		}
		lead.Leave()
		time.Sleep(LostTime - 10*time.Second)
		late := takes(all[2], Audience{Following: 1, Lost: 1})
		time.Sleep(10 * time.Second)
		late.audienceIs(t, Audience{Following: 1})
		takes(all[0], Audience{Following: 1})
		takes(all[1], Audience{Following: 1})
		if o := all[1].byCode[code]; len(o.members) != 1 {
			t.Errorf("an instance keeps %d members", len(o.members))
		}
	})
}
