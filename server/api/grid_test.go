package api

import (
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
	a := handlers{engine.New("")}
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
