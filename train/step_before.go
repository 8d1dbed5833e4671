package train

import (
	"slices"

	"downhill/landscape"
	"downhill/train/rule"
)

// lines tells the update that d has just made: what came between gradient and
// rule, the rate where a schedule sets it, and the rule's own lines.
func (d *descent) lines(spec *rule.Spec, params rule.Params, computed landscape.Point, before rule.State) (*telling, []line, error) {
	w := newTelling(d, spec, params, before)
	texts := w.gradientLines(d, computed)
	if w.Scheduled && !spec.Rateless {
		texts = append(texts, "lr = lr0*factor")
	}
	var lines []line
	for _, text := range append(texts, spec.Lines(w.Working)...) {
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

// gradientLines tell how the gradient became the rule's g: as computed, with
// noise, clipped, with L2 weight decay. What the scenario is without is not told.
func (w *telling) gradientLines(d *descent, computed landscape.Point) []string {
	u := w.Update
	w.GivePair("gradient", []float64{computed.X, computed.Y})
	w.GivePair("noisy", d.noisy)
	w.GivePair("clipped", u.G)
	w.GivePair("g", u.D)
	var stages []stage
	if d.noise != nil {
		w.Constant("noise", d.sigma)
		w.GivePair("z", []float64{(d.noisy[0] - computed.X) / d.sigma, (d.noisy[1] - computed.Y) / d.sigma})
		stages = append(stages, stage{"noisy", "", " + noise*z"})
	}
	if d.clip.Kind != "" {
		w.Constant("clip", d.clip.Bound)
		stages = append(stages, map[string]stage{
			"norm":  {"clipped", "shrink*", ""},
			"value": {"clipped", "min(max(", ", -clip), clip)"},
		}[d.clip.Kind])
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
