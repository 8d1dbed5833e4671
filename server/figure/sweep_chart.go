package figure

import (
	"context"
	"math"
	"slices"
	"strings"

	"downhill/landscape"
	"downhill/server/draw"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/words"
	"downhill/train"
	"downhill/train/judge"
)

// What every rate would do, as on the page's ruler (web/src/ruler/silhouette.ts): how
// high each rate's run ends, in the colour of what it did.
const (
	sweepRates   = "160"
	sweepDecades = 6    // gaps so many decades under the largest lie on the ground
	sweepFull    = 0.86 // a run that stayed is never as high as one that left
)

// sweep makes the sweeps of a scenario: one for each optimizer that has a rate. Of a
// network few rates are tried, so that those of its runs are among them: else a flag may
// stand in a band of another word than its own run's.
func (s *scene) sweep(ctx context.Context, e *engine.Engine, m *pool.Meter) error {
	_, changes, _ := strings.Cut(s.link.Path, "?")
	all, err := e.ReadSweeps(ctx, m, s.link.Preset, joined(withoutBeat(changes), "n="+sweepRates))
	if err != nil {
		return err
	}
	for _, one := range all {
		if s.sc.Net() != nil {
			one.Spec = one.Spec.With(s.ratesOf(one.Runs)...)
		}
		result, err := e.Sweep(ctx, m, one, nil)
		if err != nil {
			return err
		}
		s.sweeps, s.sweepOf = append(s.sweeps, result), append(s.sweepOf, one.Runs)
	}
	return nil
}

func (s *scene) ratesOf(runs []int) []float64 {
	rates := make([]float64, len(runs))
	for i, run := range runs {
		rates[i] = s.sc.Runs[run].LearningRate
	}
	return rates
}

// paintSweep draws the sweeps, one over the other.
func (s *scene) paintSweep(sh *sheet, r rect) {
	sh.fillRect(r, sh.ink("paper"))
	tall := r.h / float64(max(1, len(s.sweeps)))
	for i := range s.sweeps {
		s.paintOneSweep(sh, rect{r.x, r.y + float64(i)*tall, r.w, tall}, i)
	}
}

func (s *scene) paintOneSweep(sh *sheet, r rect, i int) {
	sweep := s.sweeps[i]
	from, to := math.Log10(sweep.Rates[0]), math.Log10(sweep.Rates[len(sweep.Rates)-1])
	left, top, bottom := 52*sh.u, 52*sh.u, 46*sh.u
	v := view{landscape.View{XMin: from, XMax: to, YMin: 0, YMax: 1}, rect{r.x + left, r.y + top, r.w - left - 16*sh.u, r.h - top - bottom}}
	scale := sweepScaleOf(sweep)
	paintSweepAxes(sh, v, scale, s.words)
	s.paintBands(sh, v, sweep, scale)
	s.paintFlags(sh, v, s.sweepOf[i])
	s.nameBands(sh, v, sweep)
	s.paintLimit(sh, v, sweep)
	if len(s.sweeps) > 1 {
		sh.write(s.words.Optimizer(s.sc.Runs[s.sweepOf[i][0]].Optimizer), v.x, r.y+14*sh.u, 14*sh.u, 0, true, sh.ink("text"))
	}
}

// sweepScale is how the loss of a run's end becomes a height.
type sweepScale struct{ floor, low, high float64 }

// endingIn is how the run of a sweep's rate i ended.
func endingIn(r *train.SweepResult, i int) words.Ending {
	return words.EndingOf(r.Outcomes[i], words.Known{Lesser: !r.Global[i], Network: r.Network, Guess: r.Guess[i], Caveat: r.Caveat[i]})
}

// standing reports whether a rate's run ended at a height.
func standing(r *train.SweepResult, i int) bool {
	loss := r.Loss[i]
	return r.Outcomes[i] != "" && loss-loss == 0 && !endingIn(r, i).Left && r.Outcomes[i] != judge.EscapedUnbounded
}

func sweepScaleOf(r *train.SweepResult) sweepScale {
	s := sweepScale{floor: r.Floor, low: math.Inf(1)}
	for i, loss := range r.Loss {
		if standing(r, i) && !(loss >= s.floor) {
			s.floor = loss
		}
	}
	for i, loss := range r.Loss {
		if gap := loss - s.floor; standing(r, i) && gap > 0 {
			s.high, s.low = max(s.high, gap), min(s.low, gap)
		}
	}
	if s.high == 0 {
		return sweepScale{s.floor, 1e-6, 1}
	}
	s.low = min(max(s.high*math.Pow(10, -sweepDecades), s.low)/1.5, s.high/3)
	return s
}

// height is that of a rate's end: 1 for a run that left, 0 for one that fell without
// end.
func (s sweepScale) height(r *train.SweepResult, i int) float64 {
	switch {
	case endingIn(r, i).Left:
		return 1
	case !standing(r, i):
		return 0
	}
	return s.of(r.Loss[i] - s.floor)
}

// of is the height of a gap.
func (s sweepScale) of(gap float64) float64 {
	if !(gap > s.low) {
		return 0
	}
	return sweepFull * min(1, math.Log(gap/s.low)/math.Log(s.high/s.low))
}

func paintSweepAxes(sh *sheet, v view, scale sweepScale, m words.Messages) {
	size := 11.5 * sh.u
	for _, gap := range logTicks(scale.low, scale.high, v.h/(34*sh.u)) {
		y := v.at(0, scale.of(gap)).Y
		sh.line(draw.Point{X: v.x, Y: y}, draw.Point{X: v.x + v.w, Y: y}, draw.Stroke{Ink: sh.ink("edge"), Width: sh.u})
		sh.write(powerText(gap), v.x-6*sh.u, y, size, 1, false, sh.ink("muted"))
	}
	for e := math.Floor(v.box.XMin); e <= v.box.XMax; e++ {
		for _, part := range []float64{1, 2, 5} {
			if at := e + math.Log10(part); at >= v.box.XMin-1e-9 && at <= v.box.XMax+1e-9 && (part == 1 || v.w/width(v.box) > 150*sh.u) {
				x := v.at(at, 0).X
				sh.line(draw.Point{X: x, Y: v.y + v.h}, draw.Point{X: x, Y: v.y + v.h + 4*sh.u}, draw.Stroke{Ink: sh.ink("muted"), Width: sh.u})
				sh.write(words.Tight(words.Rate(part*math.Pow(10, e))), x, v.y+v.h+13*sh.u, size, 0.5, false, sh.ink("muted"))
			}
		}
	}
	sh.write(m.T("figure.rate"), v.x+v.w, v.y+v.h+30*sh.u, size, 1, true, sh.ink("text"))
	sh.write(m.T("chart.gap"), v.x-6*sh.u, v.y-10*sh.u, size, 1, true, sh.ink("text"))
}

// stretch is rates next to each other that end alike.
type stretch struct {
	words.Ending
	first, last int
	from, to    float64 // logarithms
}

func (s *scene) stretches(r *train.SweepResult) (all []stretch) {
	for i := range r.Outcomes {
		ending, at := endingIn(r, i), math.Log10(r.Rates[i])
		if words.Few(s.sc) {
			ending = words.EndingOf(r.Outcomes[i], words.Known{Few: true, Network: r.Network})
		}
		if n := len(all); n > 0 && all[n-1].Ending == ending {
			all[n-1].last, all[n-1].to = i, at
			continue
		}
		border := at
		if i > 0 {
			border = (math.Log10(r.Rates[i-1]) + at) / 2
			all[len(all)-1].to = border
		}
		all = append(all, stretch{ending, i, i, border, at})
	}
	return all
}

// paintBands fills under the ends of the runs, in the colour of what they did.
func (s *scene) paintBands(sh *sheet, v view, r *train.SweepResult, scale sweepScale) {
	for _, one := range s.stretches(r) {
		points := []draw.Point{v.at(one.from, 0), v.at(one.from, scale.height(r, one.first))}
		for i := one.first; i <= one.last; i++ {
			points = append(points, v.at(math.Log10(r.Rates[i]), scale.height(r, i)))
		}
		points = append(points, v.at(one.to, scale.height(r, one.last)), v.at(one.to, 0))
		var p draw.Path
		p.Polygon(points)
		sh.Fill(p, sh.ink("band-"+one.Band).Faded(0.55))
		a, b := v.at(one.from, 0), v.at(one.to, 0)
		sh.fillRect(rect{a.X, a.Y - 5*sh.u, b.X - a.X, 5 * sh.u}, sh.ink("band-"+one.Band))
	}
}

// nameBands says what the runs of a band did, where there is room.
func (s *scene) nameBands(sh *sheet, v view, r *train.SweepResult) {
	for _, one := range s.stretches(r) {
		a, b := v.at(one.from, 0), v.at(one.to, 0)
		text, size := s.words.T("ruler.word."+one.Word), 13*sh.u
		if draw.Width(text, size, true)+8 < b.X-a.X {
			sh.haloed(text, (a.X+b.X)/2, a.Y-18*sh.u, size, 0.5, 0, true, sh.ink("text"))
		}
	}
}

// paintLimit draws the optimizer's own limit at the minimum that the best run reaches.
func (s *scene) paintLimit(sh *sheet, v view, r *train.SweepResult) {
	at := math.Log10(r.Critical)
	if !(at >= v.box.XMin && at <= v.box.XMax) {
		return
	}
	key := "limit.own"
	for _, m := range r.Minima {
		if m.Limit == r.Critical && math.Abs(m.Limit*m.Lambda-2) < 1e-6 {
			key = "limit.two-over-lambda"
		}
	}
	x := v.at(at, 0).X
	sh.line(draw.Point{X: x, Y: v.y - 4*sh.u}, draw.Point{X: x, Y: v.y + v.h}, draw.Stroke{Ink: sh.ink("text"), Width: 1.6 * sh.u, Dash: []float64{3 * sh.u, 3 * sh.u}})
	text, size := s.words.T(key, "limit", words.Rate(r.Critical)), 13*sh.u
	anchor, gap := 1.0, -6*sh.u
	if x-v.x < draw.Width(text, size, true)+12*sh.u {
		anchor, gap = 0, 6*sh.u
	}
	sh.haloed(text, x+gap, v.y+8*sh.u, size, anchor, 0, true, sh.ink("text"))
}

// paintFlags draws the runs at their rates.
func (s *scene) paintFlags(sh *sheet, v view, runs []int) {
	taken := &labels{in: rect{v.x - 40*sh.u, v.y - 40*sh.u, v.w + 56*sh.u, v.h}}
	for _, i := range runs {
		r := s.all[i]
		if !slices.Contains(s.runs, r) {
			continue
		}
		x := v.at(math.Log10(r.rate), 0).X
		if x < v.x-1 || x > v.x+v.w+1 {
			continue
		}
		sh.line(draw.Point{X: x, Y: v.y - 14*sh.u}, draw.Point{X: x, Y: v.y + v.h}, draw.Stroke{Ink: sh.ink("paper"), Width: 5 * sh.u})
		sh.line(draw.Point{X: x, Y: v.y - 14*sh.u}, draw.Point{X: x, Y: v.y + v.h}, draw.Stroke{Ink: r.ink, Width: 2.4 * sh.u})
		var p draw.Path
		addShape(&p, r.shape, x, v.y-22*sh.u, 6*sh.u)
		sh.cased(p, r.ink, 0, 1.5)
		sh.Fill(p, r.ink)
		text, size := words.Rate(r.rate), 13*sh.u
		w := draw.Width(text, size, true)
		if place, ok := taken.put(rect{x + 10*sh.u, v.y - 30*sh.u, w, 16 * sh.u}, rect{x - 10*sh.u - w, v.y - 30*sh.u, w, 16 * sh.u}); ok {
			sh.write(text, place.x, place.y+place.h/2, size, 0, true, sh.ink("text"))
		}
	}
}
