package site

import (
	"downhill/train/link"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// A query is a URL query key by key, read as the scenario's codec (train) reads
// it. It is not url.Values: `+` and `;` belong to formulas.
type query []link.Pair

func splitQuery(raw string) query { return link.Pairs(raw) }

// get is a key's value.
func (q query) get(key string) (value string, ok bool) {
	for _, p := range q {
		if p.Key == key {
			return p.Value, true
		}
	}
	return "", false
}

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
				has := or(strings.Join(keys, ", "), "none")
				return fieldError(p.Key, "unknown-here", fmt.Sprintf("%s: this address has no such key: it has %s", p.Key, has))
			}
		}
		return h(w, r)
	}
}

// integer is a whole number under a key, from lo to hi; absent if it is not
// there.
func (q query) integer(key string, absent, lo, hi int) (int, error) {
	text, ok := q.get(key)
	if !ok {
		return absent, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < lo || n > hi {
		return 0, fieldError(key, "range", fmt.Sprintf("%s: %q does not fit: it must be a whole number from %d to %d", key, text, lo, hi))
	}
	return n, nil
}

// numbers are n finite numbers under a key, comma separated.
func (q query) numbers(key string, n int, like string) ([]float64, bool, error) {
	text, ok := q.get(key)
	if !ok {
		return nil, false, nil
	}
	parts := strings.Split(text, ",")
	values := make([]float64, 0, n)
	for _, part := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || v-v != 0 {
			break
		}
		values = append(values, v)
	}
	if len(parts) != n || len(values) != n {
		return nil, true, fieldError(key, "numbers", fmt.Sprintf("%s: %q does not fit: it must be %s", key, text, like))
	}
	return values, true, nil
}
