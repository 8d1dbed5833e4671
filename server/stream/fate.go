package stream

import (
	"sync/atomic"

	"downhill/server/metrics"
)

// A fate is why this side ended a stream; none where the other one did.
type fate struct {
	first atomic.Pointer[metrics.Ending] // what came first is the reason of the rest
}

func (f *fate) set(e metrics.Ending) { f.first.CompareAndSwap(nil, &e) }

// ending is how a stream ended, of which reading gave err; stopped tells that the
// server had ended all.
func (f *fate) ending(err error, stopped bool) metrics.Ending {
	if e := f.first.Load(); e != nil {
		return *e
	}
	switch {
	case stopped:
		return metrics.Stopped
	case brokeProtocol(err):
		return metrics.Failed
	}
	return metrics.Left
}
