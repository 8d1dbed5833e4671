package site

import (
	"net/http"
	"time"
)

// An outflow writes an answer in pieces, each of which must get through within a
// time of its own: a slow line that moves is served, one that stands still is
// dropped with what is held for it. All of it must within the write timeout.
type outflow struct {
	w       http.ResponseWriter
	control *http.ResponseController
	wait    time.Duration
	end     time.Time
}

func newOutflow(w http.ResponseWriter, r *http.Request) *outflow {
	wait := writeDeadline
	if c := connOf(r); c != nil {
		wait = c.wait
	}
	return &outflow{w, http.NewResponseController(w), wait, time.Now().Add(answerTime)}
}

// Write writes b, piece by piece. After an error nothing more gets through.
func (o *outflow) Write(b []byte) (written int, err error) {
	for written < len(b) {
		deadline := time.Now().Add(o.wait)
		if deadline.After(o.end) {
			deadline = o.end
		}
		_ = o.control.SetWriteDeadline(deadline) // what can't be bound so is bound by the server
		n, err := o.w.Write(b[written:min(written+writePiece, len(b))])
		written += n
		if err != nil {
			return written, err
		}
	}
	return written, nil
}
