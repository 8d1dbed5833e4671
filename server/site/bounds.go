package site

import (
	"net/http"
	"strings"

	"downhill/server/answer"
	"downhill/server/fault"
	"downhill/server/language"
	"downhill/server/limits"
	"downhill/server/query"
)

// readable turns away an address that no link of ours is before anything is made of it:
// readers of pages with a sentence, callers with JSON.
func readable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := query.CheckWithin(r.URL.RawQuery, roomOf(r))
		if len(r.URL.Path) > limits.LongestLink {
			err = fault.ErrLongAddress
		}
		switch {
		case err == nil:
			next.ServeHTTP(w, r)
		case forCallers(r.URL.Path):
			answer.Refuse(w, r, err)
		default:
			t, status := fault.Tell(err)
			lang, chosen := language.Of(r, "")
			language.Varies(w, chosen)
			answer.Plain(w, status, t.In(language.Words(lang))+"\n")
		}
	})
}

// roomOf is how many bytes an address may have behind its question mark: more where a
// whole link is a value of its query.
func roomOf(r *http.Request) int {
	raw := r.URL.RawQuery
	if r.URL.Path == "/oembed" && (strings.HasPrefix(raw, "url=") || strings.Contains(raw, "&url=")) {
		return limits.LongestURL
	}
	return limits.LongestLink
}

// lost answers where nothing is: callers with JSON, readers by a page's own words.
func lost(page http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if forCallers(r.URL.Path) {
			answer.Refuse(w, r, fault.ErrNotFound)
			return
		}
		page(w, r)
	}
}

// forCallers reports whether errors are answered as JSON under a path.
func forCallers(path string) bool {
	for _, prefix := range []string{"/api/", "/figure.", "/qr.svg", "/oembed", "/ws", "/words/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return strings.HasSuffix(path, "/qr.svg")
}
