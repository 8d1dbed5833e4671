package train

import (
	"math/rand/v2"
	"strconv"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/nets"
)

// Bounds of an ensemble.
const (
	LeastMembers = 2
	MostMembers  = 200
	// MostMemberSteps bounds members × runs × steps.
	MostMemberSteps = 200_000
)

// startsShare is the radius, in diagonals of the view, of the disc from which the
// members of starts are drawn.
const startsShare = 0.02

// startsStream is the second number that seeds the draws of starts: it keeps them
// apart from the noise of the same seed.
const startsStream = 0x737461727473 // "starts"

// seedsEnd is the number of seeds that there are: behind the last comes 0.
const seedsEnd = 1 << 53

// Members is how many runs the scenario makes for each rate: 1 without an ensemble.
func (sc *Scenario) Members() int { return max(1, sc.Seeds, sc.Starts) }

// Ensemble is the scenario of each member, none of which has an ensemble. Member 0 is
// the scenario's own. Of Seeds, member i has the seed (seed + i) mod 2⁵³; a network's
// has its initial weights and its mini-batches by that, and data and plane, like all
// others, by the scenario's own. Of Starts, it
// starts at the i-th point drawn, uniformly, from the disc of radius startsShare of
// the view's diagonal around the start, or of one weight from that interval; all have
// the same seed, so that only where they start tells them apart.
func (sc Scenario) Ensemble() []Scenario {
	members := make([]Scenario, sc.Members())
	seeds, draw := sc.Seeds, newDisc(&sc)
	starts := sc.Starts
	sc.Seeds, sc.Starts = 0, 0
	for i := range members {
		members[i] = sc
		switch {
		case i == 0:
		case seeds > 0:
			members[i].Seed = sc.memberSeed(i)
			if n := sc.Net(); n != nil {
				members[i].Surface = n.StartedBy(sc.Surface, members[i].Seed)
				members[i].Start = members[i].Surface.Start
			}
		case starts > 0:
			members[i].Start = draw.next()
		}
	}
	return members
}

// memberSeed is the seed of member i, of those that differ by it.
func (sc *Scenario) memberSeed(i int) uint64 { return (sc.Seed + uint64(i)) % seedsEnd }

// disc draws points uniformly from a disc, or from an interval where there is one
// weight. The same seed draws the same ones on every machine.
type disc struct {
	pcg       rand.PCG
	center    landscape.Point
	radius    float64
	oneWeight bool
}

func newDisc(sc *Scenario) *disc {
	d := &disc{center: sc.Start, radius: startsShare * sc.Surface.View.Diagonal(), oneWeight: sc.Surface.OneWeight}
	d.pcg.Seed(sc.Seed, startsStream)
	return d
}

// next draws a point: those of the square around the disc that lie outside it are
// drawn again. The conversions keep compilers from fusing a product into a sum.
func (d *disc) next() landscape.Point {
	for {
		u := descent.Symmetric(&d.pcg)
		if d.oneWeight {
			return landscape.Point{X: d.center.X + float64(d.radius*u)}
		}
		v := descent.Symmetric(&d.pcg)
		if float64(u*u)+float64(v*v) <= 1 {
			return landscape.Point{X: d.center.X + float64(d.radius*u), Y: d.center.Y + float64(d.radius*v)}
		}
	}
}

// CheckEnsemble refuses an ensemble that can't be made. Its error is a *field.Error.
func (sc *Scenario) CheckEnsemble() error {
	key, members := "seeds", sc.Seeds
	if sc.Starts > 0 {
		key, members = "starts", sc.Starts
	}
	value := strconv.Itoa(members)
	perMember := len(sc.Runs) * sc.Steps
	switch {
	case members == 0:
		return nil
	case sc.Seeds > 0 && sc.Starts > 0:
		return field.Refuse(key, value, "two-ensembles")
	case sc.Net() != nil && sc.Starts > 0:
		return field.Refuse(key, value, "starts-of-net")
	case sc.Seeds > 0 && !sc.Random():
		return field.Refuse(key, value, sc.notRandom())
	case members*perMember > MostMemberSteps:
		return field.Refuse(key, value, "ensemble-work",
			"runs", strconv.Itoa(len(sc.Runs)), "steps", strconv.Itoa(sc.Steps), "total", strconv.Itoa(MostMemberSteps),
			"most", strconv.Itoa(MostMemberSteps/perMember), "fewer", strconv.Itoa(MostMemberSteps/(members*len(sc.Runs))))
	case sc.Net() != nil:
		return sc.fitsEnsembleOfNets()
	}
	return nil
}

// Random reports whether another seed makes other runs: on the same data, for a network.
func (sc *Scenario) Random() bool { return sc.Noise > 0 || sc.Varied() }

// Varied reports that of runs without noise: by mini-batches or by initial weights.
func (sc *Scenario) Varied() bool {
	n := sc.Net()
	return sc.Batch > 0 || n != nil && n.Spec.Init != network.Zero
}

// notRandom is why another seed would make the same runs.
func (sc *Scenario) notRandom() string {
	if sc.Net() != nil {
		return "nothing-random-in-net"
	}
	return "nothing-random"
}

// EnsembleKinds are the keys that can make an ensemble of the scenario, first the one
// that it is likely to be about.
func (sc *Scenario) EnsembleKinds() []string {
	kinds := []string{}
	if sc.Random() {
		kinds = append(kinds, "seeds")
	}
	if sc.Net() == nil {
		kinds = append(kinds, "starts")
	}
	return kinds
}

// MostMembers is how many members each run may have; below LeastMembers there can be
// no ensemble.
func (sc *Scenario) MostMembers() int {
	most := min(MostMembers, MostMemberSteps/(len(sc.Runs)*sc.Steps))
	if n := sc.Net(); n != nil {
		most = min(most, nets.MostWork/(n.StepWork()*len(sc.Runs)*sc.Steps))
	}
	return most
}
