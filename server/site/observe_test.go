package site

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"downhill/server/engine"
	"downhill/server/journal"

	"github.com/go-chi/chi/v5"
)

// A panic is answered with 500 and told in the log with its request, what was asked and
// where it was; in the middle of an answer it cuts the connection off.
func TestPanicsAreToldAndAnswered(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	defer slog.SetDefault(before)
	slog.SetDefault(journal.New(&log, journal.Format{}))
	s, r := &Server{engine: engine.New("")}, chi.NewRouter()
	r.Use(s.observe(r))
	r.HandleFunc("/early", func(http.ResponseWriter, *http.Request) { panic("a fault of ours") })
	r.HandleFunc("/late", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		panic("a late fault of ours")
	})
	early := httptest.NewRecorder()
	r.ServeHTTP(early, httptest.NewRequest(http.MethodGet, "/early?lr=3", nil))
	id, text := early.Header().Get("Request-Id"), log.String()
	if early.Code != http.StatusInternalServerError || strings.Contains(early.Body.String(), "fault of ours") || !strings.Contains(early.Body.String(), "internal") {
		t.Errorf("%d %q", early.Code, early.Body)
	}
	for _, want := range []string{"level=ERROR", "msg=panic", "a fault of ours", "request=" + id, "/early?lr=3", "observe_test.go"} {
		if id == "" || !strings.Contains(text, want) {
			t.Errorf("the log has no %q: %s", want, text)
		}
	}
	if strings.Count(text, "\n") != 1 {
		t.Errorf("more than a line: %s", text)
	}
	func() {
		defer func() {
			if recover() != http.ErrAbortHandler {
				t.Error("an answer that broke off ends as if it were whole")
			}
		}()
		r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/late", nil))
	}()
}
