package site

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// refuse answers a request with an error as JSON.
func refuse(w http.ResponseWriter, err error) {
	t, status := tell(err)
	body, _ := json.Marshal(map[string]told{"error": t}) // plain strings: can't fail
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", strconv.Itoa(retryAfter))
	}
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the caller may be gone: nothing to do about it
}

// handler is an HTTP handler that may fail; the error is answered as JSON.
type handler func(w http.ResponseWriter, r *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		refuse(w, err)
	}
}
