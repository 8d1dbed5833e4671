package language

import (
	"net/http"
	"net/http/httptest"
	"testing"
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
		{"", "qaa, qab;q=0.9, ko;q=0.1", "ko", false}, // of which nobody makes a language: ISO 639-2 keeps them free
		{"", "qaa", "en", false},
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
		if lang, chosen := Of(r, Asked(r)); lang != c.want || chosen != c.chosen {
			t.Errorf("?%s, %q: %s, chosen %v; want %s, %v", c.query, c.header, lang, chosen, c.want, c.chosen)
		}
	}
}
