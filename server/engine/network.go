package engine

import (
	"context"

	"downhill/landscape"
	"downhill/once"
	"downhill/server/pool"
	"downhill/train"
	"downhill/train/link"
)

// ResolveHeld is Resolve while a hand moves a rate: a network's plane that goes by runs
// stays laid, that of the runs before; stays tells whether it is another one's than
// those that were asked for.
func (e *Engine) ResolveHeld(ctx context.Context, m *pool.Meter, preset, raw string, laid *landscape.Surface) (l Linked, stays bool, err error) {
	l, err = e.Resolve(link.WithPlane(ctx, laid), m, preset, raw)
	if err != nil || l.Scenario.Net() == nil {
		return l, false, err
	}
	return l, l.Scenario.Surface == laid && l.Scenario.Net().Text() != link.Query(l.Scenario), nil
}

// trainKey is what a run of a network is kept under: all that its iterates and their
// picture depend on.
type trainKey struct{ plane, alone string }

func trainKeyOf(sc train.Scenario, run int) trainKey {
	alone := sc
	alone.Seeds = 0
	alone.Runs = []train.RunSpec{{Optimizer: sc.Runs[run].Optimizer, LearningRate: sc.Runs[run].LearningRate}}
	return trainKey{sc.Net().Text(), link.Query(alone)}
}

// Training is a run of a network, at its start, or whole where it was trained lately:
// such a walk is shared, and not to be advanced, which it does not need.
func Training(sc train.Scenario, run int) (*train.Walk, error) {
	if walk, ok := once.Get[*train.Walk](trainKeyOf(sc, run)); ok {
		return walk, nil
	}
	return train.Begin(sc, run)
}

// KeepTraining keeps a run of a network that is over for whoever asks for it again.
func KeepTraining(sc train.Scenario, run int, walk *train.Walk) {
	key := trainKeyOf(sc, run)
	if _, ok := once.Get[*train.Walk](key); ok {
		return
	}
	walk = walk.Rested()
	once.Put(key, walk, walk.Bytes()+len(key.plane)+len(key.alone))
}

// trainings are a network's runs where all of them were trained lately; else nil.
func trainings(sc train.Scenario) (all []*train.Walk) {
	for i := range sc.Runs {
		walk, ok := once.Get[*train.Walk](trainKeyOf(sc, i))
		if !ok {
			return nil
		}
		all = append(all, walk)
	}
	return all
}
