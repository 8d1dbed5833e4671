package live

import (
	"crypto/sha256"
	"crypto/subtle"
	"sync"
	"time"
)

// A room is one lecture.
type room struct {
	code string
	key  [sha256.Size]byte // of its token
	idle *time.Timer       // ends it

	mu        sync.Mutex
	closed    bool
	leader    *Lead
	here      time.Time // when its lecturer was heard last
	state     State
	said      []byte    // the state as it is sent, once there is one
	since     time.Time // when it was so
	members   map[string]*member
	far       shared
	ballot    ballot
	rendering rendering

	round round // of who follow

	due      time.Time // when the next state may go out, but for stateSlack
	sending  *time.Timer
	counted  time.Time // when the lecturer was told a count last
	counting *time.Timer
}

// member is a page that follows, or did a short time ago.
type member struct {
	page *Follower // nil where it is at another instance, or the line is lost
	at   string    // the other instance
	own  bool
	left time.Time
}

// lost tells whether the page has no line, to any instance.
func (m *member) lost() bool { return m.page == nil && m.at == "" }

func newRoom(code string, key [sha256.Size]byte) *room {
	return &room{code: code, key: key, here: time.Now(), members: map[string]*member{}}
}

// keyOf is what a room keeps of its token, and instances tell each other.
func keyOf(token string) [sha256.Size]byte { return sha256.Sum256([]byte(token)) }

// opens tells whether a token is the room's.
func (o *room) opens(token string) bool {
	key := keyOf(token)
	return subtle.ConstantTimeCompare(key[:], o.key[:]) == 1
}

// empty tells whether no page of this instance is in the room, the lecturer's or another.
func (o *room) empty() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.forget()
	for _, m := range o.members {
		if m.at == "" {
			return false
		}
	}
	return o.leader == nil
}

// seen is when the lecturer was heard last.
func (o *room) seen() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.here
}

// lead makes out the page that leads; one that led before is told. It is nil where the
// room has closed.
func (o *room) lead(rooms *Rooms, out Sender) *Lead {
	l := &Lead{slot: slot{out: out}, batch: batch{out: out}, room: o, rooms: rooms}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return nil
	}
	if o.leader != nil {
		o.leader.slot.put(ofEnd, Over(errTaken).Text())
	}
	o.leader = l
	o.far.term++
	o.tellApartTo(&l.slot)
	o.say(note{Call: true})
	o.resume(l)
	o.heard()
	return l
}

// leads tells whether l is still the page that leads.
func (o *room) leads(l *Lead) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.leader == l
}

func (o *room) unled(l *Lead) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.leader == l {
		o.leader = nil
	}
}

// heard notes that the lecturer is there; o.mu is held.
func (o *room) heard() {
	o.here = time.Now()
	if o.idle != nil {
		o.idle.Reset(IdleTime)
	}
}

// show takes a state of the page that leads, and sends it to all, on the average not more
// often than StateEvery: of two that come sooner the newer goes out.
func (o *room) show(l *Lead, s State) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed || o.leader != l || !s.fits() {
		return
	}
	o.heard()
	o.accept(s)
}

// accept takes a state of the page that leads, here or at another instance, if it is a
// newer one; o.mu is held.
func (o *room) accept(s State) {
	if o.said != nil && !s.newer(o.state) {
		return
	}
	if s.Ask == nil && s.Epoch > o.state.Epoch {
		s.Ask = o.state.Ask // the page was opened again, and is told of it only now
	}
	o.ballot.ask(s.Ask)
	o.state, o.said, o.since = s, s.text(), s.from(time.Now())
	if o.sending != nil {
		return
	}
	if early := o.due.Add(-stateSlack); time.Now().Before(early) {
		o.sending = time.AfterFunc(time.Until(early), o.sendLate)
		return
	}
	o.send()
}

func (o *room) sendLate() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sending = nil
	o.send()
}

// send shows the state to all who follow; o.mu is held.
func (o *room) send() {
	if now := time.Now(); o.due.Before(now) {
		o.due = now
	}
	o.due = o.due.Add(StateEvery)
	if o.leader != nil {
		o.say(note{State: o.asOfNow()})
	}
	o.display()
}

// asOfNow is the state as another instance is told it, with how long it has been so; o.mu
// is held.
func (o *room) asOfNow() *State {
	s := o.state
	s.Ago = milliseconds(time.Since(o.since))
	return &s
}

// shown is the state, once there is one.
func (o *room) shown() (State, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state, o.said != nil
}

// admit lets a page follow the room, and tells it the state that there is.
func (o *room) admit(name string, own bool, out Sender) (*Follower, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.closed:
		return nil, ErrUnknown
	case !isName(name):
		return nil, ErrRefused
	}
	m := o.members[name]
	if m == nil {
		if !o.makeSpace() {
			return nil, ErrFull
		}
		m = &member{}
		o.members[name] = m
	}
	if m.page != nil {
		o.dismiss(m.page)
	}
	page := &Follower{slot: slot{out: out}, room: o, member: name}
	m.page, m.at, m.own = page, "", own
	o.tellApartTo(&page.slot)
	o.say(note{Follows: []place{{Name: name, Own: own}}})
	if !own {
		o.round.add(page)
		o.showPresent(page)
	}
	o.tellSoon()
	return page, nil
}

// dismiss takes a page, whose line is another's or is gone, out of the room; o.mu is held.
func (o *room) dismiss(page *Follower) {
	o.round.remove(page)
	page.slot.end()
}

// own notes whether a page goes its own way; one that comes back gets the state.
func (o *room) own(s *Follower, own bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := o.members[s.member]
	if m == nil || m.page != s || m.own == own {
		return
	}
	m.own = own
	o.say(note{Follows: []place{{Name: s.member, Own: own}}})
	if own {
		o.round.remove(s)
	} else {
		o.round.add(s)
		o.showPresent(s)
	}
	o.tellSoon()
}

func (o *room) leave(s *Follower, lost bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := o.members[s.member]
	if m == nil || m.page != s {
		return
	}
	o.dismiss(s)
	if lost {
		m.page, m.left = nil, time.Now()
		o.say(note{Follows: []place{{Name: s.member, Own: m.own, Lost: true}}})
	} else {
		delete(o.members, s.member)
		o.say(note{Gone: s.member})
	}
	o.tellSoon()
}

// forget forgets those whose line was lost long ago, and tells whether there were any;
// o.mu is held.
func (o *room) forget() (any bool) {
	for name, m := range o.members {
		if m.lost() && time.Since(m.left) > LostTime {
			delete(o.members, name)
			any = true
		}
	}
	return any
}

// makeSpace tells whether there is a place for another page. Where there is none, the
// one whose line has been lost longest makes place; o.mu is held.
func (o *room) makeSpace() bool {
	if len(o.members) < MostMembers {
		return true
	}
	lost, found := "", false
	for name, m := range o.members {
		if m.lost() && (!found || m.left.Before(o.members[lost].left)) {
			lost, found = name, true
		}
	}
	if found {
		delete(o.members, lost)
	}
	return found
}

// audience counts the pages of the room; o.mu is held.
func (o *room) audience() Audience {
	o.forget()
	var a Audience
	for _, m := range o.members {
		switch {
		case m.lost():
			a.Lost++
		case m.own:
			a.Own++
		default:
			a.Following++
		}
	}
	return a
}

// followers counts the pages of this instance that follow.
func (o *room) followers() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := 0
	for _, m := range o.members {
		if m.page != nil && !m.own {
			n++
		}
	}
	return n
}

// tellSoon tells the lecturer how many there are, at once or when the next count is due;
// o.mu is held.
func (o *room) tellSoon() {
	if o.leader == nil || o.counting != nil {
		return
	}
	if wait := countEvery - time.Since(o.counted); wait > 0 {
		o.counting = time.AfterFunc(wait, func() {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.counting = nil
			o.tellNow()
		})
		return
	}
	o.tellNow()
}

// tellNow tells the lecturer how many there are; o.mu is held.
func (o *room) tellNow() {
	if o.leader == nil || o.closed {
		return
	}
	o.counted = time.Now()
	a := o.audience()
	o.leader.slot.put(ofAudience, Message{Audience: &a}.Text())
}

// close tells all who are here why there is no room any more.
func (o *room) close(why error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.far.leave()
	o.idle.Stop()
	o.far.beat.Stop()
	over := Over(why).Text()
	for _, m := range o.members {
		if m.page != nil {
			m.page.slot.put(ofEnd, over)
		}
	}
	if o.leader != nil {
		o.leader.slot.put(ofEnd, over)
	}
	o.members = map[string]*member{}
	o.round.close()
	o.rendering.close(o)
}
