package step

import (
	"math"
	"strconv"
	"strings"

	"downhill/landscape/formula/notation"
	"downhill/train/rule"
)

// symbols are those that every optimizer shares. A name of the state moves; any
// other name is written as it is, Greek where it is a Greek letter's.
var symbols = map[string]rule.Symbol{
	"w": {Text: "w", Moving: true}, "g": {Text: "g", Moving: true}, "w_prev": {Text: "w", Moving: true, Ahead: -1},
	"g_prev": {Text: "g", Moving: true, Ahead: -1}, "gradient": {Text: "∇L", Moving: true},
	"noisy": {Text: "g", Over: "~", Moving: true}, "clipped": {Text: "g", Over: "¯", Moving: true},
	"z": {Text: "z", Moving: true}, "noise": {Text: "σ"}, "clip": {Text: "C"}, "shrink": {Text: "κ"},
	"f": {Text: "L", Moving: true}, "fnext": {Text: "L", Moving: true, Ahead: 1}, "fbest": {Text: "L*"},
	"lr": {Text: "η"}, "lr0": {Text: "η"}, "eta": {Text: "η", Moving: true},
	"first_lr": {Text: "η", Over: "¯"}, "max_lr": {Text: "η", Below: "max"},
	"momentum": {Text: "μ"}, "dampening": {Text: "τ"}, "eps": {Text: "ε"}, "weight_decay": {Text: "wd"},
	"mhat": {Text: "m", Over: "^"}, "vhat": {Text: "v", Over: "^"},
}

var greekNames = map[string]string{
	"alpha": "α", "beta": "β", "delta": "δ", "rho": "ρ", "lambda": "λ", "mu": "μ", "tau": "τ", "Pi": "Π",
}

// symbolOf is how a name is written at this step.
func (w *explanation) symbolOf(name string) notation.Symbol {
	switch name {
	case "t":
		return notation.Symbol{Text: strconv.Itoa(w.K + 1)}
	case "k":
		return notation.Symbol{Text: strconv.Itoa(w.K)}
	case "factor":
		return notation.Symbol{Text: "s(" + strconv.Itoa(w.K) + ")"}
	}
	if s, ok := w.symbols[name]; ok && !s.Moving {
		return notation.Symbol{Text: s.Text, Over: s.Over, Below: s.Below}
	}
	whole, component, _ := strings.Cut(name, ".")
	base := strings.TrimRight(whole, "'")
	s := w.baseSymbol(base)
	below := s.Below
	if s.Moving || len(base) < len(whole) {
		below = strconv.Itoa(w.K + s.Ahead + len(whole) - len(base))
	}
	if component != "" {
		below = strings.TrimPrefix(below+","+strings.NewReplacer("x", "1", "y", "2").Replace(component), ",")
	}
	return notation.Symbol{Text: s.Text, Over: s.Over, Below: below}
}

func (w *explanation) baseSymbol(base string) rule.Symbol {
	if s, ok := w.symbols[base]; ok {
		return s
	}
	s, ok := symbols[base]
	if base == "lr" {
		s.Moving = w.Scheduled
	}
	if ok {
		return s
	}
	letters := strings.TrimRight(base, "0123456789")
	s = rule.Symbol{Text: letters, Below: base[len(letters):], Moving: w.Remembers(base)}
	if greek, ok := greekNames[letters]; ok {
		s.Text = greek
	}
	return s
}

// written is a name's number as text.
func (w *explanation) written(name string, component int) string {
	q, _ := w.Find(name)
	return numberText(q.At[component], q.Exact)
}

// numberText writes a number for reading: a constant or a whole number as it
// is, another with four significant digits, as a power of ten where it is very
// large or small.
func numberText(v float64, exact bool) string {
	switch {
	case math.IsInf(v, 0):
		return strings.TrimPrefix(strings.Replace(strconv.FormatFloat(v, 'g', -1, 64), "Inf", "∞", 1), "+")
	case exact, v == math.Trunc(v) && math.Abs(v) < 1e4:
		return strconv.FormatFloat(v+0, 'g', -1, 64) // −0 + 0 is 0
	case math.IsNaN(v):
		return "NaN"
	}
	text := strconv.FormatFloat(v, 'e', 3, 64)
	_, power, _ := strings.Cut(text, "e")
	exponent, _ := strconv.Atoi(power)
	if exponent < -3 || exponent > 4 {
		return text
	}
	return strconv.FormatFloat(v, 'f', max(0, 3-exponent), 64)
}
