package landscape

import (
	"context"
	"math"
	"slices"
)

// levelSamples is about how many points are checked for whether a surface is level.
const levelSamples = 256

// isLevel reports whether losses at points are equal but for rounding: whether
// their median could be the exact loss at every point. Those that are not finite
// do not count. Most surfaces are not level, which the first check shows.
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

// levelLoss is the loss of a view whose losses are all equal but for rounding, and
// that rounding; the zero value stands for any other view.
type levelLoss struct{ loss, rounding float64 }

// levelSide is the number of points a side by which a view is found to be level.
const levelSide = 24

// levelOf samples a view for a level loss. Its error is ctx's.
func levelOf(ctx context.Context, s *Surface, view View) (levelLoss, error) {
	side := levelSide
	for side > 4 && side*side*Operations(s.Loss, 0)/blockSaving > mostHeightWork {
		side /= 2
	}
	e := meter(s.Loss, NewBudget(ctx, math.MaxInt))
	f := sampleLosses(e, view, side)
	if !f.isLevel(e) {
		return levelLoss{}, ctx.Err()
	}
	level := levelLoss{loss: median(f.f)}
	for k := range f.f {
		level.rounding = max(level.rounding, rounding(e, f.at(k%side, k/side)))
	}
	return level, ctx.Err()
}

// flatten is the level loss in place of a loss that differs by rounding alone.
func (l levelLoss) flatten(loss float64) float64 {
	if l.holds(loss) {
		return l.loss
	}
	return loss
}

// holds reports whether a loss is the level one but for rounding.
func (l levelLoss) holds(loss float64) bool {
	return l.rounding > 0 && math.Abs(loss-l.loss) <= l.rounding
}
