package pool

import (
	"context"
	"sync"
	"time"

	"downhill/server/limits"
)

// A Meter is what is left of a request's processor time.
type Meter struct {
	mu   sync.Mutex
	all  time.Duration // what there was, with what was lent
	left time.Duration
	lent time.Duration
}

// NewMeter is what one request may take.
func NewMeter() *Meter { return NewMeterOf(limits.CPUBudget) }

// NewMeterOf is a meter of a time of its own.
func NewMeterOf(d time.Duration) *Meter { return &Meter{all: d, left: d} }

// Left is what is left, and Taken what was taken; draw takes from it, and is what was
// taken before.
func (m *Meter) Left() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.left
}

func (m *Meter) Taken() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.all - m.left
}

func (m *Meter) draw(d time.Duration) (before time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before = m.all - m.left
	m.left -= d
	return before
}

// Share lets work that goes on for several requests take of m as much as any of them has
// left, whoever asked first: other is that of one who joins, and from what m had taken as
// the work began. So however many join, the work may take no more than one that is done for
// a single request. A clock that counts for m meanwhile goes by it.
func (m *Meter) Share(other *Meter, from time.Duration) {
	if other == nil || other == m {
		return
	}
	may := other.Left()
	m.mu.Lock()
	defer m.mu.Unlock()
	if more := may - (m.all - m.left - from) - m.left; more > 0 {
		m.all, m.left, m.lent = m.all+more, m.left+more, m.lent+more
	}
}

// mayTake is what is left, and what of that and of what was taken was lent.
func (m *Meter) mayTake() (left, lent time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.left, m.lent
}

type meterKey struct{}

// WithMeter is a context of a request whose work draws from a meter, and MeterOf that
// meter, nil where none is told.
func WithMeter(ctx context.Context, m *Meter) context.Context {
	return context.WithValue(ctx, meterKey{}, m)
}

func MeterOf(ctx context.Context) *Meter {
	m, _ := ctx.Value(meterKey{}).(*Meter)
	return m
}
