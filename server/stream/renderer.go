package stream

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"

	"downhill/landscape"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/journal"
	"downhill/server/live"
	"downhill/server/pool"
	"downhill/server/turns"
	"downhill/server/wire"
)

// A renderer makes the pictures of a lecture: what a page would be answered that asks for
// the run which the lecturer's page shows. What others ask for too is computed once.
type renderer struct {
	hub  *Hub
	ctx  context.Context
	stop context.CancelFunc
	laid laid

	whole func(context.Context, *pool.Meter, *landscape.Surface) (wire.Surface, error) // brings a surface

	last shown // what the last picture shows; the room keeps the picture itself
}

// shown is what a picture shows, if it was made.
type shown struct {
	made  bool
	key   takeKey
	stays bool
}

// newRenderer is the renderer of a room.
func (h *Hub) newRenderer(code string) live.Renderer {
	ctx := journal.With(h.ctx, journal.Asked{ID: code, Kind: "lecture"})
	ctx = pool.WithOwner(ctx, turns.Owner{Class: RunKind.class(), Client: code})
	p := &renderer{hub: h, whole: h.WholeSurface}
	p.ctx, p.stop = context.WithCancel(ctx)
	return p
}

// Close gives up what is being made.
func (p *renderer) Close() { p.stop() }

// Render makes the picture of a state; why there is none is told by a picture too.
func (p *renderer) Render(s live.State, before *live.Picture) *live.Picture {
	made, err := p.guarded(s, before)
	if err != nil {
		p.last = shown{}
		return p.refuse(err)
	}
	return made
}

// guarded is render; a panic ends that picture, not the server.
func (p *renderer) guarded(s live.State, before *live.Picture) (made *live.Picture, err error) {
	defer func() {
		if v := recover(); v != nil {
			slog.ErrorContext(p.ctx, "panic", "value", v, "asked", journal.Brief(s.Link), "stack", string(debug.Stack()))
			err = fault.ErrPanic
		}
	}()
	return p.render(s, before)
}

func (p *renderer) render(s live.State, before *live.Picture) (*live.Picture, error) {
	m := pool.NewMeter()
	preset, query := p.hub.PlaceOf(s.Link)
	l, stays, err := p.laid.resolve(p.ctx, p.hub, m, preset, query, s.Held)
	if err != nil {
		return nil, err
	}
	shows := shown{true, takeKeyOf(RunKind, l, l.Preset), stays}
	if before != nil && shows == p.last {
		return before, nil
	}
	made, err := p.frames(m, l, stays)
	if err != nil {
		return nil, err
	}
	if err := p.bring(m, l.Scenario.Shown(), made, before); err != nil {
		return nil, err
	}
	p.last = shows
	return made, nil
}

// frames makes a picture: the scenario, the iterates of its runs, and how they end.
func (p *renderer) frames(m *pool.Meter, l engine.Linked, stays bool) (*live.Picture, error) {
	var parts []part
	scenario, err := json.Marshal(scenarioOf(0, l, stays))
	if err != nil {
		return nil, err
	}
	parts = append(parts, part{body: scenario})
	err = p.hub.watch(pool.WithMeter(p.ctx, m), takeKeyOf(RunKind, l, ""), p.hub.making(runBytes(l.Scenario), p.hub.maker(m, l.Scenario)), func(g group) error {
		for _, made := range g {
			parts = append(parts, part{made.binary, bytes.Clone(made.body)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &live.Picture{Frames: encodePicture(parts)}, nil
}

// bring gives a picture its surface: that of the one before where it has the same.
func (p *renderer) bring(m *pool.Meter, surface *landscape.Surface, made, before *live.Picture) error {
	made.Name = fmt.Sprint(keyOf(surface))
	if before != nil && before.Name == made.Name {
		made.Surface = before.Surface
		return nil
	}
	whole, err := p.whole(p.ctx, m, surface)
	if err != nil {
		return err
	}
	text, err := json.Marshal(whole)
	if err != nil {
		return err
	}
	made.Surface = live.Message{Surface: text}.Text()
	return nil
}

// refuse is the picture that says why there is none.
func (p *renderer) refuse(err error) *live.Picture {
	problem, status := fault.Say(p.ctx, err)
	text, err := json.Marshal(errorMessage{Type: "error", Problem: problem})
	if err != nil {
		panic(err) // texts
	}
	return &live.Picture{Frames: encodePicture([]part{{body: text}}), Passing: status >= 500}
}
