package site

import (
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

func newHub(e *engine, limits streamLimits, allowed func(origin, host string) bool) *hub {
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
