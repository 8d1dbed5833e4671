package train

import "strings"

// Working is an update on its way to being told as arithmetic. A Spec's Lines
// look at it to choose what to say, and add to it what they know besides.
//
// Names in the lines: w, and w' after the update; g, the gradient that the rule
// works with; lr, the schedule's rate; k, and t = k + 1; f, fnext and fbest, the
// loss at w, at w' and the lowest known; factor, the schedule's; the
// parameters' keys; and the names of the State, m for m.x and m.y together, m'
// for what it is after the update.
type Working struct {
	Params    Params
	K         int
	Update    *Update // as the rule left it
	Scheduled bool    // the rate changes with k

	before, after map[string]quantity // the state
	state         State               // the same after the update, as the rule has it
	known         map[string]quantity
	symbols       map[string]Symbol
}

// quantity is a number, or a pair with one for each weight.
type quantity struct {
	at    [2]float64
	pair  bool
	exact bool // a constant, which is written out; a measured number is rounded
	told  bool // by a line before

	across *float64 // of a symmetric matrix with at on its diagonal
}

// Give makes a number known to the lines.
func (w *Working) Give(name string, value float64) {
	w.known[name] = quantity{at: [2]float64{value, value}}
}

// GivePair makes a pair known to the lines.
func (w *Working) GivePair(name string, v []float64) {
	w.known[name] = quantity{at: [2]float64{v[0], v[1]}, pair: true}
}

// GiveMatrix makes a symmetric matrix known: H, and H.xx, H.xy and H.yy in it.
func (w *Working) GiveMatrix(name string, xx, xy, yy float64) {
	w.known[name] = quantity{at: [2]float64{xx, yy}, across: &xy}
	w.Give(name+".xx", xx)
	w.Give(name+".xy", xy)
	w.Give(name+".yy", yy)
}

// Gradient is g as a pair of numbers.
func (w *Working) Gradient() [2]float64 { return [2]float64(w.Update.D) }

// Before is a number, or a pair, of the state before the update.
func (w *Working) Before(name string) [2]float64 { return w.before[name].at }

// After is the same after the update.
func (w *Working) After(name string) [2]float64 { return w.after[name].at }

// Scaled is an expression times the schedule's factor, where there is one: for
// rules that choose their own rate.
func (w *Working) Scaled(text string) string {
	if w.Scheduled {
		return "factor*" + text
	}
	return text
}

// newWorking knows what is known before a rule's own lines.
func newWorking(d *descent, spec *Spec, params Params, before State) *Working {
	u := d.latest()
	w := &Working{
		Params: params, K: u.T - 1, Update: u, Scheduled: d.plan != nil,
		state: d.state, known: map[string]quantity{}, symbols: spec.Symbols,
	}
	for key, value := range params {
		w.constant(key, value)
	}
	if spec.State != nil {
		names := numberNames(spec.State(params), len(u.W))
		w.before, w.after = quantities(names, before.numbers()), quantities(names, d.state.numbers())
	}
	for name, q := range w.before {
		w.known[name], w.known[name+"'"] = q, w.after[name]
	}
	w.constant("k", float64(w.K))
	w.constant("t", float64(u.T))
	w.GivePair("w", u.W)
	w.GivePair("w'", u.Next)
	w.Give("f", u.Loss)
	w.Give("fbest", u.Best)
	w.Give("fnext", u.Probe.Value(u.Next))
	w.Give("factor", u.Rate/d.rate)
	w.constant("lr", u.Rate)
	if w.Scheduled {
		w.constant("lr0", d.rate)
		w.Give("lr", u.Rate)
	}
	return w
}

func (w *Working) constant(name string, value float64) {
	w.known[name] = quantity{at: [2]float64{value, value}, exact: true}
}

// quantities gathers a state's numbers: m.x and m.y are the pair m.
func quantities(names []string, state []float64) map[string]quantity {
	all := make(map[string]quantity, len(names))
	for i, name := range names {
		base, component, pair := strings.Cut(name, ".")
		if !pair || component != "x" && component != "y" {
			all[name] = quantity{at: [2]float64{state[i], state[i]}}
			continue
		}
		q := all[base]
		q.pair = true
		q.at[componentOf(component)] = state[i]
		all[base] = q
	}
	return all
}

func componentOf(letter string) int {
	if letter == "y" {
		return 1
	}
	return 0
}

// find is what a name stands for: g.x is the first number of the pair g.
func (w *Working) find(name string) (quantity, bool) {
	if q, ok := w.known[name]; ok {
		return q, true
	}
	base, component, cut := strings.Cut(name, ".")
	q, ok := w.known[base]
	if !cut || !ok || !q.pair {
		return quantity{}, false
	}
	v := q.at[componentOf(component)]
	return quantity{at: [2]float64{v, v}}, true
}

// number is a name's number in a component.
func (w *Working) number(name string, component int) float64 {
	q, _ := w.find(name)
	return q.at[component]
}

// define notes what a line came to, d.x a component of d. A number that the
// trainer itself has made stands: no line works with another's rounding.
func (w *Working) define(name string, q quantity) {
	base, component, cut := strings.Cut(name, ".")
	old, known := w.known[base]
	if known && !old.told {
		return
	}
	if cut {
		old.pair = true
		old.at[componentOf(component)] = q.at[0]
		q = old
	}
	q.told = true
	w.known[base] = q
}

// always tells every update in the same lines.
func always(lines ...string) func(*Working) []string {
	return func(*Working) []string { return lines }
}
