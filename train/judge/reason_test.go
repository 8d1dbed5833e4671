package judge_test

import (
	"context"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/judge"
)

// TestReasons holds what an outcome is about and why it came, of runs that end each
// way: what page, figure and API alike say.
func TestReasons(t *testing.T) {
	for _, c := range []struct {
		query  string
		kind   judge.Kind
		place  judge.MinimumPlace
		reason judge.Reason
	}{
		{"surface=wells&lr=0.5", judge.Converged, judge.AtGlobal, judge.NoReason},
		{"surface=wells&lr=0.1", judge.StuckLocal, judge.AtLocal, judge.NoReason},
		{"surface=wells&lr=1.8", judge.Oscillating, judge.NoPlace, judge.AboveLimit},
		{"surface=wells&lr=0.28", judge.Bouncing, judge.AtLocal, judge.AboveLimit},
		{"surface=wells&lr=3", judge.Diverged, judge.NoPlace, judge.AboveAll},
		{"surface=bowl&lr=2.1", judge.Diverged, judge.NoPlace, judge.AboveLimit},
		{"surface=bowl&lr=30&steps=1", judge.Diverged, judge.NoPlace, judge.AboveOnce},
		{"surface=bowl&lr=9&steps=2", judge.Diverged, judge.NoPlace, judge.AboveOnce},
		{"surface=parabola&lr=30&steps=1", judge.Diverged, judge.NoPlace, judge.AboveOnce},
		{"surface=bowl&lr=0.01&steps=1", judge.Crawling, judge.NoPlace, judge.TooFew},
		{"surface=bowl&lr=0.01&steps=3", judge.Crawling, judge.NoPlace, judge.NoReason},
		{"f=abs(x)%2Babs(y)&start=0.01,0.007&lr=0.1&steps=1", judge.Leaving, judge.AtKnown, judge.TooFew},
		{"surface=bowl&opt=adam&lr=1000", judge.Diverged, judge.NoPlace, judge.NoReason},
		{"surface=bowl&lr=1.9&clip=norm:1", judge.Converged, judge.AtGlobal, judge.NoReason},
		{"surface=plateau&start=-4,-10&lr=25&steps=300", judge.Crawling, judge.NoPlace, judge.Vanishing},
		{"surface=bowl&lr=0.01", judge.Crawling, judge.NoPlace, judge.NoReason},
		{"surface=cliff&lr=0.01&steps=2000", judge.Converged, judge.InValley, judge.NoReason},
		{"surface=wells&lr=0.5&weight_decay=0.1", judge.Converged, judge.WhereDecayed, judge.NoReason},
		{"f=(x-1)^2%2B(y-1)^2&start=2,-0.3&lr=0.2&weight_decay=1", judge.Converged, judge.WhereDecayed, judge.HeldOff},
		{"f=(x-1)^2%2B(y-1)^2&start=2,-0.3&lr=0.2&weight_decay=0.05", judge.Converged, judge.WhereDecayed, judge.NoReason},
		{"surface=bowl&lr=0.3&weight_decay=0.5", judge.Converged, judge.AtGlobal, judge.NoReason},
		{"surface=wells&lr=0.5&noise=0.3", judge.Hovering, judge.AtGlobal, judge.ByNoise},
		{"f=x^2%2By^2&start=1,1&lr=0.1", judge.Converged, judge.AtKnown, judge.NoReason},
		{"f=abs(x)%2Babs(y)&start=1,0.7&lr=0.01&steps=2000", judge.Bouncing, judge.AtKnown, judge.AtKink},
		{"f=x^2%2By^2%2B2*sin(5*x)&start=3,1&lr=0.01", judge.StuckLocal, judge.AtLocalKnown, judge.NoReason},
		{"f=sqrt(x)%2By^2&start=1,1&lr=0.1", judge.LeftDomain, judge.NoPlace, judge.NoReason},
		{"surface=saddle&lr=0.1", judge.EscapedUnbounded, judge.NoPlace, judge.NoReason},
		{"f=3&start=1,1&lr=1", judge.Flat, judge.NoPlace, judge.NoReason},
	} {
		sc := mustParse(t, c.query)
		_, out, err := train.Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		limit, _, limited := judge.Limit(sc.Case(0), out)
		place, reason := judge.PlaceOf(sc.Surface, out), judge.ReasonOf(sc.Case(0), out, limit, limited)
		if out.Kind != c.kind || place != c.place || reason != c.reason {
			t.Errorf("%s: %s at %q because of %q, want %s, %q, %q", c.query, out.Kind, place, reason, c.kind, c.place, c.reason)
		}
	}
}

// TestFewStepsDoNothingAgainAndAgain: of a run of one or two updates no reason speaks of
// each of its steps, wherever it runs and however it ends.
func TestFewStepsDoNothingAgainAndAgain(t *testing.T) {
	told := map[judge.Reason]int{}
	for _, s := range landscape.Catalog() {
		for _, query := range []string{"&steps=1", "&steps=2", "&steps=2&opt=momentum", "&steps=2&noise=0.2"} {
			sc := mustParse(t, "surface="+s.ID+query+"&lr=0.001,0.1,1,3,30")
			for run := range sc.Runs {
				_, out, err := train.Collect(context.Background(), sc, run)
				if err != nil {
					t.Fatal(err)
				}
				limit, _, limited := judge.Limit(sc.Case(run), out)
				reason := judge.ReasonOf(sc.Case(run), out, limit, limited)
				told[reason]++
				few := out.Last <= judge.FewUpdates && out.Kind.Repeats() && !(out.Kind == judge.Crawling && out.Vanishing)
				if reason == judge.AboveLimit || few != (reason == judge.TooFew) {
					t.Errorf("%s%s, run %d: %s because of %q", s.ID, query, run, out.Kind, reason)
				}
			}
		}
	}
	if told[judge.TooFew] < 100 || told[judge.AboveOnce] < 5 {
		t.Errorf("too few of them were told of: %v", told)
	}
}
