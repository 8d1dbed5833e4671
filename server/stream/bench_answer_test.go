package stream

import (
	"fmt"
	"testing"

	"downhill/server/engine"
)

// weighed is where a session's answers end that only their size matters of.
type weighed struct{ json, frames int }

func (w *weighed) text(b []byte) error   { w.json += len(b); return nil }
func (w *weighed) binary(b []byte) error { w.frames += len(b); return nil }

func (w *weighed) together(send func() error) error         { return send() }
func (w *weighed) offer(_, _, _ []byte) (taken, whole bool) { return false, false }
func (w *weighed) finish() error                            { return nil }
func (w *weighed) hold()                                    {}
func (w *weighed) release()                                 {}

// BenchmarkDragAnswer is the work of one answer to a slider of a lesson, without
// the line that it leaves by, and how large it is.
func BenchmarkDragAnswer(b *testing.B) {
	out := &weighed{}
	v := newSession(b.Context(), New(engine.New(""), Limits{}, nil), out)
	answer := func(id uint32) {
		query := fmt.Sprintf("lr=0.1,%g,1.8", 0.5*(1+float64(id%1000)/10_000))
		if err := v.answerRun(b.Context(), Request{ID: id, Run: &query, Preset: "stuck-in-a-local-minimum"}); err != nil {
			b.Fatal(err)
		}
	}
	answer(0) // what a connection brings once is no part of a drag
	*out = weighed{}
	id := uint32(0)
	for b.Loop() {
		id++
		answer(id)
	}
	b.ReportMetric(float64(out.json)/float64(id), "json-B/op")
	b.ReportMetric(float64(out.frames)/float64(id), "frames-B/op")
}
