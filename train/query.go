package train

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A scenario is a URL query. A canonical link writes its keys in one order:
// surface or f, start, opt, lr, the optimizers' own keys, schedule and its keys,
// clip, noise, seed, steps, view, names.

// pageKeys are the keys of the page alone: they change no iterate and no
// outcome.
var pageKeys = []string{"at", "play", "loop", "speed", "mode", "zoom", "camera",
	"layers", "hide", "predict", "theme", "lang"}

// scenarioKeys are a scenario's own keys, without the parameters'.
var scenarioKeys = []string{"surface", "f", "start", "opt", "lr", "schedule", "clip",
	"noise", "seed", "steps", "view", "names"}

// pair is one key of a query with its value, both decoded.
type pair struct{ key, value string }

// fields are a query's pairs in their order; no key comes twice.
type fields []pair

// get is a key's value.
func (f fields) get(key string) (string, bool) {
	for _, p := range f {
		if p.key == key {
			return p.value, true
		}
	}
	return "", false
}

// without is the fields whose keys drop does not choose.
func (f fields) without(drop func(key string) bool) fields {
	return slices.DeleteFunc(slices.Clone(f), func(p pair) bool { return drop(p.key) })
}

// split reads a query's pairs. They are parted by & alone: a + is a plus sign
// and a ; belongs to its value, because formulas need both.
func split(raw string) (fields, error) {
	raw = strings.TrimPrefix(raw, "?")
	var all fields
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		p, err := readPair(part)
		if err != nil {
			return nil, err
		}
		if _, twice := all.get(p.key); twice {
			return nil, refuse(p.key, p.value, "duplicate-key")
		}
		all = append(all, p)
	}
	return all, nil
}

func readPair(part string) (pair, error) {
	key, value, _ := strings.Cut(part, "=")
	k, ok := decode(key)
	if !ok || !utf8.ValidString(k) {
		return pair{}, refuse(shorten(key), "", "bad-text")
	}
	v, ok := decode(value)
	if !ok {
		return pair{}, refuse(shorten(k), value, "bad-escape")
	}
	if !utf8.ValidString(v) {
		return pair{}, refuse(shorten(k), v, "bad-text")
	}
	return pair{k, v}, nil
}

// decode undoes percent-encoding, and nothing else.
func decode(s string) (string, bool) {
	if !strings.Contains(s, "%") {
		return s, true
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out = append(out, s[i])
			continue
		}
		if i+2 >= len(s) || unhex(s[i+1]) < 0 || unhex(s[i+2]) < 0 {
			return "", false
		}
		out = append(out, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
		i += 2
	}
	return string(out), true
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// plain are the characters, beside letters and digits, that a link needs not
// encode and that formulas and lists read better with.
const plain = "-._~,:/*()"

// encode percent-encodes all but letters, digits and plain.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if letter || strings.IndexByte(plain, c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return out.String()
}

// join writes fields as a query.
func (f fields) join() string {
	parts := make([]string, len(f))
	for i, p := range f {
		parts[i] = encode(p.key) + "=" + encode(p.value)
	}
	return strings.Join(parts, "&")
}

// QueryValue reads one key of a query by the scenario's own rules, for keys
// that are the caller's.
func QueryValue(raw, key string) (value string, ok bool, err error) {
	all, err := split(raw)
	if err != nil {
		return "", false, err
	}
	value, ok = all.get(key)
	return value, ok, nil
}
