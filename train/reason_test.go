package train

import (
	"context"
	"testing"

	"downhill/landscape"
)

// TestReasons holds what an outcome is about and why it came, of runs that end each
// way: what page, figure and API alike say.
func TestReasons(t *testing.T) {
	for _, c := range []struct {
		query  string
		kind   Kind
		place  MinimumPlace
		reason Reason
	}{
		{"surface=wells&lr=0.5", Converged, AtGlobal, NoReason},
		{"surface=wells&lr=0.1", StuckLocal, AtLocal, NoReason},
		{"surface=wells&lr=1.8", Oscillating, NoPlace, AboveLimit},
		{"surface=wells&lr=0.28", Bouncing, AtLocal, AboveLimit},
		{"surface=wells&lr=3", Diverged, NoPlace, AboveAll},
		{"surface=bowl&lr=2.1", Diverged, NoPlace, AboveLimit},
		{"surface=bowl&lr=30&steps=1", Diverged, NoPlace, AboveOnce},
		{"surface=bowl&lr=9&steps=2", Diverged, NoPlace, AboveOnce},
		{"surface=parabola&lr=30&steps=1", Diverged, NoPlace, AboveOnce},
		{"surface=bowl&lr=0.01&steps=1", Crawling, NoPlace, TooFew},
		{"surface=bowl&lr=0.01&steps=3", Crawling, NoPlace, NoReason},
		{"f=abs(x)%2Babs(y)&start=0.01,0.007&lr=0.1&steps=1", Leaving, AtKnown, TooFew},
		{"surface=bowl&opt=adam&lr=1000", Diverged, NoPlace, NoReason},
		{"surface=bowl&lr=1.9&clip=norm:1", Converged, AtGlobal, NoReason},
		{"surface=plateau&start=-4,-10&lr=25&steps=300", Crawling, NoPlace, Vanishing},
		{"surface=bowl&lr=0.01", Crawling, NoPlace, NoReason},
		{"surface=cliff&lr=0.01&steps=2000", Converged, InValley, NoReason},
		{"surface=wells&lr=0.5&weight_decay=0.1", Converged, WhereDecayed, NoReason},
		{"surface=bowl&lr=0.3&weight_decay=0.5", Converged, AtGlobal, NoReason},
		{"surface=wells&lr=0.5&noise=0.3", Hovering, AtGlobal, ByNoise},
		{"f=x^2%2By^2&start=1,1&lr=0.1", Converged, AtKnown, NoReason},
		{"f=abs(x)%2Babs(y)&start=1,0.7&lr=0.01&steps=2000", Bouncing, AtKnown, AtKink},
		{"f=x^2%2By^2%2B2*sin(5*x)&start=3,1&lr=0.01", StuckLocal, AtLocalKnown, NoReason},
		{"f=sqrt(x)%2By^2&start=1,1&lr=0.1", LeftDomain, NoPlace, NoReason},
		{"surface=saddle&lr=0.1", EscapedUnbounded, NoPlace, NoReason},
		{"f=3&start=1,1&lr=1", Flat, NoPlace, NoReason},
	} {
		sc := mustParse(t, c.query)
		_, out, err := Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		limit, _, limited := Limit(sc, 0, out)
		place, reason := PlaceOf(sc, out), ReasonOf(sc, 0, out, limit, limited)
		if out.Kind != c.kind || place != c.place || reason != c.reason {
			t.Errorf("%s: %s at %q because of %q, want %s, %q, %q", c.query, out.Kind, place, reason, c.kind, c.place, c.reason)
		}
	}
}

// TestFewStepsDoNothingAgainAndAgain: of a run of one or two updates no reason speaks of
// each of its steps, wherever it runs and however it ends.
func TestFewStepsDoNothingAgainAndAgain(t *testing.T) {
	told := map[Reason]int{}
	for _, s := range landscape.Catalog() {
		for _, query := range []string{"&steps=1", "&steps=2", "&steps=2&opt=momentum", "&steps=2&noise=0.2"} {
			sc := mustParse(t, "surface="+s.ID+query+"&lr=0.001,0.1,1,3,30")
			for run := range sc.Runs {
				_, out, err := Collect(context.Background(), sc, run)
				if err != nil {
					t.Fatal(err)
				}
				limit, _, limited := Limit(sc, run, out)
				reason := ReasonOf(sc, run, out, limit, limited)
				told[reason]++
				if reason == AboveLimit || out.brief() != (reason == TooFew) {
					t.Errorf("%s%s, run %d: %s because of %q", s.ID, query, run, out.Kind, reason)
				}
			}
		}
	}
	if told[TooFew] < 100 || told[AboveOnce] < 5 {
		t.Errorf("too few of them were told of: %v", told)
	}
}

// TestLackIsToldOnce: by the run of the role that is lacking, or by the good one where
// there is no such run.
func TestLackIsToldOnce(t *testing.T) {
	run := func(role string) RunSpec { return RunSpec{Role: role, Seat: role, Optimizer: "adam"} }
	bowl, empty := mustParse(t, "surface=bowl").Surface, mustParse(t, "f=x%2By&start=1,1&lr=1").Surface
	for _, c := range []struct {
		sc   Scenario
		want []string
	}{
		{Scenario{Surface: bowl, Lacks: []string{"high"}, Runs: []RunSpec{run("low"), run("good"), run("high")}}, []string{"", "", "high"}},
		{Scenario{Surface: bowl, Lacks: []string{"high"}, Runs: []RunSpec{run("low"), run("good")}}, []string{"", "high"}},
		{Scenario{Surface: bowl, Lacks: []string{"good"}, Runs: []RunSpec{run("low"), run("good")}}, []string{"", "good"}},
		{Scenario{Surface: empty, Lacks: []string{"good"}, Runs: []RunSpec{run("low"), run("good")}}, []string{"", "minimum"}},
		{Scenario{Surface: bowl, Runs: []RunSpec{run("low"), run("good")}}, []string{"", ""}},
	} {
		for i, want := range c.want {
			if got := LackOf(c.sc, i); got != want {
				t.Errorf("lacking %v, run %d tells of %q, want %q", c.sc.Lacks, i, got, want)
			}
		}
	}
}
