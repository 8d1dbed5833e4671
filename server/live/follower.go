package live

import "sync"

// A Sender sends messages to a page. After an error the page is gone.
type Sender interface {
	Send(text []byte) error
	// Show sends a state, and before it what of its picture the page does not have yet:
	// the surface, the frames, or neither. They leave in as few packets as they can.
	Show(surface, frames, state []byte) error
}

// A kind of message. Of each the newest waits for a page whose line is busy; they go
// out in this order, and before the state that waits.
type kind int

const (
	ofRendering kind = iota
	ofApart
	ofAudience
	ofEnd
	kinds int = iota
)

// A slot sends a page the newest messages: one that waits while another is being sent
// is replaced by what comes of its kind. It has a goroutine only while there is
// something to send.
type slot struct {
	out Sender

	mu    sync.Mutex
	busy  bool
	gone  bool
	texts [kinds][]byte
	scene scene // it waits where it has a text
	anew  bool

	picture uint64 // the number of what was sent last, and the name of its surface; for the goroutine that sends
	surface string
}

// put sends a message, or lets it wait; it never waits itself.
func (s *slot) put(k kind, text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k == ofEnd {
		s.forget()
	}
	s.texts[k] = text
	s.wake()
}

// show is put for a state with its picture; anew says that the page needs the picture
// even where it was sent it before.
func (s *slot) show(c scene, anew bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.picture.hold()
	if waits := s.scene; c.picture == nil && c.number == waits.number {
		c.picture = waits.picture // the room has let go of it
	} else {
		waits.picture.release()
	}
	s.scene, s.anew = c, s.anew || anew
	s.wake()
}

// renew says that the page needs the picture of the state that is shown next, even where
// it was sent it before.
func (s *slot) renew() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.anew = true
}

// wake begins to send; s.mu is held.
func (s *slot) wake() {
	if s.gone {
		s.forget()
	} else if !s.busy {
		s.busy = true
		go s.work()
	}
}

// forget lets go of what waits; s.mu is held.
func (s *slot) forget() {
	s.scene.picture.release()
	s.scene, s.texts = scene{}, [kinds][]byte{}
}

// work sends until nothing waits or the page is gone.
func (s *slot) work() {
	for {
		text, c, anew := s.next()
		var err error
		switch {
		case text != nil:
			err = s.out.Send(text)
		case c.said != nil:
			err = s.send(c, anew)
			c.picture.release()
		default:
			return
		}
		if err != nil {
			s.end()
		}
	}
}

// next is what is to be sent next, a text or a state; neither where nothing waits, and
// then the slot is no longer busy.
func (s *slot) next() (text []byte, c scene, anew bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.texts {
		if text = s.texts[k]; text != nil {
			s.texts[k] = nil
			return text, c, false
		}
	}
	if s.scene.said == nil {
		s.busy = false
		return nil, scene{}, false
	}
	c, anew = s.scene, s.anew
	s.scene, s.anew = scene{}, false
	return nil, c, anew
}

// end lets go of all: the page is gone.
func (s *slot) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone = true
	s.forget()
}

// send sends a state, and of its picture what the page does not have.
func (s *slot) send(c scene, anew bool) error {
	var surface, frames []byte
	if p := c.picture; p != nil && (anew || c.number != s.picture) {
		frames, s.picture = p.Frames, c.number
		if p.Surface != nil && p.Name != s.surface {
			surface, s.surface = p.Surface, p.Name
		}
	}
	return s.out.Show(surface, frames, c.text())
}

// A Follower is a page that is in a room.
type Follower struct {
	slot   slot
	room   *room
	member string
}

// Own says whether the page goes its own way.
func (s *Follower) Own(own bool) { s.room.own(s, own) }

// Leave ends its following; lost says that the line broke, and that the page did not go.
func (s *Follower) Leave(lost bool) { s.room.leave(s, lost) }

// Lead is the page that leads a room.
type Lead struct {
	slot  slot
	batch batch
	room  *room
	rooms *Rooms
}

// Show takes what the page shows; an older state than the one that is shown is none.
func (l *Lead) Show(s State) { l.room.show(l, s) }

// End ends the room, on all instances.
func (l *Lead) End() {
	if l.room.leads(l) {
		l.room.sayEnd()
		l.rooms.endForGood(l.room)
	}
}

// Leave leaves the room without a lecturer, for a time.
func (l *Lead) Leave() { l.room.unled(l) }
