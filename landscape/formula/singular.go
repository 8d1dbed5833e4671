package formula

import "downhill/landscape/formula/op"

// guarded are the operations of derivatives that take a convention's value
// where there is no slope, or none that is found without a limit.
var guarded = [256]bool{
	op.Sign: true, op.Positive: true, op.Inverse0: true, op.Over0: true, op.Log0: true, op.Pow0: true, op.PowLog: true, op.Step: true,
}

// singular reports whether a guarded operation is at such a point.
func singular(o op.Op, a, b float64) bool {
	switch o {
	case op.Over0:
		return b == 0
	case op.Step:
		return a == b
	case op.Pow0:
		return a == 0 && b < 0
	}
	return a == 0
}
