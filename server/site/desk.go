package site

import (
	"context"
	"runtime"
	"strings"
	"time"

	"downhill/server/limits"
	"downhill/server/turns"
)

// A desk is where plain HTTP asks, in turn, while hands are at work: what is answered from
// memory needs no turn to compute, and there is no end of such questions. Turns go round
// between addresses, and between the connections of each; so many are begun a second, which
// leaves most of the processors to those that drag.
type desk struct {
	turns *turns.Turns
	busy  func() bool // hands are at work
	after func(d time.Duration, end func())
}

const (
	// deskTime is how long a question has the desk, on one processor: that is several times
	// what an answer from memory takes.
	deskTime = 2 * time.Millisecond
	// assetTime is that of a part of the page, of which each page asks for many.
	assetTime = deskTime / 8
)

func newDesk(busy func() bool) *desk {
	return &desk{turns.New(1, 0), busy, func(d time.Duration, end func()) { time.AfterFunc(d, end) }}
}

// ask waits until a question of an owner may be begun.
func (d *desk) ask(ctx context.Context, owner turns.Owner, path string) error {
	if !deskServes(path) || !d.busy() {
		return nil
	}
	had, err := d.turns.Begin(ctx, owner, limits.QueueTime)
	if err != nil {
		return err
	}
	takes := deskTime
	if strings.HasPrefix(path, "/static/") {
		takes = assetTime
	}
	takes /= time.Duration(runtime.NumCPU())
	d.after(takes, func() { had.Leave(takes) })
	return nil
}

// deskServes reports whether a path is asked for at the desk: not the stream, whose
// connections are counted, nor what a machine asks for that watches.
func deskServes(path string) bool {
	switch path {
	case "/ws", "/healthz", "/readyz", "/metrics":
		return false
	}
	return true
}
