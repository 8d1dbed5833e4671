package pool

import (
	"context"
	"sync/atomic"

	"downhill/once"
	"downhill/server/limits"

	"golang.org/x/sync/semaphore"
)

const (
	// flowBytes is what the answers under way may hold at once, half of it for
	// small ones: so no page waits for those who ask for much and read nothing.
	flowBytes = 48 << 20
	// flowShare is the share of GOMEMLIMIT that they hold at most, where that is set.
	flowShare = 6
	// smallFlow is the most that a small answer holds.
	smallFlow = 256 << 10
)

// A Flow bounds what is held for callers who have not read it yet. Waiting for
// room holds no slot of the pool; who came first is served first.
type Flow struct {
	half         int64
	small, large *semaphore.Weighted
	now, ever    atomic.Int64 // bytes that are held, and the most that were
}

// NewFlow is a flow of the usual size, or of a share of GOMEMLIMIT.
func NewFlow() *Flow { return newFlowOf(once.Limit(flowBytes, flowShare)) }

func newFlowOf(bytes int) *Flow {
	half := int64(bytes / 2)
	return &Flow{half: half, small: semaphore.NewWeighted(half), large: semaphore.NewWeighted(half)}
}

// Hold waits until there is room for so many bytes, and takes it until release is
// called, once. Who asks for more than there is at all gets all there is.
func (f *Flow) Hold(ctx context.Context, bytes int) (release func(), err error) {
	size, room := min(int64(bytes), f.half), f.large
	if size <= smallFlow {
		room = f.small
	}
	if !room.TryAcquire(size) {
		limited, cancel := context.WithTimeout(ctx, limits.QueueTime)
		defer cancel()
		if err := room.Acquire(limited, size); err != nil {
			return nil, err
		}
	}
	f.count(size)
	return func() {
		f.count(-size)
		room.Release(size)
	}, nil
}

// count notes what is held.
func (f *Flow) count(bytes int64) {
	now := f.now.Add(bytes)
	for most := f.ever.Load(); now > most && !f.ever.CompareAndSwap(most, now); most = f.ever.Load() {
	}
}

// Held is how many bytes are held, most how many were at most, and room how many
// may be.
func (f *Flow) Held() int64 { return f.now.Load() }
func (f *Flow) Most() int64 { return f.ever.Load() }
func (f *Flow) Room() int64 { return 2 * f.half }
