package stream

import (
	"cmp"
	"context"
	"sync/atomic"
	"time"

	"downhill/server/engine"
	"downhill/server/limits"
	"downhill/server/live"
)

// A Hub serves the streams of all pages.
type Hub struct {
	*engine.Engine
	limits  Limits
	allowed func(origin, host string) bool // may a page of origin open a stream of host
	viewers *viewers
	takes   takes
	Counts  Counts
	Rooms   *live.Rooms                              // the lectures
	PlaceOf func(link string) (preset, query string) // what a page's link asks for
	advised advice

	sessions atomic.Uint64 // since the start, which names them where turns go round

	ctx  context.Context // of all streams; ends with the hard stop
	halt context.CancelFunc
}

// Limits are the times that a stream is held to.
type Limits struct {
	PingEvery, PongTime, FirstMessage time.Duration
	MaxViewers                        int
}

// New makes a hub; a limit that is zero is the usual one.
func New(e *engine.Engine, set Limits, allowed func(origin, host string) bool) *Hub {
	set.PingEvery = cmp.Or(set.PingEvery, limits.PingEvery)
	set.PongTime = cmp.Or(set.PongTime, limits.PongTime)
	set.FirstMessage = cmp.Or(set.FirstMessage, limits.FirstMessageTime)
	set.MaxViewers = cmp.Or(set.MaxViewers, limits.MaxViewers)
	h := &Hub{Engine: e, limits: set, allowed: allowed, viewers: newViewers(set.MaxViewers), Rooms: live.New(),
		takes: takes{of: map[takeKey]*take{}}}
	h.Rooms.Renderers = h.newRenderer
	h.ctx, h.halt = context.WithCancel(context.Background())
	return h
}

// Counts are counted since the start.
type Counts struct {
	Iterates atomic.Uint64
	Messages atomic.Uint64 // sent on streams
	Bytes    atomic.Uint64
}

// Open is how many streams are open.
func (h *Hub) Open() int { return h.viewers.count() }

// Peak is how many were at most, and Most how many may be.
func (h *Hub) Peak() int { return h.viewers.highest() }
func (h *Hub) Most() int { return h.limits.MaxViewers }

// Full reports whether nobody is let in any more.
func (h *Hub) Full() bool { return h.viewers.full() }

// End is the hard end of all streams.
func (h *Hub) End() { h.halt() }

// Drain asks everyone to come back later, spread over a time, and waits until all
// have left or ctx ends.
func (h *Hub) Drain(ctx context.Context, spread time.Duration) { h.viewers.drain(ctx, spread) }
