package train

import (
	"context"
	"math"
	"strconv"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/field"
	"downhill/train/judge"
)

// startedBy is the network's surface for a run that starts from the initial weights of
// another seed: data, plane and all that is drawn there stay.
func (n *Net) startedBy(s *landscape.Surface, seed uint64) *landscape.Surface {
	own := *n
	own.Initial = n.Shape.Initial(n.Spec.Init, seed)
	return surfaceLike(s, &own, s.View, n.drawn.Project(own.Initial))
}

// surfaceLike is a network's surface with another loss, view and start.
func surfaceLike(s *landscape.Surface, loss landscape.Loss, view landscape.View, start landscape.Point) *landscape.Surface {
	return &landscape.Surface{
		ID: s.ID, Name: s.Name, Group: s.Group, Loss: loss, View: view, Start: start,
		Steps: s.Steps, Rates: s.Rates, Scale: s.Scale, Found: s.Found, Part: s.Part,
	}
}

// fitsEnsemble refuses an ensemble of networks that is too much work. Its error is a
// *field.Error that says which numbers to lower.
func (n *Net) fitsEnsemble(sc *Scenario) error {
	if err := n.Fits(sc); err != nil {
		return err
	}
	perStep := n.stepWork(sc)
	most, fewer := MostNetWork/(perStep*sc.Steps), MostNetWork/(perStep*sc.Seeds)
	if sc.Seeds <= most {
		return nil
	}
	kind := "ensemble-net-work"
	switch {
	case most < LeastMembers && fewer < 1:
		kind, most, fewer = "ensemble-net-both", LeastMembers, MostNetWork/(perStep*LeastMembers)
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
	n := member.Net()
	w.trail.held = network.NewEvaluator(&n.Shape, n.Held)
	w.Advance(m.ctx, member.Steps+1)
	if err := m.ctx.Err(); err != nil {
		return MemberRun{}, err
	}
	return memberOf(w.all, every, w.judgeAmong(m.lowest)), nil
}
