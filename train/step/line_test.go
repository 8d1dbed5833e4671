package step

import (
	"context"
	"errors"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

// lineCases are the circumstances in which each optimizer's lines are held to
// what it does: its parameters' extremes, its choices, noise, clipping, a
// schedule.
func lineCases(o *rule.Spec) []train.Scenario {
	settings := []rule.Params{nil}
	for _, p := range o.Params {
		switch p.Kind {
		case rule.Bool, rule.Choice:
			settings = append(settings, rule.Params{p.Key: 1})
		case rule.Number:
			settings = append(settings, rule.Params{p.Key: 0.3 * min(1, p.Max)})
		}
	}
	settings = append(settings,
		rule.Params{"centered": 1, "momentum": 0.5}, rule.Params{"dampening": 0.4, "momentum": 0.5, "weight_decay": 0.1},
		rule.Params{"hessian": 1, "damping": 0.5}, rule.Params{"line_search": 1, "history": 2}, rule.Params{"step_max": 0.02, "step_min": 0.01},
		rule.Params{"max_backtracks": 2, "first_lr": 50})
	var all []train.Scenario
	for _, set := range settings {
		all = append(all, train.Scenario{Params: known(o, set)},
			train.Scenario{Params: known(o, set), Noise: 0.3, Seed: 5, Clip: descent.Clip{Kind: "norm", Bound: 2}, Schedule: "cosine"})
	}
	return append(all, train.Scenario{Clip: descent.Clip{Kind: "value", Bound: 0.5}, Noise: 0.1}, train.Scenario{Schedule: "reduce-on-plateau"})
}

// known are the parameters that o has.
func known(o *rule.Spec, set rule.Params) rule.Params {
	kept := rule.Params{}
	for key, value := range set {
		if hasParam(o.Params, key) {
			kept[key] = value
		}
	}
	return kept
}

// TestLinesAreWhatWasTrained: over the whole catalogue, what the lines come to
// from the step's own numbers is what the trainer made, each state and w'.
func TestLinesAreWhatWasTrained(t *testing.T) {
	surfaces := map[string]float64{"himmelblau": 0.01, "rosenbrock": 1e-3, "saddle": 0.05, "wells": 0.5, "ravine": 0.09}
	for _, o := range rule.Optimizers() {
		for id, rate := range surfaces {
			for _, sc := range lineCases(o) {
				surface, ok := landscape.Lookup(id)
				if !ok {
					t.Fatalf("no surface %s", id)
				}
				if sc.Schedule == "reduce-on-plateau" && o.NeedsBest {
					continue
				}
				if o.Rateless {
					rate = 1
				}
				sc.Surface, sc.Start, sc.Steps = surface, surface.Start, 60
				sc.Runs = []train.RunSpec{{Optimizer: o.ID, LearningRate: rate}}
				expectLines(t, sc)
			}
		}
	}
}

// expectLines walks a run and holds each of its updates to its lines.
func expectLines(t *testing.T, sc train.Scenario) {
	t.Helper()
	for k := range sc.Steps {
		if k > 4 && k%9 != 0 {
			continue
		}
		u, err := train.TakenAt(t.Context(), sc, 0, k)
		if refused := new(field.Error); k > 0 && errors.As(err, &refused) && refused.Kind == "no-update" {
			return // the run has ended
		}
		if err != nil {
			t.Fatalf("%s on %s, %+v, k %d: %v", sc.Runs[0].Optimizer, sc.Surface.ID, sc.Params, k, err)
		}
		w, lines, err := explain(&sc, u)
		if err != nil {
			t.Fatalf("%s: %v", u.Spec.ID, err)
		}
		for _, what := range wrongLines(w, u, lines) {
			t.Fatalf("%s on %s, %+v, k %d: %s", u.Spec.ID, sc.Surface.ID, sc.Params, k, what)
		}
	}
}

// wrongLines says what lines come to that the trainer did not make, and what it
// made that no line comes to.
func wrongLines(w *explanation, u *descent.Taken, lines []line) (wrong []string) {
	made := map[string]rule.Quantity{}
	for _, l := range lines {
		line, err := w.stepLine(l)
		if err != nil {
			return append(wrong, err.Error())
		}
		for i, v := range line.Values {
			noteValue(made, line.Name, i, v)
		}
	}
	for name, q := range made {
		if trainer, ok := w.Find(name); ok && !trainer.FromLine && trainer.Across == nil && !samePair(q, trainer) {
			wrong = append(wrong, name+" comes to "+numberText(q.At[0], true)+", "+numberText(q.At[1], true)+
				", not "+numberText(trainer.At[0], true)+", "+numberText(trainer.At[1], true))
		}
	}
	if _, ok := made["w'"]; !ok {
		wrong = append(wrong, "no line comes to w'")
	}
	if u.Spec.State == nil {
		return wrong
	}
	for _, s := range u.Spec.State(u.Params) {
		_, shown := made[s.Name+"'"]
		if isName(s.Name) && !shown && w.After(s.Name) != w.Before(s.Name) {
			wrong = append(wrong, "no line comes to "+s.Name+"'")
		}
	}
	return wrong
}

// noteValue notes a line's value; d.x is the first of the pair d.
func noteValue(made map[string]rule.Quantity, name string, component int, v float64) {
	base, letter, cut := strings.Cut(name, ".")
	q := made[base]
	if cut {
		component = rule.ComponentOf(letter)
	}
	q.At[component%2] = v
	if component == 0 && !cut {
		q.At[1] = v
	}
	made[base] = q
}

// isName reports whether a line can name it: running products such as β₁ᵗ are
// written out as powers instead.
func isName(state string) bool {
	return strings.IndexFunc(state, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) < 0 &&
		!strings.ContainsAny(state, "₁₂ᵗ^")
}

func samePair(a, b rule.Quantity) bool {
	for i := range a.At {
		x, y := a.At[i], b.At[i]
		if x != y && !(math.Abs(x-y) <= 1e-12*max(math.Abs(x), math.Abs(y))) && !(math.IsNaN(x) && math.IsNaN(y)) {
			return false
		}
	}
	return true
}

// plainMathML writes markup as text: a_b, a^b, a/b, √a.
func plainMathML(markup string) string {
	for {
		at := paired.FindAllStringIndex(markup, -1)
		if at == nil {
			return tags.ReplaceAllString(strings.NewReplacer("<msqrt>", "√", "&#x2061;", "").Replace(markup), "")
		}
		from, to := at[len(at)-1][0], at[len(at)-1][1] // the last one holds no other
		tag, inner := markup[from+1:to-1], markup[to:]
		end, first := strings.Index(inner, "</"+tag+">"), firstElement(inner)
		sign := map[string]string{"msub": "_", "msup": "^", "mfrac": "/"}[tag]
		markup = markup[:from] + "<mrow>" + first + sign + inner[len(first):end] + "</mrow>" + inner[end+len(tag)+3:]
	}
}

var paired = regexp.MustCompile("<(msub|msup|mfrac)>")

var tags = regexp.MustCompile("<[^>]*>")

// firstElement is the first element of markup, with what it holds.
func firstElement(markup string) string {
	depth := 0
	for _, at := range tags.FindAllStringIndex(markup, -1) {
		if markup[at[0]+1] == '/' {
			depth--
		} else {
			depth++
		}
		if depth == 0 {
			return markup[:at[1]]
		}
	}
	return markup
}

// TestLinesOfOneWeight: a step as arithmetic has one component, and comes to what was
// trained.
func TestLinesOfOneWeight(t *testing.T) {
	for _, o := range rule.Optimizers() {
		for _, set := range lineCases(o) {
			rate := 0.05
			if o.Rateless {
				rate = 1
			}
			sc := single(t, "shallow-and-deep", o.ID, rate, set.Params)
			sc.Noise, sc.Seed, sc.Clip = set.Noise, set.Seed, set.Clip
			if s, ok := rule.LookupSchedule(set.Schedule); ok && !s.Refuses(o) {
				sc.Schedule = set.Schedule
			}
			for _, k := range []int{0, 1, 4} {
				step, err := At(context.Background(), sc, 0, k)
				if refused := new(field.Error); k > 0 && errors.As(err, &refused) && refused.Kind == "no-update" {
					break // the run has ended
				}
				if err != nil {
					t.Errorf("%s, step %d with %v: %v", o.ID, k, set.Params, err)
					break
				}
				last := step.Lines[len(step.Lines)-1]
				if len(last.Values) != 1 || !alike(last.Values[0], step.Next.X) || step.Next.Y != 0 || step.Update.Y != 0 {
					t.Errorf("%s, step %d: ends in %s = %v, want %v", o.ID, k, last.Name, last.Values, step.Next)
				}
				if slices.ContainsFunc(step.State, func(s StateNumber) bool { return len(s.Name) > 2 && s.Name[len(s.Name)-2:] == ".y" }) {
					t.Errorf("%s remembers %v", o.ID, step.State)
				}
			}
		}
	}
}

// TestLinesAreWritten: as a student reads them, with symbols, with numbers, and
// what they come to.
func TestLinesAreWritten(t *testing.T) {
	noisy := single(t, "bowl", "sgd", 0.1, nil)
	noisy.Noise, noisy.Clip, noisy.Schedule = 0.5, descent.Clip{Kind: "norm", Bound: 1}, "cosine"
	decayed := single(t, "bowl", "momentum", 0.1, rule.Params{"weight_decay": 0.5})
	for _, c := range []struct {
		sc   train.Scenario
		k    int
		want []string
	}{
		{single(t, "bowl", "sgd", 0.1, nil), 0, []string{
			"g_0=∇L_0 | | -4; 3",
			"w_1=w_0−η·g_0 | −4−0.1·(−4); 3−0.1·3 | −3.600; 2.700",
		}},
		{single(t, "bowl", "adam", 0.1, nil), 43, []string{
			"g_43=∇L_43 | | −0.5027; −0.08120",
			"m_44=β_1·m_43+(1−β_1)·g_43",
			"v_44=β_2·v_43+(1−β_2)·g_43^2",
			"m^=m_44/1−β_1^44",
			"v^=v_44/1−β_2^44",
			"w_44=w_43−η·m^/√v^+ε",
		}},
		{decayed, 1, []string{
			"g_1=∇L_1+wd·w_1",
			"b_2=μ·b_1+g_1",
			"w_2=w_1−η·b_2",
		}},
		{noisy, 0, []string{
			"g~_0=∇L_0+σ·z_0",
			"κ=min(1,C/‖g~_0‖+10^−6)",
			"g_0=κ·g~_0",
			"η_0=η·s(0) | 0.1·1 | 0.1000",
			"w_1=w_0−η_0·g_0",
		}},
	} {
		s, err := At(t.Context(), c.sc, 0, c.k)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Lines) != len(c.want) {
			t.Fatalf("%d lines, want %v", len(s.Lines), c.want)
		}
		for i, l := range s.Lines {
			got := strings.Join([]string{plainMathML(l.MathML), plainMathML(strings.Join(l.Numbers, "; ")), plainMathML(strings.Join(l.Results, "; "))}, " | ")
			want := strings.ReplaceAll(c.want[i], "-", "−")
			if !strings.Contains(want, "|") {
				got, _, _ = strings.Cut(got, " | ")
			}
			if strings.ReplaceAll(got, "|  |", "| |") != want {
				t.Errorf("k %d is written\n%s, want\n%s", c.k, got, want)
			}
		}
	}
}

// TestNumberText: four digits for what is measured, constants as they are.
func TestNumberText(t *testing.T) {
	for _, c := range []struct {
		v     float64
		exact bool
		want  string
	}{
		{0.1, true, "0.1"}, {1e-8, true, "1e-08"}, {0.1, false, "0.1000"}, {-1234.56, false, "-1235"}, {99999.6, false, "1.000e+05"},
		{4, false, "4"}, {math.Copysign(0, -1), false, "0"}, {0.00099996, false, "0.001000"}, {2e-7, false, "2.000e-07"},
		{math.Inf(-1), false, "-∞"}, {math.Inf(1), false, "∞"}, {math.NaN(), false, "NaN"},
	} {
		if got := numberText(c.v, c.exact); got != c.want {
			t.Errorf("%v is written %s, want %s", c.v, got, c.want)
		}
	}
}
