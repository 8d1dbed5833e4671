package api

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/query"

	"github.com/go-chi/chi/v5"
)

// An answer in pieces is the same whether it is kept or computed once more.
func TestPiecesAreTheGrid(t *testing.T) {
	a := handlers{Engine: engine.New("")}
	r := chi.NewRouter()
	a.routes(r)
	for _, text := range []string{"surface=himmelblau&n=130", "surface=himmelblau&n=130&what=gradient", "surface=wells&n=130&above=centre", "f=x^2%2By^2&n=77", "f=1/(x-0.03)^2%2By^2&n=131&what=poles"} {
		whole := httptest.NewRecorder()
		r.ServeHTTP(whole, httptest.NewRequest(http.MethodGet, "/grid?"+text, nil))
		asked, err := readGrid(query.Split(text), "view")
		if err != nil {
			t.Fatal(err)
		}
		l, err := a.Resolve(t.Context(), pool.NewMeter(), "", text, "n", "what", "above")
		if err != nil {
			t.Fatal(err)
		}
		g := a.gridOf(l.Scenario.Surface, asked)
		g.key.asked.n = -1 // kept under no such key
		var again []byte
		for len(again) < g.size() {
			piece, err := g.piece(t.Context(), len(again))
			if err != nil || len(piece) == 0 {
				t.Fatal(len(piece), err)
			}
			again = append(again, piece...)
		}
		if string(again) != whole.Body.String() {
			t.Errorf("%s: other bytes", text)
		}
	}
}

// A grid that is asked for again, as the one of a link that a hall opens, comes packed to
// who takes it so, and is the same.
func TestAGridAskedForAgainIsPacked(t *testing.T) {
	a := handlers{Engine: engine.New("")}
	r := chi.NewRouter()
	a.routes(r)
	ask := func(accept, have string) *httptest.ResponseRecorder {
		w, asked := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/grid?surface=rastrigin&n=133", nil)
		asked.Header.Set("Accept-Encoding", accept)
		asked.Header.Set("If-None-Match", have)
		r.ServeHTTP(w, asked)
		return w
	}
	plain := ask("", "")
	ask("gzip", "") // once: it may be the only time
	for range 2 {
		w := ask("gzip", "")
		unpacked, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err, w.Header())
		}
		whole, err := io.ReadAll(unpacked)
		if err != nil || string(whole) != plain.Body.String() {
			t.Errorf("%d bytes, want %d; %v", len(whole), plain.Body.Len(), err)
		}
		for _, name := range []string{"Grid-Shape", "Grid-Range", "Grid-View", "ETag", "Content-Type"} {
			if w.Header().Get(name) != plain.Header().Get(name) {
				t.Errorf("%s is %q, want %q", name, w.Header().Get(name), plain.Header().Get(name))
			}
		}
		if again := ask("gzip", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("who has it already is told %d", again.Code)
		}
	}
	if w := ask("", ""); w.Header().Get("Content-Encoding") != "" || w.Body.String() != plain.Body.String() {
		t.Error("who takes nothing packed gets something else")
	}
	if held := a.Flow.Held(); held != 0 {
		t.Errorf("%d bytes are held in the end", held)
	}
}
