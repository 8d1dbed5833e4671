package site_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"downhill/server/client"
	"downhill/server/limits"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

func TestHeadersOfEveryAnswer(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, path := range []string{"/", "/embed", "/api/surfaces", "/static/js/main.js", "/nowhere", "/api/eval"} {
		a, _ := client.Get(t, s.URL()+path)
		csp := a.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; style-src 'self';") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		framed := strings.Contains(csp, "frame-ancestors *")
		if framed != (path == "/embed") || framed == (a.Header.Get("X-Frame-Options") == "DENY") {
			t.Errorf("%s: may be framed: %v", path, framed)
		}
		for _, h := range []string{"X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"} {
			if a.Header.Get(h) == "" {
				t.Errorf("%s: no %s", path, h)
			}
		}
	}
}

// Readers of a site behind TLS are told to keep to it; who comes by another name, or
// without TLS, is not.
func TestReadersKeepToTLS(t *testing.T) {
	for public, told := range map[string]bool{"https://downhill.example": true, "http://downhill.example": false, "": false} {
		s, _ := sitetest.Serve(t, site.Config{PublicURL: public})
		for host, ours := range map[string]bool{"downhill.example": true, "downhill.example:443": true, "localhost": false, "other.example": false} {
			a, _ := client.Get(t, s.URL()+"/", "Host", host)
			if got := a.Header.Get("Strict-Transport-Security"); (got != "") != (told && ours) {
				t.Errorf("%q, host %s: %q", public, host, got)
			}
		}
	}
}

// What a figure without an origin needs is anyone's to read; the pages are not.
func TestWhoMayReadAnAnswer(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for path, shared := range map[string]bool{
		"/": false, "/p/wells": false, "/embed": false, "/metrics": false, "/healthz": false, "/nowhere": false,
		"/static/js/main.js": true, "/static/css/page.css": true, "/words/en": true, "/api/eval?at=1,2": true,
		"/api/grid?n=3": true, "/api/nowhere": true,
	} {
		a, _ := client.Get(t, s.URL()+path, "Origin", "null")
		allowed, policy := a.Header.Get("Access-Control-Allow-Origin"), a.Header.Get("Cross-Origin-Resource-Policy")
		if (allowed == "*") != shared || allowed != "" && !shared || (policy == "cross-origin") != shared || a.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: origin %q may read it, policy %q", path, allowed, policy)
		}
	}
}

func TestHeadersAreBounded(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for size, want := range map[int]int{
		limits.MaxHeaderBytes - 1024: http.StatusOK,
		limits.MaxHeaderBytes + 1024: http.StatusRequestHeaderFieldsTooLarge,
	} {
		a, _ := client.Get(t, s.URL()+"/healthz", "Filler", strings.Repeat("a", size))
		if a.StatusCode != want {
			t.Errorf("%d bytes of headers: %s", size, a.Status)
		}
	}
}

// HEAD is GET without the body, for every route that a GET has.
func TestHeadTellsWhatGetWould(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, path := range []string{"/", "/api/surfaces", "/api/run?steps=3", "/api/sweep?n=3", "/api/grid?n=3", "/api/basins?n=3", "/static/css/page.css", "/healthz"} {
		whole, _ := client.Get(t, s.URL()+path)
		head, err := http.Head(s.URL() + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = head.Body.Close()
		if head.StatusCode != http.StatusOK || head.Header.Get("Content-Type") != whole.Header.Get("Content-Type") || head.Header.Get("ETag") != whole.Header.Get("ETag") {
			t.Errorf("%s: %s, %v", path, head.Status, head.Header)
		}
	}
}

func TestForeignHostIsTurnedAway(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example"})
	for host, want := range map[string]int{
		"evil.example":          http.StatusMisdirectedRequest,
		"localhost.evil.com":    http.StatusMisdirectedRequest,
		"127.0.0.1.evil.com":    http.StatusMisdirectedRequest,
		"8.8.8.8":               http.StatusMisdirectedRequest,
		"localhost:1234":        http.StatusOK,
		"LOCALHOST":             http.StatusOK,
		"127.0.0.1":             http.StatusOK,
		"[::1]:80":              http.StatusOK,
		"192.168.1.7:8080":      http.StatusOK,
		"10.0.0.3":              http.StatusOK,
		"downhill.example":      http.StatusOK,
		"downhill.example:8443": http.StatusOK,
	} {
		a, body := client.Get(t, s.URL()+"/robots.txt", "Host", host)
		if a.StatusCode != want {
			t.Errorf("%s: %s", host, a.Status)
		}
		if want != http.StatusOK && !strings.Contains(body, "--public-url") {
			t.Errorf("%s: %q does not say what to do", host, body)
		}
	}
	if a, _ := client.Get(t, s.URL()+"/healthz", "Host", "probe.internal"); a.StatusCode != http.StatusOK {
		t.Errorf("a probe gets %s", a.Status)
	}
}

func TestOriginOfTheStream(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example"})
	port := s.URL()[strings.LastIndex(s.URL(), ":"):]
	for origin, want := range map[string]int{
		"":                           http.StatusSwitchingProtocols,
		s.URL():                      http.StatusSwitchingProtocols,
		"http://localhost" + port:    http.StatusSwitchingProtocols,
		"https://downhill.example":   http.StatusSwitchingProtocols,
		"http://localhost:1":         http.StatusForbidden,
		"https://evil.example":       http.StatusForbidden,
		"http://evil.example" + port: http.StatusForbidden,
		"null":                       http.StatusSwitchingProtocols,
		"file://":                    http.StatusForbidden,
	} {
		headers := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13",
			"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol", client.Protocol}
		if origin != "" {
			headers = append(headers, "Origin", origin)
		}
		if status := upgrade(t, s.URL()+"/ws", headers...); status != want {
			t.Errorf("origin %q: %d, want %d", origin, status, want)
		}
	}
}

// A page that was refused asks by plain HTTP why, and learns whether it was for its
// origin.
func TestAPageLearnsWhyItWasRefused(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for origin, want := range map[string]string{"https://downhill.example": "origin", s.URL(): "", "": ""} {
		a, _ := client.Get(t, s.URL()+"/ws", "Page-Origin", origin)
		if got := a.Header.Get("Refused"); got != want || (a.StatusCode == http.StatusForbidden) != (want != "") {
			t.Errorf("%q: %s, refused for %q", origin, a.Status, got)
		}
	}
}

// upgrade asks for the stream and returns the status of the answer.
func upgrade(t *testing.T, url string, headers ...string) int {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	a, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = a.Body.Close()
	return a.StatusCode
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	a, err := http.Post(s.URL()+"/api/run", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") == "" {
		t.Errorf("POST: %s", a.Status)
	}
}

func TestAssetsAreKeptAndCompressed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	css := s.URL() + "/static/css/page.css"
	_, page := client.Get(t, s.URL()+"/")
	version := regexp.MustCompile(`[?]v=(\w+)`).FindStringSubmatch(page)[1]
	a, body := client.Get(t, css)
	if len(body) != 4000 || a.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("%d bytes, %q", len(body), a.Header.Get("Cache-Control"))
	}
	for _, encoding := range []string{"br", "gzip"} {
		packed, body := client.Get(t, css+"?v="+version, "Accept-Encoding", "x, "+encoding)
		if packed.Header.Get("Content-Encoding") != encoding || len(body) > 400 {
			t.Errorf("%s: %q, %d bytes", encoding, packed.Header.Get("Content-Encoding"), len(body))
		}
		if !strings.Contains(packed.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("with its version: %q", packed.Header.Get("Cache-Control"))
		}
	}
	if again, _ := client.Get(t, css, "If-None-Match", a.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %s", again.Status)
	}
	if a, _ := client.Get(t, s.URL()+"/static/js/chunk-ABCDEFGH.js"); !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("a chunk: %q", a.Header.Get("Cache-Control"))
	}
	for _, path := range []string{"/static/", "/static/js/README", "/static/../server.go", "/static/js"} {
		if a, _ := client.Get(t, s.URL()+path); a.StatusCode == http.StatusOK {
			t.Errorf("%s is served", path)
		}
	}
}

func TestMissingBundleIsSaidPlainly(t *testing.T) {
	_, err := site.New(site.Config{Addr: "127.0.0.1:0", Static: emptyFS})
	if err == nil || err.Error() != "the front end was not built: run make build" {
		t.Errorf("%v", err)
	}
}

func TestTakenPortIsSaidPlainly(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	addr := strings.TrimPrefix(s.URL(), "http://")
	_, err := site.New(site.Config{Addr: addr, Static: sitetest.Bundle})
	if err == nil || !strings.Contains(err.Error(), addr) || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("%v", err)
	}
}

func TestOperators(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"run":"surface=bowl&lr=0.1&steps=4"}`)
	c.Until(1)
	for _, path := range []string{"/healthz", "/readyz"} {
		if a, _ := client.Get(t, s.URL()+path); a.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	_, body := client.Get(t, s.URL()+"/metrics")
	for _, line := range []string{"downhill_viewers 1\n", `downhill_stream_requests_total{ending="done",kind="run"} 1` + "\n", "downhill_iterates_total 5\n"} {
		if !strings.Contains(body, line) {
			t.Errorf("no %q in\n%s", line, body)
		}
	}
}

// emptyFS has no bundle.
var emptyFS = fstest.MapFS{"js/README": {}}
