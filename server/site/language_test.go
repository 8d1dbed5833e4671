package site

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"downhill/server/client"
)

func TestLanguageIsTheLinksElseTheReaders(t *testing.T) {
	for _, c := range []struct {
		query, header, want string
		chosen              bool
	}{
		{"", "", "en", false},
		{"", "ko", "ko", false},
		{"", "ko-KR,ko;q=0.9,en;q=0.8", "ko", false},
		{"", "en-GB,en;q=0.9,ko;q=0.8", "en", false},
		{"", "en;q=0.5, ko;q=0.7", "ko", false},
		{"", "fr, de;q=0.9, ko;q=0.1", "ko", false},
		{"", "fr", "en", false},
		{"", "ko;q=0, en;q=0.1", "en", false},
		{"", "ko;q=0", "en", false},
		{"", "KO-kr", "ko", false},
		{"", "*, ko;q=0.5", "en", false},
		{"", "*;q=0.1, ko;q=0.5", "ko", false},
		{"", "ko;q=much, en;q=0.1", "en", false},
		{"", "ko;q=7, en;q=0.1", "en", false},
		{"", "ko ; Q=0.2 , en;q=0.1", "ko", false},
		{"lang=ko", "en", "ko", true},
		{"lr=1&lang=en", "ko", "en", true},
		{"lang=tlh", "ko", "ko", false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/?"+c.query, nil)
		r.Header.Set("Accept-Language", c.header)
		if lang, chosen := languageOf(r, langOf(r)); lang != c.want || chosen != c.chosen {
			t.Errorf("?%s, %q: %s, chosen %v; want %s, %v", c.query, c.header, lang, chosen, c.want, c.chosen)
		}
	}
}

func TestPageSpeaksKoreanBeforeItsScript(t *testing.T) {
	s, _ := serve(t, Config{})
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
		{"/p/three-rates", 200, []string{"<title>학습률 셋, 그릇 하나 · Downhill</title>", `og:description" content="세 경로는`}, true},
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

func TestAPISpeaksEnglish(t *testing.T) {
	s, _ := serve(t, Config{})
	_, body := client.Get(t, s.URL()+"/api/run?lr=-1", "Accept-Language", "ko")
	for _, want := range []string{`"kind":"not-a-rate"`, `"value":"-1"`, "is not a learning rate"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s has no %s", body, want)
		}
	}
}
