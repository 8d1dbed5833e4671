package api

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"downhill/server/answer"
	"downhill/server/fault"
	"downhill/server/query"
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
func only(h answer.Handler, keys ...string) answer.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		for _, p := range query.Split(r.URL.RawQuery) {
			if !slices.Contains(keys, p.Key) {
				has := cmp.Or(strings.Join(keys, ", "), "none")
				return fault.Field(p.Key, "unknown-here", fmt.Sprintf("%s: this address has no such key: it has %s", p.Key, has))
			}
		}
		return h(w, r)
	}
}
