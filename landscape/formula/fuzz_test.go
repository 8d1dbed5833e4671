package formula

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"downhill/landscape/formula/notation"
)

// seeds are formulas and near-formulas for the fuzzers to start from.
func seeds(f *testing.F, add func(text string)) {
	for _, text := range texts {
		add(text)
	}
	for text := range readings {
		add(text)
	}
	for _, text := range []string{
		"let h = 0.5; repeat 50: h = x*sigmoid(h)+y; (sigmoid(h)-0.7)^2", "x²·π − y^-2^0.5", "min(x,y,abs(x))^y",
		"sen(x", "((((", "1e999", "\xff", "let", "repeat 3: ", "x^1024/(y-1e-300)", "2 3", "hypot(gauss(x),erf(y))",
	} {
		add(text)
	}
}

// FuzzCompile: whatever the bytes, Compile answers; what compiles prints as
// text that reads back, and typesets as closed markup.
func FuzzCompile(f *testing.F) {
	seeds(f, func(text string) { f.Add(text) })
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Compile(text)
		if err != nil {
			var e *notation.Error
			if !errors.As(err, &e) || e.Error() == "" || e.Column < 1 || e.Column > utf8.RuneCountInString(text)+1 {
				t.Fatalf("%q: a bad error: %#v", text, err)
			}
			return
		}
		closed(t, p.MathML())
		closed(t, p.GradientMathML())
		back, _, perr := notation.Parse(p.Plain())
		if perr != nil {
			if perr.Kind != "too-long" { // one spelling may be longer than another
				t.Fatalf("%q prints as %q: %v", text, p.Plain(), perr)
			}
			return
		}
		if !sameTree(back.Result, p.tree.Result) || back.Plain() != p.Plain() {
			t.Fatalf("%q prints as %q, which reads otherwise", text, p.Plain())
		}
	})
}

// sameTree reports whether two trees are the same but for columns.
func sameTree(a, b *notation.Node) bool {
	return a.Kind == b.Kind && a.Value == b.Value && a.Name == b.Name && slices.EqualFunc(a.Args, b.Args, sameTree)
}

// FuzzText: what is kept of a formula, for links, is kept as it is when it is
// read again, and has the same bits; so has its one spelling.
func FuzzText(f *testing.F) {
	seeds(f, func(text string) { f.Add(text, 0.5, -1.25) })
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		p, err := Compile(text)
		if err != nil {
			return
		}
		want := p.Evaluator().Jet(x, y)
		again := compile(t, p.Text())
		if again.Text() != p.Text() || again.Plain() != p.Plain() {
			t.Fatalf("%q is kept as %q, which is kept as %q", text, p.Text(), again.Text())
		}
		for _, other := range []string{p.Text(), p.Plain()} {
			if len(other) > notation.MaxBytes {
				continue
			}
			got := compile(t, other).Evaluator().Jet(x, y)
			if !same(got.F, want.F) || !same(got.X, want.X) || !same(got.YY, want.YY) {
				t.Fatalf("%q at (%v, %v): %q has other values", text, x, y, other)
			}
		}
	})
}

// closed fails unless markup opens as many elements as it closes.
func closed(t *testing.T, markup string) {
	ends := strings.Count(markup, "</")
	empty := strings.Count(markup, "/>")
	if strings.Count(markup, "<")-ends-empty != ends {
		t.Fatalf("unbalanced markup: %s", markup)
	}
}

// FuzzEvaluate: a block and a point give the same bits, for any formula.
func FuzzEvaluate(f *testing.F) {
	seeds(f, func(text string) { f.Add(text, 0.5, -1.25) })
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		p, err := Compile(text)
		if err != nil {
			return
		}
		e := p.Evaluator()
		value, gx, gy := e.Gradient(x, y)
		b := newBatch(1)
		b.x[0], b.y[0] = x, y
		e.Gradients(b.x, b.y, b.f, b.gx, b.gy)
		j := e.Jet(x, y)
		if !same(value, b.f[0]) || !same(gx, b.gx[0]) || !same(gy, b.gy[0]) || !same(value, e.Value(x, y)) ||
			!same(value, j.F) || !same(gx, j.X) || !same(gy, j.Y) {
			t.Fatalf("%q at (%v, %v): a block and a point differ", text, x, y)
		}
	})
}
