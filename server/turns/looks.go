package turns

import (
	"sync/atomic"
	"time"
)

const (
	// lookTime is about how far the looks at the clock are apart.
	lookTime = 50 * time.Microsecond
	// mostUnlooked is how often work may offer its place at most without a look.
	mostUnlooked = 64
)

// looks say when work that offers its place looks at the clock: who offers it after each
// step looks only now and then, since a look takes as long as a cheap step.
type looks struct {
	offers, every atomic.Int32
	last          atomic.Int64
}

// due reports whether it is time to look.
func (l *looks) due() bool { return l.offers.Add(1) >= l.every.Load() }

// note notes a look, at a time in nanoseconds.
func (l *looks) note(now int64) {
	l.offers.Store(0)
	switch apart := time.Duration(now - l.last.Swap(now)); {
	case apart < lookTime/2:
		l.every.Store(min(max(1, 2*l.every.Load()), mostUnlooked))
	case apart > 2*lookTime:
		l.every.Store(1)
	}
}
