//go:build browsers

package browser

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"image"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// pictures is where the browsers' screenshots go; empty for nowhere.
var pictures = flag.String("pictures", "", "folder for the screenshots")

// TestOtherBrowsers is what has to work in browsers that are not chromium:
// students' telephones are WebKit.
func TestOtherBrowsers(t *testing.T) {
	for name, start := range map[string]func(*testing.T) driver{"firefox": startFirefox, "webkit": startWebKit} {
		t.Run(name, func(t *testing.T) {
			s := startSite(t)
			w := &foreign{t, start(t), name}
			t.Cleanup(w.close)
			for _, part := range []struct {
				what string
				try  func(w *foreign, s *host)
			}{
				{"picture", (*foreign).tryPicture}, {"drag", (*foreign).tryDrag}, {"3d", (*foreign).tryRelief},
				{"link", (*foreign).tryLink}, {"korean", (*foreign).tryKorean},
			} {
				part.try(w, s)
				w.keep(part.what)
				if fault := ask[string](w, `return (f => f.checkVisibility() ? f.textContent : "")(document.getElementById("fault"))`); fault != "" {
					t.Errorf("%s: the page says %q", part.what, fault)
				}
			}
		})
	}
}

func (w *foreign) tryPicture(s *host) {
	w.open(s.url + "/")
	w.expectPicture(s)
}

// tryDrag drags the good run's rate: the picture follows, and the address.
func (w *foreign) tryDrag(s *host) {
	before := w.query()
	r := ask[[4]float64](w, `const r = document.querySelector('#ruler .flag[data-run="1"]').getBoundingClientRect(); return [r.x, r.y, r.width, r.height]`)
	from := spot{r[0] + r[2]/2, r[1] + r[3]/2}
	w.drag(from, spot{from.X + 12, from.Y})
	w.until("the dragged rate in the address", func() bool { return w.query() != before })
	w.expectPicture(s)
}

func (w *foreign) tryRelief(*host) {
	w.click("#mode-3d")
	w.until("the relief", func() bool { return ask[bool](w, `return Boolean(document.getElementById("relief").dataset.gpu)`) })
	w.until("every run on the relief", func() bool {
		r := ask[[4]float64](w, `const r = document.getElementById("relief").getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]`)
		n := inks(w.screenshot(), image.Rect(int(r[0]), int(r[1]), int(r[2]), int(r[3])))
		return min(n[0], n[1], n[2]) >= 25
	})
}

// tryLink opens the page's own link: it draws and says the same.
func (w *foreign) tryLink(s *host) {
	w.click("#mode-2d")
	said := w.sentences()
	w.click("#share-open")
	w.until("the link", func() bool { return ask[string](w, `return document.getElementById("share-link").value`) != "" })
	link, err := url.Parse(ask[string](w, `return document.getElementById("share-link").value`))
	if err != nil {
		w.t.Fatal(err)
	}
	w.open(s.url + link.RequestURI())
	w.expectPicture(s)
	if again := w.sentences(); !slices.Equal(said, again) {
		w.t.Errorf("behind the link the page says %q, before %q", again, said)
	}
}

func (w *foreign) tryKorean(s *host) {
	w.open(s.url + "/?lang=ko")
	w.until("the runs", func() bool { return w.missing(iterates(w.t, s, "")) == "" })
	for _, text := range append(w.sentences(), ask[string](w, `return document.getElementById("story").textContent`)) {
		if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			w.t.Errorf("%q is not Korean", text)
		}
	}
}

// foreign is a page in one of the browsers.
type foreign struct {
	t *testing.T
	driver
	browser string
}

func (w *foreign) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// ask runs a script in the page and returns what it returns.
func ask[T any](w *foreign, script string) (answer T) {
	w.t.Helper()
	w.must(w.do(executeScript, map[string]any{"script": script, "args": []any{}}, &answer))
	return answer
}

func (w *foreign) until(what string, holds func() bool) {
	w.t.Helper()
	await(w.t, what, holds)
}

// open goes to an address and waits until each card says how its run ended.
func (w *foreign) open(address string) {
	w.t.Helper()
	w.must(w.do(navigateTo, map[string]string{"url": address}, nil))
	w.until("the first picture", func() bool {
		said := w.sentences()
		return len(said) > 0 && !slices.Contains(said, "")
	})
}

func (w *foreign) sentences() []string {
	w.t.Helper()
	return ask[[]string](w, `return [...document.querySelectorAll("#cards .outcome")].map(p => p.textContent.trim())`)
}

func (w *foreign) query() string {
	w.t.Helper()
	return strings.TrimPrefix(ask[string](w, `return location.search`), "?")
}

func (w *foreign) click(selector string) {
	w.t.Helper()
	ask[any](w, `document.querySelector(`+quote(selector)+`).click()`)
}

// drag presses, moves and lets go as a mouse does.
func (w *foreign) drag(from, to spot) {
	w.t.Helper()
	move := func(p spot) map[string]any {
		return map[string]any{"type": "pointerMove", "duration": 60, "x": int(p.X), "y": int(p.Y), "origin": "viewport"}
	}
	steps := []any{move(from), map[string]any{"type": "pointerDown", "button": 0}}
	for i := 1; i <= 6; i++ {
		steps = append(steps, move(between(from, to, i, 6)))
	}
	steps = append(steps, map[string]any{"type": "pointerUp", "button": 0})
	w.must(w.do(performActions, map[string]any{"actions": []any{map[string]any{
		"type": "pointer", "id": "mouse", "parameters": map[string]string{"pointerType": "mouse"}, "actions": steps,
	}}}, nil))
}

func (w *foreign) shot() []byte {
	w.t.Helper()
	var text string
	w.must(w.do(takeScreenshot, map[string]any{"full": false}, &text))
	data, err := base64.StdEncoding.DecodeString(text)
	w.must(err)
	return data
}

func (w *foreign) screenshot() image.Image {
	w.t.Helper()
	picture, err := png.Decode(bytes.NewReader(w.shot()))
	w.must(err)
	return picture
}

// keep writes a screenshot down for those who want to look.
func (w *foreign) keep(what string) {
	w.t.Helper()
	if *pictures == "" {
		return
	}
	w.must(os.MkdirAll(*pictures, 0o755))
	w.must(os.WriteFile(filepath.Join(*pictures, w.browser+"-"+what+".png"), w.shot(), 0o644))
}

// expectPicture waits until every run of the address is drawn where the server
// says that its iterates are.
func (w *foreign) expectPicture(s *host) {
	w.t.Helper()
	w.until("the runs of "+w.query(), func() bool { return w.missing(iterates(w.t, s, w.query())) == "" })
}

func (w *foreign) missing(runs [][]spot) string {
	m := ask[mapping](w, `const map = document.getElementById("map"), r = map.getBoundingClientRect();
		return {Left: r.x, Top: r.y, Width: r.width, Height: r.height, Box: map.dataset.box.split(",").map(Number)}`)
	picture := w.screenshot()
	for i, run := range runs {
		if part := shown(picture, m, run, runColours[i]); part < 0.85 {
			return fmt.Sprintf("run %d: only %.0f %% of its iterates are drawn", i, 100*part)
		}
	}
	return ""
}
