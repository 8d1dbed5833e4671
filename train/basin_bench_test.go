package train

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"testing"
	"time"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
)

// BenchmarkBasins is a 256×256 map of 200 steps beside the same map in a loop
// written by hand, on one core and on all; ratio is the one over the other on
// one core, both timed in turn in the same process. The loop by hand ends a run
// that has left and makes every other one to its last step. Coarse is the
// 64×64 map on all cores, to fit into a frame of 16.7 ms.
func BenchmarkBasins(b *testing.B) {
	for _, c := range []struct {
		surface  string
		rate     float64
		gradient func(x, y float64) (f, gx, gy float64)
	}{{"himmelblau", 0.01, himmelblauByHand}, {"wells", 0.5, wellsByHand}} {
		s, _ := landscape.Lookup(c.surface)
		sc := Scenario{Surface: s, Start: s.Start, Steps: 200,
			Runs: []RunSpec{{Optimizer: "sgd", LearningRate: c.rate}}}
		b.Run(c.surface, func(b *testing.B) {
			for _, optimizer := range []string{"sgd", "adam"} {
				sc.Runs[0].Optimizer = optimizer
				b.Run(optimizer, func(b *testing.B) { compareBasins(b, &sc, c.gradient) })
			}
		})
	}
}

func compareBasins(b *testing.B, sc *Scenario, gradient func(x, y float64) (f, gx, gy float64)) {
	var one, all, coarse, hand time.Duration
	ctx, cores := context.Background(), runtime.GOMAXPROCS(0)
	timed := func(total *time.Duration, f func()) {
		begin := time.Now()
		f()
		*total += time.Since(begin)
	}
	for b.Loop() {
		var m *BasinMap
		timed(&one, func() { m, _ = basins(ctx, sc, 0, sc.Surface.View, 256, 1) })
		timed(&all, func() { basins(ctx, sc, 0, sc.Surface.View, 256, cores) })
		timed(&coarse, func() { basins(ctx, sc, 0, sc.Surface.View, 64, cores) })
		timed(&hand, func() {
			if agree := basinsByHand(m, sc, gradient); agree < 0.999 {
				b.Fatalf("only %v of the map agrees with the loop by hand", agree)
			}
		})
	}
	n := float64(b.N)
	b.ReportMetric(one.Seconds()*1e3/n, "ms/core")
	b.ReportMetric(all.Seconds()*1e3/n, fmt.Sprintf("ms/%dcores", cores))
	b.ReportMetric(coarse.Seconds()*1e3/n, "ms-coarse")
	b.ReportMetric(hand.Seconds()*1e3/n, "ms-by-hand")
	b.ReportMetric(float64(one)/float64(hand), "ratio")
	b.ReportMetric(0, "ns/op")
}

// basinsByHand is the share of a map on which a plain loop agrees.
func basinsByHand(m *BasinMap, sc *Scenario, gradient func(x, y float64) (f, gx, gy float64)) float64 {
	near, agree := judge.Near(m.View), 0
	descend := sgdByHand
	if sc.Runs[0].Optimizer == "adam" {
		descend = adamByHand
	}
	for i := range m.Reached {
		w, ok := descend(m.start(i), sc, gradient)
		reached := byte(NoMinimum)
		for j, q := range m.Minima {
			if math.Hypot(w.X-q.At.X, w.Y-q.At.Y) <= near {
				reached = byte(1 + j)
			}
		}
		if !ok {
			reached = RanAway
		}
		if reached == m.Reached[i] || m.Reached[i] == NoMinimum {
			agree++
		}
	}
	return float64(agree) / float64(len(m.Reached))
}

// extent is where a run has not left yet.
type extent struct{ x, y, halfX, halfY float64 }

func boxOf(sc *Scenario) extent {
	c := sc.Surface.View.Center()
	hx, hy := sc.Surface.View.HalfWidths()
	return extent{c.X, c.Y, descent.FarAway * hx, descent.FarAway * hy}
}

func (b *extent) has(w landscape.Point) bool {
	return math.Abs(w.X-b.x) <= b.halfX && math.Abs(w.Y-b.y) <= b.halfY
}

func sgdByHand(w landscape.Point, sc *Scenario, gradient func(x, y float64) (f, gx, gy float64)) (landscape.Point, bool) {
	rate, box := sc.Runs[0].LearningRate, boxOf(sc)
	for range sc.Steps {
		if !box.has(w) {
			return w, false
		}
		_, gx, gy := gradient(w.X, w.Y)
		w.X -= rate * gx
		w.Y -= rate * gy
	}
	return w, true
}

func adamByHand(w landscape.Point, sc *Scenario, gradient func(x, y float64) (f, gx, gy float64)) (landscape.Point, bool) {
	const b1, b2, eps = 0.9, 0.999, 1e-8
	rate, box := sc.Runs[0].LearningRate, boxOf(sc)
	var mx, my, vx, vy float64
	p1, p2 := 1.0, 1.0
	for range sc.Steps {
		if !box.has(w) {
			return w, false
		}
		_, gx, gy := gradient(w.X, w.Y)
		mx, my = b1*mx+(1-b1)*gx, b1*my+(1-b1)*gy
		vx, vy = b2*vx+(1-b2)*gx*gx, b2*vy+(1-b2)*gy*gy
		p1, p2 = p1*b1, p2*b2
		w.X -= rate * (mx / (1 - p1)) / (math.Sqrt(vx/(1-p2)) + eps)
		w.Y -= rate * (my / (1 - p1)) / (math.Sqrt(vy/(1-p2)) + eps)
	}
	return w, true
}

// BenchmarkSweep is 200 rates of 300 steps on a polynomial surface, on one
// core, beside a loop written by hand that keeps what it needs to judge a run.
func BenchmarkSweep(b *testing.B) {
	for _, optimizer := range []string{"sgd", "adam"} {
		b.Run("himmelblau/"+optimizer, func(b *testing.B) {
			s, _ := landscape.Lookup("himmelblau")
			sc := Scenario{Surface: s, Start: s.Start, Steps: 300,
				Runs: []RunSpec{{Optimizer: optimizer, LearningRate: 0.01}}}
			from, to, _ := RateRange(b.Context(), s, optimizer)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			descend := map[string]func(landscape.Point, *Scenario, func(x, y float64) (f, gx, gy float64)) (landscape.Point, bool){
				"sgd": sgdByHand, "adam": adamByHand,
			}[optimizer]
			var ours, hand time.Duration
			for b.Loop() {
				begin := time.Now()
				r, _ := Sweep(context.Background(), sc, 0, SweepSpec{From: from, To: to, N: 200}, nil)
				middle := time.Now()
				for _, rate := range r.Rates {
					one := sc
					one.Runs = []RunSpec{{Optimizer: optimizer, LearningRate: rate}}
					descend(s.Start, &one, himmelblauByHand)
				}
				ours += middle.Sub(begin)
				hand += time.Since(middle)
			}
			n := float64(b.N)
			b.ReportMetric(ours.Seconds()*1e3/n, "ms")
			b.ReportMetric(hand.Seconds()*1e3/n, "ms-by-hand")
			b.ReportMetric(float64(ours)/float64(hand), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}
