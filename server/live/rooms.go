// Package live has the lectures that pages follow: rooms, who is in them, and what
// the lecturer's page shows. It knows no sockets; nothing of it is stored.
package live

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Limits of lectures.
const (
	MostRooms   = 500              // of an instance
	MostMembers = 5_000            // of a room
	IdleTime    = 12 * time.Hour   // without its lecturer, then a room ends
	LostTime    = 5 * time.Minute  // for which a page that lost its line is counted as lost
	mostState   = 3 << 10          // bytes of a link, so that a message of the page holds it
	mostName    = 64               // bytes of a member's name
	StateEvery  = time.Second / 20 // at least, between two states of a room that go out
	stateSlack  = StateEvery / 2   // by which a state may come sooner: what is late on its way does not delay those after it
	countEvery  = time.Second      // at least, between two counts that the lecturer is told
)

// letters of a code: none that is taken for another, in writing or by ear.
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ"

// codeLength gives 23⁶ = 148 million codes.
const codeLength = 6

// Rooms are the lectures of one instance. They are safe for use by several goroutines.
type Rooms struct {
	mu     sync.Mutex
	byCode map[string]*room
	ended  map[string]end // the rooms that were ended, by their codes
	warned time.Time      // when the last refusal was logged

	bus      Bus
	name     string        // of the instance, on the bus
	apart    atomic.Bool   // the other instances are out of reach
	misheard atomic.Uint64 // notes of other instances that were none

	Renderers func(code string) Renderer // makes who renders for a room; nil where nobody does
	memory    pictureMemory
}

// New makes rooms, of which there are none, on a bus of their own.
func New() *Rooms {
	return &Rooms{byCode: map[string]*room{}, ended: map[string]end{}, bus: NewMemory().Instance(), name: secret(), memory: pictureMemory{rooms: map[*room]keptPicture{}}}
}

// secret is 128 random bits, in hexadecimal.
func secret() string {
	var bits [16]byte
	_, _ = rand.Read(bits[:]) // never fails
	return hex.EncodeToString(bits[:])
}

// Start opens a room. The token is the right to lead it: 128 bits, in hexadecimal.
func (r *Rooms) Start() (code, token string, err error) {
	token = secret()
	for code = newCode(); r.taken(code); code = newCode() {
	}
	o, err := r.open(code, token)
	if err == nil && !o.opens(token) {
		err = ErrFull // another page got the same code at the same moment
	}
	if err != nil {
		return "", "", err
	}
	return code, token, nil
}

// taken tells whether a code is that of a room, here or on another instance.
func (r *Rooms) taken(code string) bool {
	_, err := r.find(code)
	return !errors.Is(err, ErrUnknown)
}

// open is the room of a code; where there is none it opens, for a token.
func (r *Rooms) open(code, token string) (*room, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o := r.byCode[code]; o != nil {
		return o, nil
	}
	if !r.makeSpace() {
		return nil, ErrFull
	}
	return r.add(code, keyOf(token), time.Now().UnixMilli()), nil
}

// add opens a room; r.mu is held.
func (r *Rooms) add(code string, key [sha256.Size]byte, opened int64) *room {
	o := newRoom(code, key)
	o.idle = time.AfterFunc(IdleTime, func() { r.end(o) })
	if r.Renderers != nil {
		o.rendering.renderer, o.rendering.memory = r.Renderers(code), &r.memory
	}
	o.far = shared{rooms: r, opened: opened}
	if e, ok := r.ended[code]; ok && e.key == key {
		o.far.ended = e.opened
	}
	o.join()
	r.byCode[code] = o
	return o
}

// makeSpace tells whether there is a place for another room. Where there is none, the
// room in which nobody is, and whose lecturer has been away longest, makes place.
// r.mu is held.
func (r *Rooms) makeSpace() bool {
	if len(r.byCode) < MostRooms {
		return true
	}
	var oldest *room
	for _, o := range r.byCode {
		if o.empty() && (oldest == nil || o.seen().Before(oldest.seen())) {
			oldest = o
		}
	}
	if oldest == nil {
		return false
	}
	delete(r.byCode, oldest.code)
	oldest.close(errEnded)
	return true
}

// Lead makes a connection the one that leads a room. A room that is not known opens
// again by its code: the server was restarted, and the lecturer's page has come back.
// The log names ctx's request where that is refused.
func (r *Rooms) Lead(ctx context.Context, code, token string, out Sender) (*Lead, error) {
	code = Normal(code)
	if code == "" || len(token) != 32 {
		return nil, ErrRefused
	}
	for {
		o, err := r.find(code)
		if errors.Is(err, ErrUnknown) {
			o, err = r.open(code, token)
		}
		if err != nil {
			return nil, err
		}
		if !o.opens(token) {
			r.warn(ctx, code)
			return nil, ErrRefused
		}
		if l := o.lead(r, out); l != nil {
			return l, nil
		} // it has closed since it was found
	}
}

// Follow lets a page follow a room. member is the page's own random name, by which
// it is one and the same after it lost its line.
func (r *Rooms) Follow(code, member string, own bool, out Sender) (*Follower, error) {
	o, err := r.find(Normal(code))
	if err != nil {
		return nil, err
	}
	return o.admit(member, own, out)
}

// State is what a room's lecturer shows, once anything was shown.
func (r *Rooms) State(code string) (State, bool) {
	o, err := r.find(Normal(code))
	if err != nil {
		return State{}, false
	}
	return o.shown()
}

// Counts are how many rooms there are, and how many pages follow in all of them.
func (r *Rooms) Counts() (rooms, members int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, o := range r.byCode {
		members += o.followers()
	}
	return len(r.byCode), members
}

// end ends a room for all of this instance who are in it.
func (r *Rooms) end(o *room) { r.drop(o, errEnded) }

// drop lets go of a room, and tells all of this instance who are in it why.
func (r *Rooms) drop(o *room, why error) {
	r.mu.Lock()
	if r.byCode[o.code] == o {
		delete(r.byCode, o.code)
	}
	r.mu.Unlock()
	o.close(why)
}

// warn logs a page that tried to lead a room that is not its own, at most once a
// second.
func (r *Rooms) warn(ctx context.Context, code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := time.Now(); now.Sub(r.warned) > time.Second {
		r.warned = now
		slog.WarnContext(ctx, "refused to lead a lecture: the token is not its own", "room", code)
	}
}

// Normal is a code as it is kept, in capitals; empty for what is none.
func Normal(code string) string {
	code = strings.ToUpper(code)
	if len(code) != codeLength || strings.Trim(code, letters) != "" {
		return ""
	}
	return code
}

// newCode is a random code.
func newCode() string {
	var code [codeLength]byte
	for i := range code {
		code[i] = letters[randomBelow(len(letters))]
	}
	return string(code[:])
}

// randomBelow is a random number below n, which is at most 256, each as likely.
func randomBelow(n int) int {
	var b [1]byte
	for {
		_, _ = rand.Read(b[:]) // never fails
		if v := int(b[0]); v < 256/n*n {
			return v % n
		}
	}
}
