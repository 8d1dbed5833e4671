package link

import (
	"math"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/judge"
)

// none is the claim of a beat that only asks: it says no number, and its runs are the
// lesson's.
func none(*telling) {}

// claims prove the beats' texts.
var claims = map[string]func(*telling){
	"one-weight": func(b *telling) {
		b.says(b.x(0, 0), b.at(0, 0).Grad.X, b.x(0, 1), b.at(0, 0).Loss, b.at(0, 1).Loss)
	},
	"one-weight.2": func(b *telling) { b.says(b.step(0, 0), b.step(0, 1), b.step(0, 2)) },
	"one-weight.3": func(b *telling) {
		b.ends(judge.Converged)
		b.k(0)
		b.says(b.outs[0].Radius, b.x(0, 1)/b.x(0, 0))
		for k := range 30 {
			b.holds(b.x(0, k) < 0 && math.Abs(b.x(0, k+1)/b.x(0, k)-0.7) < 1e-9, "each step leaves 0.7 of the distance, on the same side")
		}
	},
	"one-weight.4": func(b *telling) {
		limit, lambda := b.limit(0)
		b.holds(b.x(0, 1) == 0 && limit == 2 && b.sc.Runs[0].LearningRate == 1/lambda, "1/λ lands on the bottom")
	},
	"one-weight-three-rates": func(b *telling) { b.ends(judge.Crawling, judge.Converged, judge.Diverged) },
	"one-weight-three-rates.2": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Diverged)
		b.k(0, 1, 2)
		b.says(b.x(0, 100))
	},
	"one-weight-three-rates.3": func(b *telling) {
		b.says(b.x(2, 0), b.x(2, 1), b.x(2, 2))
		b.holds(math.Abs(b.x(2, 1)/b.x(2, 0)+1.1) < 1e-9 && math.Abs(b.x(2, 2)/b.x(2, 1)+1.1) < 1e-9, "each step lands a tenth further out, on the other side")
	},
	"one-weight-three-rates.4": func(b *telling) {
		b.ends(judge.Converged, judge.Oscillating, judge.Diverged)
		limit, _ := b.limit(1)
		b.says(limit, b.x(1, 0), b.x(1, 1))
		b.holds(b.x(1, 98) == -4 && b.x(1, 99) == 4, "at 2 it hops for ever")
		b.holds(math.Abs(b.x(0, 1)/b.x(0, 0)+0.9) < 1e-9, "at 1.9 each step lands a tenth nearer")
	},
	"one-weight-stuck": func(b *telling) { b.ends(judge.StuckLocal, judge.Converged, judge.Diverged) },
	"one-weight-stuck.2": func(b *telling) {
		b.ends(judge.StuckLocal, judge.Converged, judge.Diverged)
		b.says(b.outs[0].Loss)
		b.k(1)
	},
	"one-weight-stuck.3": func(b *telling) {
		b.says(b.x(0, 1), b.x(1, 1), b.outs[0].Target.X)
		b.holds(b.x(1, 1) > b.outs[0].Target.X, "the first step at 3 is beyond the dip")
	},
	"one-weight-stuck.4": func(b *telling) {
		b.ends(judge.StuckLocal, judge.Converged, judge.Oscillating)
		low, high := math.Inf(1), math.Inf(-1)
		for _, it := range b.runs[2][20:] {
			low, high = min(low, it.W.X), max(high, it.W.X)
		}
		b.says(low, high)
		limit, _ := b.limit(0)
		b.holds(limit < 0.3, "0.3 is above the dip's limit")
	},
	"one-weight-plateau": func(b *telling) {
		b.says(10, b.at(0, 0).Grad.X, b.x(0, 0), b.x(0, 10), b.x(1, 10))
		for run := range 2 {
			for k := range 10 {
				b.holds(b.at(run, k).Grad.X <= b.at(0, 0).Grad.X, "on the plateau the slope is no more than at the start")
			}
		}
		b.holds(b.at(1, 11).Grad.X > 10*b.at(1, 10).Grad.X, "after 10 steps 2 is at the edge of the cliff")
	},
	"one-weight-plateau.2": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Diverged)
		b.holds(b.outs[1].K <= 100, "one is there within 100 steps")
	},
	"one-weight-plateau.3": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Diverged)
		b.k(0, 1, 2)
		b.says(b.x(0, 100))
	},
	"one-weight-plateau.4": func(b *telling) {
		b.says(b.at(1, 11).Grad.X, b.x(1, 11), b.x(1, 12))
		b.holds(b.x(1, 12) < b.outs[1].Target.X, "it leaps over the bottom")
	},
	"what-a-step-is": func(b *telling) {
		first, next := b.at(0, 0), b.at(0, 1)
		b.says(first.W.X, first.W.Y, next.W.X, next.W.Y)
		b.holds(first.Grad == first.W, "the gradient is (−4, 3)")
	},
	"what-a-step-is.2": none,
	"what-a-step-is.3": func(b *telling) {
		b.says(b.at(0, 0).Loss, b.at(0, 1).Loss, b.at(0, 2).Loss, b.at(0, 1).Loss/b.at(0, 0).Loss)
		b.k(0)
		b.ends(judge.Converged)
		b.holds(math.Abs(b.at(0, 9).Loss/b.at(0, 8).Loss-0.49) < 1e-9, "each step leaves 0.49 of the loss")
	},
	"three-rates": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Diverged)
		b.k(0, 1, 2)
	},
	"three-rates.2": func(b *telling) {
		b.says(size(b.at(0, 0).W), 4)
		for run := range b.sc.Runs {
			b.says(size(b.at(run, 4).W))
		}
		for k := range 6 {
			w := b.at(2, k).W
			b.holds(math.Abs(w.X) < 6.5 && math.Abs(w.Y) < 5, "how far out 2.1 is, and where it goes next, is in the picture")
		}
	},
	"three-rates.3": func(b *telling) {
		for k := range 26 {
			b.holds(b.at(2, k+1).Loss > b.at(2, k).Loss && b.at(1, k+1).Loss < b.at(1, k).Loss, "2.1 lands higher each time, 0.3 lower")
		}
	},
	"three-rates.4": func(b *telling) {
		limit, _ := b.limit(1)
		b.says(limit)
		beside := b.other("lr=1.99,2.01")
		for k := range 150 {
			b.holds(size(beside.at(0, k+1).W) < size(beside.at(0, k).W), "below 2 each step lands nearer")
			b.holds(size(beside.at(1, k+1).W) > size(beside.at(1, k).W), "above 2 each step lands further out")
		}
	},
	"overshoot-and-diverge": func(b *telling) {
		b.says(size(b.at(0, 0).W), size(b.at(0, 1).W), size(b.at(1, 1).W))
		b.holds(b.x(0, 1) > 0 && b.x(1, 1) > 0 && b.x(0, 0) < 0, "both land on the other side")
	},
	"overshoot-and-diverge.2": func(b *telling) { b.ends(judge.Converged, judge.Diverged); b.tenths() },
	"overshoot-and-diverge.3": func(b *telling) {
		b.ends(judge.Converged, judge.Diverged)
		b.k(0, 1)
		b.tenths()
	},
	"overshoot-and-diverge.4": func(b *telling) {
		limit, lambda := b.limit(0)
		b.says(b.at(1, 0).Loss)
		b.holds(b.sc.Runs[0].LearningRate == 1/lambda && b.sc.Runs[1].LearningRate == limit, "the rates are 1/λ and 2/λ")
		b.holds(b.at(0, 1).W == landscape.Point{} && b.at(1, 1).Loss == b.at(1, 0).Loss, "1 lands on the bottom, 2 as high as it left")
	},
	"two-over-lambda": func(b *telling) {
		limit, lambda := b.limit(0)
		b.says(limit, lambda, 2)
		b.holds(b.sc.Runs[0].LearningRate < limit && limit < b.sc.Runs[1].LearningRate, "the limit lies between the rates")
	},
	"two-over-lambda.2": func(b *telling) { b.ends(judge.Converged, judge.Diverged) },
	"two-over-lambda.3": func(b *telling) {
		b.ends(judge.Converged, judge.Diverged)
		b.k(0, 1)
		for k := range 50 {
			b.holds(b.at(0, k).W.Y*b.at(0, k+1).W.Y < 0 && math.Abs(b.at(0, k+1).W.Y) < math.Abs(b.at(0, k).W.Y), "at 0.078 the bounces shrink")
			b.holds(math.Abs(b.at(1, k+1).W.Y) > math.Abs(b.at(1, k).W.Y), "at 0.082 they grow")
		}
	},
	"two-over-lambda.4": func(b *telling) {
		b.ends(judge.Converged, judge.Converged)
		b.k(0, 1)
		b.holds(b.at(1, 1).W.Y == 0, "the first step at 0.04 lands on the axis")
	},
	"try-many-rates": many,
	"try-many-rates.2": func(b *telling) {
		many(b)
		b.k(0, 2, 3, 5)
	},
	"try-many-rates.3": func(b *telling) {
		way := b.at(0, 1).W
		start := b.at(0, 0).W
		for run := range b.sc.Runs {
			to := b.at(run, 1).W
			cross := (way.X-start.X)*(to.Y-start.Y) - (way.Y-start.Y)*(to.X-start.X)
			b.holds(math.Abs(cross) < 1e-12, "the first steps lie on one line")
		}
	},
	"try-many-rates.4": func(b *telling) {
		sweep, err := train.Sweep(b.t.Context(), b.sc, 3, train.SweepSpec{From: 0.01, To: 0.3, N: 100}, nil)
		if err != nil {
			b.t.Fatal(err)
		}
		best, fails := -1, -1
		for i, out := range sweep.Outcomes {
			switch {
			case out == judge.Converged && fails < 0 && (best < 0 || sweep.Steps[i] <= sweep.Steps[best]):
				best = i
			case out != judge.Converged && best >= 0 && fails < 0:
				fails = i
			}
		}
		b.holds(best >= 0 && fails > 0 && sweep.Rates[fails] < 1.35*sweep.Rates[best], "the best rate lies close below those that fail")
	},
}

// many are the ends of six rates.
func many(b *telling) {
	b.ends(judge.Crawling, judge.Crawling, judge.Converged, judge.Converged, judge.Oscillating, judge.Diverged)
}

// tenths holds that one run comes a tenth nearer with each step, and the other a tenth
// further.
func (b *telling) tenths() {
	for k := range 20 {
		b.holds(math.Abs(size(b.at(0, k+1).W)/size(b.at(0, k).W)-0.9) < 1e-9, "at 1.9 each step lands a tenth nearer")
		b.holds(math.Abs(size(b.at(1, k+1).W)/size(b.at(1, k).W)-1.1) < 1e-9, "at 2.1 each step lands a tenth further")
	}
}
