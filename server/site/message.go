package site

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"strconv"

	"downhill/landscape"
	"downhill/train"
)

// The stream's subprotocol. JSON text carries everything but planes of numbers;
// those are binary, little-endian, behind a header of 16 bytes:
//
//	iterates  uint32 id, uint16 run, uint16 kind=1, uint32 first, uint32 count,
//	          then the float64 columns x, y, loss, gx, gy, lr, each count long
//	basins    uint32 id, uint16 run, uint16 kind=2, uint32 n, uint32 complete,
//	          then n×n bytes: 0 none, 1 + the index of the minimum, 255 diverged;
//	          at the next even offset, n×n uint16 steps
//
// A scenario names its surface. A surface comes once, in a message before the
// first scenario of the connection that names it; the page keeps the newest
// surfacesKept of them, and what is older comes again.
//
// A request is ended by one of done, error, superseded and cancelled.
// superseded stands for every older request of its kind that was still open.
// {"ping":n} is answered {"pong":n}.
//
// downhill.v1, which sent the surface with every scenario, is refused.
const subprotocol = "downhill.v2"

const (
	headerSize    = 16
	iteratesFrame = 1 // the kinds of frames
	basinsFrame   = 2
	columns       = 6
)

// A request is what the page sends: one of run, sweep, basins, cancel and ping.
type request struct {
	ID     uint32  `json:"id,omitempty"`
	Run    *string `json:"run,omitempty"`
	Sweep  *string `json:"sweep,omitempty"`
	Basins *string `json:"basins,omitempty"`
	Preset string  `json:"preset,omitempty"` // the query then holds what differs from it
	Cancel bool    `json:"cancel,omitempty"`
	Ping   *uint32 `json:"ping,omitempty"` // answered as it is: the page asks whether the line still carries
}

// pong is the answer to a ping.
type pong struct {
	Pong uint32 `json:"pong"`
}

// kind says what is asked for.
func (r request) kind() (kind, error) {
	asked := kind(-1)
	n := 0
	for k, q := range []*string{r.Run, r.Sweep, r.Basins} {
		if q != nil {
			asked = kind(k)
			n++
		}
	}
	if n != 1 || r.Cancel || r.Ping != nil {
		return 0, fieldError("message", "bad-message", "a message asks for one thing: run, sweep, basins, cancel or ping")
	}
	return asked, nil
}

// readRequest reads a message of the page.
func readRequest(text []byte) (request, error) {
	var r request
	if err := json.Unmarshal(text, &r); err != nil {
		var named struct {
			ID uint32 `json:"id"`
		}
		_ = json.Unmarshal(text, &named) // the id if it can be had, so that the page knows which
		return request{ID: named.ID}, fieldError("message", "bad-message", `this is not a message: send JSON such as {"id":7,"run":"lr=0.1,0.5,1"}`)
	}
	return r, nil
}

// A kind of request. A newer one supersedes only its own kind.
type kind int

const (
	runKind kind = iota
	sweepKind
	basinsKind
	kinds int = iota
)

// num is a float64 that JSON can hold: null where it is not finite.
type num float64

func (n num) MarshalJSON() ([]byte, error) { return appendNum(nil, float64(n)), nil }

// appendNum appends the fewest digits that read back exactly, or null.
func appendNum(b []byte, v float64) []byte {
	if v-v != 0 {
		return append(b, "null"...)
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, v, format, -1, 64)
}

func point(p landscape.Point) [2]num { return [2]num{num(p.X), num(p.Y)} }

func box(v landscape.View) [4]num {
	return [4]num{num(v.XMin), num(v.XMax), num(v.YMin), num(v.YMax)}
}

// ended is the message that ends a request: done, superseded, cancelled.
type ended struct {
	ID   uint32 `json:"id"`
	Type string `json:"type" ts:"'done' | 'superseded' | 'cancelled'"`
}

type errorMessage struct {
	ID   uint32 `json:"id"`
	Type string `json:"type" ts:"'error'"`
	told
}

type outcomeMessage struct {
	ID   uint32 `json:"id"`
	Type string `json:"type" ts:"'outcome'"`
	outcomeJSON
}

// outcomeJSON is how a run ended, as the stream and /api/run tell it.
type outcomeJSON struct {
	Run         int           `json:"run"`
	Outcome     train.Kind    `json:"outcome"`
	K           int           `json:"k"`
	KLoss       num           `json:"k_loss" ts:"number | null"` // the loss at step k; where the run ended before, at its end
	Last        int           `json:"last"`
	At          [2]num        `json:"at"`
	Loss        num           `json:"loss" ts:"number | null"`
	Target      *[2]num       `json:"target"`
	TargetLoss  *num          `json:"target_loss"`
	Global      bool          `json:"global"`                    // target is the lowest known minimum
	Kink        bool          `json:"kink"`                      // the slope jumps there
	Radius      num           `json:"radius" ts:"number | null"` // from target, at most, from step k on
	Gap         num           `json:"gap" ts:"number | null"`    // of the loss: hovering, in the mean; in a valley, at most
	Where       *[2]num       `json:"where"`                     // left-domain: the point of step k
	Slopeless   bool          `json:"slopeless"`                 // the loss is defined there, its gradient is not
	Overflow    bool          `json:"overflow"`                  // diverged beyond all numbers, not off the map
	Events      []train.Event `json:"events"`
	Vanishing   bool          `json:"vanishing"`
	Settled     bool          `json:"settled"`
	Evaluations int           `json:"evaluations"`
	Limit       *num          `json:"limit"` // the optimizer's own largest stable rate
	LimitLambda *num          `json:"limit_lambda"`
}

// encodeIterates appends the frame of consecutive iterates to b.
func encodeIterates(b []byte, id uint32, run int, its []train.Iterate) []byte {
	n := len(its)
	b = appendHeader(b, id, run, iteratesFrame, uint32(its[0].K), uint32(n))
	at := len(b)
	b = append(b, make([]byte, columns*8*n)...)
	column := func(c, i int, v float64) {
		binary.LittleEndian.PutUint64(b[at+8*(c*n+i):], math.Float64bits(v))
	}
	for i := range its {
		it := &its[i]
		column(0, i, it.W.X)
		column(1, i, it.W.Y)
		column(2, i, it.Loss)
		column(3, i, it.Grad.X)
		column(4, i, it.Grad.Y)
		column(5, i, it.LearningRate)
	}
	return b
}

// encodeBasins appends the frame of an n×n map to b.
func encodeBasins(b []byte, id uint32, run, n int, complete bool, ends []byte, steps []uint16) []byte {
	last := uint32(0)
	if complete {
		last = 1
	}
	b = appendHeader(b, id, run, basinsFrame, uint32(n), last)
	b = append(b, ends...)
	if len(ends)%2 == 1 {
		b = append(b, 0) // so that the steps can be viewed as 16-bit numbers
	}
	return appendSteps(b, steps)
}

func appendSteps(b []byte, steps []uint16) []byte {
	for _, s := range steps {
		b = binary.LittleEndian.AppendUint16(b, s)
	}
	return b
}

func appendHeader(b []byte, id uint32, run int, kind uint16, third, fourth uint32) []byte {
	b = binary.LittleEndian.AppendUint32(b, id)
	b = binary.LittleEndian.AppendUint16(b, uint16(run))
	b = binary.LittleEndian.AppendUint16(b, kind)
	b = binary.LittleEndian.AppendUint32(b, third)
	return binary.LittleEndian.AppendUint32(b, fourth)
}
