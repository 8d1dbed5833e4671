package rule

import "fmt"

// lbfgsLines show the step along the direction that the pairs so far give, but
// not the two loops over them.
func lbfgsLines(w *StepValues) []string {
	g := w.Update.G
	if Largest(g) <= lbfgsFlat {
		return []string{"w' = w"}
	}
	lines := append(w.storedPair(), "(updates' = updates + 1)", "(g_prev' = g)")
	rule := lbfgs{history: int(w.Params["history"])}
	d := make([]float64, len(g))
	rule.direction(w.state, g, d)
	w.SetPair("d", d)
	lines = append(lines, direction(w))
	if w.Update.Used == 0 {
		return append(lines, "(s' = 0*g)", "w' = w")
	}
	w.SetNumber("eta", w.Update.Used)
	return append(lines, stepLength(w), "(s' = eta*d)", "w' = w + eta*d")
}

// storedPair shows the pair that the update took in, if it took one.
func (w *StepValues) storedPair() []string {
	pairs := int(w.Before("pairs")[0])
	if int(w.After("pairs")[0]) == pairs {
		return nil
	}
	i := pairs%int(w.Params["history"]) + 1
	return []string{"y = g - g_prev", "(pairs' = pairs + 1)", fmt.Sprintf("(s%d' = s)", i), fmt.Sprintf("(y%d' = y)", i)}
}

// direction shows d: steepest descent until there is a pair.
func direction(w *StepValues) string {
	if w.After("pairs")[0] == 0 {
		return "d = -g"
	}
	return "d := -H*g"
}

// stepLength shows how long the step along d is.
func stepLength(w *StepValues) string {
	switch {
	case w.Params["line_search"] == 1:
		return "eta"
	case w.Before("updates")[0] == 0:
		size := "abs(g.x) + abs(g.y)"
		if len(w.Update.W) == 1 {
			size = "abs(g.x)"
		}
		return "eta = " + w.Scaled("first_lr*min(1, 1/("+size+"))")
	}
	return "eta = " + w.Scaled("first_lr")
}
