package live

import "sync"

// A Sender sends a message to a page. After an error the page is gone.
type Sender interface {
	Send(text []byte) error
}

// A slot sends a page the newest message: one that waits while another is being sent
// is replaced by what comes. It has a goroutine only while there is something to send.
type slot struct {
	out Sender

	mu   sync.Mutex
	busy bool
	next []byte
}

// put sends a message, or lets it wait; it never waits itself.
func (s *slot) put(text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy {
		s.next = text
		return
	}
	s.busy = true
	go s.work(text)
}

func (s *slot) work(text []byte) {
	for text != nil {
		err := s.out.Send(text)
		s.mu.Lock()
		if err != nil {
			s.next = nil
		}
		text, s.next = s.next, nil
		s.busy = text != nil
		s.mu.Unlock()
	}
}

// A Seat is a page that is in a room.
type Seat struct {
	slot   slot
	room   *room
	member string
}

// Own says whether the page goes its own way.
func (s *Seat) Own(own bool) { s.room.own(s, own) }

// Leave gives the seat up; lost says that the line broke, and that the page did not go.
func (s *Seat) Leave(lost bool) { s.room.leave(s, lost) }

// Lead is the page that leads a room.
type Lead struct {
	slot  slot
	tray  tray
	room  *room
	rooms *Rooms
}

// Show takes what the page shows; an older state than the one that is shown is none.
func (l *Lead) Show(s State) { l.room.show(l, s) }

// End ends the room, on all instances.
func (l *Lead) End() {
	if l.room.leads(l) {
		l.room.sayEnd()
		l.rooms.end(l.room)
	}
}

// Leave leaves the room without a lecturer, for a time.
func (l *Lead) Leave() { l.room.unled(l) }
