package elementary

// Sign is −1, 0 or 1.
func Sign(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return a // 0, or NaN
}

// Positive is 1 where a is positive, else 0; NaN stays.
func Positive(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a <= 0:
		return 0
	}
	return a
}
