package pool

import (
	"context"
	"log/slog"

	"downhill/server/limits"
)

// drawFor draws what a piece of work took, and tells the operator where its request has
// taken long by now, in all.
func (m *Meter) drawFor(ctx context.Context, s Seen) {
	before, slow := m.Left(), m.all-limits.SlowWork
	m.draw(s.Took)
	if before > slow && m.Left() <= slow {
		slog.WarnContext(ctx, "slow work", "kind", s.Kind, "took", m.taken(), "waited", s.Waited)
	}
}
