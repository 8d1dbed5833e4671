package rule

import "downhill/landscape/formula"

// newtonLines show how the Hessian is made positive, where it is not, and how
// the step d = H⁻¹·g follows, by Cramer's rule or along the eigenvectors.
func newtonLines(w *StepValues) []string {
	u := w.Update
	if len(u.W) == 1 {
		return curvatureLines(w)
	}
	var h [4]float64
	u.Probe.Hessian(u.W, h[:])
	xx, xy, yy := h[0], h[1], h[3]
	w.SetMatrix("H", xx, xy, yy)
	lines := []string{"H := curvature"}
	if w.Params["hessian"] == 1 {
		lines = append(lines, absoluteLines(w, xx, xy, yy)...)
	} else {
		lines = append(lines, shiftedLines(w, xx, xy, yy)...)
	}
	if w.Params["damping"] == 1 && !w.Scheduled {
		return append(lines, "w' = w - d")
	}
	return append(lines, "w' = w - "+w.Scaled("damping*d"))
}

// curvatureLines show the same of one weight, whose Hessian is one number.
func curvatureLines(w *StepValues) []string {
	var h [1]float64
	w.Update.Probe.Hessian(w.Update.W, h[:])
	w.SetNumber("H", h[0])
	lines := []string{"H := curvature"}
	switch {
	case w.Params["hessian"] == 1:
		lines = append(lines, "d = g/max(abs(H), delta)")
	case h[0] < w.Params["delta"]:
		lines = append(lines, "tau = delta - H", "d = g/(H + tau)")
	default:
		lines = append(lines, "d = g/H")
	}
	if w.Params["damping"] == 1 && !w.Scheduled {
		return append(lines, "w' = w - d")
	}
	return append(lines, "w' = w - "+w.Scaled("damping*d"))
}

func shiftedLines(w *StepValues, xx, xy, yy float64) []string {
	a, b := "H.xx", "H.yy"
	var lines []string
	if _, low := formula.Eigenvalues(xx, xy, yy); low < w.Params["delta"] {
		w.SetNumber("low", low)
		lines = append(lines, "low", "tau = delta - low", "a = H.xx + tau", "b = H.yy + tau")
		a, b = "a", "b"
	}
	return append(lines, "D = "+a+"*"+b+" - H.xy^2",
		"d.x = ("+b+"*g.x - H.xy*g.y)/D", "d.y = ("+a+"*g.y - H.xy*g.x)/D")
}

func absoluteLines(w *StepValues, xx, xy, yy float64) []string {
	if xy == 0 {
		return []string{"d.x = g.x/max(abs(H.xx), delta)", "d.y = g.y/max(abs(H.yy), delta)"}
	}
	high, low := formula.Eigenvalues(xx, xy, yy)
	w.SetNumber("high", high)
	w.SetNumber("low", low)
	x, y := formula.Eigenvector(xx, xy, yy, low)
	w.SetPair("vector", []float64{x, y})
	return []string{
		"high", "low", "vector",
		"along = dot(vector, g)/max(abs(high), delta)",
		"across = (vector.x*g.y - vector.y*g.x)/max(abs(low), delta)",
		"d.x = along*vector.x - across*vector.y", "d.y = along*vector.y + across*vector.x",
	}
}
