package site

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"downhill/train/link"
)

// mended undoes what happened to the query of an API's address on its way. Keys
// that nothing here knows stay, to be refused.
func mended(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.RawQuery, _ = link.Mend(r.URL.RawQuery, nil)
		next.ServeHTTP(w, r)
	})
}

// only serves an address that has these keys alone: any other is an error, not
// passed over in silence.
func only(h handler, keys ...string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		for _, p := range splitQuery(r.URL.RawQuery) {
			if !slices.Contains(keys, p.Key) {
				has := cmp.Or(strings.Join(keys, ", "), "none")
				return fieldError(p.Key, "unknown-here", fmt.Sprintf("%s: this address has no such key: it has %s", p.Key, has))
			}
		}
		return h(w, r)
	}
}
