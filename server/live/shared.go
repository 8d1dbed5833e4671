package live

import (
	"bytes"
	"log/slog"
	"time"
)

const (
	beatEvery = 2 * time.Second // between two notes that an instance is there with members of a room
	deafTime  = 3 * beatEvery   // without a note an instance's members have lost their line
)

// shared is a room's part in the same room on other instances; the room's mu guards it.
type shared struct {
	rooms  *Rooms               // of this instance
	leave  func()               // ends hearing them
	opened int64                // when the room was, by the instance that opened it first, in ms since 1970
	ended  int64                // of the same token and code, when one was that has ended; 0 for none
	term   uint64               // of the page that leads
	heard  map[string]time.Time // when other instances were, by their names
	beat   *time.Timer
}

// join lets the room be heard on the bus.
func (o *room) join() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.far.heard = map[string]time.Time{}
	o.far.beat = time.AfterFunc(beatEvery, o.pulse)
	o.far.leave = o.far.rooms.bus.Join(o.code, o.take, o.greeting)
}

// say says a note of the room to the other instances; o.mu is held, so that what is said
// comes in the order in which it was so.
func (o *room) say(n note) {
	n.From, n.Key, n.Opened, n.Term = o.far.rooms.name, o.key, o.far.opened, o.far.term
	n.Leads = o.leader != nil
	o.far.rooms.bus.Publish(o.code, n.text())
}

// greeting is the note for another instance that has not heard of the room yet.
func (o *room) greeting() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return nil
	}
	n := note{From: o.far.rooms.name, Key: o.key, Opened: o.far.opened, Term: o.far.term, Leads: o.leader != nil}
	if o.said != nil {
		n.State = o.asOfNow()
	}
	return n.text()
}

// take takes what another instance says.
func (o *room) take(text []byte) {
	n, ok := readNote(text)
	if !ok {
		o.far.rooms.misheard.Add(1)
		return
	}
	if n.Key != o.key {
		o.differ(n)
		return
	}
	if n.End {
		o.endAfar(n)
		return
	}
	o.hear(n)
}

// endAfar ends the room as another instance says; not where it is older news, and the
// room was opened again since.
func (o *room) endAfar(n note) {
	o.mu.Lock()
	again := n.Opened < o.far.opened
	o.mu.Unlock()
	if !again {
		o.far.rooms.endForGood(o)
	}
}

// differ decides between two rooms that have the same code: opened on instances that did
// not reach each other, or by one who only knew the code. The one that was opened first
// stays.
func (o *room) differ(n note) {
	o.mu.Lock()
	mine := o.far.opened
	o.mu.Unlock()
	if n.Opened > mine || n.Opened == mine && bytes.Compare(n.Key[:], o.key[:]) > 0 {
		return
	}
	slog.Warn("a lecture's code is that of an earlier one on another instance: it ends", "room", o.code)
	o.far.rooms.drop(o, ErrUnknown)
}

// hear takes a note of the same room.
func (o *room) hear(n note) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed || !o.knows(n.From) {
		return
	}
	if n.Opened <= o.far.ended { // it is of the room that has ended, and missed that
		o.far.rooms.sayEnd(o.code, end{key: o.key, opened: o.far.ended})
		return
	}
	o.far.opened = min(o.far.opened, n.Opened)
	o.followTerm(n)
	if n.State != nil {
		o.heard()
		o.accept(*n.State)
	}
	if n.Roll || len(n.Follows) > 0 || n.Gone != "" {
		o.memberAfar(n)
		o.tellSoon()
	}
	if n.Answers != nil {
		o.answersAfar(n)
	}
	if n.Call {
		o.callRoll()
		o.answersCalled()
	}
	if n.Hello && o.leader != nil && o.said != nil {
		o.say(note{State: o.asOfNow()})
	}
	if n.Beat != nil && o.leader != nil && o.misses(n) {
		o.say(note{Call: true})
	}
}

// misses tells whether a beat says that members, or answers, of its instance were not heard
// of; o.mu is held.
func (o *room) misses(n note) bool {
	return *n.Beat != o.at(n.From) && len(o.members) < MostMembers || n.Relayed != o.ballot.heard[n.From]
}

// knows notes that an instance was heard; false where there are too many. o.mu is held.
func (o *room) knows(from string) bool {
	if _, known := o.far.heard[from]; !known && len(o.far.heard) >= mostInstances {
		return false
	}
	o.far.heard[from] = time.Now()
	return true
}

// followTerm notes where the page is that leads: one here that led before is told that
// another does; o.mu is held.
func (o *room) followTerm(n note) {
	switch {
	case n.Term < o.far.term:
	case n.Leads && o.leader != nil && (n.Term > o.far.term || n.From > o.far.rooms.name):
		o.leader.slot.put(ofEnd, Over(errTaken).Text())
		o.leader = nil
	}
	o.far.term = max(o.far.term, n.Term)
}

// memberAfar notes who follows at another instance, and who no longer does; o.mu is held.
func (o *room) memberAfar(n note) {
	if n.Roll {
		for name, m := range o.members {
			if m.at == n.From {
				delete(o.members, name)
			}
		}
	}
	for _, p := range n.Follows {
		o.placeAfar(n.From, p)
	}
	if m := o.members[n.Gone]; m != nil && m.at == n.From {
		delete(o.members, n.Gone)
	}
}

// placeAfar notes one who follows at another instance, or was lost there; o.mu is held.
func (o *room) placeAfar(from string, p place) {
	m, ago := o.members[p.Name], time.Duration(p.Ago)*time.Millisecond
	switch {
	case p.Lost && (p.Ago < 0 || p.Ago > LostTime.Milliseconds()):
		return
	case p.Lost && m != nil && m.at != from:
		return // it is elsewhere by now
	case m == nil && !o.makeSpace():
		return
	case m == nil:
		m = &member{}
		o.members[p.Name] = m
	}
	if m.page != nil {
		o.dismiss(m.page)
	}
	m.page, m.at, m.own = nil, from, p.Own
	if p.Lost {
		m.at, m.left = "", time.Now().Add(-ago)
	}
}

// at counts the members that sit at an instance; o.mu is held.
func (o *room) at(instance string) int {
	n := 0
	for _, m := range o.members {
		if m.at == instance {
			n++
		}
	}
	return n
}

// callRoll tells the other instances of all members that are here; o.mu is held.
func (o *room) callRoll() {
	o.forget()
	n := note{Roll: true}
	for name, m := range o.members {
		if m.at != "" {
			continue
		}
		n.Follows = append(n.Follows, m.place(name))
		if len(n.Follows) == namesAtOnce {
			o.say(n)
			n = note{}
		}
	}
	if n.Roll || len(n.Follows) > 0 {
		o.say(n)
	}
}

// place is a member of this instance as others are told of it.
func (m *member) place(name string) place {
	p := place{Name: name, Own: m.own, Lost: m.page == nil}
	if p.Lost {
		p.Ago = time.Since(m.left).Milliseconds()
	}
	return p
}

// greetAll says to the other instances that this one is in the room.
func (o *room) greetAll() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.say(note{Hello: true})
}

// reached notes whether the other instances are reached, and tells the pages that are
// here. Once they are again, all that each knows is said.
func (o *room) reached(connected bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	o.tellApart(!connected)
	if !connected {
		return
	}
	o.say(note{Hello: true, Call: true})
	o.callRoll()
	o.answersCalled()
	if o.leader != nil && o.said != nil {
		o.say(note{State: o.asOfNow()})
	}
}

// pulse says now and then that this instance is there, and forgets those that are not.
func (o *room) pulse() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	here := 0
	for _, m := range o.members {
		if m.page != nil {
			here++
		}
	}
	if here > 0 || o.leader != nil || o.ballot.relayed > 0 {
		o.say(note{Beat: &here, Relayed: o.ballot.relayed})
	}
	if o.forget() {
		o.tellSoon()
	}
	o.missDeaf()
	o.far.beat.Reset(beatEvery)
}

// missDeaf counts the members of instances that are no longer heard as lost; o.mu is
// held.
func (o *room) missDeaf() {
	missed := false
	for name, last := range o.far.heard {
		if time.Since(last) <= deafTime {
			continue
		}
		delete(o.far.heard, name)
		delete(o.ballot.heard, name)
		for _, m := range o.members {
			if m.at == name {
				m.at, m.left, missed = "", time.Now(), true
			}
		}
	}
	if missed {
		o.tellSoon()
	}
}

// sayEnd tells the other instances that the room has ended.
func (o *room) sayEnd() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.say(note{End: true})
}
