package train

import "testing"

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
