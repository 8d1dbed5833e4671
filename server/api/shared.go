package api

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/query"
	"downhill/train/link"
)

// askedKey is what an answer is kept under: what was asked for, in whatever order, and
// all else that answers depend on.
type askedKey struct {
	lessons             *engine.Lessons // their presets, and their mark
	path, query, origin string
}

// Bytes is what the texts of the key take.
func (k askedKey) Bytes() int { return len(k.path) + len(k.query) + len(k.origin) }

// askedLevel is low: most of what is shared is asked for a few times.
const askedLevel = 4

// kept lets all who ask for the same have one answer, which is kept from its first time
// on: it takes long to make, and a hall opens one link.
func (s handlers) kept(h answer.Handler) answer.Handler { return s.shared(h, true) }

// again is kept for what is asked for once mostly, as where a hand scrubs: it is kept from
// its second time on.
func (s handlers) again(h answer.Handler) answer.Handler { return s.shared(h, false) }

func (s handlers) shared(h answer.Handler, always bool) answer.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		key := askedKey{s.Lessons(), r.URL.Path, inOrder(r.URL.RawQuery), s.origin(r)}
		return answer.RespondOnce(w, r, s.Flow.Hold, key, askedLevel, always, h)
	}
}

// inOrder is a query with its keys in one order, where each is there once: the same is
// asked for then.
func inOrder(raw string) string {
	if _, err := url.ParseQuery(raw); err != nil {
		return raw // which is told as it is
	}
	pairs := query.Split(raw)
	sorted := slices.SortedFunc(slices.Values(pairs), func(a, b link.Pair) int { return cmp.Compare(a.Key, b.Key) })
	var b strings.Builder
	for i, p := range sorted {
		if i > 0 && p.Key == sorted[i-1].Key {
			return raw
		}
		b.WriteString(url.QueryEscape(p.Key) + "=" + url.QueryEscape(p.Value) + "&")
	}
	return b.String()
}
