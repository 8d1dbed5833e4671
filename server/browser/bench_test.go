package browser

import (
	"compress/gzip"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"downhill/web"
)

// BenchmarkSliderToPicture measures what a hand feels: from the timeStamp of a
// slider's event to the end of the draw that holds all the new iterates, for
// three runs of 300 steps. The hand's mouse tells its place 125 times a second,
// as they do, whatever the page is at. The page itself measures, with
// performance.measure.
func BenchmarkSliderToPicture(b *testing.B) { benchmarkDrag(b, 1) }

// BenchmarkSliderToPictureOnAPhone is the same in a browser at a quarter of the
// machine's pace, which is that of a phone or an old laptop.
func BenchmarkSliderToPictureOnAPhone(b *testing.B) { benchmarkDrag(b, 4) }

// benchmarkDrag drags a flag in a browser that is so many times slower than the
// machine. It reports the times, how many whole pictures a second there were, and
// what each of them cost the page's main thread.
func benchmarkDrag(b *testing.B, slower float64) {
	s := startSite(b)
	tb := openCounted(b, s.url+"/?surface=wells&steps=300")
	tb.until(swept)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	from, to := tb.slider(1, 0.3), tb.slider(1, 0.6)
	_, err := chromedp.Call(tb.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slower})
	tb.must(err)
	eval[any](tb, `performance.clearMeasures("slider-to-picture")`)
	before := tb.metrics()
	var sent sync.WaitGroup
	mouse := time.NewTicker(8 * time.Millisecond)
	moves := 0
	for b.Loop() {
		moves++
		<-mouse.C
		sent.Go(func() {
			if err := tb.sendMouse(input.DispatchMouseEventTypeMouseMoved, between(from, to, moves%150, 150), 1); err != nil {
				b.Error(err)
			}
		})
	}
	mouse.Stop()
	sent.Wait()
	after := tb.metrics()
	took := eval[[]float64](tb, `performance.getEntriesByName("slider-to-picture").map(m => m.duration)`)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, from, 0)
	tb.reportPercentiles(b, took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "pictures/s")
	tb.reportCosts(b, before, after, len(took))
}

// reportCosts reports what so many pictures cost the page between two counts.
func (tb *tab) reportCosts(b *testing.B, before, after map[string]float64, pictures int) {
	each := func(name string) float64 { return (after[name] - before[name]) / float64(max(1, pictures)) }
	b.ReportMetric(1000*each("ScriptDuration"), "ms-script/picture")
	b.ReportMetric(1000*(each("LayoutDuration")+each("RecalcStyleDuration")), "ms-layout/picture")
	b.ReportMetric(each("LayoutCount"), "layouts/picture")
	b.ReportMetric(each("RecalcStyleCount"), "styles/picture")
	b.ReportMetric(1000*each("TaskDuration"), "ms-task/picture")
}

// reportPercentiles reports times in milliseconds.
func (tb *tab) reportPercentiles(b *testing.B, took []float64) {
	b.Helper()
	if len(took) == 0 {
		b.Fatal("the page measured nothing")
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms-p50")
	b.ReportMetric(took[len(took)*95/100], "ms-p95")
	b.ReportMetric(0, "ns/op")
}

// firstPicture runs before the page's scripts and notes when each card says how
// its run ended, which is written as the picture is drawn.
const firstPicture = `new MutationObserver((_, observer) => {
	const told = [...document.querySelectorAll("#cards .outcome-lead")];
	if (told.length === 0 || told.some(e => !e.textContent.trim())) return;
	observer.disconnect();
	window.pictureAt = performance.now();
}).observe(document, {subtree: true, childList: true, characterData: true})`

// BenchmarkFirstPicture is the time from the start of a navigation, with nothing
// cached, to the first whole picture.
func BenchmarkFirstPicture(b *testing.B) {
	s := startSite(b)
	tb := newTab(b, s.url, laptop)
	_, err := chromedp.Call(tb.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	tb.must(err)
	_, err = chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: firstPicture})
	tb.must(err)
	var took []float64
	for b.Loop() {
		tb.navigate(s.url + "/?surface=wells")
		took = append(took, eval[float64](tb, "pictureAt"))
	}
	tb.reportPercentiles(b, took)
}

// BenchmarkPlaying is the work of one frame while six runs of 1,000 iterates
// play: the page's script, and the browser's style and layout.
func BenchmarkPlaying(b *testing.B) {
	s := startSite(b)
	for _, mode := range []string{"2d", "3d", "both"} {
		b.Run(mode, func(b *testing.B) {
			tb := openCounted(b, s.url+"/?surface=wells&steps=1000&noise=0.3&lr=0.01,0.02,0.05,0.1,0.2,0.4&speed=100&loop=1&mode="+mode)
			tb.until(swept)
			eval[any](tb, `document.getElementById("play").click()`)
			tb.framesIn(200 * time.Millisecond)
			before, frames := tb.metrics(), 0
			for b.Loop() {
				frames += tb.framesIn(time.Second)
			}
			after := tb.metrics()
			perFrame := func(name string) float64 { return 1000 * (after[name] - before[name]) / float64(frames) }
			b.ReportMetric(perFrame("ScriptDuration"), "ms-script/frame")
			b.ReportMetric(perFrame("LayoutDuration")+perFrame("RecalcStyleDuration"), "ms-layout/frame")
			b.ReportMetric(float64(frames)/float64(b.N), "frames/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkFirstView weighs the page's HTML, CSS and JavaScript as they go
// over the wire to a first visitor.
func BenchmarkFirstView(b *testing.B) {
	s := startSite(b)
	total := 0
	for b.Loop() {
		total, _ = firstView(b, s.url+"/")
	}
	b.ReportMetric(float64(total), "bytes")
}

// TestFirstViewIsLight holds the bound, 100 KB compressed, in each language;
// what the view in 3D and the chart of losses need is not part of it.
func TestFirstViewIsLight(t *testing.T) {
	s := startSite(t)
	for _, lang := range web.Languages {
		total, parts := firstView(t, s.url+"/?lang="+lang)
		t.Logf("%s: %d bytes", lang, total)
		if total > 100_000 {
			t.Errorf("the first view in %s is %d bytes compressed, over 100,000", lang, total)
		}
		for part := range parts {
			if strings.Contains(part, "/relief-") || strings.Contains(part, "/chart-") {
				t.Errorf("the first view loads %s", part)
			}
		}
	}
}

// firstView adds up the page, its stylesheets and its scripts with what they
// import from the start, compressed as the server sends them over plain HTTP, which is
// more than over HTTPS; where it sends them plain they are counted as gzip makes them.
func firstView(t testing.TB, page string) (total int, parts map[string]bool) {
	t.Helper()
	linked := regexp.MustCompile(`<(?:script|link rel="(?:stylesheet|modulepreload)")[^>]*? (?:src|href)="([^"]+)"[^>]*>`)
	imported := regexp.MustCompile(`(?:^|[;}\s])(?:import|export)\s*(?:[\w{}$*,\s]+from\s*)?"(\./[^"]+)"`)
	parts = map[string]bool{}
	var visit func(address string, links *regexp.Regexp)
	visit = func(address string, links *regexp.Regexp) {
		if parts[address] {
			return
		}
		parts[address] = true
		size, text := fetch(t, address)
		total += size
		for _, match := range links.FindAllStringSubmatch(text, -1) {
			if strings.Contains(match[0], ` media="`) {
				continue // of a dark page, or of a printed one
			}
			base, _ := url.Parse(address)
			next, err := base.Parse(match[1])
			if err != nil {
				t.Fatal(err)
			}
			visit(next.String(), imported)
		}
	}
	visit(page, linked)
	for _, name := range []string{"guard.js", "main.js", "chunk-", "theme.css", "sheet.css"} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(parts)), func(part string) bool { return strings.Contains(part, name) }) {
			t.Fatalf("the first view lacks %s: %v", name, parts)
		}
	}
	return total, parts
}

// fetch reads address as a browser does; size counts the bytes of its body on the wire.
func fetch(t testing.TB, address string) (size int, text string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "gzip")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	wire := &counter{}
	body := io.TeeReader(answer.Body, wire)
	if answer.Header.Get("Content-Encoding") == "gzip" {
		plain, err := gzip.NewReader(body)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(plain)
		if err != nil {
			t.Fatal(err)
		}
		return wire.n, string(content)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	packed := &counter{}
	w := gzip.NewWriter(packed)
	w.Write(content)
	w.Close()
	return packed.n, string(content)
}

// counter counts what is written to it.
type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}
