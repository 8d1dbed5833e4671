package page_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// TestLecture: the plan comes in the reader's language, and each of its links opens,
// below the site's path and in that language.
func TestLecture(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{BasePath: "/course"})
	origin := strings.TrimSuffix(s.URL(), "/course")
	for address, begins := range map[string]string{
		"/lecture":         `<h1>The learning rate in 50 minutes</h1>`,
		"/lecture?lang=en": `<h1>The learning rate in 50 minutes</h1>`,
		"/lecture?lang=ko": `<h1>50분 동안 배우는 학습률</h1>`,
	} {
		a, body := client.Get(t, s.URL()+address)
		if a.StatusCode != http.StatusOK || !strings.Contains(body, begins) {
			t.Fatalf("%s: %s, without %s", address, a.Status, begins)
		}
		if strings.Contains(body, "<script") || strings.Contains(body, " style=") {
			t.Errorf("%s has what the policy forbids", address)
		}
		links := regexp.MustCompile(`href="([^"]*/p/[^"]*)"`).FindAllStringSubmatch(body, -1)
		if len(links) != 28 {
			t.Errorf("%s has %d links of lessons", address, len(links))
		}
		_, lang, chosen := strings.Cut(address, "lang=")
		for _, m := range links {
			link := strings.ReplaceAll(m[1], "&amp;", "&")
			if strings.Contains(link, "lang="+lang) != chosen {
				t.Errorf("%s has the link %s", address, link)
			}
			if a, _ := client.Get(t, origin+link); a.StatusCode != http.StatusOK {
				t.Errorf("%s: %s", link, a.Status)
			}
		}
	}
}

// TestLectureIsAskedForInAnyLanguage: the reader's browser chooses where the link does
// not, and the answer says so.
func TestLectureIsAskedForInAnyLanguage(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	r, _ := http.NewRequest(http.MethodGet, s.URL()+"/lecture", nil)
	r.Header.Set("Accept-Language", "ko-KR,ko;q=0.9,en;q=0.5")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if a.Header.Get("Content-Language") != "ko" || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept-Language") {
		t.Errorf("it comes as %v", a.Header)
	}
	b, page := client.Get(t, s.URL()+"/p/three-rates?lang=ko")
	if b.StatusCode != http.StatusOK || !strings.Contains(page, `href="/lecture?lang=ko"`) {
		t.Error("the page does not link to it")
	}
}

// TestHandout: the sheet's figures are of this server, in the reader's language, and
// are there.
func TestHandout(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{BasePath: "/course"})
	origin := strings.TrimSuffix(s.URL(), "/course")
	for _, lang := range []string{"en", "ko"} {
		a, body := client.Get(t, s.URL()+"/handout?lang="+lang)
		figures := regexp.MustCompile(`<img src="(/course/figure[^"]*)" alt="[^"]+"`).FindAllStringSubmatch(body, -1)
		if a.StatusCode != http.StatusOK || len(figures) != 4 {
			t.Fatalf("in %s: %s, %d figures", lang, a.Status, len(figures))
		}
		if code := `<img src="/course/qr.svg?preset=try-many-rates&amp;lang=` + lang; !strings.Contains(body, code) || !strings.Contains(body, ">"+s.URL()+"/p/try-many-rates</a>") {
			t.Errorf("in %s the sheet leads nowhere from paper", lang)
		}
		for _, m := range figures {
			address := strings.ReplaceAll(m[1], "&amp;", "&")
			a, drawn := client.Get(t, origin+address)
			if a.StatusCode != http.StatusOK || !strings.Contains(drawn, "<svg") || !strings.HasSuffix(address, "&lang="+lang) {
				t.Errorf("%s: %s", address, a.Status)
			}
		}
	}
}
