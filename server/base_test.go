package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// A neighbour is a proxy that keeps a path for a site of ours, and what else its
// host has: it notes what is asked of that.
type neighbour struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func startNeighbour(t testing.TB, base, site string) *neighbour {
	t.Helper()
	to, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	n := &neighbour{}
	mux := http.NewServeMux()
	mux.Handle(base+"/", httputil.NewSingleHostReverseProxy(to))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.asked = append(n.asked, r.URL.Path)
		http.NotFound(w, r)
	})
	n.Server = httptest.NewServer(mux)
	t.Cleanup(n.Close)
	return n
}

// expectUnasked fails if anything was asked beside the site.
func (n *neighbour) expectUnasked(t testing.TB) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, path := range n.asked {
		if path != "/favicon.ico" { // browsers ask for it unasked
			t.Errorf("%s was asked for, beside the site", path)
		}
	}
}

// TestBasePath: behind a proxy that keeps a path for it, a site answers below
// that path, and every address that it gives lies there.
func TestBasePath(t *testing.T) {
	const base = "/teaching/downhill"
	s, _ := serve(t, Config{BasePath: "teaching/downhill/"})
	n := startNeighbour(t, base, "http://"+s.listener.Addr().String())
	own := regexp.MustCompile(`(?:href|src)="(/[^"]*)"`)
	for _, path := range []string{"/", "/p/three-rates?lr=0.1,1,2&lang=ko", "/embed?surface=bowl"} {
		a, body := get(t, n.URL+base+path)
		links := own.FindAllStringSubmatch(body, -1)
		if a.StatusCode != http.StatusOK || len(links) < 5 || !strings.Contains(body, `"base":"`+base+`"`) {
			t.Errorf("%s: %s, %d links", path, a.Status, len(links))
		}
		for _, link := range links {
			if !strings.HasPrefix(link[1], base+"/") {
				t.Errorf("%s links to %s", path, link[1])
			}
		}
		if canonical := `rel="canonical" href="` + n.URL + base + "/"; !strings.Contains(body, canonical) {
			t.Errorf("%s has no %s", path, canonical)
		}
	}
	_, body := get(t, n.URL+base+"/api/presets")
	var presets []presetJSON
	if err := json.Unmarshal([]byte(body), &presets); err != nil || len(presets) == 0 || !strings.HasPrefix(presets[0].Path, base+"/p/") {
		t.Errorf("%v: %+v", err, presets)
	}
	c := dialURL(t, "ws"+strings.TrimPrefix(n.URL, "http")+base+"/ws")
	c.send(`{"id":1,"run":"surface=bowl&steps=2"}`)
	if m := c.nextButSurface(); m.Path != base+"/?surface=bowl&steps=2" {
		t.Errorf("the stream says %+v", m)
	}
	for from, to := range map[string]string{base: base + "/", base + "/p/three-rates)": base + "/p/three-rates", base + "/favicon.ico": base + "/static/img/icon.svg"} {
		if a, _ := get(t, "http://"+s.listener.Addr().String()+from); a.Header.Get("Location") != to {
			t.Errorf("%s goes to %q", from, a.Header.Get("Location"))
		}
	}
	n.expectUnasked(t)
}

// TestBesideTheBasePath there is nothing of the site's but the probes.
func TestBesideTheBasePath(t *testing.T) {
	s, _ := serve(t, Config{BasePath: "/downhill"})
	root := "http://" + s.listener.Addr().String()
	for path, want := range map[string]int{
		"/": 404, "/downhillx": 404, "/p/three-rates": 404, "/api/presets": 404, "/static/js/main.js": 404,
		"/healthz": 200, "/readyz": 200, "/downhill/healthz": 200, "/downhill/": 200, "/downhill/downhill/": 404,
	} {
		if a, _ := get(t, root+path); a.StatusCode != want {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	if _, body := get(t, root+"/downhill/nothing"); !strings.Contains(body, "/downhill/") {
		t.Errorf("a lost reader is sent nowhere: %s", body)
	}
	if err := checkHealth(t.Context(), s.listener.Addr().String()); err != nil {
		t.Error(err)
	}
}

func TestBasePathIsChecked(t *testing.T) {
	for given, want := range map[string]string{"/downhill": "/downhill", "downhill/": "/downhill", "/": "", "": "", "/a/b.c_d-e~f": "/a/b.c_d-e~f"} {
		c, err := parseConfig([]string{"--base-path", given}, func(string) string { return "" }, io.Discard)
		if err != nil || c.complete().BasePath != want {
			t.Errorf("%q is %q: %v", given, c.complete().BasePath, err)
		}
	}
	for _, given := range []string{"/a b", "/a//b", "/../a", "/a?b", "http://a/b", "/a%20b", "/a\"b"} {
		if _, err := parseConfig([]string{"--base-path", given}, func(string) string { return "" }, io.Discard); err == nil {
			t.Errorf("%q is taken", given)
		}
	}
	c, err := parseConfig(nil, func(key string) string { return map[string]string{"BASE_PATH": "/x"}[key] }, io.Discard)
	if err != nil || c.BasePath != "/x" {
		t.Errorf("BASE_PATH gives %q: %v", c.BasePath, err)
	}
}
