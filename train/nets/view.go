package nets

import (
	"math"
	"sync"

	"downhill/landscape"
	"downhill/train/field"
)

// mostWider is how many half-widths of a network's own view away from its centre a start
// is at most that the view is widened for: beyond, nothing would be seen of the landscape.
const mostWider = 8

// Shown is a surface of the network, as of a scenario, where runs start from the initial
// weights of each of some seeds: a copy whose view holds these starts, or the surface itself
// where its own does. The latest few are kept, so that their heights are measured once.
func (n *Net) Shown(s *landscape.Surface, seeds []uint64) *landscape.Surface {
	return n.shown.get(shownKey{s, seeds[0], len(seeds)}, func() *landscape.Surface { return n.widened(s, seeds) })
}

// shownKey is what a surface that is shown depends on.
type shownKey struct {
	of    *landscape.Surface
	seed  uint64
	seeds int
}

// mostShown surfaces are kept of a network.
const mostShown = 8

// shownSurfaces are the surfaces of a network as ensembles show them.
type shownSurfaces struct {
	sync.Mutex
	all map[shownKey]*landscape.Surface
}

func (s *shownSurfaces) get(key shownKey, make func() *landscape.Surface) *landscape.Surface {
	s.Lock()
	defer s.Unlock()
	if found := s.all[key]; found != nil {
		return found
	}
	if s.all == nil || len(s.all) >= mostShown {
		s.all = map[shownKey]*landscape.Surface{}
	}
	s.all[key] = make()
	return s.all[key]
}

// widened is Shown, made anew.
func (n *Net) widened(s *landscape.Surface, seeds []uint64) *landscape.Surface {
	wide := n.membersView(s.View, seeds)
	if wide == s.View {
		return s
	}
	return surfaceLike(s, s.Loss, wide, s.Start)
}

// membersView is a square around a view that holds where members start, of those that
// are not too far off; the view itself where all of them start in it.
func (n *Net) membersView(own landscape.View, seeds []uint64) landscape.View {
	v := own
	for _, seed := range seeds {
		p := n.Drawn.Project(n.Shape.Initial(n.Spec.Init, seed))
		if own.Distance(p) <= mostWider {
			v = landscape.View{XMin: min(v.XMin, p.X), XMax: max(v.XMax, p.X), YMin: min(v.YMin, p.Y), YMax: max(v.YMax, p.Y)}
		}
	}
	if v == own {
		return own
	}
	return squareAround(v, 0)
}

// StartedBy is the network's surface for a run that starts from the initial weights of
// another seed: data, plane and all that is drawn there stay.
func (n *Net) StartedBy(s *landscape.Surface, seed uint64) *landscape.Surface {
	own := *n
	own.Initial = n.Shape.Initial(n.Spec.Init, seed)
	return surfaceLike(s, &own, s.View, n.Drawn.Project(own.Initial))
}

// surfaceLike is a network's surface with another loss, view and start.
func surfaceLike(s *landscape.Surface, loss landscape.Loss, view landscape.View, start landscape.Point) *landscape.Surface {
	return &landscape.Surface{
		ID: s.ID, Name: s.Name, Group: s.Group, Loss: loss, View: view, Start: start,
		Steps: s.Steps, Rates: s.Rates, Scale: s.Scale, Found: s.Found, Part: s.Part,
	}
}

// squareAround is a square of round numbers around a box, with room around it; half of
// its side is at least so much.
func squareAround(v landscape.View, least float64) landscape.View {
	hx, hy := v.HalfWidths()
	c, half := v.Center(), field.RoundUp(viewShare*max(hx, hy, least))
	step := half / 10
	c.X, c.Y = step*math.Round(c.X/step), step*math.Round(c.Y/step)
	return landscape.View{XMin: c.X - half, XMax: c.X + half, YMin: c.Y - half, YMax: c.Y + half}
}
