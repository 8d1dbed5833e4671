package pool

import (
	"context"
	"log/slog"

	"downhill/server/limits"
)

// drawFor draws what a piece of work took, and tells the operator where its request has
// taken long by now, in all.
func (m *Meter) drawFor(ctx context.Context, s Seen) {
	before := m.draw(s.Took)
	if took := before + s.Took; before < limits.SlowWork && took >= limits.SlowWork {
		slog.WarnContext(ctx, "slow work", "kind", s.Kind, "took", took, "waited", s.Waited)
	}
}
