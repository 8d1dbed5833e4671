package train

import (
	"cmp"
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/workers"
)

// CloudSpec is what a cloud is asked for.
type CloudSpec struct {
	Members int // the first so many of the ensemble's; 0 for all
	Every   int // keep the points of steps 0, Every, 2·Every, … and of the last; 0 for 1
	// Shown are a network's runs that are shown with them, all of them and over; nil: they
	// are made to judge the members beside them.
	Shown []*Walk
	// Starts is where each member starts, in place of the scenario's ensemble.
	Starts []landscape.Point
}

// Count is how many members the cloud of a scenario has.
func (s CloudSpec) Count(sc *Scenario) int {
	n := sc.Members()
	if len(s.Starts) > 0 {
		n = len(s.Starts)
	}
	if s.Members > 0 {
		n = min(n, s.Members)
	}
	return n
}

// members are the scenarios of the members.
func (s CloudSpec) members(sc Scenario) []Scenario {
	if len(s.Starts) == 0 {
		return sc.Ensemble()[:s.Count(&sc)]
	}
	all := make([]Scenario, s.Count(&sc))
	sc.Seeds, sc.Starts = 0, 0
	for i := range all {
		all[i] = sc
		all[i].Start = s.Starts[i]
	}
	return all
}

// Cloud is what the members of an ensemble do at one rate.
type Cloud struct {
	Members []MemberRun
	Every   int
	Ends    CloudEnds
}

// MemberRun is one member's run: the x and y of the points that are kept and the losses
// there, and how it ended. Its bits are those of the run of its own scenario, see Ensemble, but for
// the points, which are drawn and not computed with.
type MemberRun struct {
	X, Y, Loss []float32
	Outcome    judge.Outcome
}

// CloudEnds is where the members of a run end, and how.
type CloudEnds struct {
	Minima    []SweepMinimum // that some member ends at, the lowest first; Count are its members
	At        []int          // by member, an index of Minima, or −1
	Outcomes  []KindCount    // of all members, the most frequent first
	Elsewhere []KindCount    // of those that end at no minimum
	Near      float64        // no further apart are places of one minimum that the surface does not list
}

// KindCount is how many runs ended alike.
type KindCount struct {
	Kind   judge.Kind
	Guess  bool         // networks that learned what there was, which is no better than guessing
	Caveat judge.Reason // what the kind alone would say wrongly
	Count  int
}

// MakeCloud makes the members of one run of a scenario on all processors. Its error is
// ctx's, or says what is wrong with the scenario.
func MakeCloud(ctx context.Context, sc Scenario, run int, spec CloudSpec) (*Cloud, error) {
	if err := sc.CheckStart(); err != nil {
		return nil, err
	}
	members := spec.members(sc)
	c := &Cloud{Members: make([]MemberRun, len(members)), Every: max(1, spec.Every)}
	makers := make([]*memberMaker, workers.PerCore(len(members)))
	lowest, err := math.Inf(1), error(nil)
	if sc.Net() != nil {
		if lowest, err = lowestAmong(ctx, &sc, spec.Shown); err != nil {
			return nil, err
		}
	}
	for i := range makers {
		maker, err := newMemberMaker(ctx, &sc, run)
		if err != nil {
			return nil, err
		}
		maker.lowest = lowest
		makers[i] = maker
	}
	failed := make([]error, len(makers))
	err = workers.Share(ctx, len(makers), len(members), func(worker int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			if c.Members[i], failed[worker] = makers[worker].make(&members[i], c.Every); failed[worker] != nil {
				return
			}
		}
	})
	if err = cmp.Or(err, cmp.Or(failed...)); err != nil {
		return nil, err
	}
	c.Ends = endsOf(&sc, run, c.Members)
	return c, nil
}

// memberMaker makes members one by one, in memory that it has once.
type memberMaker struct {
	ctx     context.Context
	descent *descent.Run
	judge   *judge.Judge
	run     int
	rate    float64
	lowest  float64 // of the network's runs that are shown
	all     descent.Trajectory
}

func newMemberMaker(ctx context.Context, sc *Scenario, run int) (*memberMaker, error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return nil, err
	}
	m := &memberMaker{ctx: ctx, descent: d, judge: judge.New(sc.Case(run), nil), run: run, rate: sc.Runs[run].LearningRate}
	m.judge.WithEvents = true
	m.all = make(descent.Trajectory, 0, sc.Steps+1)
	return m, nil
}

// make makes the run of a member's scenario.
func (m *memberMaker) make(member *Scenario, every int) (MemberRun, error) {
	if member.Net() != nil {
		return m.makeNet(member, every)
	}
	d := m.descent
	d.Reseed(member.Seed)
	d.Reset(member.Surface.WeightsAt(member.Start), m.rate)
	m.all = d.Collect(m.ctx, m.all[:0], member.Steps+1)
	m.judge.Seed = member.Seed
	out := m.judge.Outcome(m.ctx, m.all)
	out.Evaluations = d.Evaluations()
	return memberOf(m.all, every, out), nil
}

// memberOf keeps the points of steps 0, every, 2·every, … and of the last step.
func memberOf(t descent.Trajectory, every int, out judge.Outcome) MemberRun {
	n := (len(t)+every-2)/every + 1
	all := make([]float32, 3*n)
	m := MemberRun{X: all[:n:n], Y: all[n : 2*n : 2*n], Loss: all[2*n:], Outcome: out}
	for i := range n {
		it := &t[min(i*every, len(t)-1)]
		m.X[i], m.Y[i], m.Loss[i] = float32(it.W.X), float32(it.W.Y), float32(it.Loss)
	}
	return m
}

// endsOf is where the members of a run end.
func endsOf(sc *Scenario, run int, members []MemberRun) CloudEnds {
	all := sweep{sc: sc, run: run, outcomes: make([]judge.Outcome, len(members))}
	for i := range members {
		all.outcomes[i] = members[i].Outcome
	}
	e := CloudEnds{Near: judge.Near(sc.Surface.View)}
	e.Minima, e.At = all.minima()
	e.dropEmpty()
	e.Outcomes = countKinds(members, func(int) bool { return true })
	e.Elsewhere = countKinds(members, func(i int) bool { return e.At[i] < 0 })
	return e
}

// dropEmpty leaves out the minima that no member ends at: weight decay holds those beside
// them too far off.
func (e *CloudEnds) dropEmpty() {
	places := make([]int, len(e.Minima)) // where each is in the end
	kept := e.Minima[:0]
	for i, m := range e.Minima {
		places[i] = len(kept)
		if m.Count > 0 {
			kept = append(kept, m)
		}
	}
	e.Minima = kept
	for i, at := range e.At {
		if at >= 0 {
			e.At[i] = places[at]
		}
	}
}

// countKinds counts how the chosen members ended, the most frequent first, of those as
// frequent the one that Kinds has first.
func countKinds(members []MemberRun, chosen func(i int) bool) []KindCount {
	counts := map[KindCount]int{}
	for i := range members {
		if out := &members[i].Outcome; chosen(i) {
			alike := KindCount{Kind: out.Kind, Guess: out.Kind == judge.Learned && out.Guess != "", Caveat: out.Caveat}
			counts[alike]++
		}
	}
	all := make([]KindCount, 0, len(counts))
	for alike, n := range counts {
		alike.Count = n
		all = append(all, alike)
	}
	kinds := judge.Kinds()
	rank := func(k KindCount) int {
		if k.Guess {
			return 2*slices.Index(kinds, k.Kind) + 1
		}
		return 2 * slices.Index(kinds, k.Kind)
	}
	slices.SortFunc(all, func(a, b KindCount) int {
		return cmp.Or(b.Count-a.Count, rank(a)-rank(b), cmp.Compare(a.Caveat, b.Caveat))
	})
	return all
}
