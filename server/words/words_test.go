package words

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/judge"
	"downhill/train/link"
	"downhill/web"
)

// shared are the cases that the page's script is held to as well.
type shared struct {
	Numbers []struct {
		V                                    float64
		Shown, Loss, Bound, Rate, Coordinate string
	}
	Sentences []struct {
		About      About
		Outcome    wire.Outcome
		Lead, Rest string
	}
}

func readShared(t *testing.T) (all shared) {
	t.Helper()
	text, err := os.ReadFile("../../testdata/sentences.json")
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil || len(all.Numbers) < 20 || len(all.Sentences) < 100 {
		t.Fatalf("%d numbers, %d sentences: %v", len(all.Numbers), len(all.Sentences), err)
	}
	return all
}

func TestNumbersAreSaidAsOnThePage(t *testing.T) {
	for _, c := range readShared(t).Numbers {
		said := [...]string{Number(c.V, 3), Loss(c.V), Bound(c.V), Rate(c.V), Coordinate(c.V)}
		if want := [...]string{c.Shown, c.Loss, c.Bound, c.Rate, c.Coordinate}; said != want {
			t.Errorf("%v: %q, the page says %q", c.V, said, want)
		}
	}
}

// keyed makes each message its key with all that it may be told: so the cases hold
// whatever the wording.
func keyed(words map[string]string) Messages {
	all := Messages{}
	for key := range words {
		all[key] = "*" + key + "* {n} {loss} {best} {target} {limit} {radius} {gap} {x} {y} {optimizer} {entered} {left} {from}"
	}
	return all
}

func TestOutcomesAreSaidAsOnThePage(t *testing.T) {
	words := keyed(web.Messages("en"))
	for _, c := range readShared(t).Sentences {
		lead, rest := words.Sentence(c.Outcome, c.About)
		if lead != c.Lead || rest != c.Rest {
			t.Errorf("%s %s %s: %q%q, the page says %q%q", c.Outcome.Outcome, c.Outcome.Place, c.Outcome.Reason, lead, rest, c.Lead, c.Rest)
		}
	}
}

// TestRatesThatDifferAreToldSo: of runs that are named by their rates, those have other names.
func TestRatesThatDifferAreToldSo(t *testing.T) {
	sc, err := link.Parse(t.Context(), "surface=bowl&lr=0.123412,0.123438,1,1")
	if err != nil {
		t.Fatal(err)
	}
	words := Messages(web.Messages("en"))
	for run, want := range []string{"η = 0.12341", "η = 0.12344", "η = 1", "η = 1"} {
		if name := strings.ReplaceAll(words.RunName(sc, run), "\u00a0", " "); name != want {
			t.Errorf("run %d: %q, want %q", run, name, want)
		}
	}
}

// Minima that are equally low, but for rounding, are told by their places, and none is
// called the lowest of a surface without a bottom.
func TestMembersAreToldAtTheLowestOnlyWhereItIs(t *testing.T) {
	words := Messages(web.Messages("en"))
	ends := func(minima ...train.SweepMinimum) train.CloudEnds { return train.CloudEnds{Minima: minima} }
	low, low2 := train.SweepMinimum{At: landscape.Point{X: 3, Y: 2}, Global: true, Count: 10}, train.SweepMinimum{At: landscape.Point{X: -2, Y: 3}, Loss: 7.9e-31, Global: true, Count: 30}
	for _, c := range []struct {
		surface string
		ends    train.CloudEnds
		want    string
	}{
		{"himmelblau", ends(low, low2), "40 starts: 30 at (−2.00, 3.00), 10 at (3.00, 2.00)"},
		{"wells", ends(low), "40 starts: 10 at the lowest minimum"},
		{"mccormick", ends(low), "40 starts: 10 at the lowest minimum found"},
	} {
		s, ok := landscape.Lookup(c.surface)
		if !ok {
			t.Fatal(c.surface)
		}
		if said := words.Ends(train.Scenario{Surface: s, Starts: 40}, c.ends); strings.ReplaceAll(said, "\u00a0", " ") != c.want {
			t.Errorf("%s: %q, want %q", c.surface, said, c.want)
		}
	}
}

// A word of the ruler claims of a rate no more than its run's own sentence does: where
// the sentence has another lead for what is told of a run, so has the ruler.
func TestTheRulersWordsTellNoMoreThanTheSentence(t *testing.T) {
	words := Messages(web.Messages("en"))
	for _, c := range []struct {
		kind    judge.Kind
		caveat  judge.Reason
		network bool
		word    string
	}{
		{judge.Thrown, judge.NoReason, false, "thrown off"},
		{judge.Thrown, judge.DownAgain, false, "thrown off"},
		{judge.Thrown, judge.Strayed, false, "strays"},
		{judge.Crawling, judge.NoReason, false, "crawls"},
		{judge.Crawling, judge.NotBelow, false, "on its way"},
		{judge.Crawling, judge.Rolling, false, "on its way"},
		{judge.Crawling, judge.NotFalling, true, "learns no more"},
		{judge.Oscillating, judge.NoReason, true, "bounces"},
		{judge.Oscillating, judge.AboveStart, true, "overshoots"},
		{judge.Oscillating, judge.Falling, true, "crawls"},
	} {
		ending := EndingOf(c.kind, Known{Caveat: c.caveat, Network: c.network})
		if got := words.T("ruler.word." + ending.Word); got != c.word {
			t.Errorf("%s, %q: %q, want %q", c.kind, c.caveat, got, c.word)
		}
		if ending.Left {
			t.Errorf("%s, %q: it has left", c.kind, c.caveat)
		}
	}
}

// Members that strayed are counted apart from those that a jump has thrown off.
func TestMembersThatStrayedAreNotToldAsThrownOff(t *testing.T) {
	how, kinds, members := Messages(web.Messages("en")).elsewhere([]train.KindCount{{Kind: judge.Thrown, Caveat: judge.Strayed, Count: 5}, {Kind: judge.Thrown, Count: 2}, {Kind: judge.Thrown, Caveat: judge.DownAgain, Count: 1}}, Known{})
	if how != "5 stray, 3 are thrown off" || kinds != 2 || members != 8 {
		t.Errorf("%q, %d kinds, %d members", how, kinds, members)
	}
}
