package wire

import (
	"downhill/train"
	"downhill/train/judge"
)

// Ends is where the members of an ensemble end at one rate, and how.
type Ends struct {
	Run       int              `json:"run"`
	Members   int              `json:"members"`
	Minima    []memberMinimum  `json:"minima"`    // that some member ends at, the lowest first
	Elsewhere []membersOutcome `json:"elsewhere"` // of the members that end at no minimum
	How       []membersOutcome `json:"how"`       // of all members, the most frequent first
	Near      Num              `json:"near"`      // no further apart are places of one minimum that the surface does not list
}

// memberMinimum is a minimum that some members of an ensemble end at.
type memberMinimum struct {
	Index   *int   `json:"index"` // of the surface's minima; null for one that it does not list
	At      [2]Num `json:"at"`
	Loss    Num    `json:"loss"`
	Global  bool   `json:"global"` // the lowest known of the surface
	Members int    `json:"members"`
}

// membersOutcome is how many members ended alike.
type membersOutcome struct {
	Outcome judge.Kind   `json:"outcome"`
	Guess   bool         `json:"guess,omitempty"` // of networks: they learned what there was, which is no better than guessing
	Caveat  judge.Reason `json:"told,omitempty"`  // what the outcome's kind alone would say wrongly
	Members int          `json:"members"`
}

// EndsOf is where the members of a run's cloud end.
func EndsOf(run int, c *train.Cloud) Ends {
	e := Ends{
		Run: run, Members: len(c.Members), Minima: make([]memberMinimum, len(c.Ends.Minima)),
		Elsewhere: membersOutcomes(c.Ends.Elsewhere), How: membersOutcomes(c.Ends.Outcomes), Near: Num(c.Ends.Near),
	}
	for i, m := range c.Ends.Minima {
		e.Minima[i] = memberMinimum{At: Point(m.At), Loss: Num(m.Loss), Global: m.Global, Members: m.Count}
		if index := m.Index; index >= 0 {
			e.Minima[i].Index = &index
		}
	}
	return e
}

func membersOutcomes(counts []train.KindCount) []membersOutcome {
	all := make([]membersOutcome, len(counts))
	for i, c := range counts {
		all[i] = membersOutcome{c.Kind, c.Guess, c.Caveat, c.Count}
	}
	return all
}

// MemberOutcome is how one member of an ensemble ended, with what tells it apart:
// its seed, or where it starts.
type MemberOutcome struct {
	Member int     `json:"member"`
	Seed   *uint64 `json:"seed,omitempty"`
	Start  *[2]Num `json:"start,omitempty"`
	Outcome
}

// MemberOutcomeOf is how member i of a scenario's ensemble ended, whose own scenario
// is member.
func MemberOutcomeOf(sc, member train.Scenario, run, i int, o judge.Outcome) MemberOutcome {
	j := MemberOutcome{Member: i, Outcome: OutcomeOf(member, run, o)}
	if sc.Seeds > 0 {
		seed := member.Seed
		j.Seed = &seed
	} else {
		start := Point(member.Start)
		j.Start = &start
	}
	return j
}
