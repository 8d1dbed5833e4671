// Package answer writes answers: tagged by their content, compressed where that
// helps, in pieces within deadlines; and errors as JSON.
package answer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"downhill/server/limits"
	"downhill/server/line"
)

// An Answer is a whole body with what is said about it.
type Answer struct {
	Kind   string // content type
	Body   []byte
	Header map[string]string
	Packs  bool // it gets smaller by packing, which its kind does not say
}

// Bytes is the memory that an answer holds.
func (a Answer) Bytes() int {
	total := cap(a.Body) + len(a.Kind)
	for key, value := range a.Header {
		total += headerBytes + len(key) + len(value)
	}
	return total
}

// headerBytes is what a header takes beside its text.
const headerBytes = 64

// answerPackLevel is low: it is paid for each answer.
const answerPackLevel = 4

// Respond sends an answer, tagged by its content and compressed where that
// helps. Whoever has it already is told so. Of RespondOnce it is the answer of all.
func Respond(w http.ResponseWriter, r *http.Request, a Answer) error {
	if c, ok := w.(*collector); ok {
		c.answer = a
		return nil
	}
	if a.Announce(w, r, Tag(a.Body)) {
		return nil
	}
	one, err := a.ready(r.Context(), encodingOf(r, a), answerPackLevel)
	if err != nil {
		return err
	}
	one.write(w, r, http.StatusOK)
	return nil
}

// Announce sends what is said about an answer; done tells that this was all, since
// the caller has it already.
func (a Answer) Announce(w http.ResponseWriter, r *http.Request, tag string) (done bool) {
	h := w.Header()
	for key, value := range a.Header {
		h.Set(key, value)
	}
	h.Set("Content-Type", a.Kind)
	h.Set("ETag", tag)
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache") // kept, but asked for again: a 304 is cheap
	if Unchanged(r, tag) {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(limits.WriteDeadline)) // it may be over: it counts from the request
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

// JSON is a value as JSON.
func JSON(value any) (Answer, error) {
	body, err := json.Marshal(value)
	return Answer{Kind: "application/json; charset=utf-8", Body: append(body, '\n')}, err
}

// RespondJSON is Respond for a value as JSON.
func RespondJSON(w http.ResponseWriter, r *http.Request, value any) error {
	a, err := JSON(value)
	if err != nil {
		return err
	}
	return Respond(w, r, a)
}

// Write sends a whole body, whose content type is in the header already; packed by
// an encoding that the caller takes, where that makes it smaller. A HEAD is answered
// without.
func Write(w http.ResponseWriter, r *http.Request, status int, body []byte, pack func(encoding int) []byte) {
	h := w.Header()
	if e := chooseEncoding(r); e >= 0 && len(body) >= worthPacking && packable(h.Get("Content-Type")) {
		h.Set("Content-Encoding", encodings[e].name)
		body = pack(e)
	}
	send(w, r, status, body)
}

// send sends a body as it is.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = line.NewOutflow(w, r).Write(body) // the caller may be gone: nothing to do about it
	}
}

// Hash is short, but long enough for names.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// Tag is a weak tag: the same content in another encoding has it too.
func Tag(b []byte) string { return `W/"` + Hash(b) + `"` }

// Unchanged reports whether the caller has the content with this tag.
func Unchanged(r *http.Request, tag string) bool {
	for have := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		have = strings.TrimSpace(have)
		if have == "*" || strings.TrimPrefix(have, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// Plain answers with a text.
func Plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // the caller may be gone: nothing to do about it
}
