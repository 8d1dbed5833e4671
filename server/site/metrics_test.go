package site_test

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

// scrape is what a real scrape brings: the value of each series, by its name with its
// labels as they are written.
func scrape(t *testing.T, url string) map[string]float64 {
	t.Helper()
	a, text := client.Get(t, url)
	if a.StatusCode != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain; version=0.0.4") {
		t.Fatalf("%s: %s, %q", url, a.Status, a.Header.Get("Content-Type"))
	}
	all := map[string]float64{}
	for line := range strings.Lines(text) {
		name, word, ok := cutLast(strings.TrimSpace(line), " ")
		if value, err := strconv.ParseFloat(word, 64); ok && err == nil && !strings.HasPrefix(name, "#") {
			all[name] = value
		}
	}
	return all
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// asked tells the requests of one test from those of another in the same process.
var asked atomic.Int64

// What was asked for, over HTTP and on streams, stands in the metrics as it was, at the
// usual address and at the one for debugging.
func TestMetricsTellWhatHappened(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Version: "v1.2.3", DebugAddr: "127.0.0.1:0", Stream: stream.Limits{MaxViewers: 2}})
	fresh := 1000 + asked.Add(1) // what was asked for before is kept, and no work
	for path, times := range map[string]int{"/": 2, "/p/three-rates": 1, fmt.Sprintf("/api/grid?surface=bowl&n=3&view=-1.%d,1,-1,1", fresh): 3, "/api/eval?at=x": 1, "/nowhere": 1} {
		for range times {
			client.Get(t, s.URL()+path)
		}
	}
	client.Get(t, s.URL()+"/", "Host", "evil.example")
	one, two := client.Dial(t, s.URL()), client.Dial(t, s.URL())
	one.Send(fmt.Sprintf(`{"id":1,"run":"surface=bowl&lr=0.1&steps=4&start=1,1.%d"}`, fresh))
	one.Until(1)
	one.Send(`{"id":2,"run":"lr=-1"}`)
	one.Until(2)
	one.Send(fmt.Sprintf(`{"id":3,"sweep":"surface=bowl&n=3&start=1,1.%d"}`, fresh))
	one.Until(3)
	askForStream := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}
	client.Get(t, s.URL()+"/ws", askForStream...) // full
	client.Get(t, s.URL()+"/ws", append(askForStream, "Origin", "https://evil.example")...)
	_ = two.Conn.Close()
	sitetest.WaitFor(t, "a place", func() bool { return sitetest.OpenStreams(t, s) == 1 })
	for _, url := range []string{s.URL(), "http://" + site.DebugAddrOf(s)} {
		now := scrape(t, url+"/metrics")
		for name, want := range map[string]float64{
			`downhill_http_requests_total{route="/",status="200"}`:           2,
			`downhill_http_requests_total{route="/",status="421"}`:           1,
			`downhill_http_requests_total{route="/p/{preset}",status="200"}`: 1,
			`downhill_http_requests_total{route="/api/grid",status="200"}`:   3,
			`downhill_http_requests_total{route="/api/eval",status="400"}`:   1,
			`downhill_http_requests_total{route="none",status="404"}`:        1,
			`downhill_http_requests_total{route="/ws",status="503"}`:         1,
			`downhill_http_requests_total{route="/ws",status="403"}`:         1,
			`downhill_http_seconds_count{route="/api/grid"}`:                 3,
			`downhill_work_seconds_count{kind="/api/grid"}`:                  1, // it is kept
			`downhill_viewers`:                                               1,
			`downhill_rooms`:                                                 0,
			`downhill_viewers_peak`:                                          2,
			`downhill_viewers_most`:                                          2,
			`downhill_streams_opened_total`:                                  2,
			`downhill_streams_ended_total{ending="left"}`:                    1,
			`downhill_streams_ended_total{ending="stalled"}`:                 0,
			`downhill_streams_refused_total{reason="full"}`:                  1,
			`downhill_streams_refused_total{reason="origin"}`:                1,
			`downhill_stream_requests_total{ending="done",kind="run"}`:       1,
			`downhill_stream_requests_total{ending="error",kind="run"}`:      1,
			`downhill_stream_requests_total{ending="done",kind="sweep"}`:     1,
			`downhill_stream_requests_total{ending="dropped",kind="basins"}`: 0,
			`downhill_stream_request_seconds_count{kind="run"}`:              1,
			`downhill_stream_first_frame_seconds_count{kind="run"}`:          1,
			`downhill_iterates_total`:                                        5,
			`downhill_build_info{version="v1.2.3"}`:                          1,
		} {
			if got, ok := now[name]; !ok || got != want {
				t.Errorf("%s: %s is %v (%v), want %v", url, name, got, ok, want)
			}
		}
		checkOperating(t, now)
		for _, name := range []string{
			`downhill_queue_seconds_count{kind="run"}`, `downhill_work_seconds_sum{kind="sweep"}`, `downhill_stream_write_seconds_count`,
			"downhill_cache_bytes", "downhill_cache_bytes_most", "downhill_cache_hits_total", "downhill_cache_misses_total",
			"downhill_message_bytes_total", "go_memstats_heap_alloc_bytes", "process_resident_memory_bytes", "go_goroutines",
		} {
			if now[name] <= 0 {
				t.Errorf("%s: %s is %v", url, name, now[name])
			}
		}
	}
}

// partOf is what a series of a histogram has behind its name.
var partOf = regexp.MustCompile(`_(bucket|sum|count)$`)

// checkOperating holds that docs/OPERATING.md tells of metrics that there are, and of all
// of ours.
func checkOperating(t *testing.T, now map[string]float64) {
	t.Helper()
	text, err := os.ReadFile("../../docs/OPERATING.md")
	if err != nil {
		t.Fatal(err)
	}
	told := regexp.MustCompile(`\b(?:downhill|go|process)_[a-z_]+[a-z]`).FindAllString(string(text), -1)
	if len(told) < 20 {
		t.Errorf("docs/OPERATING.md tells of %d metrics", len(told))
	}
	for series := range now {
		bare, _, _ := strings.Cut(series, "{")
		if name := partOf.ReplaceAllString(bare, ""); strings.HasPrefix(name, "downhill_") && !slices.Contains(told, name) {
			t.Errorf("docs/OPERATING.md tells nothing of %s", name)
		}
	}
	for _, name := range told {
		known := false
		for series := range now {
			bare, _, _ := strings.Cut(series, "{")
			known = known || bare == name || bare == name+"_count"
		}
		if !known {
			t.Errorf("docs/OPERATING.md tells of %s", name)
		}
	}
}

// Nothing that a caller writes becomes a label, so that their number is bounded.
func TestLabelsAreBounded(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	ask := func(i int) {
		for _, path := range []string{"/x%d", "/p/x%d", "/api/x%d", "/static/x%d", "/api/grid?n=x%d", "/words/x%d", "/p/three-rates/x%d"} {
			client.Get(t, s.URL()+fmt.Sprintf(path, i), "Host", "localhost", "User-Agent", fmt.Sprint(i))
		}
		client.Get(t, s.URL()+"/", "Host", fmt.Sprintf("x%d.example", i))
		c := client.Dial(t, s.URL())
		c.Send(fmt.Sprintf(`{"id":%d,"run":"surface=x%d"}`, i+1, i))
		c.Until(uint32(i + 1))
		_ = c.Conn.Close()
	}
	ask(0)
	sitetest.WaitFor(t, "it to have left", func() bool { return sitetest.OpenStreams(t, s) == 0 })
	before := len(scrape(t, s.URL()+"/metrics"))
	for i := range 20 {
		ask(i + 1)
	}
	sitetest.WaitFor(t, "them to have left", func() bool { return sitetest.OpenStreams(t, s) == 0 })
	if after := len(scrape(t, s.URL()+"/metrics")); after != before {
		t.Errorf("%d series, then %d", before, after)
	}
}

// The address for debugging has Go's profiles, and answers this machine's own names
// alone; the usual address has none of it.
func TestDebugAddress(t *testing.T) {
	s, stop := sitetest.Serve(t, site.Config{DebugAddr: "127.0.0.1:0"})
	debug := "http://" + site.DebugAddrOf(s)
	for path, want := range map[string]string{"/debug/pprof/": "goroutine", "/debug/pprof/goroutine?debug=1": "goroutine profile", "/debug/pprof/heap?debug=1": "heap profile"} {
		if a, body := client.Get(t, debug+path); a.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %s", path, a.Status)
		}
		if a, _ := client.Get(t, s.URL()+path); a.StatusCode != http.StatusNotFound {
			t.Errorf("the usual address answers %s with %s", path, a.Status)
		}
	}
	if a, _ := client.Get(t, debug+"/metrics", "Host", "evil.example"); a.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("another name is answered with %s", a.Status)
	}
	_ = stop()
	if _, err := http.Get(debug + "/metrics"); err == nil {
		t.Error("it is served after the end")
	}
}
