package site

import (
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"downhill/server/answer"
	"downhill/server/fault"
	"downhill/server/journal"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// unknown stands for the route of an address that has none.
const unknown = "none"

// observe gives a request its id, which the answer tells too, and notes what became of
// it. A panic is in the log, and no more than an answer of 500.
func (s *Server) observe(routes chi.Routes) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked := journal.Asked{ID: journal.NewID(), Kind: routeOf(routes, r)}
			w.Header().Set("Request-Id", asked.ID)
			r = r.WithContext(journal.With(r.Context(), asked))
			noted, begin := middleware.NewWrapResponseWriter(w, r.ProtoMajor), time.Now()
			defer func() {
				again := caught(recover(), noted, r)
				s.engine.Metrics.HTTP(asked.Kind, statusOf(noted), time.Since(begin))
				if again {
					panic(http.ErrAbortHandler)
				}
			}()
			next.ServeHTTP(noted, r)
		})
	}
}

// routeOf is the pattern of a request's route, one of a few whatever was asked.
func routeOf(routes chi.Routes, r *http.Request) string {
	pattern := routes.Find(chi.NewRouteContext(), http.MethodGet, r.URL.Path)
	if pattern == "" {
		return unknown
	}
	return pattern
}

// statusOf is the status of an answer: net/http's own where the handler wrote none.
func statusOf(w middleware.WrapResponseWriter) int {
	if w.Status() == 0 {
		return http.StatusOK
	}
	return w.Status()
}

// caught answers a panic where nothing was answered yet; again tells that the
// connection is to be cut off, which is all that can be said in the middle of an answer.
func caught(p any, w middleware.WrapResponseWriter, r *http.Request) (again bool) {
	if p == nil {
		return false
	}
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		return true
	}
	slog.ErrorContext(r.Context(), "panic", "value", p, "asked", journal.Brief(r.URL.RequestURI()), "stack", string(debug.Stack()))
	if w.Status() != 0 {
		return true
	}
	answer.Refuse(w, r, fault.ErrPanic)
	return false
}
