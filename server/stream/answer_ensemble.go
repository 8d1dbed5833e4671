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
	sc := e.Link.Scenario
	release, err := v.Flow.Hold(ctx, engine.CloudBytes(sc, e.Spec))
	if err != nil {
		return err
	}
	defer release()
	for run := range sc.Runs {
		if err := v.lanes[RunKind].idle(ctx); err != nil {
			return err
		}
		cloud, err := v.Cloud(ctx, m, sc, run, e.Spec)
		if err != nil {
			return err
		}
		if err := v.sendCloud(ctx, r.ID, run, cloud); err != nil {
			return err
		}
	}
	return nil
}

// sendCloud sends the frames of a run's members, and where they end.
func (v *session) sendCloud(ctx context.Context, id uint32, run int, c *train.Cloud) error {
	var frame []byte
	for first := 0; first < len(c.Members); {
		n := membersOfFrame(c.Members[first:])
		frame = encodeMembers(frame[:0], id, run, first, c.Every, c.Members[first:first+n])
		if err := v.frameFor(ctx, frame); err != nil {
			return err
		}
		first += n
	}
	return v.sendFor(ctx, endsMessage{id, "ends", c.Every, wire.EndsOf(run, c)})
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
