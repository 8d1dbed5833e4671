package link

import (
	"maps"
	"math"

	"downhill/landscape"
	"downhill/train/judge"
)

func init() { maps.Copy(claims, shapeClaims) }

// shapeClaims prove the beats about what the surface's shape does.
var shapeClaims = map[string]func(*telling){
	"stuck-in-a-local-minimum": func(b *telling) {
		b.ends(judge.StuckLocal, judge.Converged, judge.Oscillating)
		b.says(b.outs[0].Loss, b.outs[1].Loss)
		b.holds(b.outs[1].Global, "the good run ends at the lowest minimum")
	},
	"stuck-in-a-local-minimum.2": func(b *telling) {
		b.says(b.step(0, 0), b.step(1, 0))
		b.holds(math.Abs(b.step(1, 0)/b.step(0, 0)-5) < 1e-9, "the step is five times as long")
		for _, it := range b.runs[1] {
			b.holds(distance(it.W, *b.outs[0].Target) > b.outs[0].Radius, "the longer one misses the narrow well")
		}
	},
	"stuck-in-a-local-minimum.3": func(b *telling) {
		limit, lambda := b.limit(0)
		b.says(limit, lambda)
		b.holds(b.sc.Runs[1].LearningRate > limit, "0.5 is above the narrow well's limit")
	},
	"stuck-in-a-local-minimum.4": func(b *telling) {
		b.holds(b.outs[0].Kind == judge.StuckLocal, "the start lies in the narrow well's basin")
		sc := b.sc
		for i := range 81 {
			sc.Start = landscape.Point{X: float64(i%9) - 4, Y: float64(i/9) - 4}
			_, out := collect(b.t, sc, 0)
			b.holds(out.Target != nil && (out.Kind == judge.Converged || out.Kind == judge.StuckLocal), "a run at 0.1 ends at a star wherever it starts")
		}
	},
	"schedules": func(b *telling) { b.ends(judge.StuckLocal, judge.Converged, judge.Converged) },
	"schedules.2": func(b *telling) {
		b.ends(judge.StuckLocal, judge.Converged, judge.Converged)
		b.k(2)
		b.holds(b.outs[2].Global, "1.8 settles in the lowest well")
	},
	"schedules.3": func(b *telling) {
		limit, _ := tell(b.t, "schedules.4").limit(1) // of the lowest well
		b.k(2)
		b.says(b.at(2, b.outs[2].K).LearningRate, limit)
		b.holds(b.at(2, b.outs[2].K).LearningRate < limit, "the rate has fallen below the limit")
	},
	"schedules.4": func(b *telling) {
		b.ends(judge.StuckLocal, judge.Converged, judge.Oscillating)
		with := tell(b.t, "schedules")
		for run := range 2 {
			b.holds(b.outs[run].Kind == with.outs[run].Kind && b.outs[run].K == with.outs[run].K, "the schedule has changed nothing for 0.1 and 0.5")
		}
	},
	"saddle-point": func(b *telling) {
		b.holds(b.sc.Runs[1].LearningRate == 0.2, "the run shown is that at 0.2")
		for k, it := range b.runs[1] {
			b.holds(k == 7 || size(it.W) > size(b.at(1, 7).W), "after 7 steps it is as near to the saddle as it gets")
			b.holds(k > 7 || math.Abs(it.W.Y) < 0.11, "until then it keeps to the valley")
		}
	},
	"saddle-point.2": func(b *telling) {
		b.holds(b.outs[0].Kind == judge.Crawling && b.outs[1].Kind == judge.Converged, "0.005 crawls and 0.2 converges")
		b.k(0)
		for _, e := range b.outs[1].Events {
			b.says(float64(e.Entered), float64(e.Left))
		}
	},
	"saddle-point.3": func(b *telling) {
		b.ends(judge.StuckSaddle)
		b.says(b.at(0, 0).W.Y)
		b.holds(b.sc.Noise == 0, "there is no noise")
	},
	"saddle-point.4": func(b *telling) {
		b.ends(judge.StuckSaddle)
		b.says(tell(b.t, "saddle-point").at(1, 0).W.Y)
		for _, it := range b.runs[0] {
			b.holds(it.W.Y == 0, "nothing pushes it off the line")
		}
	},
	"noise-escapes": func(b *telling) {
		b.escaped(false, true, true)
		b.entered(true, true, false)
	},
	"noise-escapes.2": func(b *telling) {
		b.ends(judge.StuckLocal, judge.StuckLocal, judge.StuckLocal)
		b.escaped(false, false, false)
	},
	"noise-escapes.3": func(b *telling) {
		b.escaped(true, true, true)
		b.entered(false, false, false)
	},
	"noise-escapes.4": func(b *telling) {
		b.says(float64(b.sc.Members()))
		for run := range b.sc.Runs {
			b.says(float64(b.lowest(run)))
		}
	},
}

// lowest is how many members of a run's ensemble end at the lowest minimum.
func (b *telling) lowest(run int) (n int) {
	for _, member := range b.sc.Ensemble() {
		if _, out := collect(b.t, member, run); out.Global {
			n++
		}
	}
	return n
}

// escaped holds which runs left the narrow well beside the start, where the run
// without noise and with the lowest rate ends.
func (b *telling) escaped(out ...bool) {
	well := tell(b.t, "noise-escapes.2").outs[0].Target
	for run, want := range out {
		target := b.outs[run].Target
		b.holds(target != nil && (distance(*target, *well) > 0.1) == want, "those runs got out of the narrow well")
	}
}

// entered holds which runs came to the narrow well beside the start: within its radius,
// which others never came near.
func (b *telling) entered(in ...bool) {
	well := tell(b.t, "noise-escapes.2").outs[0]
	for run, want := range in {
		nearest := math.Inf(1)
		for _, it := range b.runs[run] {
			nearest = min(nearest, distance(it.W, *well.Target))
		}
		if want {
			b.holds(nearest < well.Radius, "those runs got into the narrow well")
		} else {
			b.holds(nearest > 5*well.Radius, "the others never came near it")
		}
	}
}
