package browser

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"downhill/server/client"
)

// TestBrowserSharesWhatIsChosen: the link, its code and the frame follow what the
// dialog offers, and open so.
func TestBrowserSharesWhatIsChosen(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/three-rates?at=7&hide=tools", laptop)
	tb.click("#share-open")
	tb.until(`document.querySelector("#share-more img")?.naturalWidth > 0`)
	field := `document.getElementById("share-link").value`
	if link := eval[string](tb, field); !strings.HasSuffix(link, "/p/three-rates?at=7&hide=tools") {
		t.Errorf("before anything is chosen the link is %s", link)
	}
	press := func(word string) {
		eval[any](tb, `[...document.querySelectorAll("#share-more label")].find(e => e.textContent === "`+word+`").click()`)
	}
	press("the chart")
	press("with a prediction first")
	eval[any](tb, `(select => { select.value = "ko"; select.dispatchEvent(new Event("change")) })(document.querySelector("#share-more select"))`)
	const keys = "?at=7&hide=chart,tools&predict=1&lang=ko"
	if link := eval[string](tb, field); !strings.HasSuffix(link, "/p/three-rates"+keys) {
		t.Errorf("the link is %s", link)
	}
	tb.until(`document.querySelector("#share-more img").src.endsWith("/qr.svg?preset=three-rates&` + keys[1:] + `")`)
	tb.shareFigures(s)
	press("playing from the start")
	if link := eval[string](tb, field); !strings.Contains(link, "play=1") || strings.Contains(link, "at=") {
		t.Errorf("a link that plays is %s", link)
	}
	if own := tb.query(); own != "at=7&hide=tools" {
		t.Errorf("what is chosen for others changes this page's own address: %s", own)
	}
	tb.shareFrame(s)
	tb.shareLesson()
	tb.shareRuns(s)
}

// shareRuns holds that the runs are there as data, and as a program of the library
// that is chosen, which is copied with and without a clipboard.
func (tb *tab) shareRuns(s *host) {
	tb.t.Helper()
	for link, begins := range map[string]string{"downhill-three-rates.csv": "run,k,x,y,loss", "downhill-three-rates.ndjson": `{"run":0,"k":0,`} {
		_, body := client.Get(tb.t, s.url+eval[string](tb, `document.querySelector("a[download='`+link+`']").getAttribute("href")`))
		if !strings.HasPrefix(body, begins) {
			tb.t.Errorf("%s begins %.60s", link, body)
		}
	}
	eval[any](tb, `[...document.querySelectorAll(".share-frame summary")].find(e => e.textContent === "As a program in Python").click()`)
	tb.until(`document.querySelector("textarea.code").value.includes("import numpy\n")`)
	eval[any](tb, `[...document.querySelectorAll(".share-frame label")].find(e => e.textContent === "PyTorch").click()`)
	tb.until(`document.querySelector("textarea.code").value.includes("import torch\n")`)
	if name := eval[string](tb, `document.querySelector(".share-frame a[download]").download`); name != "downhill_three_rates_torch.py" {
		tb.t.Errorf("the program's file is %s", name)
	}
	const press = `[...document.querySelectorAll(".share-frame button")].find(e => e.textContent === "Copy as Python").click()`
	eval[any](tb, `navigator.clipboard.writeText = text => Promise.resolve(void (globalThis.copied = text)); `+press)
	tb.until(`document.getElementById("share-said").textContent === "Program copied" && copied.includes("torch.optim.SGD")`)
	eval[any](tb, `navigator.clipboard.writeText = () => Promise.reject(new Error()); `+press)
	tb.until(`document.getElementById("share-said").textContent.startsWith("It is selected")`)
	if !eval[bool](tb, `(field => document.activeElement === field && field.selectionEnd - field.selectionStart === field.value.length)(document.querySelector("textarea.code"))`) {
		tb.t.Error("without a clipboard the program is not selected")
	}
}

// shareLesson holds that the lines of a lesson are of what was chosen.
func (tb *tab) shareLesson() {
	tb.t.Helper()
	eval[any](tb, `[...document.querySelectorAll(".share-frame summary")].find(e => e.textContent === "Save as a lesson").click()`)
	tb.until(`[...document.querySelectorAll("textarea.code")].at(-1).value.includes("link: /?surface=bowl&play=1&hide=chart,tools&predict=1\n")`)
}

// shareFigures holds that the figures to download are of the step, the theme and the
// language that were chosen, and that each is there.
func (tb *tab) shareFigures(s *host) {
	tb.t.Helper()
	links := eval[[]string](tb, `[...document.querySelectorAll(".share-figures a[download]")].map(a => a.getAttribute("href"))`)
	if len(links) != 4 {
		tb.t.Fatalf("%d figures to download", len(links))
	}
	for i, kind := range []string{"image/svg+xml", "image/png", "application/pdf", "image/gif"} {
		if !strings.HasSuffix(links[i], "?preset=three-rates&at=7&theme=light&lang=ko") {
			tb.t.Errorf("a figure is at %s", links[i])
		}
		a, err := http.Get(s.url + links[i])
		tb.must(err)
		a.Body.Close()
		if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != kind {
			tb.t.Errorf("%s: %s, %s", links[i], a.Status, a.Header.Get("Content-Type"))
		}
	}
}

// shareFrame holds that the frame's HTML, and its picture in the dialog, are of the
// figure at the address that was chosen.
func (tb *tab) shareFrame(s *host) {
	tb.t.Helper()
	eval[any](tb, `document.querySelector(".share-frame summary").click()`)
	tb.until(`document.querySelector(".share-frame iframe").contentDocument?.querySelector("#cards .card")`)
	snippet := eval[string](tb, `document.querySelector(".share-frame textarea").value`)
	address := regexp.MustCompile(`src="([^"]*)"`).FindStringSubmatch(snippet)
	if address == nil {
		tb.t.Fatalf("the frame's HTML has no address: %s", snippet)
	}
	source, err := url.Parse(html.UnescapeString(address[1]))
	tb.must(err)
	if source.Path != "/embed" || source.Query().Get("surface") != "bowl" || source.Query().Get("play") != "1" {
		tb.t.Errorf("the frame is of %s", source)
	}
	if lang := eval[string](tb, `document.querySelector(".share-frame iframe").contentDocument.documentElement.lang`); lang != "ko" {
		tb.t.Errorf("the frame's language is %s", lang)
	}
}
