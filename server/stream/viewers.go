package stream

import (
	"context"
	"maps"
	"net/netip"
	"runtime/debug"
	"sync"
	"time"

	"downhill/server/fault"
	"downhill/server/limits"
)

// viewers are the open streams.
type viewers struct {
	most int

	mu       sync.Mutex
	entered  int
	from     map[netip.Prefix]int // of entered, by the address
	peak     int                  // of entered
	crowd    int                  // the most of entered since memory was given back
	stopping context.Context      // how long those who are there have; nil while the server goes on
	open     map[socket]*session
	left     chan struct{} // closed when the last one leaves after stopping
}

func newViewers(most int) *viewers {
	return &viewers{most: most, from: map[netip.Prefix]int{}, open: map[socket]*session{}, left: make(chan struct{})}
}

// enter takes a place for a viewer from an address, or says why there is none. The last
// places are kept for addresses that have few: a hall that shares one fills the others,
// and so may one who would take all. Each further address fills nine tenths of what is
// left: the last tenth is for those that have less than a tenth, the last hundredth for
// those that have less than a hundredth, and so on.
func (v *viewers) enter(from netip.Prefix) (leave func(), err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.stopping != nil {
		return nil, fault.ErrStopping
	}
	for last := v.most / limits.LastPlaces; last > 0; last /= limits.LastPlaces {
		if v.entered >= v.most-last && v.from[from] >= last {
			return nil, fault.ErrFull
		}
	}
	if v.entered >= v.most {
		return nil, fault.ErrFull
	}
	v.entered++
	v.from[from]++
	v.peak, v.crowd = max(v.peak, v.entered), max(v.crowd, v.entered)
	return func() { v.leave(from) }, nil
}

// largeCrowd is from how many viewers on memory is given back at once when half of them
// have left; that of fewer goes back to the system by and by.
const largeCrowd = 256

// giveBack gives memory back to the system where most of a crowd have left; v.mu is held.
func (v *viewers) giveBack() {
	if v.crowd >= largeCrowd && v.entered <= v.crowd/2 {
		v.crowd = v.entered
		time.AfterFunc(limits.LeaveTime, debug.FreeOSMemory) // when what they had is let go of
	}
}

// full reports whether there is no place for anyone.
func (v *viewers) full() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.entered >= v.most
}

func (v *viewers) leave(from netip.Prefix) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.entered--
	if v.from[from]--; v.from[from] == 0 {
		delete(v.from, from)
	}
	v.giveBack()
	if v.stopping != nil && v.entered == 0 {
		close(v.left)
	}
}

// add notes an open stream, so that it can be asked to come back later.
func (v *viewers) add(s socket, of *session) (forget func()) {
	v.mu.Lock()
	v.open[s] = of
	late := v.stopping // it entered just before: nobody else would ask it
	v.mu.Unlock()
	if late != nil {
		go s.restart(late, of)
	}
	return func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		delete(v.open, s)
	}
}

func (v *viewers) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.entered
}

// highest is the most that were ever there at once.
func (v *viewers) highest() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.peak
}

// stop lets nobody in any more, and returns who is there; they have until ctx ends.
func (v *viewers) stop(ctx context.Context) map[socket]*session {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.stopping = ctx
	if v.entered == 0 {
		close(v.left)
	}
	return maps.Clone(v.open)
}

// drain asks everyone to come back later, spread over a time so that they
// don't all come back at once, and waits until all have left or ctx ends. On a busy
// machine a wait is longer than it should be: the next ones are shorter then.
func (v *viewers) drain(ctx context.Context, spread time.Duration) {
	open, begin, asked := v.stop(ctx), time.Now(), 0
	for s, of := range open {
		go s.restart(ctx, of) // a slow page may take seconds to answer
		asked++
		due := spread * time.Duration(asked) / time.Duration(len(open))
		if pause(ctx, due-time.Since(begin)) != nil {
			return
		}
		select {
		case <-v.left:
			return
		default:
		}
	}
	select {
	case <-v.left:
	case <-ctx.Done():
	}
}
