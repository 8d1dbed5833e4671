package stream

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"sync"
	"time"

	"downhill/server/fault"
	"downhill/server/journal"
	"downhill/server/pool"
	"downhill/server/turns"
)

// out is where a session's answers go. Several goroutines may call it at once:
// the lanes, and the lecture that the page is in. After an error the connection is gone.
type out interface {
	text(b []byte) error
	binary(b []byte) error
	// together lets what send sends leave in as few packets as it can. send
	// only sends: what others send meanwhile may go out between its messages, and
	// waits with them.
	together(send func() error) error
	// offer sends a text, a binary message and a text, each unless it is nil, as far as the
	// line takes them at once, and finish what is left: as live.Sender has it.
	offer(first, frames, last []byte) (taken, whole bool)
	finish() error
	// hold keeps back what is sent from then on, until release, which must come soon.
	hold()
	release()
}

// A session answers one page's requests. It knows no sockets.
type session struct {
	*Hub
	ctx     context.Context // ends with the connection
	out     out
	lanes   [kinds]lane
	jobs    sync.WaitGroup
	sent    sentSurfaces // the run lane's own
	lecture participation
	laid    laid // the run lane's own
	holds   bool // likewise: an answer is held back until its end goes out with it
}

func newSession(ctx context.Context, h *Hub, o out) *session {
	v := &session{Hub: h, ctx: ctx, out: o}
	client := strconv.FormatUint(h.sessions.Add(1), 36)
	v.lecture = participation{rooms: h.Rooms, ctx: ctx, out: o}
	for k, answer := range []func(context.Context, Request) error{v.answerRun, v.answerSweep, v.answerBasins, v.answerEnsemble} {
		owner := turns.Owner{Class: kind(k).class(), Client: client}
		l := &v.lanes[k]
		l.kind, l.counts, l.stream, l.end = kind(k), h.Metrics, journal.Of(ctx).ID, v.end
		l.ended = func() {}
		l.answer = func(ctx context.Context, r Request) error { return answer(pool.WithOwner(ctx, owner), r) }
	}
	v.lanes[RunKind].ended = v.release
	v.lanes[RunKind].hand = h.Pool.Hand
	return v
}

// hold keeps back what the run lane sends until release: an answer that is made as a
// whole leaves with its end.
func (v *session) hold() {
	v.holds = true
	v.out.hold()
}

func (v *session) release() {
	if v.holds {
		v.holds = false
		v.out.release()
	}
}

// receive takes one message of the page, and tells whether it asks for anything. What is
// wrong with it is answered.
func (v *session) receive(text []byte) (asks bool) {
	r, err := readRequest(text)
	if err != nil {
		v.end(v.ctx, r.ID, err)
		return false
	}
	if r.Ping != nil && !r.asks() && !r.Cancel && r.Live == nil {
		_ = v.send(pong{*r.Ping}) // an error here ends the connection by itself
		return false
	}
	if r.Live != nil && !r.asks() && !r.Cancel && r.Ping == nil {
		v.lecture.take(*r.Live)
		return true
	}
	if r.Cancel && !r.asks() && r.Ping == nil && r.Live == nil {
		for k := range v.lanes {
			v.lanes[k].stop(r.ID)
		}
		return false
	}
	k, err := r.kind()
	if err != nil {
		v.end(v.ctx, r.ID, err)
		return false
	}
	v.lanes[k].submit(v.ctx, &v.jobs, r)
	return true
}

// finish lets what is under way be answered whole, and answers nothing more. Its error
// is ctx's.
func (v *session) finish(ctx context.Context) error {
	for k := range v.lanes {
		v.lanes[k].close()
	}
	for k := range v.lanes {
		if err := v.lanes[k].idle(ctx); err != nil {
			return err
		}
	}
	return nil
}

// end tells the page how a request ended.
func (v *session) end(ctx context.Context, id uint32, err error) {
	switch {
	case err == nil:
		_ = v.send(ended{id, "done"}) // an error here ends the connection by itself
	case errors.Is(err, errSuperseded):
		_ = v.send(ended{id, "superseded"})
	case errors.Is(err, errCancelled):
		_ = v.send(ended{id, "cancelled"})
	case errors.Is(err, errGone):
	default:
		t, _ := fault.Say(ctx, err)
		_ = v.send(errorMessage{ID: id, Type: "error", Problem: t})
	}
}

// send sends a message as JSON.
func (v *session) send(message any) error {
	b, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return v.out.text(b)
}

// sendFor is send for a request that may have been superseded: then nothing of
// it goes out any more.
func (v *session) sendFor(ctx context.Context, message any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return v.send(message)
}

// frameFor sends a binary frame as sendFor sends a message.
func (v *session) frameFor(ctx context.Context, b []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	begin := time.Now()
	err := v.out.binary(b)
	noteFrame(ctx, v.Metrics, time.Since(begin))
	return err
}
