package live

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// asking is a state in which the room is asked something.
func asking(epoch, sequence uint64, a *Ask) State {
	s := state(epoch, sequence, "/?predict=1")
	s.Ask = a
	return s
}

func whichRun(name string, open bool) *Ask {
	return &Ask{ID: name, Kind: First, Choices: 4, Runs: 3, Open: open}
}

// tally counts the answers to a question that a page was told, one for each page.
func (p *page) tally(question string) (byMember map[string]uint32, batches int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	byMember = map[string]uint32{}
	for _, m := range p.told {
		if m.Answers == nil || m.Answers.Question != question {
			continue
		}
		batches++
		for _, v := range m.Answers.Votes {
			byMember[v.Member] = v.Value
		}
	}
	return byMember, batches
}

func (p *page) expectTally(t *testing.T, question string, want map[string]uint32) {
	t.Helper()
	time.Sleep(relayEvery)
	synctest.Wait()
	if got, _ := p.tally(question); !maps.Equal(got, want) {
		t.Errorf("of %s the lecturer was told %v, want %v", question, got, want)
	}
}

func TestAnswersReachTheLecturer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, lecturer := New(), &page{}
		code, _, lead := start(t, r, lecturer)
		a, b := follow(t, r, code, "a", &page{}), follow(t, r, code, "b", &page{})
		answer := func(s *Follower, question string, value uint32, want error) {
			t.Helper()
			if err := s.Answer(Answer{question, value}); !errors.Is(err, want) {
				t.Errorf("%d to %s: %v, want %v", value, question, err, want)
			}
		}
		answer(a, "", 0, ErrLate) // nothing was asked
		lead.Show(asking(1, 1, whichRun("q", true)))
		answer(a, "q", 1, nil)
		answer(b, "q", 2, nil)
		answer(b, "q", 3, nil)
		answer(b, "q", 4, ErrLate) // none of the choices
		answer(b, "other", 1, ErrLate)
		lecturer.expectTally(t, "q", map[string]uint32{"a": 1, "b": 3})
		a.Leave(true)
		answer(a, "q", 2, ErrUnknown)
		again := follow(t, r, code, "a", &page{}) // the line is back: the page sends its answer again
		answer(again, "q", 1, nil)
		lecturer.expectTally(t, "q", map[string]uint32{"a": 1, "b": 3})
		answer(again, "q", 0, nil)
		lead.Show(asking(1, 2, whichRun("q", false)))
		answer(b, "q", 0, ErrLate) // it is revealed
		lecturer.expectTally(t, "q", map[string]uint32{"a": 0, "b": 3})
		lead.Show(asking(1, 3, whichRun("next", true)))
		answer(b, "q", 0, ErrLate)
		answer(b, "next", 0, nil)
		lecturer.expectTally(t, "next", map[string]uint32{"b": 0})
	})
}

// However often pages answer, they are relayed as one message for each batch.
func TestAnswersAreBatched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, lecturer := New(), &page{}
		code, _, lead := start(t, r, lecturer)
		lead.Show(asking(1, 1, &Ask{ID: "q", Kind: Rate, Choices: 1001, From: 0.1, To: 1, Open: true}))
		var seats []*Follower
		for i := range 300 {
			seats = append(seats, follow(t, r, code, fmt.Sprint(i), &page{}))
		}
		want := map[string]uint32{}
		for i := range 1000 { // a second of everyone's slider
			for _, s := range seats {
				if err := s.Answer(Answer{"q", uint32(i)}); err != nil {
					t.Fatal(err)
				}
				want[s.member] = uint32(i)
			}
			time.Sleep(time.Millisecond)
		}
		lecturer.expectTally(t, "q", want)
		if _, batches := lecturer.tally("q"); batches > 12 {
			t.Errorf("in a second the lecturer was sent %d batches", batches)
		}
	})
}

// An answer that comes while others are relayed is relayed too, without another after it.
func TestAnAnswerThatComesWhileOthersAreRelayedIsNotLost(t *testing.T) {
	r, lecturer := New(), &page{}
	code, _, lead := start(t, r, lecturer)
	lead.Show(asking(1, 1, whichRun("q", true)))
	first, second := follow(t, r, code, "first", &page{}), follow(t, r, code, "second", &page{})
	o := lead.room
	_ = first.Answer(Answer{"q", 1}) // the lecturer is told what came
	o.mu.Lock()
	time.Sleep(2 * relayEvery) // the relaying waits for the room
	var waits sync.WaitGroup
	waits.Go(func() { _ = second.Answer(Answer{"q", 2}) })
	time.Sleep(20 * time.Millisecond) // and behind it the second answer
	o.mu.Unlock()
	o.mu.Lock() // who was woken in vain gets the mutex next, and then those behind it in their order
	time.Sleep(20 * time.Millisecond)
	o.mu.Unlock()
	waits.Wait()
	want := map[string]uint32{"first": 1, "second": 2}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		got, _ := lecturer.tally("q")
		if maps.Equal(got, want) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the lecturer was told %v, want %v", got, want)
		}
	}
}

// A lecturer's page that stands still gets the newest of each page once it goes on, and
// holds up nobody.
func TestAStalledLecturerGetsTheNewestAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, lecturer := New(), &page{stuck: make(chan struct{})}
		code, _, lead := start(t, r, lecturer)
		lead.Show(asking(1, 1, whichRun("q", true)))
		want := map[string]uint32{}
		for i := range 2 * votesAtOnce {
			name := fmt.Sprint(i)
			s := follow(t, r, code, name, &page{})
			for value := range uint32(3) {
				if err := s.Answer(Answer{"q", value}); err != nil {
					t.Fatal(err)
				}
			}
			want[name] = 2
			time.Sleep(time.Millisecond)
		}
		time.Sleep(relayEvery)
		close(lecturer.stuck)
		lecturer.expectTally(t, "q", want)
	})
}

// A lecturer's page that was opened again is told what is asked and all the answers, and
// what is asked stays asked meanwhile.
func TestALecturersPageThatComesBackHasTheTally(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		code, token, lead := start(t, r, &page{})
		lead.Show(asking(1, 1, whichRun("q", true)))
		student := &page{}
		s := follow(t, r, code, "a", student)
		if err := s.Answer(Answer{"q", 2}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(relayEvery)
		lead.Leave()
		again := &page{}
		lead, err := r.Lead(t.Context(), code, token, again)
		if err != nil {
			t.Fatal(err)
		}
		lead.Show(state(2, 1, "/?predict=1")) // it knows of no question yet
		again.expectTally(t, "q", map[string]uint32{"a": 2})
		again.mu.Lock()
		first := again.told[0].Answers
		again.mu.Unlock()
		if first == nil || first.Ask == nil || first.Ask.ID != "q" || !first.Ask.Open {
			t.Errorf("the page that took the lecture up was told %+v first", first)
		}
		if now, _ := r.State(code); now.Ask == nil || !now.Ask.Open {
			t.Error("the question was lost as the lecturer's page was opened again")
		}
		lead.Show(state(2, 2, "/")) // and gives it up
		if now, _ := r.State(code); now.Ask != nil {
			t.Errorf("a question that was given up is still asked: %+v", now.Ask)
		}
	})
}

// A room that is opened again counts a page once: its answer comes again, under its name.
func TestAnswersAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		code, token, _ := start(t, New(), &page{})
		r, lecturer := New(), &page{}
		lead, err := r.Lead(t.Context(), code, token, lecturer)
		if err != nil {
			t.Fatal(err)
		}
		lead.Show(asking(1, 7, whichRun("q", true)))
		if err := follow(t, r, code, "a", &page{}).Answer(Answer{"q", 1}); err != nil {
			t.Fatal(err)
		}
		lecturer.expectTally(t, "q", map[string]uint32{"a": 1})
	})
}

// After any number of pages that answered and left there is a place for one that is
// here, and the page that leads has as many as the room.
func TestThoseWhoLeftMakePlaceForAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, lecturer := New(), &page{}
		code, _, lead := start(t, r, lecturer)
		lead.Show(asking(1, 1, whichRun("q", true)))
		honest := follow(t, r, code, "honest", &page{})
		_ = honest.Answer(Answer{"q", 3})
		for i := range mostVotes + 300 {
			s := follow(t, r, code, fmt.Sprint(i), &page{})
			if err := s.Answer(Answer{"q", 1}); err != nil {
				t.Fatal(i, err)
			}
			s.Leave(false)
			if i%votesAtOnce == 0 {
				time.Sleep(relayEvery)
			}
		}
		if err := follow(t, r, code, "more", &page{}).Answer(Answer{"q", 2}); err != nil {
			t.Errorf("after %d answers of others: %v", mostVotes, err)
		}
		time.Sleep(relayEvery)
		synctest.Wait()
		votes := lecturer.counts("q")
		if len(votes) > mostVotes || votes["honest"] != 3 || votes["more"] != 2 {
			t.Errorf("the page that leads has %d answers, those of pages that are here %d and %d", len(votes), votes["honest"], votes["more"])
		}
		if kept := r.byCode[code].ballot.votes; !maps.Equal(kept, votes) {
			t.Errorf("the room has %d answers, the page that leads %d", len(kept), len(votes))
		}
		lead.Show(asking(1, 2, whichRun("next", true)))
		if err := honest.Answer(Answer{"next", 1}); err != nil {
			t.Errorf("the next question has no place: %v", err)
		}
		lecturer.expectTally(t, "next", map[string]uint32{"honest": 1})
	})
}

// counts are the answers that a page counts of all that it was told.
func (p *page) counts(question string) map[string]uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	votes := map[string]uint32{}
	for _, m := range p.told {
		if m.Answers == nil || m.Answers.Question != question {
			continue
		}
		for _, v := range m.Answers.Dropped {
			delete(votes, v)
		}
		for _, v := range m.Answers.Votes {
			votes[v.Member] = v.Value
		}
	}
	return votes
}

func TestNoOtherQuestionIsAsked(t *testing.T) {
	r := New()
	code, _, lead := start(t, r, &page{})
	lead.Show(state(1, 1, "/"))
	for i, wrong := range []Ask{
		{ID: "", Kind: First, Choices: 2},
		{ID: strings.Repeat("n", mostAskName+1), Kind: First, Choices: 2},
		{ID: "q", Kind: "weather", Choices: 2},
		{ID: "q", Kind: Start, Choices: mostChoices + 1},
		{ID: "q", Kind: First, Choices: 2, Tally: make([]int, mostTally+1)},
		{ID: "q", Kind: Start, Choices: 2, Given: strings.Repeat("g", mostState+1)},
	} {
		lead.Show(asking(1, uint64(i+2), &wrong))
		if now, _ := r.State(code); now.Ask != nil {
			t.Errorf("the room is asked %+v", *now.Ask)
		}
	}
}

// A page that follows and sends what only the lecturer's may is named, now and then.
func TestForgersAreNamedInTheLog(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	defer slog.SetDefault(before)
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	synctest.Test(t, func(t *testing.T) {
		r := New()
		code, _, _ := start(t, r, &page{})
		s := follow(t, r, code, "forger-7", &page{})
		for range 100 {
			s.Refuse(t.Context(), "state")
			time.Sleep(20 * time.Millisecond)
		}
		lines := strings.Count(log.String(), "\n")
		if lines < 2 || lines > 3 || !strings.Contains(log.String(), "member=forger-7") || !strings.Contains(log.String(), "room="+code) {
			t.Errorf("two seconds of forging are %d lines:\n%s", lines, log.String())
		}
	})
}

// Answers reach the lecturer's page wherever it is: on another instance, also one that it
// has moved to, and those of a page that comes back over another one count once.
func TestAnswersOverInstances(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, lecturer := together(3), &page{}
		code, token, lead := start(t, all[0], lecturer)
		lead.Show(asking(1, 1, whichRun("q", true)))
		settle()
		for i, value := range []uint32{1, 2, 3} {
			if err := follow(t, all[i], code, fmt.Sprint(i), &page{}).Answer(Answer{"q", value}); err != nil {
				t.Fatal(err)
			}
		}
		lecturer.expectTally(t, "q", map[string]uint32{"0": 1, "1": 2, "2": 3})
		if err := follow(t, all[2], code, "1", &page{}).Answer(Answer{"q", 0}); err != nil { // back, elsewhere
			t.Fatal(err)
		}
		want := map[string]uint32{"0": 1, "1": 0, "2": 3}
		lecturer.expectTally(t, "q", want)
		second := &page{}
		moved, err := all[1].Lead(t.Context(), code, token, second)
		if err != nil {
			t.Fatal(err)
		}
		moved.Show(state(2, 1, "/?predict=1"))
		second.expectTally(t, "q", want)
		moved.Show(asking(2, 2, whichRun("q", false)))
		settle()
		if err := follow(t, all[0], code, "0", &page{}).Answer(Answer{"q", 2}); !errors.Is(err, ErrLate) {
			t.Errorf("after the reveal elsewhere: %v", err)
		}
	})
}
