package train

import (
	"math"
	"sync"

	"downhill/landscape"
)

// mostWider is how many half-widths of a network's own view away from its centre a start
// is at most that the view is widened for: beyond, nothing would be seen of the landscape.
const mostWider = 8

// Shown is the surface as a scenario's picture shows it: its own, but where members of
// a network's ensemble start outside of its view, a copy whose view holds them. The
// plane, the runs and their ends are the surface's own. It depends on no rate, so that
// the landscape stands still while one is moved, but where its plane is the runs' own.
// The latest few of a network are kept, so that their heights are measured once.
func (sc *Scenario) Shown() *landscape.Surface {
	n := sc.Net()
	if n == nil || sc.Seeds <= 1 {
		return sc.Surface
	}
	return n.shown.get(shownKey{sc.Surface, sc.Seed, sc.Seeds}, func() *landscape.Surface { return sc.widened(n) })
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
func (sc *Scenario) widened(n *Net) *landscape.Surface {
	view := sc.Surface.View
	wide := n.membersView(view, sc.Seed, sc.Seeds)
	if wide == view {
		return sc.Surface
	}
	return surfaceLike(sc.Surface, sc.Surface.Loss, wide, sc.Surface.Start)
}

// membersView is a square around a view that holds where members start, of those that
// are not too far off; the view itself where all of them start in it.
func (n *Net) membersView(own landscape.View, seed uint64, seeds int) landscape.View {
	v := own
	for i := range seeds {
		p := n.drawn.Project(n.Shape.Initial(n.Spec.Init, (seed+uint64(i))%seedsEnd))
		if own.Distance(p) <= mostWider {
			v = landscape.View{XMin: min(v.XMin, p.X), XMax: max(v.XMax, p.X), YMin: min(v.YMin, p.Y), YMax: max(v.YMax, p.Y)}
		}
	}
	if v == own {
		return own
	}
	return squareAround(v, 0)
}

// squareAround is a square of round numbers around a box, with room around it; half of
// its side is at least so much.
func squareAround(v landscape.View, least float64) landscape.View {
	hx, hy := v.HalfWidths()
	c, half := v.Center(), roundRateUp(viewShare*max(hx, hy, least))
	step := half / 10
	c.X, c.Y = step*math.Round(c.X/step), step*math.Round(c.Y/step)
	return landscape.View{XMin: c.X - half, XMax: c.X + half, YMin: c.Y - half, YMax: c.Y + half}
}
