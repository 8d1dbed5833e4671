package train

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"
)

// BenchmarkCloud is the ensemble of the lesson on noise, 3 rates × 40 seeds × 400
// steps, made and judged on all processors and on one, beside a loop written by hand
// that makes its steps on one and judges nothing; ratio is one processor's over that,
// all timed in turn in the same process.
func BenchmarkCloud(b *testing.B) {
	sc := mustParse(b, "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seeds=40")
	var all, one, hand time.Duration
	cores := runtime.GOMAXPROCS(0)
	timed := func(total *time.Duration, f func()) {
		begin := time.Now()
		f()
		*total += time.Since(begin)
	}
	clouds := func() {
		for run := range sc.Runs {
			if _, err := MakeCloud(context.Background(), sc, run, CloudSpec{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		timed(&all, clouds)
		runtime.GOMAXPROCS(1)
		timed(&one, clouds)
		timed(&hand, func() { cloudByHand(&sc) })
		runtime.GOMAXPROCS(cores)
	}
	n := float64(b.N)
	b.ReportMetric(all.Seconds()*1e3/n, fmt.Sprintf("ms/%dcores", cores))
	b.ReportMetric(one.Seconds()*1e3/n, "ms/core")
	b.ReportMetric(hand.Seconds()*1e3/n, "ms-by-hand")
	b.ReportMetric(float64(one)/float64(hand), "ratio")
	b.ReportMetric(0, "ns/op")
}

// cloudByHand makes the same number of steps, and keeps them.
func cloudByHand(sc *Scenario) {
	for _, run := range sc.Runs {
		for seed := range sc.Seeds {
			noise := rand.New(rand.NewPCG(uint64(seed), 1))
			w := sc.Start
			kept := make([]float32, 0, 2*(sc.Steps+1))
			for k := range sc.Steps {
				kept = append(kept, float32(w.X), float32(w.Y))
				_, gx, gy := wellsByHand(w.X, w.Y)
				rate := run.LearningRate * (1 + math.Cos(math.Pi*float64(k)/float64(sc.Steps))) / 2
				w.X -= rate * (gx + sc.Noise*noise.NormFloat64())
				w.Y -= rate * (gy + sc.Noise*noise.NormFloat64())
			}
		}
	}
}
