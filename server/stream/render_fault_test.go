package stream

import (
	"bytes"
	"context"
	"testing"

	"downhill/landscape"
	"downhill/once"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/live"
	"downhill/server/pool"
	"downhill/server/wire"
)

// A fault that passes is told as such, and once it is over what a state shows is made,
// wherever in the making of a picture the fault was.
func TestAFaultOfARendererPasses(t *testing.T) {
	hub := New(engine.New(""), Limits{}, nil)
	hub.PlaceOf = func(link string) (preset, query string) { return "", link }
	p := hub.newRenderer("ROOM").(*renderer)
	defer p.Close()
	wells, bowl := live.State{Link: "surface=wells"}, live.State{Link: "surface=bowl"}
	for name, failing := range map[string]func(before *live.Picture) *live.Picture{
		"the runs fail": func(before *live.Picture) *live.Picture {
			failNextRun(t, hub, wells.Link)
			return p.Render(wells, before)
		},
		"its surface fails": func(before *live.Picture) *live.Picture {
			whole := p.whole
			defer func() { p.whole = whole }()
			p.whole = func(context.Context, *pool.Meter, *landscape.Surface) (wire.Surface, error) {
				return wire.Surface{}, fault.ErrFull
			}
			return p.Render(wells, before)
		},
		"its surface panics": func(before *live.Picture) *live.Picture {
			whole := p.whole
			defer func() { p.whole = whole }()
			p.whole = nil
			return p.Render(wells, before)
		},
		"it panics": func(before *live.Picture) *live.Picture {
			place := hub.PlaceOf
			defer func() { hub.PlaceOf = place }()
			hub.PlaceOf = nil
			return p.Render(wells, before)
		},
	} {
		for _, shows := range []bool{false, true} {
			var before *live.Picture
			if shows {
				before = p.Render(bowl, nil)
			}
			refused := failing(before)
			if !refused.Passing || !bytes.Contains(refused.Frames, []byte(`"type":"error"`)) {
				t.Fatalf("%s: that is told as %.200q", name, refused.Frames)
			}
			made := p.Render(wells, refused)
			if made == refused || made.Passing || made.Surface == nil {
				t.Errorf("%s: the fault stays: %.200q", name, made.Frames)
			}
			if p.Render(wells, made) != made {
				t.Errorf("%s: what shows the same is rendered again", name)
			}
		}
	}
}

// failNextRun lets the next answer to a run be that the server is full.
func failNextRun(t *testing.T, hub *Hub, query string) {
	l, err := hub.Resolve(t.Context(), pool.NewMeter(), "", query)
	if err != nil {
		t.Fatal(err)
	}
	key := takeKeyOf(RunKind, l, "")
	hub.takes.of[key] = &take{key: key, all: &hub.takes, party: new(once.Party), cancel: func() {}, over: true, err: fault.ErrFull, more: make(chan struct{})}
}
