package descent

import "downhill/landscape"

// Ending is what ends a run on a surface before its steps are over, for who makes runs
// elsewhere.
type Ending struct {
	Center     landscape.Point
	FarX, FarY float64 // an iterate further than these from Center is the last
	Least      float64 // an update shorter than this is none
	Still      int     // so many of these in a row are the last
}

// EndingOf is what ends runs on a surface.
func EndingOf(s *landscape.Surface) Ending {
	b := newBounds(s.View)
	return Ending{Center: b.center, FarX: b.farX, FarY: b.farY, Least: StillMove * s.View.Diagonal(), Still: stillInARow}
}

// NetEnding is what ends a network's runs before their steps are over.
type NetEnding struct {
	Far   float64 // times 1 + ‖w₀‖: an iterate further than this from the first is the last
	Least float64 // times 1 + ‖w‖: an update of w shorter than this is none
	Still int     // so many of these in a row are the last
}

// EndingOfNets is what ends runs of networks.
func EndingOfNets() NetEnding {
	return NetEnding{Far: farFromStart, Least: StillMove, Still: stillInARow}
}
