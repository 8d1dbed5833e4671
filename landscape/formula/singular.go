package formula

// guarded are the operations of derivatives that take a convention's value
// where there is no slope, or none that is found without a limit.
var guarded = [256]bool{
	opSign: true, opPositive: true, opInverse0: true, opOver0: true, opLog0: true, opPow0: true, opPowLog: true, opStep: true,
}

// singular reports whether a guarded operation is at such a point.
func singular(o op, a, b float64) bool {
	switch o {
	case opOver0:
		return b == 0
	case opStep:
		return a == b
	case opPow0:
		return a == 0 && b < 0
	}
	return a == 0
}
