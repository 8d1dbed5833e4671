package landscape

import (
	"context"
	"math"
	"slices"
)

// levelSamples is how many points are asked whether a ground is level, about.
const levelSamples = 256

// isLevel reports whether losses at points are within rounding of one: whether
// the middle one of them could be the exact loss at every point. What is not
// finite has no height. Where the ground is not level that is seen at once.
func isLevel(o Objective, losses []float64, at func(k int) Point) bool {
	middle := median(losses)
	farthest, far := 0, -1.0
	for k, f := range losses {
		if off := math.Abs(f - middle); off-off == 0 && off > far {
			farthest, far = k, off
		}
	}
	if far < 0 {
		return false
	}
	within := func(k int) bool {
		off := math.Abs(losses[k] - middle)
		return off-off != 0 || off == 0 || off <= rounding(o, at(k))
	}
	level := within(farthest)
	for k := 0; k < len(losses) && level; k += max(1, len(losses)/levelSamples) {
		level = within(k)
	}
	return level
}

// median is the middle one of the finite losses; NaN where there is none.
func median(losses []float64) float64 {
	return quantile(sorted(losses), 0.5)
}

// sorted are the finite ones of losses, the lowest first.
func sorted(losses []float64) []float64 {
	finite := slices.DeleteFunc(slices.Clone(losses), func(f float64) bool { return f-f != 0 })
	slices.Sort(finite)
	return finite
}

// ground is the one loss of a view whose losses are all within rounding of it;
// the zero value is a view that has a shape.
type ground struct{ loss, rounding float64 }

// groundSide is the number of points a side that tell whether a view is level.
const groundSide = 24

// levelOf looks at a view. Its error is ctx's.
func levelOf(ctx context.Context, s *Surface, view View) (ground, error) {
	side := groundSide
	for side > 4 && side*side*Operations(s.Loss, 0)/blockSaving > mostHeightWork {
		side /= 2
	}
	e := meter(s.Loss, NewWork(ctx, math.MaxInt))
	f := sampleLosses(e, view, side)
	if !f.isLevel(e) {
		return ground{}, ctx.Err()
	}
	level := ground{loss: median(f.f)}
	for k := range f.f {
		level.rounding = max(level.rounding, rounding(e, f.at(k%side, k/side)))
	}
	return level, ctx.Err()
}

// of is a loss of the view: the one of the ground, where it is within rounding of
// that.
func (g ground) of(loss float64) float64 {
	if g.holds(loss) {
		return g.loss
	}
	return loss
}

// holds reports whether a loss is that of the ground. Where no loss is rounded
// there is nothing to even out.
func (g ground) holds(loss float64) bool {
	return g.rounding > 0 && math.Abs(loss-g.loss) <= g.rounding
}
