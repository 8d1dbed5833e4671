package stream_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// BenchmarkRequestToLastIterate is the time from a run request to the last
// iterate received on loopback, for three runs of 300 steps. The rates change
// with every request, as in a drag.
func BenchmarkRequestToLastIterate(b *testing.B) {
	s, _ := sitetest.Serve(b, site.Config{})
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
