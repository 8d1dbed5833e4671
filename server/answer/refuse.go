package answer

import (
	"encoding/json"
	"net/http"
	"strconv"

	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/server/line"
)

// Refuse answers a request with an error as JSON.
func Refuse(w http.ResponseWriter, r *http.Request, err error) {
	t, status := fault.Say(r.Context(), err)
	body, _ := json.Marshal(map[string]fault.Problem{"error": t}) // plain strings: can't fail
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", strconv.Itoa(limits.RetryAfter))
	}
	w.WriteHeader(status)
	// The time to write may be over, as it counts from the request: it begins anew.
	_, _ = line.NewOutflow(w, r).Write(append(body, '\n')) // the caller may be gone: nothing to do about it
}

// Handler is an HTTP handler that may fail; the error is answered as JSON.
type Handler func(w http.ResponseWriter, r *http.Request) error

func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		Refuse(w, r, err)
	}
}
