// Package query reads the keys of a URL's query that are no scenario's.
package query

import (
	"fmt"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/server/fault"
	"downhill/train/link"
)

// A Query is a URL query key by key, read as the scenario's codec (train) reads
// it. It is not url.Values: `+` and `;` belong to formulas.
type Query []link.Pair

// Split is a raw query, key by key.
func Split(raw string) Query { return link.Pairs(raw) }

// Get is a key's value.
func (q Query) Get(key string) (value string, ok bool) {
	for _, p := range q {
		if p.Key == key {
			return p.Value, true
		}
	}
	return "", false
}

// Twice reports whether a key is given more than once.
func (q Query) Twice(key string) bool {
	n := 0
	for _, p := range q {
		if p.Key == key {
			n++
		}
	}
	return n > 1
}

// Integer is a whole number under a key, from lo to hi; absent if it is not
// there.
func (q Query) Integer(key string, absent, lo, hi int) (int, error) {
	text, ok := q.Get(key)
	if !ok {
		return absent, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < lo || n > hi {
		return 0, fault.Field(key, "range", fmt.Sprintf("%s: %q does not fit: it must be a whole number from %d to %d", key, text, lo, hi))
	}
	return n, nil
}

// Numbers are n finite numbers under a key, comma separated.
func (q Query) Numbers(key string, n int, like string) ([]float64, bool, error) {
	text, ok := q.Get(key)
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
		return nil, true, fault.Field(key, "numbers", fmt.Sprintf("%s: %q does not fit: it must be %s", key, text, like))
	}
	return values, true, nil
}

// Box is the box under a key, if one is given.
func (q Query) Box(key string) (v landscape.View, ok bool, err error) {
	const like = "four numbers xmin,xmax,ymin,ymax, each minimum below its maximum"
	if b, ok, err := q.Numbers(key, 2, like); ok && err == nil && b[0] < b[1] {
		return landscape.View{XMin: b[0], XMax: b[1]}, true, nil // an interval of x
	}
	b, ok, err := q.Numbers(key, 4, like)
	if err != nil || !ok {
		return v, false, err
	}
	if !(b[0] < b[1] && b[2] < b[3]) {
		text, _ := q.Get(key)
		return v, false, fault.Field(key, "not-a-view", fmt.Sprintf("%s: %q does not fit: it must be %s", key, text, like))
	}
	return landscape.View{XMin: b[0], XMax: b[1], YMin: b[2], YMax: b[3]}, true, nil
}
