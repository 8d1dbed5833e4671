package page_test

import (
	"bytes"
	"encoding/json"
	"html"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

var tags = regexp.MustCompile(`<(meta|link) ([^>]*)>`)
var attributes = regexp.MustCompile(`([\w:-]+)="([^"]*)"`)

// headOf is what a crawler takes from a page's head: the content of each meta element
// by its name or property, and the address of each link by its type or relation.
func headOf(t *testing.T, url string, header ...string) map[string]string {
	t.Helper()
	a, body := client.Get(t, url, header...)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", url, a.Status)
	}
	return metaOf(body)
}

// metaOf is headOf for a page that is there.
func metaOf(body string) map[string]string {
	head, _, _ := strings.Cut(body, "</head>")
	all := map[string]string{}
	for _, tag := range tags.FindAllStringSubmatch(head, -1) {
		has := map[string]string{}
		for _, one := range attributes.FindAllStringSubmatch(tag[2], -1) {
			has[one[1]] = html.UnescapeString(one[2])
		}
		for _, key := range []string{has["property"], has["name"]} {
			if key != "" {
				all[key] = has["content"]
			}
		}
		if key := has["type"]; tag[1] == "link" && key != "" {
			all[key] = has["href"]
		}
	}
	return all
}

// TestCrawlersSeeAPreview: a page's head leads to a picture of the size that it says,
// and tells how the runs end.
func TestCrawlersSeeAPreview(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, c := range []struct{ path, title, says string }{
		{"/", "Stuck in a local minimum · Downhill", "Low: Stuck in a local minimum: within 0.15"},
		{"/p/three-rates", "Three learning rates, one bowl · Downhill", "High: Diverged: left the map at step 27"},
		{"/p/three-rates?beat=2&theme=dark", "Three learning rates, one bowl · Downhill", "Good: "},
		{"/?surface=rosenbrock&lr=0.001&lang=ko", "", "내려가는 중"},
		{"/?f=x%5E2%2By%5E2&start=1,1&lr=0.1&at=3", "", "Converged"},
		{"/embed?surface=parabola", "", "Low: "},
		{"/?surface=wells&layers=basins,marks", "", "Good: "},
	} {
		head := headOf(t, s.URL()+c.path)
		if c.title != "" && head["og:title"] != c.title || !strings.Contains(head["og:description"], c.says) {
			t.Errorf("%s: %q, %q", c.path, head["og:title"], head["og:description"])
		}
		if head["og:image:width"] != "1200" || head["og:image:height"] != "630" || head["og:image:alt"] == "" ||
			head["twitter:card"] != "summary_large_image" || head["twitter:image"] != head["og:image"] || head["og:url"] == "" {
			t.Errorf("%s: %v", c.path, head)
		}
		checkPicture(t, s, head["og:image"])
	}
}

// TestPreviewsAddressHasThatPreview: platforms follow og:url and show what they find
// there, so that it has all of the link that its preview is of.
func TestPreviewsAddressHasThatPreview(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, path := range []string{
		"/?surface=wells&lr=0.1,3&hidden=1", "/?surface=wells&zoom=-2,2,-2,2&at=3&theme=dark", "/?surface=wells&layers=basins,marks&lang=ko",
		"/p/three-rates?predict=1", "/p/three-rates?beat=2&hidden=0", "/p/one-weight-stuck?beat=3&hidden=none", "/p/one-weight-stuck?beat=3&lr=0.1,3,9", "/",
	} {
		head := headOf(t, s.URL()+path)
		again := headOf(t, head["og:url"])
		for _, key := range []string{"og:url", "og:image", "og:description", "og:title"} {
			if again[key] != head[key] {
				t.Errorf("%s: og:url leads to %s, where %s is\n%s, not\n%s", path, head["og:url"], key, again[key], head[key])
			}
		}
	}
}

// checkPicture fetches the picture of a preview, at the address that the page gave.
func checkPicture(t *testing.T, s *site.Server, url string) {
	t.Helper()
	if !strings.HasPrefix(url, s.URL()+"/figure.png?") {
		t.Fatalf("the picture is at %q", url)
	}
	a, body := client.Get(t, url)
	if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "image/png" {
		t.Fatalf("%s: %s %s", url, a.Status, body)
	}
	if img, err := png.Decode(bytes.NewReader([]byte(body))); err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 630 {
		t.Errorf("%s: no picture of 1200 × 630 (%v)", url, err)
	}
}

// TestPreviewGivesNothingAwayBeforeAPrediction: neither in its words nor on its picture.
func TestPreviewGivesNothingAwayBeforeAPrediction(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	head := headOf(t, s.URL()+"/p/three-rates?predict=1")
	if strings.Contains(head["og:description"], "Diverged") || !strings.Contains(head["og:image"], "&at=0") {
		t.Errorf("%q, %s", head["og:description"], head["og:image"])
	}
}

// TestPreviewTellsNothingOfHiddenRuns: a link's preview says how the runs end that it
// shows, and where it hides all of them what the surface teaches.
func TestPreviewTellsNothingOfHiddenRuns(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for hidden, says := range map[string][2]bool{"none": {true, true}, "1": {true, false}, "0": {false, true}, "0,1": {false, false}} {
		for _, page := range []string{"/", "/embed"} {
			head := headOf(t, s.URL()+page+"?surface=wells&lr=0.1,3&hidden="+hidden)
			for _, key := range []string{"og:description", "og:image:alt"} {
				text := head[key]
				if got := [2]bool{strings.Contains(text, "Stuck in a local minimum"), strings.Contains(text, "Diverged")}; got != says || text == "" {
					t.Errorf("%s, hidden=%s: %s is %q", page, hidden, key, text)
				}
			}
		}
	}
}

func TestPreviewIsAtThePublicAddress(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example", BasePath: "/base"})
	_, body := client.Get(t, s.URL()+"/p/three-rates")
	for _, want := range []string{`content="https://downhill.example/base/figure.png?preset=three-rates&amp;width=1200`,
		`href="https://downhill.example/base/oembed?url=https://downhill.example/base/p/three-rates"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestPlatformsEmbed: the page's head leads to an answer of oEmbed, and that to a frame.
func TestPlatformsEmbed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, path := range []string{"/", "/p/three-rates?beat=2", "/?surface=bowl&lr=0.1", "/?surface=bowl&lr=0.1&at=3&zoom=0,1,0,1", "/?f=x%5E2%2By%5E2&start=1,1&lr=0.1"} {
		head := headOf(t, s.URL()+path)
		a, body := client.Get(t, head["application/json+oembed"]+"&maxwidth=600&maxheight=5000")
		var told struct {
			Version, Type, Title, HTML string
			Width, Height              int
			Thumbnail                  string `json:"thumbnail_url"`
		}
		if err := json.Unmarshal([]byte(body), &told); err != nil || a.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s %s", path, a.Status, body)
		}
		if told.Version != "1.0" || told.Type != "rich" || told.Width != 600 || told.Height != 540 || told.Title != head["og:title"] {
			t.Errorf("%s: %+v", path, told)
		}
		frame := html.UnescapeString(attributes.FindStringSubmatch(told.HTML)[2])
		if strings.Contains(path, "&at=3") && (!strings.Contains(frame, "&at=3") || !strings.Contains(frame, "&zoom=0,1,0,1") || !strings.Contains(told.Thumbnail, "&zoom=0,1,0,1")) {
			t.Errorf("%s: the frame %s opens another view", path, frame)
		}
		if a, _ := client.Get(t, frame); a.StatusCode != http.StatusOK || !strings.HasPrefix(frame, s.URL()+"/embed?") || a.Header.Get("X-Frame-Options") != "" {
			t.Errorf("%s: the frame %s: %s", path, frame, a.Status)
		}
		checkPicture(t, s, told.Thumbnail)
	}
}

func TestOEmbedRefusesWhatIsNoPageOfOurs(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for query, status := range map[string]int{
		"url=https://example.com/":            http.StatusNotFound,
		"url=" + s.URL() + "@example.com/":    http.StatusNotFound,
		"url=" + s.URL() + "/api/surfaces":    http.StatusNotFound,
		"url=" + s.URL() + "/p/none":          http.StatusNotFound,
		"url=" + s.URL() + "/p/three-rates.2": http.StatusNotFound,
		"url=javascript:alert(1)":             http.StatusNotFound,
		"":                                    http.StatusBadRequest,
		"url=" + s.URL() + "/&maxwidth=wide":  http.StatusBadRequest,
		"url=" + s.URL() + "/%3Flr=-1":        http.StatusBadRequest,
		"url=" + s.URL() + "/&format=xml":     http.StatusNotImplemented,
	} {
		if a, body := client.Get(t, s.URL()+"/oembed?"+query); a.StatusCode != status {
			t.Errorf("%q: %s %s", query, a.Status, body)
		}
	}
}

// TestPreviewTellsItsPicture: what is told of the picture of a link with a step is not how
// its runs end, which is after it, but for those that have ended by then: it is the picture's
// own description.
func TestPreviewTellsItsPicture(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	description := regexp.MustCompile(`<desc[^>]*>([^<]*)</desc>`)
	for path, says := range map[string]string{
		"/?surface=bowl&lr=0.3&lang=en&at=4":                     "Figure: Bowl. Step 4. Gradient descent: Running",
		"/?surface=bowl&lr=0.3&lang=en&at=4&hidden=0":            "Figure: Bowl. Step 4",
		"/?surface=bowl&lr=0.3&lang=en&at=150":                   "Figure: Bowl. Step 82. Gradient descent: Converged",
		"/?surface=bowl&lr=0.3&lang=en":                          "Figure: Bowl. Gradient descent: Converged",
		"/?surface=bowl&lr=0.3&lang=en&at=end":                   "Figure: Bowl. Gradient descent: Converged",
		"/?surface=bowl&lr=0.3,2.1&lang=en&at=40&theme=dark":     "Figure: Bowl. Step 40. ",
		"/?surface=bowl&lr=0.3,2.1&lang=en&at=40&hidden=0":       "Figure: Bowl. Step ",
		"/p/three-rates?lang=en&at=40":                           "Figure: Bowl. Step 40. ",
		"/p/three-rates?lang=en&beat=2&at=end":                   "Figure: Bowl. Low: ",
		"/p/one-weight?lang=en&beat=2&at=end":                    "Figure: ",
		"/?surface=bowl&lr=0.3&lang=ko&at=150":                   "그림: ",
		"/?surface=bowl&lr=0.3&lang=en&seeds=8&noise=0.1&at=150": "Figure: Bowl. Step 150. ",
	} {
		head := headOf(t, s.URL()+path)
		plain := strings.NewReplacer("\u00a0", " ", "\u2060", "").Replace
		alt := plain(head["og:image:alt"])
		if !strings.HasPrefix(alt, says) {
			t.Errorf("%s: %q, want %q", path, alt, says)
		}
		_, svg := client.Get(t, strings.Replace(head["og:image"], "/figure.png?", "/figure.svg?", 1))
		if told := description.FindStringSubmatch(svg); told != nil && !strings.HasSuffix(alt, plain(html.UnescapeString(told[1]))) {
			t.Errorf("%s: %q, of a picture of %q", path, alt, told[1])
		} else if told == nil && !strings.Contains(path, "hidden=0") {
			t.Errorf("%s: no description in its picture", path)
		}
	}
}
