package live

import "sync"

// A batch sends a page answers: what comes while others are being sent is gathered, the
// newest of each member. It has a goroutine only while there is something to send.
type batch struct {
	out Sender

	mu       sync.Mutex
	busy     bool
	greeting *Message // what comes first
	question string
	votes    map[string]uint32
	dropped  map[string]bool // members, none of whom is in votes
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
	t.about(a.Question)
	for _, v := range a.Votes {
		if _, known := t.votes[v.Member]; known || len(t.votes) < mostVotes {
			t.votes[v.Member] = v.Value
			delete(t.dropped, v.Member)
		}
	}
	t.wake()
}

// drop takes that a member's answer counts no longer.
func (t *batch) drop(question, member string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.about(question)
	delete(t.votes, member)
	if len(t.dropped) < mostVotes {
		t.dropped[member] = true
	}
	t.wake()
}

// about forgets what waits of another question; t.mu is held.
func (t *batch) about(question string) {
	if question != t.question || t.votes == nil {
		t.question, t.votes, t.dropped = question, map[string]uint32{}, map[string]bool{}
	}
}

// wake begins to send; t.mu is held.
func (t *batch) wake() {
	if !t.busy {
		t.busy = true
		go t.work()
	}
}

func (t *batch) work() {
	for next, ok := t.next(); ok; next, ok = t.next() {
		if t.out.Send(next.Text()) != nil {
			t.mu.Lock()
			t.greeting, t.votes, t.dropped, t.busy = nil, nil, nil, false
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
	case len(t.votes)+len(t.dropped) == 0:
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
	for member := range t.dropped {
		if len(a.Dropped) == votesAtOnce {
			break
		}
		a.Dropped = append(a.Dropped, member)
		delete(t.dropped, member)
	}
	return m, true
}
