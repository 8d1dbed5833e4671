package site

import (
	"cmp"
	"context"
	"sync/atomic"
	"time"
)

// A hub serves the streams of all pages.
type hub struct {
	*engine
	limits  streamLimits
	allowed func(origin, host string) bool // may a page of origin open a stream of host
	viewers *viewers
	counts  counts

	ctx  context.Context // of all streams; ends with the hard stop
	halt context.CancelFunc
}

// streamLimits are the times that a stream is held to.
type streamLimits struct {
	pingEvery, pongTime, firstMessage time.Duration
	maxViewers                        int
}

// newHub makes a hub; a limit that is zero is the usual one.
func newHub(e *engine, limits streamLimits, allowed func(origin, host string) bool) *hub {
	limits.pingEvery = cmp.Or(limits.pingEvery, pingEvery)
	limits.pongTime = cmp.Or(limits.pongTime, pongTime)
	limits.firstMessage = cmp.Or(limits.firstMessage, firstMessageTime)
	limits.maxViewers = cmp.Or(limits.maxViewers, maxViewers)
	h := &hub{engine: e, limits: limits, allowed: allowed, viewers: newViewers(limits.maxViewers)}
	h.ctx, h.halt = context.WithCancel(context.Background())
	return h
}

// counts are counted since the start.
type counts struct {
	requests [kinds]atomic.Uint64
	iterates atomic.Uint64
	messages atomic.Uint64 // sent on streams
	bytes    atomic.Uint64
	refused  atomic.Uint64 // connections turned away because the server was full
}

// open is how many streams are open.
func (h *hub) open() int { return h.viewers.count() }

// end is the hard end of all streams.
func (h *hub) end() { h.halt() }

// drain asks everyone to come back later, spread over a time, and waits until all
// have left or ctx ends.
func (h *hub) drain(ctx context.Context, spread time.Duration) { h.viewers.drain(ctx, spread) }
