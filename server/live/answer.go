package live

import (
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Limits of answers.
const (
	mostVotes   = 10_000                 // that a room keeps
	relayEvery  = 100 * time.Millisecond // at least, between two batches of answers
	votesAtOnce = 500                    // in one message to the lecturer's page
	warnEvery   = time.Second            // at least, between two lines in the log about one room
)

// ErrLate is why an answer does not count: it is not, or no longer, asked for.
var ErrLate = errors.New("late")

// Answer is what a page that follows answers.
type Answer struct {
	Question string `json:"question"` // the name of what was asked
	Value    uint32 `json:"value"`
}

// Vote is the answer of one page, by its name, of which the newest counts.
type Vote struct {
	Member string `json:"member"`
	Value  uint32 `json:"value"`
}

// Answers is what the lecturer's page is told of the answers: those that are new, and
// where it has taken the lecture up again what is asked, and all that there are.
type Answers struct {
	Ask      *Ask   `json:"ask,omitempty"`
	Question string `json:"question"`
	Votes    []Vote `json:"votes"`
}

// ballot is what the members of a room have answered to what is asked; the room's mu
// guards it.
type ballot struct {
	question string
	votes    map[string]uint32 // by member
	fresh    map[string]uint32 // those that were not relayed
	relaying *time.Timer
	warned   time.Time
}

// ask keeps the answers to what is asked, and forgets those to another question.
func (b *ballot) ask(a *Ask) {
	if name := a.name(); name != b.question {
		b.question, b.votes, b.fresh = name, nil, nil
	}
}

// keep keeps an answer; false where there is no place for another.
func (b *ballot) keep(member string, value uint32) bool {
	if _, known := b.votes[member]; !known && len(b.votes) >= mostVotes {
		return false
	}
	if b.votes == nil {
		b.votes = map[string]uint32{}
	}
	b.votes[member] = value
	return true
}

// put keeps an answer that is to be relayed.
func (b *ballot) put(member string, value uint32) bool {
	if !b.keep(member, value) {
		return false
	}
	if b.fresh == nil {
		b.fresh = map[string]uint32{}
	}
	b.fresh[member] = value
	return true
}

// take is what was not relayed yet.
func (b *ballot) take() Answers {
	a := Answers{Question: b.question, Votes: listed(b.fresh)}
	b.fresh = nil
	return a
}

func listed(votes map[string]uint32) []Vote {
	all := make([]Vote, 0, len(votes))
	for member, value := range votes {
		all = append(all, Vote{member, value})
	}
	return all
}

// answer takes what a member answers, under the name that its page came by. The lecturer is
// told soon.
func (o *room) answer(s *Follower, a Answer) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := o.members[s.member]
	switch {
	case m == nil || m.page != s:
		return ErrUnknown
	case !o.state.Ask.takes(a):
		return ErrLate
	case !o.ballot.put(s.member, a.Value):
		return ErrFull
	}
	if o.ballot.relaying == nil {
		o.ballot.relaying = time.AfterFunc(relayEvery, o.relayLate)
	}
	return nil
}

func (o *room) relayLate() {
	o.mu.Lock()
	o.ballot.relaying = nil
	fresh := o.ballot.take()
	o.mu.Unlock()
	if len(fresh.Votes) > 0 {
		o.relay(fresh)
	}
}

// relay brings answers of this instance's members to the page that leads, wherever it is.
func (o *room) relay(a Answers) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.leader != nil {
		o.leader.batch.put(a)
		return
	}
	for votes := range slices.Chunk(a.Votes, votesAtOnce) {
		o.say(note{Answers: &Answers{Question: a.Question, Votes: votes}})
	}
}

// answersAfar keeps what members of another instance answered, for the page that leads;
// o.mu is held.
func (o *room) answersAfar(a *Answers) {
	if o.leader == nil || a.Question != o.ballot.question {
		return
	}
	for _, v := range a.Votes {
		if o.state.Ask != nil && v.Value < o.state.Ask.Choices {
			o.ballot.keep(v.Member, v.Value)
		}
	}
	o.leader.batch.put(Answers{Question: a.Question, Votes: a.Votes})
}

// answersCalled tells a page that has taken the lead elsewhere what was answered here;
// o.mu is held.
func (o *room) answersCalled() {
	for votes := range slices.Chunk(o.votes(), votesAtOnce) {
		o.say(note{Answers: &Answers{Question: o.ballot.question, Votes: votes}})
	}
}

// resume tells a page that takes a lecture up who is there, what is asked and what was
// answered; o.mu is held.
func (o *room) resume(l *Lead) {
	o.counted = time.Now()
	a := o.audience()
	l.batch.showPresent(a, Answers{Ask: o.state.Ask, Question: o.ballot.question, Votes: o.votes()})
}

// votes are the answers that this instance can vouch for: a member that is at another one
// may have answered otherwise there. o.mu is held.
func (o *room) votes() []Vote {
	return slices.DeleteFunc(listed(o.ballot.votes), func(v Vote) bool {
		m := o.members[v.Member]
		return m != nil && m.at != ""
	})
}

// Answer takes what the page answers to what the lecturer asks: a page has one answer,
// its newest.
func (s *Follower) Answer(a Answer) error { return s.room.answer(s, a) }

// Refuse notes in the log that the page that follows sent what only the lecturer's may.
func (s *Follower) Refuse(what string) {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	if now := time.Now(); now.Sub(s.room.ballot.warned) >= warnEvery {
		s.room.ballot.warned = now
		slog.Warn("refused what only the page that leads a lecture may send", "room", s.room.code, "member", s.member, "sent", what)
	}
}

// A batch sends a page answers: what comes while others are being sent is gathered, the
// newest of each member. It has a goroutine only while there is something to send.
type batch struct {
	out Sender

	mu       sync.Mutex
	busy     bool
	greeting *Message // what comes first
	question string
	votes    map[string]uint32
}

// showPresent tells the page first of all who is there, what is asked and what was answered.
func (t *batch) showPresent(there Audience, a Answers) {
	t.mu.Lock()
	t.greeting = &Message{Audience: &there, Answers: &Answers{Ask: a.Ask}}
	t.mu.Unlock()
	t.put(a)
}

// put takes answers to be sent; it never waits itself.
func (t *batch) put(a Answers) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if a.Question != t.question {
		t.question, t.votes = a.Question, nil
	}
	if t.votes == nil {
		t.votes = map[string]uint32{}
	}
	for _, v := range a.Votes {
		if _, known := t.votes[v.Member]; known || len(t.votes) < mostVotes {
			t.votes[v.Member] = v.Value
		}
	}
	if !t.busy {
		t.busy = true
		go t.work()
	}
}

func (t *batch) work() {
	for next, ok := t.next(); ok; next, ok = t.next() {
		if t.out.Send(next.Text()) != nil {
			t.mu.Lock()
			t.greeting, t.votes, t.busy = nil, nil, false
			t.mu.Unlock()
			return
		}
	}
}

// next is the next message; false where there is nothing more, and nobody at work.
func (t *batch) next() (Message, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := Message{Answers: &Answers{}}
	switch {
	case t.greeting != nil:
		m, t.greeting = *t.greeting, nil
	case len(t.votes) == 0:
		t.busy = false
		return Message{}, false
	}
	a := m.Answers
	a.Question, a.Votes = t.question, []Vote{}
	for member, value := range t.votes {
		if len(a.Votes) == votesAtOnce {
			break
		}
		a.Votes = append(a.Votes, Vote{member, value})
		delete(t.votes, member)
	}
	return m, true
}
