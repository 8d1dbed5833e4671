package main

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// A query is a URL query as it was written, key by key. It is not url.Values:
// `+` and `;` belong to formulas, and the scenario's own codec (train) wants
// the text as it came.
type query []pair

type pair struct{ key, raw string }

func splitQuery(raw string) query {
	var q query
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		if name, err := url.PathUnescape(key); err == nil {
			key = name
		}
		q = append(q, pair{key, value})
	}
	return q
}

// get is a key's value, percent-decoded; a plus sign stays one.
func (q query) get(key string) (value string, ok bool) {
	for _, p := range q {
		if p.key == key {
			value, err := url.PathUnescape(p.raw)
			if err != nil {
				value = p.raw
			}
			return value, true
		}
	}
	return "", false
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
