package words

import (
	"cmp"
	"slices"
	"strings"

	"downhill/train"
	"downhill/train/judge"
)

// Ending is what an outcome is on the ruler: the message ruler.word.<Word> names it,
// and it has the colour of its Band.
type Ending struct {
	Word, Band string
	Left       bool // it left, or the loss ended
}

// endings are the page's (web/src/draw/endings.ts).
var endings = map[judge.Kind]Ending{
	judge.Crawling: {"crawls", "crawl", false}, judge.StuckLocal: {"stuck", "stuck", false},
	judge.StuckSaddle: {"saddle", "stuck", false}, judge.Flat: {"flat", "stuck", false},
	judge.Converged: {"converges", "good", false}, judge.Learned: {"learns", "good", false},
	judge.Stuck: {"stuck", "stuck", false}, judge.Hovering: {"hovers", "good", false},
	judge.SlowZigzag: {"zigzags", "good", false}, judge.EscapedUnbounded: {"escapes", "good", false},
	judge.Oscillating: {"bounces", "high", false}, judge.Bouncing: {"bounces", "high", false},
	judge.Leaving: {"unsettles", "high", false}, judge.Wandering: {"wanders", "high", false},
	judge.Thrown: {"thrown", "high", false}, judge.Diverged: {"leaves", "far", true},
	judge.LeftDomain: {"undefined", "far", true},
}

// withCaveat are the outcomes whose kind alone would say what the run did not do.
var withCaveat = map[judge.Kind]map[judge.Reason]Ending{
	judge.Thrown:      {judge.Strayed: {"strays", "high", false}},
	judge.Converged:   {judge.HeldOff: {"settles", "good", false}},
	judge.StuckLocal:  {judge.HeldOff: {"settles", "stuck", false}},
	judge.Crawling:    {judge.NotBelow: {"underway", "crawl", false}, judge.NotFalling: {"halts", "stuck", false}, judge.Rolling: {"underway", "crawl", false}},
	judge.Oscillating: {judge.AboveStart: {"overshoots", "high", false}, judge.Falling: {"crawls", "crawl", false}},
}

// Known is what else is known of an outcome.
type Known struct {
	Lesser  bool         // the minimum it is about is not the lowest
	Few     bool         // the run made so few steps that it does nothing again and again
	Network bool         // it is a network's
	Guess   bool         // it is no better than guessing
	Caveat  judge.Reason // what its kind alone would say wrongly
}

// Few reports whether a scenario's runs are so short.
func Few(sc train.Scenario) bool { return sc.Steps <= judge.FewUpdates }

// EndingOf is what an outcome is on the ruler; a run that hovers over a lesser minimum
// is stuck there, and one of few steps does nothing yet.
func EndingOf(kind judge.Kind, known Known) Ending {
	e := endings[kind]
	if other, ok := withCaveat[kind][known.Caveat]; ok {
		e = other
	}
	switch {
	case known.Few && kind.Repeats():
		return Ending{"underway", "crawl", false}
	case known.Network && kind == judge.Diverged:
		return Ending{"diverges", "far", true}
	case known.Guess && kind == judge.Learned:
		return Ending{"guesses", "stuck", false}
	case kind == judge.Hovering && known.Lesser:
		return endings[judge.StuckLocal]
	}
	return e
}

// mostNamed: so many minima are named one by one.
const mostNamed = 3

// Ends is where the members of a run end: "40 seeds: 29 at the lowest minimum, 11 at
// −0.54".
func (m Messages) Ends(sc train.Scenario, ends train.CloudEnds) string {
	key := "ensemble.starts"
	if sc.Seeds > 0 {
		key = "ensemble.seeds"
	}
	lead, rest := Split(m.T(key, "n", sc.Members(), "list", strings.Join(m.clauses(sc, ends), ", ")))
	return lead + rest
}

func (m Messages) clauses(sc train.Scenario, ends train.CloudEnds) (list []string) {
	named, rest := mostMembers(ends.Minima)
	for _, one := range named {
		list = append(list, m.clause(!judge.BestGiven(sc.Surface), one, ends.Minima))
	}
	if rest > 0 {
		list = append(list, m.T("ensemble.others", "members", rest))
	}
	if len(ends.Elsewhere) > 0 {
		how, kinds, members := m.elsewhere(ends.Elsewhere, Known{Few: Few(sc), Network: sc.Net() != nil})
		if len(list) > 0 && kinds > 1 {
			how = m.T("ensemble.elsewhere", "members", members, "how", how)
		}
		list = append(list, how)
	}
	return list
}

// mostMembers are the minima that are named, and how many members end at others.
func mostMembers(minima []train.SweepMinimum) (named []train.SweepMinimum, rest int) {
	many := slices.Clone(minima)
	slices.SortStableFunc(many, func(a, b train.SweepMinimum) int {
		if a.Global != b.Global {
			if a.Global {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Count, a.Count)
	})
	most := mostNamed
	if len(many) == mostNamed+1 {
		most++
	}
	for _, one := range many[min(most, len(many)):] {
		rest += one.Count
	}
	return many[:min(most, len(many))], rest
}

func (m Messages) clause(found bool, one train.SweepMinimum, all []train.SweepMinimum) string {
	alike := 0
	for _, other := range all {
		if other.Global && one.Global || Loss(other.Loss) == Loss(one.Loss) {
			alike++
		}
	}
	switch {
	case alike > 1:
		return m.T("ensemble.place", "members", one.Count, "x", Coordinate(one.At.X), "y", Coordinate(one.At.Y))
	case one.Global && found:
		return m.T("ensemble.found", "members", one.Count, "loss", Loss(one.Loss))
	case one.Global:
		return m.T("ensemble.global", "members", one.Count, "loss", Loss(one.Loss))
	}
	return m.T("ensemble.minimum", "members", one.Count, "loss", Loss(one.Loss))
}

// elsewhere is what those do that end at no minimum, in so many words; several
// outcomes may share one.
func (m Messages) elsewhere(outcomes []train.KindCount, known Known) (how string, kinds, members int) {
	var order []string
	counts := map[string]int{}
	for _, o := range outcomes {
		known.Guess, known.Caveat = o.Guess, o.Caveat
		word := EndingOf(o.Kind, known).Word
		if counts[word] == 0 {
			order = append(order, word)
		}
		counts[word] += o.Count
		members += o.Count
	}
	parts := make([]string, len(order))
	for i, word := range order {
		parts[i] = m.T("ensemble.how."+word, "n", counts[word])
	}
	return strings.Join(parts, m.T("ensemble.and")), len(order), members
}
