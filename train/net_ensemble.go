package train

import (
	"context"
	"math"
	"strconv"

	"downhill/landscape"
	"downhill/train/field"
	"downhill/train/judge"
	"downhill/train/nets"
)

// fitsEnsembleOfNets refuses an ensemble of networks that is too much work. Its error is a
// *field.Error that says which numbers to lower.
func (sc *Scenario) fitsEnsembleOfNets() error {
	n := sc.Net()
	if err := n.Fits(len(sc.Runs), sc.Steps); err != nil {
		return err
	}
	perStep := n.StepWork() * len(sc.Runs)
	most, fewer := nets.MostWork/(perStep*sc.Steps), nets.MostWork/(perStep*sc.Seeds)
	if sc.Seeds <= most {
		return nil
	}
	kind := "ensemble-net-work"
	switch {
	case most < LeastMembers && fewer < 1:
		kind, most, fewer = "ensemble-net-both", LeastMembers, nets.MostWork/(perStep*LeastMembers)
	case most < LeastMembers:
		kind = "ensemble-net-steps"
	case fewer < 1:
		kind = "ensemble-net-seeds"
	}
	return field.Refuse("seeds", strconv.Itoa(sc.Seeds), kind,
		"weights", strconv.Itoa(len(n.Initial)), "points", strconv.Itoa(len(n.Train.X)), "steps", strconv.Itoa(sc.Steps),
		"runs", strconv.Itoa(len(sc.Runs)), "most", strconv.Itoa(most), "fewer", strconv.Itoa(fewer))
}

// lowestAmong is the lowest loss of a network's runs that are shown together: shown,
// which are over, or where there are none the scenario's, made here. Its error is ctx's,
// or says what is wrong with the scenario.
func lowestAmong(ctx context.Context, sc *Scenario, shown []*Walk) (float64, error) {
	lowest := math.Inf(1)
	for _, w := range shown {
		lowest = min(lowest, judge.Lowest(w.all))
	}
	for i := len(shown); i < len(sc.Runs); i++ {
		w, err := beginNet(*sc, sc.Runs[i], false)
		if err != nil {
			return lowest, err
		}
		w.Advance(ctx, sc.Steps+1)
		lowest = min(lowest, judge.Lowest(w.all))
	}
	return lowest, ctx.Err()
}

// makeNet makes the run of a member of a network's ensemble. It is judged beside the
// runs that are shown, as they are beside each other.
func (m *memberMaker) makeNet(member *Scenario, every int) (MemberRun, error) {
	w, err := beginNet(*member, member.Runs[m.run], false)
	if err != nil {
		return MemberRun{}, err
	}
	w.trail.WatchHeld()
	w.Advance(m.ctx, member.Steps+1)
	if err := m.ctx.Err(); err != nil {
		return MemberRun{}, err
	}
	return memberOf(w.all, every, w.judgeAmong(m.lowest)), nil
}

// Shown is the surface as a scenario's picture shows it: its own, but where members of
// a network's ensemble start outside of its view, a copy whose view holds them. The
// plane, the runs and their ends are the surface's own. It depends on no rate, so that
// the landscape stands still while one is moved, but where its plane is the runs' own.
func (sc *Scenario) Shown() *landscape.Surface {
	n := sc.Net()
	if n == nil || sc.Seeds <= 1 {
		return sc.Surface
	}
	seeds := make([]uint64, sc.Seeds)
	for i := range seeds {
		seeds[i] = sc.memberSeed(i)
	}
	return n.Shown(sc.Surface, seeds)
}
