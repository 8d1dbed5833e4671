package stream

import (
	"context"
	"hash/maphash"
	"slices"

	"downhill/landscape"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train/nets"
)

// SurfacesKept is how many surfaces a page keeps of those that a connection
// brought, the newest. An older one is sent again when it is needed again.
const SurfacesKept = 64

// sentSurfaces are the surfaces that a connection has brought and the page keeps.
// It is for one goroutine at a time.
type sentSurfaces struct{ marks []uint64 } // the oldest first

// surfaceSeed makes a surface's mark: 8 bytes in the place of a formula.
var surfaceSeed = maphash.MakeSeed()

func markOf(s *landscape.Surface) uint64 {
	return maphash.Comparable(surfaceSeed, keyOf(s))
}

func keyOf(s *landscape.Surface) surfaceKey { return surfaceKey{s.ID, s.Loss.Text(), s.View} }

// surfaceKey tells surfaces apart.
type surfaceKey struct {
	id, text string
	view     landscape.View
}

// has reports whether the page keeps a surface.
func (s *sentSurfaces) has(surface *landscape.Surface) bool {
	return slices.Contains(s.marks, markOf(surface))
}

// add notes that a surface was sent.
func (s *sentSurfaces) add(surface *landscape.Surface) {
	if len(s.marks) == SurfacesKept {
		s.marks = slices.Delete(s.marks, 0, 1)
	}
	s.marks = append(s.marks, markOf(surface))
}

// surfaceMessage brings a surface, before the first scenario that names it.
type surfaceMessage struct {
	ID      uint32       `json:"id"`
	Type    string       `json:"type" ts:"'surface'"`
	Surface wire.Surface `json:"surface"`
}

// surfaceName is how a scenario on the stream names its surface: one of the
// catalogue by its id, a typed one by its formula and its view, a network's by all three.
type surfaceName struct {
	ID      string       `json:"id,omitempty"`
	Formula string       `json:"formula,omitempty"`
	View    *[4]wire.Num `json:"view,omitempty"`
}

func nameOf(s *landscape.Surface) surfaceName {
	if _, many := s.Loss.(*nets.Net); s.ID != "" && !many {
		return surfaceName{ID: s.ID}
	}
	view := wire.Box(s.View)
	return surfaceName{ID: s.ID, Formula: s.Loss.Text(), View: &view}
}

// sendScenario sends a scenario, and before it its surface unless the page has it;
// stays tells of a network's plane that it is of runs before.
func (v *session) sendScenario(ctx context.Context, m *pool.Meter, id uint32, l engine.Linked, stays bool) error {
	surface := l.Scenario.Shown()
	if !v.sent.has(surface) {
		whole, err := v.WholeSurface(ctx, m, surface)
		if err != nil {
			return err
		}
		if err := v.sendFor(ctx, surfaceMessage{id, "surface", whole}); err != nil {
			return err
		}
		v.sent.add(surface)
	}
	return v.sendFor(ctx, scenarioOf(id, l, stays))
}

// scenarioOf is a scenario as the stream carries it.
func scenarioOf(id uint32, l engine.Linked, stays bool) wire.Scenario {
	message := wire.ScenarioOf(l.Scenario, l.Path, l.Preset)
	message.ID, message.Surface = id, nameOf(l.Scenario.Shown())
	message.Course = l.Course // a page that has another one reads it again
	if message.Training != nil {
		message.Training.Stays = stays
	}
	return message
}
