package stream

import (
	"cmp"
	"context"
	"errors"

	"downhill/server/live"
)

// participation is a page's part in a lecture: it leads one, follows one, or neither. It
// is for the goroutine that reads the page's messages.
type participation struct {
	rooms   *live.Rooms
	ctx     context.Context // of the connection, whose id is in the log
	out     out
	leads   *live.Lead
	follows *live.Follower
	named   string // by which the page follows: one connection has one name, and one vote
}

// Send sends a message of the lecture; it may be called by several goroutines.
func (a *participation) Send(text []byte) error { return a.out.text(text) }

// Show sends a state, and of its picture what the page does not have.
func (a *participation) Show(surface, frames, state []byte) error {
	if surface == nil && frames == nil {
		return a.out.text(state)
	}
	return a.out.together(func() error {
		if surface != nil {
			if err := a.out.text(surface); err != nil {
				return err
			}
		}
		if frames != nil {
			if err := a.out.binary(frames); err != nil {
				return err
			}
		}
		return a.out.text(state)
	})
}

// Offer and Finish are of live.Sender.
func (a *participation) Offer(surface, frames, state []byte) (taken, whole bool) {
	return a.out.offer(surface, frames, state)
}

func (a *participation) Finish() error { return a.out.finish() }

// take does what the page asks; what can't be done is told.
func (a *participation) take(r live.Request) {
	if err := a.do(r); err != nil {
		_ = a.Send(live.Over(err).Text()) // an error here ends the connection by itself
	}
}

// answer takes what the page answers; one that comes late is told so. A page that is no
// longer in the room was told, or is there by another connection.
func (a *participation) answer(of live.Answer) {
	if errors.Is(a.follows.Answer(of), live.ErrLate) {
		_ = a.Send(live.Message{Late: of.Question}.Text()) // as in take
	}
}

func (a *participation) do(r live.Request) (err error) {
	switch {
	case r.Start:
		return a.start()
	case r.Lead != "":
		follows := a.follows
		a.leave(false)
		a.leads, err = a.rooms.Lead(a.ctx, r.Lead, r.Token, a)
		if errors.Is(err, live.ErrRefused) && follows != nil {
			follows.Refuse(a.ctx, "lead")
		}
		if err == nil && r.State != nil {
			a.leads.Show(*r.State)
		}
	case r.Follow != "":
		a.leave(false)
		if a.named = cmp.Or(a.named, r.Member); r.Member != a.named {
			return live.ErrRefused
		}
		a.follows, err = a.rooms.Follow(r.Follow, r.Member, r.Own, a)
	case r.Leave:
		a.leave(false)
	case a.leads != nil && r.End:
		a.leads.End()
	case a.leads != nil && r.State != nil:
		a.leads.Show(*r.State)
	case a.follows != nil && r.State == nil && !r.End && r.Answer != nil:
		a.answer(*r.Answer)
	case a.follows != nil && r.State == nil && !r.End:
		a.follows.Own(r.Own)
	default:
		if a.follows != nil {
			a.follows.Refuse(a.ctx, sentOf(r))
		}
		return live.ErrRefused
	}
	return err
}

// sentOf names what a page that follows may not send.
func sentOf(r live.Request) string {
	if r.End {
		return "end"
	}
	return "state"
}

// start opens a room, and tells the page its code and token, with which it then leads.
func (a *participation) start() error {
	code, token, err := a.rooms.Start()
	if err != nil {
		return err
	}
	return a.Send(live.Message{Room: &live.Room{Code: code, Token: token}}.Text())
}

// leave leaves the lecture that the page is in; lost says that its line broke.
func (a *participation) leave(lost bool) {
	if a.leads != nil {
		a.leads.Leave()
	}
	if a.follows != nil {
		a.follows.Leave(lost)
	}
	a.leads, a.follows = nil, nil
}
