package judge_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"downhill/train"
	"downhill/train/judge"
)

// On a surface without a bottom the rates that roll off are one stretch of the ruler, and
// so are those that leave in swings, whatever the optimizer: momentum swings while it
// rolls, so that how many of its steps went down changes from rate to rate.
func TestRatesThatRollOffAreOneStretch(t *testing.T) {
	for _, c := range []struct {
		query    string
		from, to float64
		want     []string
	}{
		{"surface=saddle", 0.001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded", "diverged"}},
		{"surface=saddle&opt=momentum", 0.001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded", "diverged"}},
		{"surface=saddle&opt=nesterov", 0.001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded", "diverged"}},
		{"surface=saddle&opt=adam", 0.001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded"}},
		{"surface=saddle&opt=momentum&start=-2,0.3", 0.001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded", "diverged"}},
		{"surface=monkey&opt=momentum", 0.001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded"}},
		{"f=x^2-y^4&start=1.1,0.3&opt=momentum", 0.003, 10, []string{"escaped-unbounded", "diverged"}},
		{"f=-x^2&start=1&opt=momentum", 0.0001, 10, []string{"crawling", "crawling rolling", "escaped-unbounded"}},
	} {
		sc := mustParse(t, c.query)
		sc.Runs = sc.Runs[:1]
		result, err := train.Sweep(t.Context(), sc, 0, train.SweepSpec{From: c.from, To: c.to, N: 300}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var stretches []string
		for i, kind := range result.Outcomes {
			name := string(kind)
			if result.Caveat[i] == judge.Rolling {
				name += " rolling"
			}
			if len(stretches) == 0 || stretches[len(stretches)-1] != name {
				stretches = append(stretches, name)
			}
		}
		if !slices.Equal(stretches, c.want) {
			t.Errorf("%s: %q, want %q", c.query, stretches, c.want)
		}
	}
}

// What is said of runs on surfaces without a bottom is true of their iterates, at many
// rates that lie close, with noise and without.
func TestRunsWithoutABottomAreToldAsTheyLeave(t *testing.T) {
	seen := map[string]int{}
	for _, surface := range []string{"saddle", "monkey", "mccormick"} {
		for _, optimizer := range []string{"sgd", "momentum", "nesterov", "adam", "radam"} {
			for _, noise := range []float64{0, 1} {
				for e := -3.0; e <= 1; e += 0.04 {
					sc := mustParse(t, fmt.Sprintf("surface=%s&opt=%s&noise=%g&lr=%.4g", surface, optimizer, noise, math.Pow(10, e)))
					its, out := collect(t, sc, 0)
					seen[string(out.Kind)+string(out.Caveat)]++
					for _, wrong := range falseClaims(&sc, its, out) {
						t.Errorf("%s, %s at %g, noise %g: %s %s, but %s", surface, optimizer, sc.Runs[0].LearningRate, noise, out.Kind, out.Caveat, wrong)
					}
				}
			}
		}
	}
	for _, of := range []string{"escaped-unbounded", "crawlingrolling", "divergedbottomless", "diverged"} {
		if seen[of] < 10 {
			t.Errorf("%d runs are %s: the test looks at too few", seen[of], of)
		}
	}
}
