package stream

import (
	"context"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
)

// endsMessage is where the members of a run end; it follows their frames. members are
// those that were asked for: the first of all that the scenario has.
type endsMessage struct {
	ID    uint32 `json:"id"`
	Type  string `json:"type" ts:"'ends'"`
	Every int    `json:"every"` // the frames have the points of each so many steps
	wire.Ends
}

// mostMemberPoints is about how many points a frame of members has: what a slow line
// can finish quickly when a newer request comes.
const mostMemberPoints = 8192

// answerEnsemble answers {"ensemble": …}: run by run the frames of its members, then
// where they end. It waits for the answer to a run that is under way: the runs
// themselves are seen first.
func (v *session) answerEnsemble(ctx context.Context, r Request) error {
	m := pool.NewMeter()
	e, err := v.ReadEnsemble(ctx, m, r.Preset, *r.Ensemble)
	if err != nil {
		return err
	}
	if err := v.lanes[RunKind].idle(ctx); err != nil {
		return err
	}
	sc := e.Link.Scenario
	bytes := engine.CloudBytes(sc, e.Spec) + len(e.Runs())*e.Spec.Count(&sc)*memberBytes(sc, e.Spec)
	return v.follow(pool.WithMeter(ctx, m), r.ID, takeKeyOf(EnsembleKind, e.Link, e.Key()), bytes, func(ctx context.Context, t *take) error {
		for _, run := range e.Runs() {
			cloud, err := v.Cloud(ctx, m, sc, run, e.Spec)
			if err != nil {
				return err
			}
			if err := addCloud(ctx, t, run, cloud); err != nil {
				return err
			}
		}
		return nil
	})
}

// memberBytes is what one member takes in the frames, at most.
func memberBytes(sc train.Scenario, spec train.CloudSpec) int {
	const point = 3 * 4
	return (sc.Steps/max(1, spec.Every) + 2) * point
}

// addCloud adds the frames of a run's members, and where they end.
func addCloud(ctx context.Context, t *take, run int, c *train.Cloud) error {
	for first := 0; first < len(c.Members); {
		n := membersOfFrame(c.Members[first:])
		if err := t.frame(ctx, encodeMembers(nil, 0, run, first, c.Every, c.Members[first:first+n])); err != nil {
			return err
		}
		first += n
	}
	return t.message(ctx, endsMessage{0, "ends", c.Every, wire.EndsOf(run, c)})
}

// membersOfFrame is how many of the next members go into one frame, at least one.
func membersOfFrame(members []train.MemberRun) int {
	points := 0
	for i := range members {
		if points += len(members[i].X); points > mostMemberPoints {
			return max(1, i)
		}
	}
	return len(members)
}
