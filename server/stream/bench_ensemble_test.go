package stream

import (
	"testing"

	"downhill/server/engine"
)

// BenchmarkEnsembleAnswer is the work of one answer with the ensemble of the lesson on
// noise, 3 rates × 40 seeds × 400 steps, and of the part of it that a drag asks for,
// without the line that they leave by; and how large each is.
func BenchmarkEnsembleAnswer(b *testing.B) {
	for name, query := range map[string]string{"whole": "seeds=40", "coarse": "seeds=40&members=12&every=4"} {
		b.Run(name, func(b *testing.B) {
			out := &weighed{}
			v := newSession(b.Context(), New(engine.New(""), Limits{}, nil), out)
			id := uint32(0)
			for b.Loop() {
				id++
				if err := v.answerEnsemble(b.Context(), Request{ID: id, Ensemble: &query, Preset: "noise-escapes"}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms/op")
			b.ReportMetric(float64(out.frames)/float64(id), "frames-B/op")
			b.ReportMetric(0, "ns/op")
		})
	}
}
