package api

import (
	"net/http"
	"strconv"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
)

// ensembleJSON is where the members of a run end, and the way of each.
type ensembleJSON struct {
	wire.Ends
	Paths []pathJSON `json:"paths"`
}

// pathJSON is the points of a member at steps 0, every, 2·every, … and at its last, and
// the losses there, as far as float32 holds them.
type pathJSON struct {
	Last int      `json:"last"`
	X    float32s `json:"x"`
	Y    float32s `json:"y"`
	Loss float32s `json:"loss"`
}

// float32s are written with the fewest digits that read back exactly; what is not
// finite is null.
type float32s []float32

func (all float32s) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	for i, v := range all {
		if i > 0 {
			b = append(b, ',')
		}
		if v-v != 0 {
			b = append(b, "null"...)
		} else {
			b = strconv.AppendFloat(b, float64(v), 'g', -1, 32)
		}
	}
	return append(b, ']'), nil
}

// ensemble is GET /api/ensemble?SCENARIO&members=40&every=1: what the stream answers.
func (s handlers) ensemble(w http.ResponseWriter, r *http.Request) error {
	m := pool.NewMeter()
	preset, raw, err := presetOf(r.URL.RawQuery)
	if err != nil {
		return err
	}
	e, err := s.ReadEnsemble(r.Context(), m, preset, raw)
	if err != nil {
		return err
	}
	sc := e.Link.Scenario
	const text = 4 // times as long as the numbers
	release, err := s.Flow.Hold(r.Context(), len(e.Runs())*text*engine.CloudBytes(sc, e.Spec))
	if err != nil {
		return err
	}
	defer release()
	told := struct {
		Every int            `json:"every"`
		Runs  []ensembleJSON `json:"runs"`
	}{e.Spec.Every, make([]ensembleJSON, len(e.Runs()))}
	for i, run := range e.Runs() {
		cloud, err := s.Cloud(r.Context(), m, sc, run, e.Spec)
		if err != nil {
			return err
		}
		told.Runs[i] = ensembleJSON{wire.EndsOf(run, cloud), pathsOf(cloud)}
	}
	return answer.RespondJSON(w, r, told)
}

func pathsOf(c *train.Cloud) []pathJSON {
	paths := make([]pathJSON, len(c.Members))
	for i, m := range c.Members {
		paths[i] = pathJSON{m.Outcome.Last, m.X, m.Y, m.Loss}
	}
	return paths
}
