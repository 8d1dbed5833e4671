package pool

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"downhill/server/journal"
)

// A request that has taken more than a second in all is told of once, by its id and its
// kind; one that stays below is not.
func TestSlowWorkIsTold(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	defer slog.SetDefault(before)
	slog.SetDefault(journal.New(&log, journal.Format{}))
	ctx := journal.With(t.Context(), journal.Asked{ID: "a-7/3", Kind: "basins"})
	m := NewMeter()
	seen := Seen{Kind: "basins", Took: 600 * time.Millisecond, Waited: 3 * time.Millisecond}
	m.drawFor(ctx, seen)
	if log.Len() > 0 {
		t.Errorf("after 0.6 s: %s", &log)
	}
	m.drawFor(ctx, seen)
	m.drawFor(ctx, seen)
	text := log.String()
	for _, want := range []string{`msg="slow work"`, "kind=basins", "took=1.2s", "waited=3ms", "request=a-7/3"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%q is not told once: %s", want, text)
		}
	}
}
