package stream

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"downhill/server/journal"
	"downhill/server/metrics"
)

// asked is a request with the moment at which it came.
type asked struct {
	Request
	at time.Time
}

// A task is a request under way, for what is measured of it.
type task struct {
	kind   string
	at     time.Time
	framed atomic.Bool // a frame of it was sent
}

type taskKey struct{}

// in is the context of the work for a request.
func (r asked) in(ctx context.Context, l *lane) context.Context {
	kind := l.kind.String()
	ctx = journal.With(ctx, journal.Asked{ID: l.stream + "/" + strconv.FormatUint(uint64(r.ID), 10), Kind: kind})
	return context.WithValue(ctx, taskKey{}, &task{kind: kind, at: r.at})
}

// noteFrame notes that a frame was sent, and how long it took to write.
func noteFrame(ctx context.Context, m *metrics.Metrics, wrote time.Duration) {
	m.Written(wrote)
	if t, ok := ctx.Value(taskKey{}).(*task); ok && !t.framed.Swap(true) {
		m.FirstFrame(t.kind, time.Since(t.at))
	}
}

// endingOf is how a request ended.
func endingOf(err error) metrics.Ending {
	switch {
	case err == nil:
		return metrics.Done
	case errors.Is(err, errSuperseded):
		return metrics.Superseded
	case errors.Is(err, errCancelled), errors.Is(err, errGone), errors.Is(err, context.Canceled):
		return metrics.Cancelled
	}
	return metrics.Error
}
