package browser

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/landscape/formula"
	"downhill/landscape/formula/notation"
)

// copyOf selects what the selector finds, copies as the keys do, and gives the
// text that goes to the clipboard.
func (tb *tab) copyOf(selector string) string {
	tb.t.Helper()
	return eval[string](tb, `(() => {
		let text = "";
		addEventListener("copy", (event) => { text = event.clipboardData.getData("text/plain") }, { once: true });
		document.activeElement?.blur();
		getSelection().selectAllChildren(document.querySelector(`+quote(selector)+`));
		document.execCommand("copy");
		return text;
	})()`)
}

// TestBrowserCopiesWhatReadsBack: the typeset formula, copied, is the formula;
// the gradient, copied, is one that can be read as well.
func TestBrowserCopiesWhatReadsBack(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?f=(x^2+y-11)^2/7+%7Cx%7C*sin(y)^2", laptop)
	tb.drawn()
	tb.click("#surface-open")
	tb.until(`document.querySelectorAll("#typeset math").length === 2`)
	if got, want := tb.copyOf("#typeset math"), "(x^2 + y - 11)^2/7 + abs(x)*sin(y)^2"; got != want {
		t.Errorf("the formula is copied as %q, want %q", got, want)
	}
	lines := strings.Split(tb.copyOf("#typeset"), "\n")
	if len(lines) != 3 || lines[0] != "(x^2 + y - 11)^2/7 + abs(x)*sin(y)^2" {
		t.Fatalf("formula and gradient are copied as %q", lines)
	}
	loss := compiled(t, lines[0])
	_, gx, gy := loss.Evaluator().Gradient(0.7, -1.3)
	for i, want := range []float64{gx, gy} {
		if got := compiled(t, lines[1+i]).Evaluator().Value(0.7, -1.3); math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
			t.Errorf("%q is %v, the slope %v", lines[1+i], got, want)
		}
	}
	if got := tb.copyOf("#typeset math msup"); got != "(x^2+y-11)^2" {
		t.Errorf("a part is copied as %q", got)
	}
}

// TestBrowserCopiesEverySurface: mathematics without its source, a part of a
// formula, is copied as text of the same value, for each surface of the catalogue
// and each function of the language.
func TestBrowserCopiesEverySurface(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.until(`document.documentElement.dataset.faces === ""`) // what copies comes with the faces
	texts := typesetTexts()
	for _, text := range texts {
		p := compiled(t, text)
		markup, err := json.Marshal(p.MathML())
		tb.must(err)
		copied := eval[string](tb, `(() => {
			const place = document.createElement("div");
			place.innerHTML = "<math>" + `+string(markup)+` + "</math>";
			document.body.append(place);
			getSelection().selectAllChildren(place);
			const copy = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
			place.dispatchEvent(copy);
			place.remove();
			return copy.defaultPrevented ? copy.clipboardData.getData("text/plain") : "";
		})()`)
		again := compiled(t, copied)
		for _, at := range []landscape.Point{{X: 0.37, Y: -0.81}, {X: -1.2, Y: 0.4}, {X: 2.5, Y: 1.5}} {
			want, got := p.Evaluator().Value(at.X, at.Y), again.Evaluator().Value(at.X, at.Y)
			if math.Abs(got-want) > 1e-12*(1+math.Abs(want)) || math.IsNaN(got) != math.IsNaN(want) {
				t.Errorf("%s is copied as %q, which is %v at %v, not %v", text, copied, got, at, want)
			}
		}
	}
	if len(texts) < 50 {
		t.Errorf("only %d formulas were copied", len(texts))
	}
}

// typesetTexts are the catalogue's formulas without parts (one with parts is
// copied whole, by its source) and one of each function.
func typesetTexts() []string {
	var texts []string
	for _, surface := range landscape.Catalog() {
		if text := surface.Loss.Text(); !strings.Contains(text, "let ") {
			texts = append(texts, text)
		}
	}
	for _, name := range notation.Functions() {
		for _, arguments := range []string{"x/3+0.4", "x/3+0.4, y-1", "x, y, 2"} {
			text := "-2x*" + name + "(" + arguments + ")^2/|y| - 3e-7y"
			if _, err := formula.Compile(text); err == nil {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

func compiled(t *testing.T, text string) *formula.Program {
	t.Helper()
	p, err := formula.Compile(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return p
}
