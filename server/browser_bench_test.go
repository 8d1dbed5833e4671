package main

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"

	"downhill/web"
)

// BenchmarkSliderToPicture measures what a hand feels: from the timeStamp of a
// slider's event to the end of the draw that holds all the new iterates. The
// page itself measures it, with performance.measure.
func BenchmarkSliderToPicture(b *testing.B) {
	s := startSite(b)
	tb := open(b, s.url+"/", laptop)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.slider(1, 0.3), 1)
	eval[any](tb, `performance.clearMeasures("slider-to-picture")`)
	moves := 0
	for b.Loop() {
		moves++
		tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(1, 0.3+0.002*float64(moves%150)), 1)
		time.Sleep(20 * time.Millisecond)
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.3), 0)
	took := eval[[]float64](tb, `performance.getEntriesByName("slider-to-picture").map(m => m.duration)`)
	if len(took) == 0 {
		b.Fatal("the page measured nothing")
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms-p50")
	b.ReportMetric(took[len(took)*95/100], "ms-p95")
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
// what the view in 3D needs is not part of it.
func TestFirstViewIsLight(t *testing.T) {
	s := startSite(t)
	for _, lang := range web.Languages {
		total, parts := firstView(t, s.url+"/?lang="+lang)
		t.Logf("%s: %d bytes", lang, total)
		if total > 100_000 {
			t.Errorf("the first view in %s is %d bytes compressed, over 100,000", lang, total)
		}
		for part := range parts {
			if strings.Contains(part, "relief-") {
				t.Errorf("the first view loads %s", part)
			}
		}
	}
}

// firstView adds up the page, its stylesheets and its scripts with what they
// import from the start, compressed as the server sends them; where it sends
// them plain they are counted as gzip makes them.
func firstView(t testing.TB, page string) (total int, parts map[string]bool) {
	t.Helper()
	linked := regexp.MustCompile(`(?:<script[^>]+src|<link rel="(?:stylesheet|modulepreload)" href)="([^"]+)"`)
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
			base, _ := url.Parse(address)
			next, err := base.Parse(match[1])
			if err != nil {
				t.Fatal(err)
			}
			visit(next.String(), imported)
		}
	}
	visit(page, linked)
	if len(parts) < 3 {
		t.Fatalf("the first view is only %v", parts)
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
