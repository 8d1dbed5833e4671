package words

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/link"
	"downhill/web"
)

// ended is a run of a link as the page has it: its iterates, and the sentence that it
// ended with.
func ended(t *testing.T, query string, run int) (its descent.Trajectory, said string) {
	t.Helper()
	sc, err := link.Parse(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	its, out, err := train.Collect(t.Context(), sc, run)
	if err != nil {
		t.Fatal(err)
	}
	lead, rest := Messages(web.Messages("en")).Sentence(wire.OutcomeOf(sc, run, out), AboutRun(sc, run))
	return its, strings.NewReplacer("\u2060", "", "\u00a0", " ").Replace(lead + rest)
}

// TestSentencesThatWereFalse: readers of the page found these runs to be told of wrongly.
// Each is told of in words that are true of it, whose numbers are those of its own
// iterates.
func TestSentencesThatWereFalse(t *testing.T) {
	for _, c := range []struct {
		query string
		run   int
		want  string
		true  func(its descent.Trajectory) bool
	}{
		// It was told to have converged "in 10 steps, loss 4.9e−25", which is the loss at its end.
		{"surface=bowl&lr=0.3", 0, "Converged to the global minimum: within 0.15 of it after 10 steps, loss 0.00997", func(its descent.Trajectory) bool {
			return near(its[10].Loss, 0.00997) && staysFrom(its, 10, 0, 0, 0.15) && last(its).Loss < 1e-24
		}},
		// Its loss and the best were both told to be −1.00.
		{"f=x^4-2*x^2%2B0.001*x%2By^2&view=-3,3,-3,3&lr=0.05&start=1.5,1&steps=200", 0, "Stuck in a local minimum: within 0.085 of it after 24 steps; its loss is −0.999, the best known is −1.001", func(its descent.Trajectory) bool {
			return near(last(its).Loss, -0.999) && staysFrom(its, 24, 0.99987, 0, 0.085)
		}},
		// It was told to have converged, in the colour of what is good.
		{"surface=himmelblau&lr=0.015&steps=400", 0, "Leaving the global minimum: within 0.17 at step 8, but its moves grow; η is above 2/λ = 0.01495, so it overshoots", func(its descent.Trajectory) bool {
			return its[10].Loss < its[100].Loss && its[100].Loss < its[400].Loss && far(its[8], -3.779, -3.283) <= 0.17 && 0.015*curvature(t, "himmelblau", -3.77931, -3.28319) > 2
		}},
		// Of valleys, a run was called to be on a plateau.
		{"surface=rosenbrock&lr=0.001&steps=5000", 0, "Still crawling after 5000 steps: loss 0.00376, the best is 0", func(its descent.Trajectory) bool {
			return near(its[5000].Loss, 0.00376) && its[5000].Loss < its[4999].Loss
		}},
		// It was told to crawl "after 300 steps" beside "step 10 of 10".
		{"f=3", 0, "Flat: no slope at the start, nothing to follow; loss 3.00", func(its descent.Trajectory) bool { return its[0].Grad.X == 0 && its[0].Grad.Y == 0 }},
		// It was told to have left the map, but left the domain.
		{"f=log(x)%2By^2&start=3,2&lr=0.1&steps=300", 0, "Left the domain at step 47: the loss is not defined at (−0.32, 0.00)", func(its descent.Trajectory) bool {
			return len(its) == 48 && near(its[47].W.X, -0.32) && math.IsNaN(its[47].Loss) && its[46].W.X > 0
		}},
		// Of two runs that bounce alike one was told to converge.
		{"f=abs(x)%2Babs(y)", 1, "Bouncing at the best known minimum from step 131 on, without coming to rest: in the end within 0.036; the slope jumps there, so no constant rate settles", bounces},
		{"f=abs(x)%2Babs(y)", 2, "Bouncing at the best known minimum from step 76 on, without coming to rest: in the end within 0.046; the slope jumps there, so no constant rate settles", bounces},
		// Both were told to have converged "in" so many steps, after which the loss rose.
		{"surface=beale&opt=adam&lr=0.3", 0, "Converged to the global minimum: within 0.13 of it after 32 steps, loss 0.005", func(its descent.Trajectory) bool {
			return near(its[32].Loss, 0.005) && staysFrom(its, 32, 3, 0.5, 0.13) && last(its).Loss < 1e-5
		}},
		{"surface=himmelblau&opt=adam&lr=1.4&steps=100", 0, "Converged to the global minimum: within 0.17 of it after 34 steps, loss 0.62", func(its descent.Trajectory) bool {
			return near(its[34].Loss, 0.62) && staysFrom(its, 34, -3.77931, -3.28319, 0.17) && 100*last(its).Loss < its[34].Loss
		}},
	} {
		its, said := ended(t, c.query, c.run)
		said, _, _ = strings.Cut(said, "; no rate that ")
		if said != c.want || !c.true(its) {
			t.Errorf("%s: %q, want %q; true of its iterates: %v", c.query, said, c.want, c.true(its))
		}
	}
}

// TestSentencesOfNoiseThatWereFalse: of 40 seeds, those that sat in the lowest well and
// jittered there were told to zigzag across a valley, and one beside the start to have
// lingered at a saddle.
func TestSentencesOfNoiseThatWereFalse(t *testing.T) {
	for run, want := range []int{15, 29, 37} { // as the lesson says it
		at := 0
		for seed := range 40 {
			its, said := ended(t, fmt.Sprintf("surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seed=%d", seed+1), run)
			mean := landscape.Point{}
			for _, it := range its[360:] {
				mean.X, mean.Y = mean.X+it.W.X/41, mean.Y+it.W.Y/41
			}
			lowest := math.Hypot(mean.X-1.4222, mean.Y-1.2726) < 0.5
			if told := strings.Contains(said, "at the global minimum") || strings.Contains(said, "to the global minimum"); told != lowest {
				t.Errorf("seed %d at run %d ends about %v: %q", seed+1, run, mean, said)
			}
			if lowest {
				at++
			}
			if strings.Contains(said, "igzag") || seed == 0 && strings.Contains(said, "saddle") {
				t.Errorf("seed %d at run %d: %q", seed+1, run, said)
			}
		}
		if at != want {
			t.Errorf("run %d: %d of 40 seeds end in the lowest well, want %d", run, at, want)
		}
	}
}

// near reports whether v is told rightly by its first digits.
func near(v, told float64) bool { return math.Abs(v-told) <= 0.01*math.Abs(told) }

func far(it descent.Iterate, x, y float64) float64 { return math.Hypot(it.W.X-x, it.W.Y-y) }

func last(its descent.Trajectory) descent.Iterate { return its[len(its)-1] }

// staysFrom reports whether k is the first step from which a run stays within some
// radius of a place.
func staysFrom(its descent.Trajectory, k int, x, y, radius float64) bool {
	for _, it := range its[k:] {
		if far(it, x, y) > radius {
			return false
		}
	}
	return far(its[k-1], x, y) > radius
}

// bounces reports whether the last ten losses go up and down all the time.
func bounces(its descent.Trajectory) bool {
	for k := len(its) - 10; k < len(its)-1; k++ {
		if (its[k].Loss < its[k-1].Loss) == (its[k+1].Loss < its[k].Loss) {
			return false
		}
	}
	return true
}

// curvature is the largest curvature of a surface at a place.
func curvature(t *testing.T, surface string, x, y float64) float64 {
	t.Helper()
	s, ok := landscape.Lookup(surface)
	if !ok {
		t.Fatal(surface)
	}
	largest, _ := landscape.Eigenvalues(s.Loss.Objective().Hessian(x, y))
	return largest
}
