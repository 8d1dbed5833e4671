package judge

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
)

// WayOut watches how a run on a surface without a bottom goes out of the view. How many
// of its steps lead down tells nothing of that: momentum swings while it rolls off.
type WayOut struct {
	box     viewBox
	lowest  float64 // of the view
	high    float64 // the highest of the view and the start
	falls   bool    // each step since it was last in the view led down
	last    float64
	highest float64 // so far
	noisy   bool
}

func NewWayOut(s *landscape.Surface, noisy bool) WayOut {
	lowest, _ := s.Heights()
	return WayOut{box: viewBoxOf(s.View), lowest: lowest, high: s.Highest(), falls: true, last: math.Inf(1), highest: math.Inf(-1), noisy: noisy}
}

// See takes the next iterate.
func (r *WayOut) See(it *descent.Iterate) {
	if it.K == 0 {
		r.high = max(r.high, it.Loss)
	}
	r.falls = r.box.within(it.W) || r.falls && it.Loss <= r.last
	r.last, r.highest = it.Loss, max(r.highest, it.Loss)
}

// RollsOff reports whether a run that left at the latest iterate rolled off: it is finite there
// and lower than all of the view, and each step of its way out led down; or, where noise
// leads now up, now down, none of the whole way above all of the view. Swings that grow
// lead up on their way out, and above all of it.
func (r *WayOut) RollsOff(it *descent.Iterate) bool {
	return it.Finite() && it.Loss < r.lowest && (r.falls || r.noisy && r.highest <= r.high)
}

// rollsOff reports whether a run that left at iterate k rolled off a surface without a
// bottom.
func (j *Judge) rollsOff(k int) bool {
	if !j.Surface.Unbounded {
		return false
	}
	r := NewWayOut(j.Surface, j.noisy)
	for i := range k + 1 {
		r.See(&j.t[i])
	}
	return r.RollsOff(&j.t[k])
}

// rolls reports whether a run that has not left is on its way down an unbounded surface,
// past the view's edge and lower than all of it, and each step since it was last in
// the view led down.
func (j *Judge) rolls() bool {
	end := &j.t[j.last]
	if box := viewBoxOf(j.Surface.View); !j.Surface.Unbounded || box.within(end.W) {
		return false
	}
	r := NewWayOut(j.Surface, j.noisy)
	for i := range j.last + 1 {
		r.See(&j.t[i])
	}
	return r.falls && r.RollsOff(end)
}
