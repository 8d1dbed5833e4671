package stream_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// BenchmarkNetworkOnALine is what a page waits for that opens a network nobody has asked
// for before, 2-16-16-1 on 200 points: from the request on until the first frame of
// each of three runs of 300 steps, the last, then the coarse and the fine plane, the
// coarse one by itself, too, as a page has it that asks for nothing else; and while one
// rate is dragged until its run has come, and for one step in full.
func BenchmarkNetworkOnALine(b *testing.B) {
	s, _ := sitetest.Serve(b, site.Config{})
	c := client.Dial(b, s.URL())
	waits := map[string][]time.Duration{}
	seed := uint32(0)
	query := func() string {
		seed++
		return fmt.Sprintf("surface=net&units=2,16,16,1&data.size=200&seed=%d", 7000+seed)
	}
	get := func(what, query string) {
		answer, _ := client.Get(b, fmt.Sprintf("%s/api/%s?%s", s.URL(), what, query))
		if answer.StatusCode != http.StatusOK {
			b.Fatal(answer.Status)
		}
	}
	for b.Loop() {
		q, begin := query(), time.Now()
		note := func(what string) { waits[what] = append(waits[what], time.Since(begin)) }
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s"}`, seed, q))
		for runs := 0; runs < 3; {
			if c.Next().Count > 0 {
				runs++
			}
		}
		note("first")
		c.Until(seed)
		note("last")
		for _, n := range []int{33, 129} {
			begin = time.Now()
			get("grid", fmt.Sprint(q, "&n=", n))
			note(fmt.Sprint("plane", n))
		}
		begin = time.Now()
		seed++
		c.Send(fmt.Sprintf(`{"id":%d,"run":"%s&lr=0.01,%g,30","held":true}`, seed, q, 0.2+1e-4*float64(seed)))
		c.Until(seed)
		note("drag")
		begin = time.Now()
		get("step", q+"&run=1&k=150&lr=0.01,0.2,30")
		note("step")
		begin = time.Now()
		get("grid", query()+"&n=33")
		note("cold-plane33")
	}
	for what, took := range waits {
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2])/1e6, what+"-p50-ms")
		b.ReportMetric(float64(took[len(took)*9/10])/1e6, what+"-p90-ms")
	}
}
