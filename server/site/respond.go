package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// An answer is a whole body with what is said about it.
type answer struct {
	kind   string // content type
	body   []byte
	header map[string]string
}

// bytes is the memory that an answer holds.
func (a answer) bytes() int {
	total := cap(a.body) + len(a.kind)
	for key, value := range a.header {
		total += headerBytes + len(key) + len(value)
	}
	return total
}

// headerBytes is what a header takes beside its text.
const headerBytes = 64

// answerPackLevel is low: it is paid for each answer.
const answerPackLevel = 4

// pagePackLevel is higher: a page is small, and comes over the slowest lines.
const pagePackLevel = 7

// respond sends an answer, tagged by its content and compressed where that
// helps. Whoever has it already is told so.
func respond(w http.ResponseWriter, r *http.Request, a answer) error {
	if a.announce(w, r, tagOf(a.body)) {
		return nil
	}
	body := a.body
	if e := chooseEncoding(r); e >= 0 && len(body) >= worthPacking && packable(a.kind) {
		w.Header().Set("Content-Encoding", encodings[e].name)
		body = pack(e, body, answerPackLevel)
	}
	writeBody(w, r, body)
	return nil
}

// announce sends what is said about an answer; done tells that this was all, since
// the caller has it already.
func (a answer) announce(w http.ResponseWriter, r *http.Request, tag string) (done bool) {
	h := w.Header()
	for key, value := range a.header {
		h.Set(key, value)
	}
	h.Set("Content-Type", a.kind)
	h.Set("ETag", tag)
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache") // kept, but asked for again: a 304 is cheap
	if unchanged(r, tag) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

// answerJSON is a value as JSON.
func answerJSON(value any) (answer, error) {
	body, err := json.Marshal(value)
	return answer{kind: "application/json; charset=utf-8", body: append(body, '\n')}, err
}

// respondJSON is respond for a value as JSON.
func respondJSON(w http.ResponseWriter, r *http.Request, value any) error {
	a, err := answerJSON(value)
	if err != nil {
		return err
	}
	return respond(w, r, a)
}

// writeBody sends a whole body. A HEAD is answered without.
func writeBody(w http.ResponseWriter, r *http.Request, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = newOutflow(w, r).Write(body) // the caller may be gone: nothing to do about it
	}
}

// hash is short, but long enough for names.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// tagOf is a weak tag: the same content in another encoding has it too.
func tagOf(b []byte) string { return `W/"` + hash(b) + `"` }

// unchanged reports whether the caller has the content with this tag.
func unchanged(r *http.Request, tag string) bool {
	for have := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		have = strings.TrimSpace(have)
		if have == "*" || strings.TrimPrefix(have, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// plain answers with a text.
func plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // the caller may be gone: nothing to do about it
}
