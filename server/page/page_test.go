package page_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

func TestPages(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example"})
	for path, want := range map[string]int{
		"/":                          http.StatusOK,
		"/?surface=bowl&lr=0.1":      http.StatusOK,
		"/?lr=-1":                    http.StatusBadRequest,
		"/p/three-rates":             http.StatusOK,
		"/p/three-rates?lr=0.1,1,2":  http.StatusOK,
		"/p/no-such-lesson":          http.StatusNotFound,
		"/embed?surface=bowl":        http.StatusOK,
		"/nowhere":                   http.StatusNotFound,
		"/?f=x%5E2+y%5E2&at=3&play=": http.StatusOK,
	} {
		a, body := client.Get(t, s.URL()+path)
		if a.StatusCode != want {
			t.Errorf("%s: %s", path, a.Status)
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, " style=") {
			t.Errorf("%s: something inline, which the policy forbids", path)
		}
	}
	_, body := client.Get(t, s.URL()+"/p/three-rates?lr=0.1,1,2")
	if !strings.Contains(body, `href="https://downhill.example/p/three-rates?lr=0.1,1,2"`) {
		t.Error("the canonical link is not there")
	}
	a, body := client.Get(t, s.URL()+"/?f=%3Cscript%3Ealert(1)%3C/script%3E")
	if a.StatusCode != http.StatusBadRequest || strings.Contains(body, "<script>alert") {
		t.Errorf("a formula came back as HTML: %s", a.Status)
	}
}

func TestPageHasItsScenarioAsData(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/?surface=bowl&steps=7")
	_, rest, _ := strings.Cut(body, `<script id="scenario" type="application/json">`)
	text, _, found := strings.Cut(rest, "</script>")
	var m client.Message
	if err := json.Unmarshal([]byte(text), &m); !found || err != nil || m.Type != "scenario" || m.Query != "surface=bowl&steps=7" {
		t.Errorf("%v: %.200s", err, text)
	}
}

func TestLoopbackPageOffersTheNetworkLink(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{Addr: "0.0.0.0:0"})
	lan := s.NetworkURL()
	if lan == "" {
		t.Skip("this machine has no address on a network")
	}
	if _, body := client.Get(t, s.URL()+"/?surface=bowl"); !strings.Contains(body, lan+"/?surface=bowl") {
		t.Errorf("%s is not offered", lan)
	}
	if _, body := client.Get(t, lan+"/?surface=bowl"); strings.Contains(body, `"network":"http`) {
		t.Error("offered where it is not needed")
	}
}

func TestPageSpeaksKoreanBeforeItsScript(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, c := range []struct {
		path   string
		status int
		says   []string
		varies bool
	}{
		{"/", 200, []string{`<html lang="ko"`, "국소 최솟값에 갇히기", `content="0.1에서는`, ">재생<"}, true},
		{"/?surface=wells", 200, []string{`<html lang="ko"`, "여러 우물", `content="뾰족한 최소점은`, ">재생<"}, true},
		{"/?lang=ko", 200, []string{`<html lang="ko"`, `/?lang=ko"`}, false},
		{"/?lang=ko&surface=bowl", 200, []string{`property="og:url" content="` + s.URL() + `/?surface=bowl&amp;lang=ko"`}, false},
		{"/?surface=bowl", 200, []string{`property="og:url" content="` + s.URL() + `/?surface=bowl"`}, true},
		{"/p/three-rates", 200, []string{"<title>학습률 셋, 그릇 하나 · Downhill</title>", `name="description" content="0.01에서는`}, true},
		{"/?lr=-1", 400, []string{"lr: &#34;-1&#34;은 학습률로 쓸 수 없습니다. 0보다 크고 1e6 이하인 수여야 합니다"}, true},
		{"/?f=x%2B", 400, []string{"3번째 글자: 식이 도중에 끝났습니다"}, true},
		{"/?opt=adam&beta1=2", 400, []string{"beta1: &#34;2&#34;는 범위를 벗어났습니다. 0 이상이고 1보다 작은 수여야 합니다"}, true},
		{"/p/nothing", 404, []string{"그런 이름의 단원은 없습니다"}, true},
		{"/nothing", 404, []string{"그런 페이지는 없습니다"}, true},
	} {
		answer, body := client.Get(t, s.URL()+c.path, "Accept-Language", "ko,en;q=0.5")
		if answer.StatusCode != c.status {
			t.Errorf("%s: status %d", c.path, answer.StatusCode)
		}
		for _, want := range c.says {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %q", c.path, want)
			}
		}
		if got := strings.Contains(strings.Join(answer.Header.Values("Vary"), ","), "Accept-Language"); got != c.varies {
			t.Errorf("%s varies by language: %v", c.path, got)
		}
	}
}
