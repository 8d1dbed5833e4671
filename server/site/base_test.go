package site_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"downhill/server/api"
	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// TestBasePath: behind a proxy that keeps a path for it, a site answers below
// that path, and every address that it gives lies there.
func TestBasePath(t *testing.T) {
	const base = "/teaching/downhill"
	s, _ := sitetest.Serve(t, site.Config{BasePath: "teaching/downhill/"})
	n := client.NewNeighbour(t, base, root(s))
	own := regexp.MustCompile(`(?:href|src)="(/[^"]*)"`)
	for _, path := range []string{"/", "/p/three-rates?lr=0.1,1,2&lang=ko", "/embed?surface=bowl"} {
		a, body := client.Get(t, n.URL+base+path)
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
	_, body := client.Get(t, n.URL+base+"/api/presets")
	var presets []api.PresetJSON
	if err := json.Unmarshal([]byte(body), &presets); err != nil || len(presets) == 0 || !strings.HasPrefix(presets[0].Path, base+"/p/") {
		t.Errorf("%v: %+v", err, presets)
	}
	c := client.Dial(t, n.URL+base)
	c.Send(`{"id":1,"run":"surface=bowl&steps=2"}`)
	if m := c.NextButSurface(); m.Path != base+"/?surface=bowl&steps=2" {
		t.Errorf("the stream says %+v", m)
	}
	for from, to := range map[string]string{base: base + "/", base + "/p/three-rates)": base + "/p/three-rates", base + "/favicon.ico": base + "/static/img/icon.svg"} {
		if a, _ := client.Get(t, root(s)+from); a.Header.Get("Location") != to {
			t.Errorf("%s goes to %q", from, a.Header.Get("Location"))
		}
	}
	n.ExpectUnasked(t)
}

// TestBesideTheBasePath there is nothing of the site's but the probes.
func TestBesideTheBasePath(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{BasePath: "/downhill"})
	root := root(s)
	for path, want := range map[string]int{
		"/": 404, "/downhillx": 404, "/p/three-rates": 404, "/api/presets": 404, "/static/js/main.js": 404,
		"/healthz": 200, "/readyz": 200, "/downhill/healthz": 200, "/downhill/": 200, "/downhill/downhill/": 404,
	} {
		if a, _ := client.Get(t, root+path); a.StatusCode != want {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	if _, body := client.Get(t, root+"/downhill/nothing"); !strings.Contains(body, "/downhill/") {
		t.Errorf("a lost reader is sent nowhere: %s", body)
	}
}

// root is a server's address without the site's path.
func root(s *site.Server) string {
	u, _ := url.Parse(s.URL()) // it made it itself
	return "http://" + u.Host
}
