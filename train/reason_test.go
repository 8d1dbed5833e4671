package train

import (
	"context"
	"testing"
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
		{"surface=bowl&opt=adam&lr=1000", Diverged, NoPlace, NoReason},
		{"surface=bowl&lr=1.9&clip=norm:1", Converged, AtGlobal, NoReason},
		{"surface=plateau&start=-4,-10&lr=25&steps=300", Crawling, NoPlace, Vanishing},
		{"surface=bowl&lr=0.01", Crawling, NoPlace, NoReason},
		{"surface=cliff&lr=0.01&steps=2000", Converged, InValley, NoReason},
		{"surface=bowl&lr=0.3&weight_decay=0.5", Converged, WhereDecayed, NoReason},
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
