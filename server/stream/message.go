package stream

import (
	"encoding/json"

	"downhill/server/fault"
	"downhill/server/live"
	"downhill/server/turns"
	"downhill/server/wire"
)

// The stream's subprotocol. JSON text carries everything but planes of numbers;
// those are binary, little-endian, behind a header of 16 bytes:
//
//	iterates  uint32 id, uint16 run, uint16 kind=1, uint32 first, uint32 count,
//	          then the float64 columns x, y, loss, gx, gy, lr, each count long
//	of a network, whose iterates are projections on its plane, kind=3, with two float64
//	          columns more, held (the held-out loss) and distance (from the plane), and
//	          a third, level (the plane's loss there)
//	basins    uint32 id, uint16 run, uint16 kind=2, uint32 n, uint32 complete,
//	          then n×n bytes: 0 none, 1 + the index of the minimum, 255 diverged;
//	          at the next even offset, n×n uint16 steps
//	members   uint32 id, uint16 run, uint16 kind=4, uint32 first, uint32 count,
//	          then uint32 every, count uint32 last, and the float32 x of all points of
//	          member first, of the one after it and so on, then their y, then their
//	          loss: those of steps 0, every, 2·every, … and of the member's last
//	picture   uint32 0, uint16 0, uint16 kind=5, uint32 count, uint32 0, then count parts of
//	          a lecture's picture: uint32 length, uint32 1 for a frame or 0 for a text, and
//	          that, up to the next multiple of 8
//
// A scenario names its surface. A surface comes once, in a message before the
// first scenario of the connection that names it; the page keeps the newest
// surfacesKept of them, and what is older comes again.
//
// An ensemble is asked for beside its scenario, whose runs are its members 0: the
// members' frames of a run, then where they end, come after the answer to the run.
//
// A request is ended by one of done, error, superseded and cancelled.
// superseded stands for every older request of its kind that was still open.
// {"ping":n} is answered {"pong":n}. {"live":…} is of a lecture that pages follow: see
// package live.
//
// downhill.v1, which sent the surface with every scenario, is refused.
const Subprotocol = "downhill.v2"

// A Request is what the page sends: one of run, sweep, basins, ensemble, cancel and
// ping.
type Request struct {
	ID       uint32        `json:"id,omitempty"`
	Run      *string       `json:"run,omitempty"`
	Sweep    *string       `json:"sweep,omitempty"`
	Basins   *string       `json:"basins,omitempty"`
	Ensemble *string       `json:"ensemble,omitempty"`
	Held     bool          `json:"held,omitempty"`   // a hand moves a rate of the run: a plane that goes by runs stays
	Preset   string        `json:"preset,omitempty"` // the query then holds what differs from it
	Cancel   bool          `json:"cancel,omitempty"`
	Ping     *uint32       `json:"ping,omitempty"` // answered as it is: the page asks whether the line still carries
	Live     *live.Request `json:"live,omitempty"` // of a lecture; what is told of it comes as {"live":…}, without an id
}

// pong is the answer to a ping.
type pong struct {
	Pong uint32 `json:"pong"`
}

// queries are what may be asked for, in the order of the kinds.
func (r Request) queries() [kinds]*string {
	return [kinds]*string{r.Run, r.Sweep, r.Basins, r.Ensemble}
}

// asks reports whether anything is asked for.
func (r Request) asks() bool { return r.queries() != [kinds]*string{} }

// kind says what is asked for.
func (r Request) kind() (kind, error) {
	asked := kind(-1)
	n := 0
	for k, q := range r.queries() {
		if q != nil {
			asked = kind(k)
			n++
		}
	}
	if n != 1 || r.Cancel || r.Ping != nil || r.Live != nil {
		return 0, fault.Field("message", "bad-message", "a message asks for one thing: run, sweep, basins, ensemble, cancel, ping or live")
	}
	return asked, nil
}

// readRequest reads a message of the page.
func readRequest(text []byte) (Request, error) {
	var r Request
	if err := json.Unmarshal(text, &r); err != nil {
		var named struct {
			ID uint32 `json:"id"`
		}
		_ = json.Unmarshal(text, &named) // the id if it can be had, so that the page knows which
		return Request{ID: named.ID}, fault.Field("message", "bad-message", `this is not a message: send JSON such as {"id":7,"run":"lr=0.1,0.5,1"}`)
	}
	return r, nil
}

// A kind of request. A newer one supersedes only its own kind.
type kind int

const (
	RunKind kind = iota
	SweepKind
	BasinsKind
	EnsembleKind
	kinds int = iota
)

// class is whose turns a request takes: the runs are what the hand that drags waits for.
func (k kind) class() turns.Class {
	if k == RunKind {
		return turns.Hand
	}
	return turns.Stream
}

// kindNames are what the kinds are called in messages, and in an operator's figures.
var kindNames = [kinds]string{"run", "sweep", "basins", "ensemble"}

func (k kind) String() string { return kindNames[k] }

// text is what is asked for; empty for nothing.
func (r Request) text() string {
	for _, q := range r.queries() {
		if q != nil {
			return *q
		}
	}
	return ""
}

// ended is the message that ends a request: done, superseded, cancelled.
type ended struct {
	ID   uint32 `json:"id"`
	Type string `json:"type" ts:"'done' | 'superseded' | 'cancelled'"`
}

type errorMessage struct {
	ID   uint32 `json:"id"`
	Type string `json:"type" ts:"'error'"`
	fault.Problem
}

type outcomeMessage struct {
	ID   uint32 `json:"id"`
	Type string `json:"type" ts:"'outcome'"`
	wire.Outcome
}
