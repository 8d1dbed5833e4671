package page_test

import (
	"encoding/json"
	"html"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train/link"
	"downhill/train/rule"
)

// A maker makes links at random, of what fits and of what does not.
type maker struct{ *rand.Rand }

func (m maker) one(words ...string) string { return words[m.IntN(len(words))] }

// ids are the names of some things.
func ids[T any](all []T, id func(T) string) (names []string) {
	for _, one := range all {
		names = append(names, id(one))
	}
	return names
}

// numbers are some numbers, far out ones among them, with commas.
func (m maker) numbers(counts ...int) string {
	var all []string
	for range counts[m.IntN(len(counts))] {
		all = append(all, m.one("0", "1", "-1", "0.5", "1e-9", "1e9", "-1e9", "-1e6", "1e-300", "1e300", "2", "3.25", "-7", "1e12", "0.1", "0.10000000001"))
	}
	return strings.Join(all, ",")
}

// own are keys of the page.
func (m maker) own() (pairs []string) {
	for key, values := range map[string][]string{
		"beat": {"1", "2", "3", "9"}, "at": {"0", "1", "12", "150", "5000", "end", "x"}, "speed": {"x2", "99999"}, "mode": {"1d", "2d", "3d", "both"},
		"zoom": {m.numbers(2, 4), m.numbers(4), "-1,2,-0.5,3", "0.1,0.3"}, "camera": {"30,40,1", "30,40,1e9"}, "layers": {"contours,basins,marks", "basins", "none", "x"},
		"hide": {"header", "x"}, "hidden": {"0", "1", "0,1,2", "5", "none"}, "run": {"0", "5"}, "rates": {"0.1,1", "1e-300,1e6"}, "chart": {"cut"},
		"panel": {"step", "pass:4"}, "predict": {"1"}, "theme": {"dark", "projector", "x"}, "lang": {"ko", "en", "xx"},
	} {
		if m.IntN(4) == 0 || key == "zoom" && m.IntN(2) == 0 {
			pairs = append(pairs, key+"="+m.one(values...))
		}
	}
	slices.Sort(pairs)
	return pairs
}

// scenario are keys of a scenario.
func (m maker) scenario() (pairs []string) {
	surfaces := ids(landscape.Catalog(), func(s *landscape.Surface) string { return s.ID })
	optimizers := ids(rule.Optimizers(), func(o *rule.Spec) string { return o.ID })
	formulas := []string{"x^2+3*y^2", "x^4/4-x^2", "log(x)+y^2", "1/x+y", "0*x+1", "tan(x)+y^2", "x^2*1e6+y^2/1e6", "한글"}
	switch m.IntN(3) {
	case 0:
		pairs = append(pairs, "surface="+m.one(surfaces...))
	case 1:
		pairs = append(pairs, "f="+url.QueryEscape(m.one(formulas...)))
	}
	for key, values := range map[string][]string{
		"opt": {m.one(optimizers...), m.one(optimizers...) + "," + m.one(optimizers...)}, "lr": {"0.1", "0.1,0.5", "1e6", "x"}, "steps": {"1", "40", "0"},
		"start": {"1,2", "1e6,-1e6", "3"}, "noise": {"0.1", "1e6"}, "clip": {"norm:1"}, "schedule": {"cosine", "polyak"}, "starts": {"3"}, "names": {"a,b", "%ED%95%99"},
	} {
		if m.IntN(4) == 0 {
			pairs = append(pairs, key+"="+m.one(values...))
		}
	}
	slices.Sort(pairs)
	return pairs
}

// link is a link of a page.
func (m maker) link() string {
	path, keys := m.one("/", "/embed"), m.scenario()
	if m.IntN(3) == 0 {
		lessons := slices.DeleteFunc(link.Presets(), func(p link.Preset) bool { return p.Group == "networks" }) // they take long, and one is below
		path = "/p/" + m.one(ids(lessons, func(p link.Preset) string { return p.ID })...)
	}
	return path + "?" + strings.Join(append(keys, m.own()...), "&")
}

// TestWhatAPageMakesIsAnswered: whatever link a page is opened by, each address that its
// head has, the frame that a platform gets and every figure of what is shown are there.
func TestWhatAPageMakesIsAnswered(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	m := maker{rand.New(rand.NewPCG(1, 2))}
	links := []string{
		"/?surface=bowl&zoom=-1e12,1e12,-1e12,1e12", "/?surface=bowl&zoom=-1e9,1e9,-1e9,1e9", "/?surface=parabola&zoom=0,1,0,1", "/?surface=bowl&zoom=1,1.00000000001,0,1",
		"/p/three-rates?beat=2&lr=0.1&hidden=2&run=2", "/?surface=bowl&steps=9&at=5000", "/?surface=net&lr=0.5&steps=3&layers=basins&zoom=0,1",
		"/?f=" + strings.Repeat("(x)%2B", 120) + "y^2&start=1,1&lr=1,2,3,4,5,6&names=" + strings.Repeat(strings.Repeat("%ED%95%99", 40)+",", 5) + "a",
	}
	for range 10 {
		links = append(links, m.link())
	}
	for i, link := range links {
		kinds := []string{"svg", "pdf", "gif"}
		if i%4 > 0 {
			kinds = kinds[:i%4-1] // one that moves takes as long as many
		}
		expectAnswered(t, s, link, kinds)
	}
}

func expectAnswered(t *testing.T, s *site.Server, link string, kinds []string) {
	t.Helper()
	a, body := client.Get(t, s.URL()+link)
	if a.StatusCode != http.StatusOK && a.StatusCode != http.StatusBadRequest {
		t.Errorf("%s: %s", link, a.Status)
		return
	}
	head := metaOf(body)
	picture, embeds := head["og:image"], head["application/json+oembed"]
	var told struct {
		HTML      string
		Thumbnail string `json:"thumbnail_url"`
	}
	a, answer := client.Get(t, embeds)
	if err := json.Unmarshal([]byte(answer), &told); err != nil || a.StatusCode != http.StatusOK {
		t.Errorf("%s: %s: %s %.200s", link, embeds, a.Status, answer)
		return
	}
	frame := html.UnescapeString(attributes.FindStringSubmatch(told.HTML)[2])
	addresses := []string{head["og:url"], picture, told.Thumbnail, frame}
	_, figure, _ := strings.Cut(strings.Replace(picture, "&width=1200&height=630", "&width=240&height=240", 1), "?")
	for _, kind := range kinds {
		addresses = append(addresses, s.URL()+"/figure."+kind+"?"+figure)
	}
	for _, address := range addresses {
		if a, why := client.Get(t, address); a.StatusCode != http.StatusOK {
			t.Errorf("%s\nleads to %s: %s %.200s", link, address, a.Status, why)
		}
	}
}
