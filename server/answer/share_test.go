package answer

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"downhill/once"
)

type testKey string

// What is asked for again is made once, and packed once for each encoding; in turn, both.
func TestSharedAnswersAreMadeOnce(t *testing.T) {
	made, turns := 0, 0
	ask := func(accept, have string) *httptest.ResponseRecorder {
		t.Helper()
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", accept)
		r.Header.Set("If-None-Match", have)
		r = r.WithContext(WithTurn(r.Context(), func(ctx context.Context, work func(context.Context) error) error {
			turns++
			return work(ctx)
		}))
		a, err := Shared(r, testKey(t.Name()), 4, func(context.Context) (Answer, error) {
			made++
			return Answer{Kind: "text/plain", Body: []byte(strings.Repeat("the same ", 1000))}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		a.Respond(w, r)
		return w
	}
	for range 2 { // the second one is kept
		ask("gzip", "")
		ask("", "")
	}
	before, packed := made, turns
	for range 5 {
		if w := ask("gzip", ""); w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() > 1000 {
			t.Errorf("%d bytes as %q", w.Body.Len(), w.Header().Get("Content-Encoding"))
		}
		w := ask("", "")
		if w.Header().Get("Content-Encoding") != "" || w.Body.Len() != 9000 {
			t.Errorf("%d bytes as %q", w.Body.Len(), w.Header().Get("Content-Encoding"))
		}
		if again := ask("gzip", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("who has it already is told %d", again.Code)
		}
	}
	if made != before || turns != packed || turns == 0 {
		t.Errorf("made %d times, then %d; packed %d times, then %d", before, made, packed, turns)
	}
}

// sized is a key with texts.
type sized string

func (s sized) Bytes() int { return len(s) }

// What is known to be asked for again is kept from the first time, with what its key
// takes.
func TestKeptAnswersAreMadeOnce(t *testing.T) {
	made, key := 0, sized(strings.Repeat("k", 10_000))
	before, _ := once.Held()
	for range 3 {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		_, err := Kept(r, key, 4, func(context.Context) (Answer, error) {
			made++
			return Answer{Kind: "text/plain", Body: []byte("one")}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if held, _ := once.Held(); made != 1 || held-before < len(key) {
		t.Errorf("made %d times, %d bytes are counted", made, held-before)
	}
}
