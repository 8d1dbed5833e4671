package rule

// TwoStepper is what a Stepper may be besides: its step written out for two weights,
// for a run on a surface, whose time is that of its steps.
type TwoStepper interface {
	// StepTwo is update t from (x, y) with the gradient (gx, gy) at rate, and gives
	// where it leads, with the bits of Step. It changes the state as Step does.
	StepTwo(s State, t int, x, y, gx, gy, rate float64) (nextX, nextY float64)
}

// two are the numbers of a slot with one for each of two weights.
func two(v []float64) *[2]float64 { return (*[2]float64)(v) }

// decayTwo is Update.decay for two weights.
func decayTwo(wd, x, y, gx, gy float64) (dx, dy float64) {
	if wd == 0 {
		return gx, gy
	}
	return gx + wd*x, gy + wd*y
}
