package figure

import (
	"context"

	"downhill/landscape"
	"downhill/server/draw"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/server/words"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
)

// scene is what a figure shows: a scenario with its runs, as they went and ended.
type scene struct {
	link     engine.Linked
	sc       train.Scenario
	words    words.Messages
	all      []*run         // of the scenario
	runs     []*run         // those that are drawn
	zoom     landscape.View // the part that is shown; empty for the surface's own
	ground   *ground        // of a map
	basinsOf int            // the run whose basins it shows
	sweeps   []*train.SweepResult
	sweepOf  [][]int  // the runs of each
	drawn    int      // up to this step the ways of an ensemble are drawn already
	courses  []course // of the runs on the picture, once they are known
	address  string   // where the page is found
}

// run is a run as it is drawn.
type run struct {
	index       int // of the scenario
	name, shape string
	ink         draw.Ink
	inkIndex    int
	x, y, loss  []float64
	gx, gy      []float64
	held        []float64 // held-out losses of a network
	outcome     wire.Outcome
	lead, rest  string // how it ended
	rate        float64
	cloud       *train.Cloud
}

// last is the k of the last iterate.
func (r *run) last() int { return len(r.x) - 1 }

// trained is a run that is over, with what is known beside its iterates.
type trained struct {
	its     descent.Trajectory
	held    []float64
	outcome judge.Outcome
	cloud   *train.Cloud
}

// gather makes the runs of a scenario, within the pool.
func gather(ctx context.Context, e *engine.Engine, m *pool.Meter, l engine.Linked, o options, messages words.Messages) (*scene, error) {
	s := &scene{link: l, sc: l.Scenario, words: messages}
	all, err := trainAll(ctx, e, m, l.Scenario)
	if err != nil {
		return nil, err
	}
	t := themes()[o.theme]
	for i, one := range all {
		s.all = append(s.all, s.runOf(i, one, t))
	}
	s.zoom = o.zoom
	s.runs, err = s.shown(o.hidden)
	return s, err
}

// trainAll makes every run of a scenario to its end. A network's is judged beside the
// others, and kept.
func trainAll(ctx context.Context, e *engine.Engine, m *pool.Meter, sc train.Scenario) (all []trained, err error) {
	if sc.Net() != nil {
		return trainNet(ctx, e, m, sc)
	}
	for i := range sc.Runs {
		var one trained
		err := e.Pool.Compute(ctx, m, func(ctx context.Context) (err error) {
			one.its, one.outcome, err = train.Collect(ctx, sc, i)
			return err
		})
		if err != nil {
			return nil, err
		}
		if sc.Members() > 1 {
			if one.cloud, err = e.Cloud(ctx, m, sc, i, train.CloudSpec{}); err != nil {
				return nil, err
			}
		}
		all = append(all, one)
	}
	return all, nil
}

func trainNet(ctx context.Context, e *engine.Engine, m *pool.Meter, sc train.Scenario) ([]trained, error) {
	walks, all := make([]*train.Walk, len(sc.Runs)), make([]trained, len(sc.Runs))
	var outcomes []judge.Outcome
	err := e.Pool.Compute(ctx, m, func(ctx context.Context) error {
		for i := range walks {
			walk, err := engine.Training(sc, i)
			if err != nil {
				return err
			}
			if !walk.Over() {
				walk.Advance(ctx, sc.Steps+1)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			walks[i] = walk
		}
		outcomes = train.Outcomes(ctx, walks)
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	for i, walk := range walks {
		engine.KeepTraining(sc, i, walk)
		held, _, _ := walk.Beside()
		all[i] = trained{its: walk.Iterates(), held: held, outcome: outcomes[i]}
	}
	for i := range all {
		if sc.Members() == 1 {
			break
		}
		if all[i].cloud, err = e.Cloud(ctx, m, sc, i, train.CloudSpec{}); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// runOf is a run as it is drawn in a theme.
func (s *scene) runOf(i int, one trained, t *theme) *run {
	label := train.LabelOf(s.sc, i)
	r := &run{index: i, name: s.words.RunName(s.sc, i), shape: string(label.Shape), inkIndex: label.Ink, ink: t.runs[label.Ink%len(t.runs)],
		held: one.held, outcome: wire.OutcomeOf(s.sc, i, one.outcome), rate: s.sc.Runs[i].LearningRate, cloud: one.cloud}
	for _, it := range one.its {
		r.x, r.y, r.loss = append(r.x, it.W.X), append(r.y, it.W.Y), append(r.loss, it.Loss)
		r.gx, r.gy = append(r.gx, it.Grad.X), append(r.gy, it.Grad.Y)
	}
	r.lead, r.rest = s.words.Sentence(r.outcome, words.AboutRun(s.sc, i))
	return r
}

// start is where the runs begin.
func (s *scene) start() landscape.Point { return s.sc.Start }

// longest is the last step of the longest run.
func (s *scene) longest() (k int) {
	for _, r := range s.runs {
		k = max(k, r.last())
	}
	return k
}

// step is the step that is shown.
func (s *scene) step(o options) int {
	if o.at < 0 {
		return s.longest()
	}
	return min(o.at, s.longest())
}
