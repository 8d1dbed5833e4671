package live

import (
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"
)

// A Picture is what all who follow draw of a state: its surface, and the frames of its
// runs with all that is said of them as one message. It is made once, shared by all and
// not changed.
type Picture struct {
	Name    string // of its surface; empty for none
	Surface []byte // the message that brings it to a page that has another one
	Frames  []byte
	Passing bool // it only says why there is none, which may be over in a moment

	number uint64 // no other picture's of this instance
	uses   atomic.Int64
	shares *atomic.Int64    // how many pictures have this Surface
	counts [2]*atomic.Int64 // the bytes of the pictures of its room, and of all
}

// A Renderer makes the pictures of one room, one at a time.
type Renderer interface {
	// Render makes the picture of a state. It is before, the one that it made last, where
	// that shows the same; what can't be made is told by a picture too.
	Render(s State, before *Picture) *Picture
	// Close gives up what is being made.
	Close()
}

// numbers are how many pictures were made.
var numbers atomic.Uint64

// hold notes that one more uses a picture, or none.
func (p *Picture) hold() {
	if p != nil {
		p.uses.Add(1)
	}
}

// release notes that one less uses it. With the last one it is counted no more, nor is
// its surface, unless another picture has that.
func (p *Picture) release() {
	if p == nil || p.uses.Add(-1) > 0 {
		return
	}
	p.count(-int64(cap(p.Frames)))
	if p.shares.Add(-1) == 0 {
		p.count(-int64(cap(p.Surface)))
	}
}

// begin counts a picture, which the room that it was made for is the first to use, after
// one that is still used: a surface that they share is counted once.
func (p *Picture) begin(before *Picture, room, all *atomic.Int64) {
	p.number, p.counts = numbers.Add(1), [2]*atomic.Int64{room, all}
	p.uses.Store(1)
	p.count(int64(cap(p.Frames)))
	if before != nil && unsafe.SliceData(p.Surface) == unsafe.SliceData(before.Surface) {
		p.shares = before.shares
	} else {
		p.shares = new(atomic.Int64)
		p.count(int64(cap(p.Surface)))
	}
	p.shares.Add(1)
}

func (p *Picture) count(bytes int64) {
	for _, c := range p.counts {
		c.Add(bytes)
	}
}

// bytes is what a picture and its surface hold.
func (p *Picture) bytes() int64 { return int64(cap(p.Surface) + cap(p.Frames)) }

// A scene is a state with its picture, as it is sent to all who follow.
type scene struct {
	turn    uint64    // greater than that of the scene before
	said    []byte    // the state as JSON; nil for no scene
	since   time.Time // when it was so
	message []byte    // its message, as of when it was shown first
	number  uint64    // of its picture; 0 where none are made
	picture *Picture  // nil for those who have it
}

// begun is when this instance's clock stood at 0.
var begun = time.Now()

// text is the message of a scene at this moment: for how long it has been so, and what
// the clock of this instance says, both in milliseconds.
func (c scene) text() []byte {
	now := time.Now()
	b := append(make([]byte, 0, len(c.said)+64), `{"live":{"state":`...)
	b = append(append(b, c.said...), `,"ago":`...)
	b = strconv.AppendFloat(b, milliseconds(now.Sub(c.since)), 'f', 1, 64)
	b = strconv.AppendFloat(append(b, `,"now":`...), milliseconds(now.Sub(begun)), 'f', 1, 64)
	return append(b, `}}`...)
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
