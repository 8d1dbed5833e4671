package rule

import "strings"

// StepValues are the values that the lines of one update may name. A Spec's Lines
// read them to choose their lines, and add what those lines need besides.
//
// Names in the lines: w, and w' after the update; g, the gradient that the rule
// works with; lr, the schedule's rate; k, and t = k + 1; f, fnext and fbest, the
// loss at w, at w' and the lowest known; factor, the schedule's; the
// parameters' keys; and the names of the State, m for m.x and m.y together, m'
// for what it is after the update.
type StepValues struct {
	Params    Params
	K         int
	Update    *Update // as the rule left it
	Scheduled bool    // the rate changes with k

	before, after map[string]Quantity // the state
	state         State               // the same after the update, as the rule has it
	known         map[string]Quantity
}

// Quantity is a number, or a pair with one for each weight.
type Quantity struct {
	At       [2]float64
	Pair     bool
	Exact    bool // a constant, which is written out; a measured number is rounded
	FromLine bool // computed by an earlier line

	Across *float64 // of a symmetric matrix: what stands off its diagonal
}

// SetNumber gives a name of the lines a number.
func (w *StepValues) SetNumber(name string, value float64) {
	w.known[name] = Quantity{At: [2]float64{value, value}}
}

// SetPair gives a name of the lines a pair.
func (w *StepValues) SetPair(name string, v []float64) {
	w.known[name] = Quantity{At: pair(v), Pair: true}
}

// SetMatrix gives a name a symmetric matrix: H, and H.xx, H.xy and H.yy in it.
func (w *StepValues) SetMatrix(name string, xx, xy, yy float64) {
	w.known[name] = Quantity{At: [2]float64{xx, yy}, Across: &xy}
	w.SetNumber(name+".xx", xx)
	w.SetNumber(name+".xy", xy)
	w.SetNumber(name+".yy", yy)
}

// Gradient is g as a pair of numbers.
func (w *StepValues) Gradient() [2]float64 { return pair(w.Update.D) }

// pair is two numbers, the second 0 where there is one weight.
func pair(v []float64) (p [2]float64) {
	copy(p[:], v)
	return p
}

// Before is a number, or a pair, of the state before the update.
func (w *StepValues) Before(name string) [2]float64 { return w.before[name].At }

// After is the same after the update.
func (w *StepValues) After(name string) [2]float64 { return w.after[name].At }

// Scaled is an expression times the schedule's factor, where there is one: for
// rules that choose their own rate.
func (w *StepValues) Scaled(text string) string {
	if w.Scheduled {
		return "factor*" + text
	}
	return text
}

// NewStepValues are the values that are known before a rule's own lines. rate is the run's
// own, which a schedule, if there is one, has changed to u.Rate; before and after
// are the state about the update.
func NewStepValues(spec *Spec, params Params, u *Update, before, after State, rate float64, scheduled bool) *StepValues {
	w := &StepValues{
		Params: params, K: u.T - 1, Update: u, Scheduled: scheduled,
		state: after, known: map[string]Quantity{},
	}
	for key, value := range params {
		w.SetConstant(key, value)
	}
	if spec.State != nil {
		names := NumberNames(spec.State(params), len(u.W))
		w.before, w.after = quantities(names, before.Numbers()), quantities(names, after.Numbers())
	}
	for name, q := range w.before {
		w.known[name], w.known[name+"'"] = q, w.after[name]
	}
	w.SetConstant("k", float64(w.K))
	w.SetConstant("t", float64(u.T))
	w.SetPair("w", u.W)
	w.SetPair("w'", u.Next)
	w.SetNumber("f", u.Loss)
	w.SetNumber("fbest", u.Best)
	w.SetNumber("fnext", u.Probe.Value(u.Next))
	w.SetNumber("factor", u.Rate/rate)
	w.SetConstant("lr", u.Rate)
	if w.Scheduled {
		w.SetConstant("lr0", rate)
		w.SetNumber("lr", u.Rate)
	}
	return w
}

// Remembers reports whether a name is one of the state's.
func (w *StepValues) Remembers(name string) bool {
	_, ok := w.before[name]
	return ok
}

// SetConstant gives a name a number that is written out in full.
func (w *StepValues) SetConstant(name string, value float64) {
	w.known[name] = Quantity{At: [2]float64{value, value}, Exact: true}
}

// quantities gathers a state's numbers: m.x and m.y are the pair m.
func quantities(names []string, state []float64) map[string]Quantity {
	all := make(map[string]Quantity, len(names))
	for i, name := range names {
		base, component, pair := strings.Cut(name, ".")
		if !pair || component != "x" && component != "y" {
			all[name] = Quantity{At: [2]float64{state[i], state[i]}}
			continue
		}
		q := all[base]
		q.Pair = true
		q.At[ComponentOf(component)] = state[i]
		all[base] = q
	}
	return all
}

// ComponentOf is 1 for y, the second of a pair, and 0 for x.
func ComponentOf(letter string) int {
	if letter == "y" {
		return 1
	}
	return 0
}

// Find is what a name stands for: g.x is the first number of the pair g.
func (w *StepValues) Find(name string) (Quantity, bool) {
	if q, ok := w.known[name]; ok {
		return q, true
	}
	base, component, cut := strings.Cut(name, ".")
	q, ok := w.known[base]
	if !cut || !ok || !q.Pair {
		return Quantity{}, false
	}
	v := q.At[ComponentOf(component)]
	return Quantity{At: [2]float64{v, v}}, true
}

// Number is a name's number in a component.
func (w *StepValues) Number(name string, component int) float64 {
	q, _ := w.Find(name)
	return q.At[component]
}

// SetResult keeps what a line came to; d.x is a component of d. A number that the
// trainer itself has computed is kept as it is, so that no line works with the
// rounding of another.
func (w *StepValues) SetResult(name string, q Quantity) {
	base, component, cut := strings.Cut(name, ".")
	old, known := w.known[base]
	if known && !old.FromLine {
		return
	}
	if cut {
		old.Pair = true
		old.At[ComponentOf(component)] = q.At[0]
		q = old
	}
	q.FromLine = true
	w.known[base] = q
}

// always explains every update by the same lines.
func always(lines ...string) func(*StepValues) []string {
	return func(*StepValues) []string { return lines }
}

// Symbol is how a name of the lines is written. A moving one has another value at
// each step, and the step as its index: k + Ahead, one more with a prime.
type Symbol struct {
	Text, Over, Below string
	Moving            bool
	Ahead             int
}
