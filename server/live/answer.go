package live

import (
	"context"
	"errors"
	"log/slog"
	"slices"
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
	Ask      *Ask     `json:"ask,omitempty"`
	Question string   `json:"question"`
	Votes    []Vote   `json:"votes"`
	Dropped  []string `json:"dropped,omitempty"` // members whose answers made place for others
}

// ballot is what the members of a room have answered to what is asked; the room's mu
// guards it.
type ballot struct {
	question string
	votes    map[string]uint32 // by member
	fresh    map[string]uint32 // those that were not relayed
	relayed  uint64            // notes of them that the other instances were sent
	heard    map[string]uint64 // by instance, of how many such notes all are known here
	relaying *time.Timer
	warned   time.Time
}

// ask keeps the answers to what is asked, and forgets those to another question.
func (b *ballot) ask(a *Ask) {
	if name := a.name(); name != b.question {
		b.question, b.votes, b.fresh, b.relayed, b.heard = name, nil, nil, 0, map[string]uint64{}
	}
}

// keep keeps an answer. Where there is no place for another, that of a page that has left
// makes place: there are more places than members.
func (o *room) keep(member string, value uint32) {
	b := &o.ballot
	if _, known := b.votes[member]; !known && len(b.votes) >= mostVotes {
		o.dropVote()
	}
	if b.votes == nil {
		b.votes = map[string]uint32{}
	}
	b.votes[member] = value
}

// dropVote drops the answer of a page that is no longer in the room.
func (o *room) dropVote() {
	b := &o.ballot
	for name := range b.votes {
		if o.members[name] != nil {
			continue
		}
		delete(b.votes, name)
		delete(b.fresh, name)
		if o.leader != nil {
			o.leader.batch.drop(b.question, name)
		}
		return
	}
}

// put keeps an answer that is to be relayed.
func (o *room) put(member string, value uint32) {
	o.keep(member, value)
	if o.ballot.fresh == nil {
		o.ballot.fresh = map[string]uint32{}
	}
	o.ballot.fresh[member] = value
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
	}
	o.put(s.member, a.Value)
	if o.ballot.relaying == nil {
		o.ballot.relaying = time.AfterFunc(relayEvery, o.relayLate)
	}
	return nil
}

// relayLate relays what has come since the last time: at once, or a question that is asked
// in between would lose it.
func (o *room) relayLate() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ballot.relaying = nil
	if fresh := o.ballot.take(); !o.closed && len(fresh.Votes) > 0 {
		o.relay(fresh)
	}
}

// relay brings answers of this instance's members to the page that leads, wherever it is;
// o.mu is held.
func (o *room) relay(a Answers) {
	if o.leader != nil {
		o.leader.batch.put(a)
		return
	}
	for votes := range slices.Chunk(a.Votes, votesAtOnce) {
		o.sayAnswers(votes, false)
	}
}

// sayAnswers says a note of answers, and its number; all is for the first of all that there
// are. o.mu is held.
func (o *room) sayAnswers(votes []Vote, all bool) {
	o.ballot.relayed++
	o.say(note{Answers: &Answers{Question: o.ballot.question, Votes: votes}, Relayed: o.ballot.relayed, All: all})
}

// answersAfar keeps what members of another instance answered, for the page that leads;
// o.mu is held.
func (o *room) answersAfar(n note) {
	a := n.Answers
	if o.leader == nil || a.Question == "" || a.Question != o.ballot.question {
		return
	}
	if n.All || n.Relayed == o.ballot.heard[n.From]+1 {
		o.ballot.heard[n.From] = n.Relayed // of others one is missing: the next beat shows it
	}
	a.Votes = slices.DeleteFunc(a.Votes, func(v Vote) bool { return o.state.Ask == nil || v.Value >= o.state.Ask.Choices })
	for _, v := range a.Votes {
		o.keep(v.Member, v.Value)
	}
	o.leader.batch.put(Answers{Question: a.Question, Votes: a.Votes})
}

// answersCalled tells a page that has taken the lead elsewhere what was answered here;
// o.mu is held.
func (o *room) answersCalled() {
	if o.ballot.question == "" {
		return
	}
	first := true
	for votes := range slices.Chunk(o.votes(), votesAtOnce) {
		o.sayAnswers(votes, first)
		first = false
	}
	if first {
		o.sayAnswers(nil, true)
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

// Refuse notes in the log that the page that follows sent what only the lecturer's may,
// by ctx's request.
func (s *Follower) Refuse(ctx context.Context, what string) {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	if now := time.Now(); now.Sub(s.room.ballot.warned) >= warnEvery {
		s.room.ballot.warned = now
		slog.WarnContext(ctx, "refused what only the page that leads a lecture may send", "room", s.room.code, "member", s.member, "sent", what)
	}
}
