package step

import (
	"downhill/train"
	"downhill/train/descent"
	"slices"
)

// explain gives the lines that explain an update of a scenario's run: what
// came between gradient and rule, the rate where a schedule sets it, and the
// rule's own lines.
func explain(sc *train.Scenario, u *descent.Taken) (*explanation, []line, error) {
	w := newExplanation(u)
	texts := w.gradientLines(sc, u)
	if w.Scheduled && !u.Spec.Rateless {
		texts = append(texts, "lr = lr0*factor")
	}
	var lines []line
	for _, text := range append(texts, u.Spec.Lines(w.StepValues)...) {
		l, err := parseLine(text)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, l)
	}
	return w, withoutUnusedRate(lines), nil
}

// withoutUnusedRate leaves the schedule's rate out where no line goes on to use
// it, as with Rprop.
func withoutUnusedRate(lines []line) []line {
	used := false
	for _, l := range lines {
		if l.right != nil {
			l.right.Names(func(name string, _ bool) { used = used || name == "lr" })
		}
	}
	kept := lines[:0:0]
	for _, l := range lines {
		if used || l.left.Name() != "lr" {
			kept = append(kept, l)
		}
	}
	return kept
}

// gradientLines show how the gradient became the rule's g: as computed, with
// noise, clipped, with L2 weight decay, as far as the scenario has these.
func (w *explanation) gradientLines(sc *train.Scenario, u *descent.Taken) []string {
	gradient := []float64{u.At.Grad.X, u.At.Grad.Y}[:len(u.W)]
	w.SetPair("gradient", gradient)
	w.SetPair("noisy", u.Noisy)
	w.SetPair("clipped", u.G)
	w.SetPair("g", u.D)
	var stages []stage
	if sc.Noise > 0 {
		w.SetConstant("noise", sc.Noise)
		z := make([]float64, len(gradient))
		for i, g := range gradient {
			z[i] = (u.Noisy[i] - g) / sc.Noise
		}
		w.SetPair("z", z)
		stages = append(stages, stage{"noisy", "", " + noise*z"})
	}
	if sc.Clip.Kind != "" {
		w.SetConstant("clip", sc.Clip.Bound)
		stages = append(stages, map[string]stage{
			"norm":  {"clipped", "shrink*", ""},
			"value": {"clipped", "min(max(", ", -clip), clip)"},
		}[sc.Clip.Kind])
	}
	if !slices.Equal(u.D, u.G) {
		stages = append(stages, stage{"decayed", "", " + weight_decay*w"})
	}
	return chain(stages)
}

// stage is what comes between the gradient and the rule: its name, and what is
// written before and after the gradient that it is given.
type stage struct{ name, before, after string }

// chain leads from the gradient as computed to g; the last stage gives g.
func chain(stages []stage) []string {
	if len(stages) == 0 {
		return []string{"g := gradient"}
	}
	var lines []string
	from := "gradient"
	for i, s := range stages {
		name := s.name
		if i == len(stages)-1 {
			name = "g"
		}
		if s.before == "shrink*" {
			lines = append(lines, "shrink = min(1, clip/(norm("+from+") + 10^-6))")
		}
		lines = append(lines, name+" = "+s.before+from+s.after)
		from = name
	}
	return lines
}
