package live

import (
	"encoding/json"
	"errors"
	"time"
)

// Why a page is not in a room.
var (
	ErrUnknown = errors.New("unknown") // no such room here: it ended, or its lecturer has not come back yet
	ErrRefused = errors.New("refused") // the token is not the room's
	ErrFull    = errors.New("full")    // no place left, for a room or in it
	errTaken   = errors.New("taken")   // another page leads with the same token
	errEnded   = errors.New("ended")
)

// A Request is what a page sends of a lecture: it starts one, leads it, follows it,
// or leaves it.
type Request struct {
	Start  bool    `json:"start,omitempty"`
	Lead   string  `json:"lead,omitempty"` // a room's code, with its token
	Token  string  `json:"token,omitempty"`
	State  *State  `json:"state,omitempty"`  // of the page that leads
	End    bool    `json:"end,omitempty"`    // of the room that the page leads
	Follow string  `json:"follow,omitempty"` // a room's code
	Member string  `json:"member,omitempty"` // the random name of the page that follows
	Own    bool    `json:"own,omitempty"`    // it goes its own way, and is in the room
	Leave  bool    `json:"leave,omitempty"`
	Answer *Answer `json:"answer,omitempty"` // of a page that follows
}

// State is what the lecturer's page shows, whole each time. What is newer has the
// greater epoch, or within one epoch the greater sequence.
type State struct {
	Epoch    uint64  `json:"epoch"` // of the lecturer's page: when it was opened
	Sequence uint64  `json:"sequence"`
	Link     string  `json:"link"`           // the path and query, with the page's own keys
	Step     float64 `json:"step"`           // where the playhead stands; -1 at the end of the runs
	Playing  bool    `json:"playing"`        // it moves on from there
	Hides    bool    `json:"hides"`          // what comes after it is not shown yet
	Seconds  float64 `json:"seconds"`        // it plays all of it within so many; 0 where the link says how fast
	Time     float64 `json:"time,omitempty"` // while it plays: for how many seconds it has
	Held     bool    `json:"held,omitempty"` // a hand moves a rate: a network's plane that goes by its runs stays
	Ask      *Ask    `json:"ask,omitempty"`  // what the room is asked
	Ago      float64 `json:"ago,omitempty"`  // for how long it was so when it came, in ms: its way here
}

// mostAgo is the longest that a state may have been on its way.
const mostAgo = 10_000 // ms

// from is since when the state is so, if it came now.
func (s State) from(now time.Time) time.Time {
	return now.Add(-time.Duration(min(max(0, s.Ago), mostAgo) * float64(time.Millisecond)))
}

// text is the state as JSON, as others are sent it: for how long it was so is told apart.
func (s State) text() []byte {
	s.Ago = 0
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // as in Message.Text
	}
	return b
}

// fits tells whether a state is no larger than one may be.
func (s State) fits() bool { return len(s.Link) <= mostState && s.Ask.fits() }

// newer tells whether s comes after o.
func (s State) newer(o State) bool {
	if s.Epoch != o.Epoch {
		return s.Epoch > o.Epoch
	}
	return s.Sequence > o.Sequence
}

// A Message is what a page is told of a lecture: one of its parts.
type Message struct {
	Room      *Room           `json:"room,omitempty"`                 // to the page that started it
	State     *State          `json:"state,omitempty"`                // to those who follow
	Ago       float64         `json:"ago,omitempty"`                  // the state was so for so many ms when this was sent
	Now       float64         `json:"now,omitempty"`                  // what the server's clock said then, in ms
	Surface   json.RawMessage `json:"surface,omitempty" ts:"Surface"` // of the picture that comes next
	Rendering bool            `json:"rendering,omitempty"`            // the picture of a state takes long
	Audience  *Audience       `json:"audience,omitempty"`             // to the page that leads
	Answers   *Answers        `json:"answers,omitempty"`              // likewise
	Apart     *bool           `json:"apart,omitempty"`                // to all: the server does not reach the others that have pages of the room, or does again
	Late      string          `json:"late,omitempty"`                 // a question, to one who answered it when it was closed
	Over      string          `json:"over,omitempty" ts:"'unknown' | 'refused' | 'full' | 'taken' | 'ended' | ''"`
}

// Room is what its lecturer's page keeps.
type Room struct {
	Code  string `json:"code"`
	Token string `json:"token"`
}

// Audience is how many pages are in a room: they follow, are on their own way, or
// have lost the line a short time ago.
type Audience struct {
	Following int `json:"following"`
	Own       int `json:"own"`
	Lost      int `json:"lost"`
}

// Over is the message that a page is not, or no longer, in a room.
func Over(why error) Message { return Message{Over: why.Error()} }

// Text is a message as it is sent.
func (m Message) Text() []byte {
	b, err := json.Marshal(struct {
		Live Message `json:"live"`
	}{m})
	if err != nil {
		panic(err) // numbers that are finite, and strings
	}
	return b
}
