package line

import (
	"net/http"
	"time"

	"downhill/server/limits"
)

// An Outflow writes an answer in pieces, each of which must get through within a
// time of its own: a slow line that moves is served, one that stands still is
// dropped with what is held for it. All of it must within the write timeout.
type Outflow struct {
	w       http.ResponseWriter
	control *http.ResponseController
	wait    time.Duration
	end     time.Time
}

// NewOutflow writes the answer to a request.
func NewOutflow(w http.ResponseWriter, r *http.Request) *Outflow {
	wait := limits.WriteDeadline
	if c := Of(r); c != nil {
		wait = c.wait
	}
	return &Outflow{w, http.NewResponseController(w), wait, time.Now().Add(limits.AnswerTime)}
}

// Write writes b, piece by piece. After an error nothing more gets through.
func (o *Outflow) Write(b []byte) (written int, err error) {
	for written < len(b) {
		deadline := time.Now().Add(o.wait)
		if deadline.After(o.end) {
			deadline = o.end
		}
		_ = o.control.SetWriteDeadline(deadline) // what can't be bound so is bound by the server
		n, err := o.w.Write(b[written:min(written+limits.WritePiece, len(b))])
		written += n
		if err != nil {
			return written, err
		}
	}
	return written, nil
}
