package site

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"downhill/server/client"
)

// weighed is where a session's answers end that only their size matters of.
type weighed struct{ json, frames int }

func (w *weighed) text(b []byte) error   { w.json += len(b); return nil }
func (w *weighed) binary(b []byte) error { w.frames += len(b); return nil }

func (w *weighed) together(send func() error) error { return send() }

// BenchmarkDragAnswer is the work of one answer to a slider of a lesson, without
// the line that it leaves by, and how large it is.
func BenchmarkDragAnswer(b *testing.B) {
	s, _ := serve(b, Config{})
	out := &weighed{}
	v := newSession(b.Context(), s.hub, out)
	answer := func(id uint32) {
		query := fmt.Sprintf("lr=0.1,%g,1.8", 0.5*(1+float64(id%1000)/10_000))
		if err := v.answerRun(b.Context(), request{ID: id, Run: &query, Preset: "stuck-in-a-local-minimum"}); err != nil {
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

// BenchmarkRequestToLastIterate is the time from a run request to the last
// iterate received on loopback, for three runs of 300 steps. The rates change
// with every request, as in a drag.
func BenchmarkRequestToLastIterate(b *testing.B) {
	s, _ := serve(b, Config{})
	c := client.Dial(b, s.URL())
	times := make([]time.Duration, 0, b.N)
	id := uint32(0)
	for b.Loop() {
		id++
		rate := 1e-4 * (1 + float64(id%1000)/1000)
		begin := time.Now()
		c.Send(fmt.Sprintf(`{"id":%d,"run":"surface=wells&steps=300&lr=%g,%g,%g"}`, id, rate, 2*rate, 3*rate))
		for iterates := 0; iterates < 3*301; {
			iterates += c.Next().Count
		}
		times = append(times, time.Since(begin))
		c.Until(id)
		if id%200 == 0 {
			b.StopTimer()
			time.Sleep(1700 * time.Millisecond) // the server reads 120 requests a second
			b.StartTimer()
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2])/1e6, "p50-ms")
	b.ReportMetric(float64(times[len(times)*95/100])/1e6, "p95-ms")
}
