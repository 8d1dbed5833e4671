package api

import (
	"context"
	"net/http"
	"slices"

	"downhill/server/answer"
	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train/script"
)

// python is GET /api/python?SCENARIO&lib=numpy: a script that makes the runs again, in
// NumPy or PyTorch. One that would be too large is an error that says so.
func (s handlers) python(w http.ResponseWriter, r *http.Request) error {
	lib := script.NumPy
	if text, ok := query.Split(r.URL.RawQuery).Get("lib"); ok {
		if lib = script.Library(text); !slices.Contains(script.Libraries, lib) {
			return fault.Field("lib", "lib", "lib: it must be numpy or torch")
		}
	}
	m := pool.NewMeter()
	l, err := s.resolve(r, m, "lib")
	if err != nil {
		return err
	}
	var text string
	err = s.Pool.Compute(r.Context(), m, func(ctx context.Context) (err error) {
		text, err = script.Write(ctx, l.Scenario, lib, s.origin(r)+l.Path)
		return err
	})
	if err != nil {
		return err
	}
	return answer.Respond(w, r, answer.Answer{Kind: "text/x-python; charset=utf-8", Body: []byte(text)})
}
