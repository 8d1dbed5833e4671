package live

import "sync"

// A Sender sends messages to a page. After an error the page is gone.
type Sender interface {
	Send(text []byte) error
	// Show sends a state, and before it what of its picture the page does not have yet:
	// the surface, the frames, or neither. They leave in as few packets as they can.
	Show(surface, frames, state []byte) error
	// Offer is Show of what the page's line takes at once, and does not wait: taken tells
	// whether that was anything, and whole whether it was all. Else the rest leaves before
	// whatever is sent next, or by Finish, which waits; nothing of it may be changed until then.
	Offer(surface, frames, state []byte) (taken, whole bool)
	Finish() error
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
	over  bool // the room, for the page
	texts [kinds][]byte
	scene scene // it waits where it has a text
	anew  bool
	seen  uint64   // the number of the newest scene that it was shown, or let wait
	part  bool     // what was offered is not whole yet
	parts *Picture // of which that is; nil for none

	picture uint64 // the number of what was sent last, and the name of its surface; for who sends
	surface string
}

// put sends a message, or lets it wait; it never waits itself.
func (s *slot) put(k kind, text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k == ofEnd {
		s.forget()
		s.over = true
	}
	s.texts[k] = text
	s.wake()
}

// show is put for a state with its picture, which is sent at once where the page's line
// takes it; anew says that the page needs the picture even where it was sent it before.
func (s *slot) show(c scene, anew bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over || c.turn < s.seen || c.turn == s.seen && !anew {
		return
	}
	s.seen = c.turn
	if s.offer(c, anew) {
		return
	}
	c.picture.hold()
	if waits := s.scene; c.picture == nil && c.number == waits.number {
		c.picture = waits.picture // the room has let go of it
	} else {
		waits.picture.release()
	}
	s.scene, s.anew = c, s.anew || anew
	s.wake()
}

// offer sends a state, and its picture if the page does not have that, as far as the
// page's line takes it at once; false where it takes nothing. s.mu is held.
func (s *slot) offer(c scene, anew bool) bool {
	if s.busy || s.gone {
		return false
	}
	text := c.message
	if anew {
		text = c.text() // it may have been shown long ago
	}
	surface, frames := s.lacks(c, anew || s.anew)
	taken, whole := s.out.Offer(surface, frames, text)
	if !taken {
		return false
	}
	s.has(c)
	s.anew = false
	if !whole {
		c.picture.hold()
		s.part, s.parts = true, c.picture
		s.wake()
	}
	return true
}

// lacks is what of a scene's picture the page does not have, or needs anew.
func (s *slot) lacks(c scene, anew bool) (surface, frames []byte) {
	p := c.picture
	if p == nil || !anew && c.number == s.picture {
		return nil, nil
	}
	if p.Name != s.surface {
		surface = p.Surface
	}
	return surface, p.Frames
}

// has notes that the page has a scene's picture.
func (s *slot) has(c scene) {
	if p := c.picture; p != nil {
		s.picture = c.number
		if p.Surface != nil {
			s.surface = p.Name
		}
	}
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
	s.finish()
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

// finish sends the rest of what was offered.
func (s *slot) finish() {
	if !s.part {
		return
	}
	err := s.out.Finish()
	s.parts.release()
	s.part, s.parts = false, nil
	if err != nil {
		s.end()
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
	surface, frames := s.lacks(c, anew)
	s.has(c)
	return s.out.Show(surface, frames, c.text())
}

// A Follower is a page that is in a room.
type Follower struct {
	slot   slot
	room   *room
	member string
	seat   int // in the room's round, whose mutex guards it
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
