package link

import (
	"maps"
	"math"

	"downhill/train"
	"downhill/train/judge"
)

func init() { maps.Copy(claims, ruleClaims) }

// ruleClaims prove the beats about optimizers, and about what goes wrong.
var ruleClaims = map[string]func(*telling){
	"ravine-and-momentum": func(b *telling) {
		b.k(0)
		steep, flat := b.curvatures(0)
		b.says(steep / flat)
	},
	"ravine-and-momentum.2": func(b *telling) { b.ends(judge.Converged, judge.Converged) },
	"ravine-and-momentum.3": func(b *telling) {
		b.ends(judge.Converged, judge.Converged)
		b.says(b.sc.Params["momentum"])
		b.k(0, 1)
		b.holds(b.sc.Runs[0].LearningRate == b.sc.Runs[1].LearningRate, "the rate is the same")
	},
	"ravine-and-momentum.4": func(b *telling) {
		b.ends(judge.Diverged, judge.Converged)
		b.says(b.sc.Params["momentum"])
		b.k(0, 1)
	},
	"ravine-and-momentum.5": func(b *telling) {
		b.ends(judge.Converged, judge.Converged)
		b.k(0, 1)
	},
	"adaptive-rates":   func(b *telling) { b.ends(judge.Converged, judge.Converged, judge.Converged, judge.Converged) },
	"adaptive-rates.2": func(b *telling) { b.ends(judge.Converged, judge.Converged, judge.Converged, judge.Converged) },
	"adaptive-rates.3": func(b *telling) {
		b.says(0.01)
		for run := range b.sc.Runs {
			b.says(b.below(run, 0.01))
		}
		b.k(3)
		for run := range b.sc.Runs[:3] {
			b.holds(b.outs[run].K > b.outs[3].K, "Adam is near for good before the others")
		}
	},
	"adaptive-rates.4": func(b *telling) {
		b.k(3)
		b.says(b.at(3, 32).Loss, 33, b.at(3, 33).Loss)
		b.holds(b.outs[3].K == 32 && b.at(3, 33).Loss > 2*b.at(3, 32).Loss, "it is near from step 32 on, and its loss rises after it")
	},
	"adaptive-promises-nothing": func(b *telling) { b.ends(judge.Converged, judge.Converged) },
	"adaptive-promises-nothing.2": func(b *telling) {
		b.ends(judge.Converged, judge.Converged)
		b.k(0, 1)
	},
	"adaptive-promises-nothing.3": func(b *telling) {
		b.ends(judge.Converged, judge.Converged, judge.Converged)
		b.k(0, 1, 2)
		sweep, err := train.Sweep(b.t.Context(), b.sc, 0, train.SweepSpec{From: 2e-4, To: 20, N: 200}, nil)
		if err != nil {
			b.t.Fatal(err)
		}
		for i, out := range sweep.Outcomes {
			b.holds(out != judge.Converged || sweep.Steps[i] >= b.outs[1].K, "no rate is there before 1.5 is")
		}
	},
	"vanishing-gradient": func(b *telling) {
		b.holds(b.outs[0].Kind == judge.Crawling && b.outs[0].Vanishing, "the gradient vanishes")
		b.says(distance(b.at(0, 0).W, b.at(0, 300).W))
		b.k(0)
	},
	"vanishing-gradient.2": func(b *telling) { b.ends(judge.Crawling, judge.Converged, judge.Converged) },
	"vanishing-gradient.3": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Converged)
		b.k(1, 2)
	},
	"exploding-gradient": func(b *telling) { b.says(2, size(b.at(2, 2).Grad)) },
	"exploding-gradient.2": func(b *telling) {
		b.says(3, b.step(2, 2), size(b.at(2, 3).Grad), b.step(2, 3))
	},
	"exploding-gradient.3": func(b *telling) { b.ends(judge.Crawling, judge.Converged, judge.Diverged) },
	"exploding-gradient.4": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Diverged)
		b.k(1, 2)
		b.says(b.outs[2].Loss)
	},
	"clipping-saves-it": func(b *telling) {
		long, rate := size(b.at(0, 0).Grad), b.sc.Runs[1].LearningRate
		b.says(long, b.sc.Clip.Bound, long*rate)
		for k := range 20 {
			b.holds(math.Abs(b.step(1, k)-rate) < 1e-9*rate, "a step is as long as the rate")
		}
	},
	"clipping-saves-it.2": func(b *telling) {
		for run, r := range b.sc.Runs {
			for k := range len(b.runs[run]) - 1 {
				b.holds(b.step(run, k) <= r.LearningRate*(1+1e-9), "a step is at most as long as the rate")
			}
		}
	},
	"clipping-saves-it.3": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Converged)
		b.k(1, 2)
	},
	"clipping-saves-it.4": func(b *telling) {
		b.ends(judge.Diverged, judge.Diverged, judge.Diverged)
		b.k(0)
		for _, out := range b.outs {
			b.holds(out.K <= 2, "all are gone within two steps")
		}
	},
}

// below is the first step from which on a run's loss is below a bound for good.
func (b *telling) below(run int, bound float64) float64 {
	for k := len(b.runs[run]) - 1; k >= 0; k-- {
		if b.at(run, k).Loss >= bound {
			b.holds(k+1 < len(b.runs[run]), "each gets below the bound")
			return float64(k + 1)
		}
	}
	return 0
}
