package train

import (
	"context"
	"math"
	"testing"
	"time"

	"downhill/landscape"
	"downhill/train/descent"
)

const benchSteps = 5000

// benchmarks: a surface with a rate at which a run neither settles nor leaves
// in benchSteps steps, and the same descent written by hand.
var benchmarks = []struct {
	surface  string
	rate     float64
	gradient func(x, y float64) (f, gx, gy float64)
}{
	{"bowl", 1e-5, bowlByHand},
	{"wells", 1e-5, wellsByHand},
	{"himmelblau", 1e-7, himmelblauByHand},
}

func bowlByHand(x, y float64) (f, gx, gy float64) { return (x*x + y*y) / 2, x, y }

func himmelblauByHand(x, y float64) (f, gx, gy float64) {
	a, b := x*x+y-11, x+y*y-7
	return a*a + b*b, 4*x*a + 2*b, 2*a + 4*y*b
}

// BenchmarkStep is one training step of a run as Collect makes it, beside a
// loop written by hand that keeps the same iterates; ratio is the one over the
// other, both timed in turn in the same process.
func BenchmarkStep(b *testing.B) {
	for _, c := range benchmarks {
		for _, optimizer := range []string{"sgd", "adam"} {
			b.Run(c.surface+"/"+optimizer, func(b *testing.B) {
				s, _ := landscape.Lookup(c.surface)
				sc := Scenario{Surface: s, Start: s.Start, Steps: benchSteps,
					Runs: []RunSpec{{Optimizer: optimizer, LearningRate: c.rate}}}
				byHand := map[string]func(*handLoop){"sgd": (*handLoop).sgd, "adam": (*handLoop).adam}[optimizer]
				hand := &handLoop{gradient: c.gradient, rate: c.rate, start: s.Start}
				compareStep(b, &sc, func() { byHand(hand) }, hand)
			})
		}
	}
}

func compareStep(b *testing.B, sc *Scenario, byHand func(), hand *handLoop) {
	d, err := newDescent(sc, 0)
	if err != nil {
		b.Fatal(err)
	}
	start := sc.Surface.WeightsAt(sc.Start)
	var ours, theirs time.Duration
	t := make(descent.Trajectory, 0, benchSteps+1)
	for b.Loop() {
		begin := time.Now()
		d.Reset(start, sc.Runs[0].LearningRate)
		t = d.Collect(context.Background(), t[:0], benchSteps+1)
		middle := time.Now()
		byHand()
		ours += middle.Sub(begin)
		theirs += time.Since(middle)
	}
	if n := len(t); n != benchSteps+1 || len(hand.t) != n || !near(t[n-1].W, hand.t[n-1].W) {
		b.Fatalf("%d and %d iterates, ending at %v and %v", n, len(hand.t), t[n-1].W, hand.t[len(hand.t)-1].W)
	}
	steps := float64(b.N) * benchSteps
	b.ReportMetric(float64(ours.Nanoseconds())/steps, "ns/step")
	b.ReportMetric(float64(theirs.Nanoseconds())/steps, "ns/step-by-hand")
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
	b.ReportMetric(0, "ns/op")
}

func near(a, b landscape.Point) bool { return landscape.Distance(a, b) < 1e-9 }

// handLoop is what one would write without a library: the gradient in code,
// the rule in the loop, the iterates kept.
type handLoop struct {
	gradient func(x, y float64) (f, gx, gy float64)
	rate     float64
	start    landscape.Point
	t        descent.Trajectory
}

func (h *handLoop) sgd() {
	h.t = h.t[:0]
	w := h.start
	for k := 0; k <= benchSteps; k++ {
		f, gx, gy := h.gradient(w.X, w.Y)
		h.t = append(h.t, descent.Iterate{K: k, W: w, Loss: f, Grad: landscape.Point{X: gx, Y: gy}, LearningRate: h.rate})
		w.X -= h.rate * gx
		w.Y -= h.rate * gy
	}
}

func (h *handLoop) adam() {
	const b1, b2, eps = 0.9, 0.999, 1e-8
	h.t = h.t[:0]
	w := h.start
	var mx, my, vx, vy float64
	p1, p2 := 1.0, 1.0
	for k := 0; k <= benchSteps; k++ {
		f, gx, gy := h.gradient(w.X, w.Y)
		h.t = append(h.t, descent.Iterate{K: k, W: w, Loss: f, Grad: landscape.Point{X: gx, Y: gy}, LearningRate: h.rate})
		p1, p2 = p1*b1, p2*b2
		mx, my = b1*mx+(1-b1)*gx, b1*my+(1-b1)*gy
		vx, vy = b2*vx+(1-b2)*gx*gx, b2*vy+(1-b2)*gy*gy
		w.X -= h.rate * (mx / (1 - p1)) / (math.Sqrt(vx/(1-p2)) + eps)
		w.Y -= h.rate * (my / (1 - p1)) / (math.Sqrt(vy/(1-p2)) + eps)
	}
}

func wellsByHand(x, y float64) (f, gx, gy float64) {
	f = (x*x*x*x + y*y*y*y) / 64
	gx, gy = x*x*x/16, y*y*y/16
	for _, w := range [...]struct{ depth, x, y, twice float64 }{
		{3.3, 1.6, 1.4, 6.48}, {0.9, -2.4, -1, 0.2312}, {2.2, -1.7, 2.1, 0.72}, {2.5, 2.1, -2.4, 0.98},
	} {
		dx, dy := x-w.x, y-w.y
		e := w.depth * math.Exp(-(dx*dx+dy*dy)/w.twice)
		f -= e
		gx += e * 2 * dx / w.twice
		gy += e * 2 * dy / w.twice
	}
	return f, gx, gy
}
