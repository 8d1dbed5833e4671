package live

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
)

// Bounds of what another instance says: it is one of ours, but what it says was written
// by pages, and the bus may be open to others. The largest that ours say is one of 500
// answers, under 50 KB: names need no escapes in JSON.
const (
	mostNote      = 64 << 10 // bytes
	mostInstances = 64       // that a room hears of
	namesAtOnce   = 200      // members in one note, under 25 KB
)

// A note is what instances say to each other of a room: who says it of which room, and
// some of the other parts.
type note struct {
	From   string            `json:"from"`   // the instance, by its random name
	Key    [sha256.Size]byte `json:"key"`    // of the room's token: another one is another room
	Opened int64             `json:"opened"` // when the room was, in ms since 1970
	Term   uint64            `json:"term"`   // how often a page has taken the lead; the greater is the later

	State   *State  `json:"state,omitempty"`   // what the lecturer's page shows
	Follows []place `json:"follows,omitempty"` // members that are at the instance, or were last
	Gone    string  `json:"gone,omitempty"`    // a member that left
	Roll    bool    `json:"roll,omitempty"`    // the first part of all members that are at the instance
	Call    bool    `json:"call,omitempty"`    // all other instances are asked for theirs
	Leads   bool    `json:"leads,omitempty"`   // the page that leads is at the instance
	Hello   bool    `json:"hello,omitempty"`   // the instance has just come
	Beat    *int    `json:"beat,omitempty"`    // so many members are at the instance
	Relayed uint64  `json:"told,omitempty"`    // how many notes of answers to what is asked it has said
	All     bool    `json:"all,omitempty"`     // the first of those that hold all answers
	End     bool    `json:"end,omitempty"`     // the room has ended

	Answers *Answers `json:"answers,omitempty"` // what members at the instance answered
}

// place is a member as instances tell of it.
type place struct {
	Name string `json:"name"`
	Own  bool   `json:"own,omitempty"`
	Lost bool   `json:"lost,omitempty"`
	Ago  int64  `json:"ago,omitempty"` // for how many ms it has been lost
}

func (n note) text() []byte {
	b, err := json.Marshal(n)
	if err != nil {
		panic(err) // as in Message.Text
	}
	return b
}

// isName tells whether a member's or an instance's name is one: letters, digits and hyphens.
func isName(name string) bool {
	other := func(c rune) bool {
		return !('0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c == '-')
	}
	return name != "" && len(name) <= mostName && !strings.ContainsFunc(name, other)
}

// readNote reads a note; false for what is none, or exceeds what one may hold. Members and
// answers that can't be are left out: the others count.
func readNote(text []byte) (n note, ok bool) {
	if len(text) == 0 || len(text) > mostNote || json.Unmarshal(text, &n) != nil {
		return note{}, false
	}
	ok = isName(n.From) && len(n.Follows) <= namesAtOnce
	ok = ok && (n.State == nil || n.State.fits()) && (n.Answers == nil || n.Answers.fits())
	n.Follows = slices.DeleteFunc(n.Follows, func(p place) bool { return !isName(p.Name) })
	if n.Answers != nil {
		n.Answers.Votes = slices.DeleteFunc(n.Answers.Votes, func(v Vote) bool { return !v.fits() })
	}
	return n, ok
}
