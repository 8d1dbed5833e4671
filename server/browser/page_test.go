package browser

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

func TestBrowserFormulaErrorKeepsThePicture(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`!document.getElementById("setup").hidden`)
	tb.tolerate("status of 400") // what the server answers to a wrong formula
	tb.enter("formula", "x^2 + foo(y)")
	tb.until(`!document.getElementById("formula-error").hidden`)
	if text := eval[string](tb, `document.getElementById("formula-error").textContent`); !strings.Contains(text, "foo") || !strings.Contains(text, "7") {
		t.Errorf("the formula's error does not name foo at column 7: %q", text)
	}
	eval[any](tb, `document.getElementById("setup-close").click()`)
	tb.expectPicture(s, "")

	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.enter("formula", "x^2 + 3*y^2")
	tb.wait("the formula in the address", func() bool { return tb.value("f") != "" })
	tb.until(`document.getElementById("formula-error").hidden`)
	eval[any](tb, `document.getElementById("setup-close").click()`)
	tb.expectOwnPicture(s)
}

// TestBrowserTypedFormulaIsShared: what a reader types draws, trains and is
// shared like a built-in surface, its plus signs and semicolons too; Back
// returns to what was there before.
func TestBrowserTypedFormulaIsShared(t *testing.T) {
	t.Parallel()
	const typed = "let r = x^2 + y^2; r/4 + sin(2x)"
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`!document.getElementById("setup").hidden`)
	tb.enter("formula", typed)
	tb.wait("the formula in the address", func() bool { return tb.value("f") == typed })
	eval[any](tb, `document.getElementById("setup-close").click()`)
	tb.expectOwnPicture(s)
	second := tb.expectSameBehindLink(s)
	if f := second.value("f"); f != typed {
		t.Errorf("behind the link the formula is %q", f)
	}
	tb.front()
	eval[any](tb, `document.getElementById("share-close").click()`)
	eval[any](tb, `history.back()`)
	tb.wait("the address without a formula", func() bool { return tb.value("f") == "" })
	tb.expectPicture(s, "")
}

// TestBrowserPastedFormula: LaTeX that is pasted draws, stays in the field while
// it has the focus, and is in the link in the page's own spelling, which the
// field has when that is opened.
func TestBrowserPastedFormula(t *testing.T) {
	t.Parallel()
	const pasted, own = `f(x,y)=\frac{x^{2}}{2}+\left(y-1\right)^{2}`, "x^2/2 + (y - 1)^2"
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`!document.getElementById("setup").hidden`)
	tb.enter("formula", pasted)
	tb.wait("the formula in the address", func() bool { return tb.value("f") == own })
	tb.expectOwnPicture(s)
	if text := eval[string](tb, `document.getElementById("formula").value`); text != pasted {
		t.Errorf("while it has the focus the field says %q", text)
	}
	tb.navigate(eval[string](tb, "location.href"))
	tb.until(`document.getElementById("formula").value === ` + quote(own))
	tb.expectOwnPicture(s)
}

// enter types text into a field and leaves it, as a reader does.
func (tb *tab) enter(id, text string) {
	tb.t.Helper()
	eval[any](tb, fmt.Sprintf(`(() => { const field = document.getElementById(%s); field.focus(); field.value = %s;
		field.dispatchEvent(new Event("input", {bubbles: true})); field.dispatchEvent(new Event("change", {bubbles: true})) })()`, quote(id), quote(text)))
}

// cut lists what sticks out of the viewport's sides or does not fit its box. Of
// the start's handle it is the ring: a finger's room around it may lie beyond the map.
const cut = `[...document.querySelectorAll("body *")].filter(e => e.checkVisibility({visibilityProperty: true})).flatMap(e => {
	const r = (e.matches(".start-handle") ? e.firstElementChild : e).getBoundingClientRect(), style = getComputedStyle(e), name = e.tagName + "#" + e.id + "." + e.className;
	if (e.closest(".visually-hidden, svg, math, .u-over") || r.width < 2 || r.height < 2) return [];
	const out = r.left < -1 || r.right > innerWidth + 1 ? [name + " sticks out: " + r.left + " to " + r.right] : [];
	const clips = style.overflowX === "hidden" || style.overflowX === "clip" || style.textOverflow === "ellipsis";
	const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
	if (e.matches(".rate-field") && e.scrollWidth > e.clientWidth + 1) out.push(name + " is cut: " + e.value);
	return clips && text && e.scrollWidth > e.clientWidth + 1 ? [...out, name + " is cut: " + e.textContent.trim()] : out;
})`

func TestBrowserSizes(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, projector, phone} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%dx%d %s", size.width, size.height, scheme), func(t *testing.T) {
				tb := newTab(t, s.url, size)
				tb.scheme(scheme)
				tb.navigate(s.url + "/?surface=wells")
				for _, text := range eval[[]string](tb, cut) {
					t.Error(text)
				}
				if over := eval[int](tb, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
					t.Errorf("the page is %d pixels wider than the screen", over)
				}
				if over := eval[int](tb, "document.documentElement.scrollHeight - innerHeight"); over > 0 && size != phone {
					t.Errorf("the page is %d pixels higher than the screen", over)
				}
			})
		}
	}
}

// TestPageWithoutScripts holds that the page says what it shows, and what is
// missing, before any script runs; and that none is written into the page.
func TestPageWithoutScripts(t *testing.T) {
	s := sharedSite(t)
	answer, err := http.Get(s.url + "/?surface=wells&lr=0.1,0.5,1.8")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	html := string(body)
	for _, want := range []string{"<noscript>", `value="0.1"`, `value="0.5"`, `value="1.8"`, "<math", `type="range"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page has no %s before its script runs", want)
		}
	}
	for _, tag := range regexp.MustCompile(`<script[^>]*>`).FindAllString(html, -1) {
		if !strings.Contains(tag, "src=") && !strings.Contains(tag, `type="application/json"`) {
			t.Errorf("an inline script: %s", tag)
		}
	}
	if tag := regexp.MustCompile(`<[^>]+ (style|on[a-z]+)=[^>]*>`).FindString(html); tag != "" {
		t.Errorf("an inline style or handler: %s", tag)
	}
	if policy := answer.Header.Get("Content-Security-Policy"); policy == "" || strings.Contains(policy, "unsafe") {
		t.Errorf("the Content-Security-Policy is %q", policy)
	}
}

// TestBrowserTypingKeepsWhatCanBeRead: what is typed on the way to a formula and
// can't be read is never the address, and costs no entry of the history.
func TestBrowserTypingKeepsWhatCanBeRead(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl", laptop)
	tb.tolerate("status of 400")
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`!document.getElementById("setup").hidden`)
	before := tb.query()
	entries := eval[int](tb, "history.length")
	typed := func(text string) {
		eval[any](tb, fmt.Sprintf(`(f => { f.focus(); f.value = %s; f.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById("formula"))`, quote(text)))
	}
	const wrong = `!document.getElementById("formula-error").hidden`
	typed("x^2+y^2")
	tb.wait("the formula in the address", func() bool { return tb.value("f") == "x^2+y^2" })
	for _, text := range []string{"x^2+y^2+", "x^2+y^2+foo", "x^2+y^2+foo("} {
		typed(text)
		tb.until(wrong)
		time.Sleep(600 * time.Millisecond) // longer than the address waits
		if f := tb.value("f"); f != "x^2+y^2" {
			t.Errorf("while %q is typed the address says %q", text, f)
		}
	}
	eval[any](tb, `(f => { f.dispatchEvent(new Event("change", {bubbles: true})); f.blur() })(document.getElementById("formula"))`)
	tb.wait("one entry more", func() bool { return eval[int](tb, "history.length") == entries+1 })
	if f := tb.value("f"); f != "x^2+y^2" {
		t.Errorf("what can't be read is left, and the address says %q", f)
	}
	eval[any](tb, `history.back()`)
	tb.wait("what was there before the typing", func() bool { return tb.query() == before })
	eval[any](tb, `history.forward()`)
	tb.wait("the last that could be read", func() bool { return tb.value("f") == "x^2+y^2" })
}

// TestBrowserChartIsReadOnFineScreens: the chart's letters are as large on a
// screen of many pixels as on another.
func TestBrowserChartIsReadOnFineScreens(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, ratio := range []float64{1, 1.5, 2, 3} {
		tb := newTab(t, s.url+"/", laptop)
		tb.do(chromedp.EmulateViewport(laptop.width, laptop.height, chromedp.EmulateScale(ratio)))
		tb.before(`window.letters = []; const fill = CanvasRenderingContext2D.prototype.fillText;
			CanvasRenderingContext2D.prototype.fillText = function (...text) {
				if (this.canvas.closest(".uplot")) letters.push(parseFloat(this.font.match(/([\d.]+)px/)[1]));
				return fill.apply(this, text) }`)
		tb.navigate(s.url + "/?surface=wells")
		tb.until(`letters.length > 4`)
		for _, size := range eval[[]float64](tb, `letters`) {
			if size < 11*ratio || size > 13*ratio {
				t.Fatalf("at %v pixels each the chart's letters are of %v", ratio, size)
			}
		}
	}
}
