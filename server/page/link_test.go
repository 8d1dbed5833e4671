package page_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// openLink is what a page was opened with.
func openLink(t *testing.T, address string) (status int, m client.Message, settings pageSettings, body string) {
	t.Helper()
	a, body := client.Get(t, address)
	if to := a.Header.Get("Location"); a.StatusCode == http.StatusFound {
		base, _, _ := strings.Cut(strings.TrimPrefix(address, "http://"), "/")
		a, body = client.Get(t, "http://"+base+to)
	}
	for id, to := range map[string]any{"scenario": &m, "page": &settings} {
		_, rest, _ := strings.Cut(body, `<script id="`+id+`" type="application/json">`)
		text, _, _ := strings.Cut(rest, "</script>")
		if err := json.Unmarshal([]byte(text), to); err != nil {
			t.Fatalf("%s: %s: %v", address, id, err)
		}
	}
	return a.StatusCode, m, settings, body
}

type pageSettings struct {
	Keys map[string]string
}

// TestDecoratedLinksOpen: what a chat, a mail or an advertisement puts to a link
// costs nothing, and is told beside the title alone.
func TestDecoratedLinksOpen(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, more := range []string{"fbclid=IwAR0abc", "utm_source=news&utm_medium=mail&utm_campaign=50%off", "gclid=a%2Fb+c",
		"_hsenc=p2AN--x&_hsmi=1", "mc_cid=1&mc_eid=2", "igshid=x", "ref=a&ref=b", "%C3%BC=%25fe", "=", "x", "LR=3", "amp;si=1"} {
		for path, want := range map[string]string{
			"/?f=x^2+y^2&lr=0.1&start=1,2&at=3":    "/?f=x%5E2%2By%5E2&start=1,2&lr=0.1&view=-5,5,-5,5",
			"/p/three-rates?lr=0.1,1,2&theme=dark": "/p/three-rates?lr=0.1,1,2",
			"/embed?surface=bowl&lang=ko":          "/?surface=bowl",
		} {
			status, m, _, body := openLink(t, s.URL()+path+"&"+more)
			if status != http.StatusOK || m.Path != want {
				t.Errorf("%s&%s: %d, %s", path, more, status, m.Path)
			}
			key, _, _ := strings.Cut(more, "=")
			told := strings.Contains(body, `id="unknown"`)
			if expected := key != "" && !strings.HasPrefix(path, "/embed"); told != expected {
				t.Errorf("%s&%s: told %v", path, more, told)
			}
			if _, problem, _ := strings.Cut(body, `id="problem"`); !strings.HasPrefix(problem, ` role="alert" hidden`) {
				t.Errorf("%s&%s: told over the map", path, more)
			}
		}
	}
	for _, path := range []string{"/api/run?surface=bowl&steps=2&fbclid=x", "/api/eval?surface=bowl&at=1,2&utm_source=x", "/api/run?surface=bowl&theme=dark",
		"/api/eval?surface=bowl&at=1,2&lr=1", "/api/grid?surface=bowl&n=9&seed=1", "/api/surfaces?surface=bowl", "/api/surface?surface=bowl&steps=3", "/api/presets?theme=dark"} {
		if a, _ := client.Get(t, s.URL()+path); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}

// TestDamagedLinksOpen, on the page, in a frame, at the API and as a lesson.
func TestDamagedLinksOpen(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const bowl = "surface=bowl&lr=0.1,0.5,1.8"
	form := url.Values{"f": {"x^2 + y^2"}, "start": {"1,2"}, "lr": {"0.1"}}.Encode()
	const sum = "f=x%5E2%20%2B%20y%5E2&start=1,2&lr=0.1&view=-5,5,-5,5"
	for damaged, want := range map[string]string{
		"surface=bowl&amp;lr=0.1,0.5,1.8": bowl, bowl + ")": bowl, bowl + ",": bowl, bowl + ".": bowl, bowl + "%E2%80%9D": bowl,
		bowl + "'": bowl, bowl + "%3E,": bowl, "surface%3Dbowl%26lr%3D0.1%2C0.5%2C1.8": bowl,
		form: sum, strings.ReplaceAll(sum, "%", "%25"): sum, "f=x%5E2+y%5E2&start=1,2&lr=0.1": strings.ReplaceAll(sum, "%20", ""),
	} {
		for _, path := range []string{"/?", "/embed?"} {
			status, m, _, _ := openLink(t, s.URL()+path+damaged)
			if status != http.StatusOK || m.Query != want {
				t.Errorf("%s%s: %d, %s", path, damaged, status, m.Query)
			}
		}
		if _, whole := client.Get(t, s.URL()+"/api/run?"+want); whole != second(client.Get(t, s.URL()+"/api/run?"+damaged)) || !strings.Contains(whole, `"k":1`) {
			t.Errorf("/api/run?%s is another run", damaged)
		}
	}
	for damaged, want := range map[string]string{
		"/p/three-rates)": "/p/three-rates", "/p/three-rates/": "/p/three-rates", "/p/saddle-point.?lr=1,2,3&amp;seed=3": "/p/saddle-point?lr=1,2,3&seed=3",
		"/embed)?surface=bowl": "/?surface=bowl", "/)": "/p/stuck-in-a-local-minimum", "/,?surface=bowl": "/?surface=bowl",
	} {
		if status, m, _, _ := openLink(t, s.URL()+damaged); status != http.StatusOK || m.Path != want {
			t.Errorf("%s: %d, %s", damaged, status, m.Path)
		}
	}
	for _, path := range []string{"/nowhere)", "/p/no-such-lesson.", "/static/)"} {
		if a, _ := client.Get(t, s.URL()+path); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}

func second[A, B any](_ A, b B) B { return b }

// TestPageIsToldItsKeys: the script is told what the server read.
func TestPageIsToldItsKeys(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, _, settings, _ := openLink(t, s.URL()+"/p/three-rates?lr=-1&amp;theme=dark&fbclid=x&at=12)")
	if settings.Keys["theme"] != "dark" || settings.Keys["at"] != "12" || len(settings.Keys) != 2 {
		t.Errorf("keys %v", settings.Keys)
	}
}

// TestPlusIsReadAlikeOnTheStream: a message is no link, and is read as it stands.
func TestPlusIsReadAlikeOnTheStream(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for query, want := range map[string]string{
		"f=x^2+y^2&steps=1&lr=1":      "f=x%5E2%2By%5E2",
		"f=x^2+%2B+y^2&steps=1&lr=1":  "f=x%5E2%20%2B%20y%5E2",
		"f=x^2+y^2)&steps=1&lr=1":     "",
		"steps=1&lr=1&f=x^2+y^2)":     "",
		"steps=1&surface=bowl&lr=.1)": "",
	} {
		c.Send(`{"id":1,"run":"` + query + `"}`)
		m := c.NextButSurface()
		if got, _, _ := strings.Cut(m.Query, "&"); got != want {
			t.Errorf("%s: %s %s", query, m.Type, m.Query)
		}
		for !slices.Contains([]string{"done", "error"}, m.Type) {
			m = c.Next()
		}
	}
}

// TestOpeningLinks: / without a key of a scenario is the first lesson to look at;
// what has a key, and a frame, has the keys' own defaults, which never change.
func TestOpeningLinks(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const home = "/p/stuck-in-a-local-minimum"
	for link, want := range map[string]string{
		"/": home, "/?": home, "/?at=3&theme=dark": home, "/?fbclid=x": home, "/p/stuck-in-a-local-minimum": home,
		"/?surface=wells": "/?surface=wells", "/?seed=1": "/?surface=wells", "/?lr=0.1,0.5,3": "/?surface=wells", "/embed": "/?surface=wells",
		"/?lr=0.1,0.5,1.8": "/?surface=wells&lr=0.1,0.5,1.8", "/?opt=adam": "/?surface=wells&opt=adam",
	} {
		if status, m, _, _ := openLink(t, s.URL()+link); status != http.StatusOK || m.Path != want {
			t.Errorf("%s: %d, %s, want %s", link, status, m.Path, want)
		}
	}
}
