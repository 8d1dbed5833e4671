package judge_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/judge"
	"downhill/train/link"
	"downhill/train/rule"
)

// claimRates are a logarithmic grid of rates, and the table's own three.
func claimRates(t *testing.T, s *landscape.Surface, o *rule.Spec) []float64 {
	t.Helper()
	if o.Rateless {
		return []float64{1}
	}
	r, err := train.DefaultRates(t.Context(), s, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	var rates []float64
	for _, rate := range []float64{r.Low, r.Good, r.High} {
		if rate > 0 {
			rates = append(rates, rate)
		}
	}
	for e := -4.0; e <= 2; e += 0.5 {
		rates = append(rates, math.Pow(10, e))
	}
	return rates
}

// What an outcome claims is checked on the iterates, by other means than the
// rules': over the catalogue, every optimizer, at rates from far too low to far
// too high, quiet and noisy.
func TestOutcomesClaimWhatTheIteratesShow(t *testing.T) {
	seen := map[judge.Kind]int{}
	for _, s := range landscape.Catalog() {
		for _, o := range rule.Optimizers() {
			for _, rate := range claimRates(t, s, o) {
				for _, noise := range []float64{0, 0.3} {
					sc := train.Scenario{Surface: s, Start: s.Start, Steps: s.Steps, Noise: noise, Seed: 3,
						Runs: []train.RunSpec{{Optimizer: o.ID, LearningRate: rate}}}
					its, out := collect(t, sc, 0)
					seen[out.Kind]++
					for _, wrong := range falseClaims(&sc, its, out) {
						t.Errorf("%s, %s at %g, noise %g: %s, but %s", s.ID, o.ID, rate, noise, out.Kind, wrong)
					}
				}
			}
		}
	}
	for _, kind := range []judge.Kind{judge.Converged, judge.StuckLocal, judge.Crawling, judge.Bouncing, judge.Leaving, judge.Hovering, judge.Diverged} {
		if seen[kind] < 10 {
			t.Errorf("%d runs are %s: the test looks at too few", seen[kind], kind)
		}
	}
}

// The same holds wherever a run starts: on saddles and beside them, at minima, in
// corners and in the middle of the view.
func TestOutcomesClaimWhatTheIteratesShowFromAnywhere(t *testing.T) {
	seen := map[judge.Reason]int{}
	for _, s := range landscape.Catalog() {
		for _, start := range tellingStarts(s) {
			for _, optimizer := range []string{"sgd", "nesterov", "adamw", "rmsprop", "nadam"} {
				for e := -4.0; e <= 2; e++ {
					sc := train.Scenario{Surface: s, Start: start, Steps: 100, Seed: 1, Runs: []train.RunSpec{{Optimizer: optimizer, LearningRate: math.Pow(10, e)}}}
					its, out := collect(t, sc, 0)
					seen[out.Caveat]++
					for _, wrong := range falseClaims(&sc, its, out) {
						t.Errorf("%s from %v, %s at 1e%g: %s, but %s", s.ID, start, optimizer, e, out.Kind, wrong)
					}
				}
			}
		}
	}
	for _, reason := range []judge.Reason{judge.Sloping, judge.Strayed, judge.DownAgain, judge.NotBelow} {
		if seen[reason] == 0 {
			t.Errorf("no run is told %q: the test looks at too few", reason)
		}
	}
}

// tellingStarts are places of a surface where something may be told wrongly.
func tellingStarts(s *landscape.Surface) []landscape.Point {
	v := s.View
	starts := []landscape.Point{s.Start, v.Center(), {X: v.XMin, Y: v.YMin}, {X: v.XMax, Y: v.YMin}}
	for _, at := range s.Saddles[:min(2, len(s.Saddles))] {
		starts = append(starts, at, landscape.Point{X: at.X + 0.005*v.Diagonal(), Y: at.Y})
	}
	for _, m := range s.Minima[:min(1, len(s.Minima))] {
		starts = append(starts, m.At)
	}
	return starts
}

// Outcomes that readers of the page found to be wrong.
func TestOutcomesThatWereToldWrong(t *testing.T) {
	noise := "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seed="
	for _, c := range []struct {
		query string
		run   int
		kinds string
		check func(judge.Outcome) bool
	}{
		{"surface=bowl&lr=0.3", 0, "converged", func(o judge.Outcome) bool { return o.K == 10 && math.Abs(o.KLoss-0.00997) < 1e-5 }},
		{"surface=himmelblau&lr=0.015&steps=400", 0, "leaving bouncing", func(o judge.Outcome) bool { return o.Global && o.K < 20 }},
		{noise + "2", 1, "hovering", func(o judge.Outcome) bool { return o.Global && o.Gap > 0 }},
		{noise + "3", 1, "hovering converged", func(o judge.Outcome) bool { return o.Global }},
		{noise + "5", 2, "hovering", func(o judge.Outcome) bool { return o.Global }},
		{noise + "1", 1, "hovering", func(o judge.Outcome) bool { return len(o.Events) == 0 }},
		{"surface=rosenbrock&lr=0.001&steps=5000", 0, "crawling", func(o judge.Outcome) bool { return !o.Vanishing }},
		{"f=3", 0, "flat", nil},
		{"f=log(x)%2By^2&start=3,2&lr=0.1&steps=300", 0, "left-domain", func(o judge.Outcome) bool { return o.Where.X < 0 && o.K > 0 && rule.Finite(o.Loss) }},
		{"f=sqrt(x)%2By^2&start=3,2&lr=0.1&steps=300", 0, "left-domain", nil},
		{"f=abs(x)%2Babs(y)&start=2.05,1.03&lr=0.1&steps=300", 0, "bouncing", func(o judge.Outcome) bool { return o.Radius > 0.01 }},
		{"f=abs(x)%2Babs(y)&start=2.05,1.03&lr=0.3&steps=300", 0, "bouncing oscillating", nil},
		{"surface=himmelblau&opt=adam&lr=1.4&steps=100", 0, "converged bouncing", nil},
		{"f=x^2%2By^2&start=0,0", 0, "converged", func(o judge.Outcome) bool { return o.K == 0 }},
		{"f=-x^2-y^2&start=0,0&lr=0.1", 0, "flat", nil},
		{"f=x^2-y^2&start=0,0&lr=0.1", 0, "stuck-saddle", nil},
		{"surface=ackley&start=0.6,0.7&lr=0.01", 0, "bouncing", func(o judge.Outcome) bool { return o.Kink && o.Global }},
		{"f=x^2*y^2&start=-1.9,-4.1&lr=0.018", 0, "converged", func(o judge.Outcome) bool { return o.Target == nil && o.K == o.Last && o.Last < 100 }},
		{"f=max(0,x)&start=1.9&lr=0.1", 0, "converged", nil},
		{"surface=goldstein-price-log&opt=lbfgs&start=1,-1.3&steps=60", 0, "converged", func(o judge.Outcome) bool { return o.Target != nil && o.K <= o.Last }},
		{"surface=rosenbrock&opt=lbfgs&start=-1.2,1&schedule=linear-warmup&steps=60", 0, "converged", func(o judge.Outcome) bool { return o.Target != nil }},
		{"f=max(0,1-x)%2Bmax(0,1%2By)&start=-3.4,-0.5&lr=2.4", 0, "converged", nil},
		{"f=x^2*y^2-5*exp(-9*((x-4)^2%2By^2))&start=-1.9,-4.1&lr=0.018", 0, "stuck", func(o judge.Outcome) bool { return o.Last < 100 }},
		{"f=(x^2-1)^2%2B(y^2-1)^2&start=0,0", 0, "flat", nil},
		{"surface=rastrigin&start=-1.50764,-0.994959&opt=adamw&lr=0.000172", 0, "stuck-saddle", func(o judge.Outcome) bool { return o.Caveat == judge.Sloping }},
		{"surface=rastrigin&opt=nadam&lr=11.02", 0, "oscillating", nil},
		{"surface=rosenbrock", 2, "diverged", func(o judge.Outcome) bool { return !o.Climbs }},
		{"f=1/(x^2%2By^2)&start=-4,2.2&opt=adamw&lr=0.2", 0, "thrown", func(o judge.Outcome) bool { return o.Caveat == judge.Strayed }},
		{"surface=rosenbrock&start=-2,3&lr=0.001457&steps=100", 0, "thrown", func(o judge.Outcome) bool { return o.Caveat == judge.DownAgain }},
		{"surface=easom&weight_decay=0.01&lr=0.4", 0, "crawling", func(o judge.Outcome) bool { return o.Caveat == judge.NotBelow }},
		{"surface=levy&start=-10,-10&lr=0.04348&steps=10", 0, "oscillating", nil},
		{"surface=beale&opt=rprop&lr=0.000382&steps=50", 0, "crawling", nil},
		{"f=x^2*y^2&view=-3,3,-3,3&lr=0.0863&start=-0.762,1.06&steps=400&schedule=step", 0, "crawling", func(o judge.Outcome) bool { return !o.Vanishing }},
		{"f=x^2*y^2&view=-3,3,-3,3&opt=rprop&lr=0.1&start=-1,1.5&steps=400", 0, "converged", func(o judge.Outcome) bool { return o.Target == nil }},
		{"surface=saddle&opt=momentum&lr=0.00149&weight_decay=0.1&steps=100", 0, "crawling wandering", func(o judge.Outcome) bool { return !o.Settled }},
		{"surface=distill&lr=0.00118&weight_decay=0.1&start=-0.6808,0.4168&steps=20", 0, "crawling", nil},
		{"surface=beale&opt=adamw&lr=0.00179&steps=1000", 0, "crawling", nil},
		{"surface=bowl&start=0.05,0.05&lr=0.00001", 0, "crawling", nil}, // It began there, and did not come nearer.
		{"surface=bowl&start=0.05,0.05&lr=0.001&steps=20", 0, "crawling", nil},
		{"surface=bowl&start=0.05,0.05&lr=1.39e-5&noise=0.3&steps=400", 0, "crawling", nil}, // Nor did the noise keep it there.
		{"surface=bowl&start=0.05,0.05&lr=0.05&noise=0.3&steps=400", 0, "hovering", nil},
		{"surface=bowl&start=0.05,0.05&lr=0.1", 0, "converged", func(o judge.Outcome) bool { return o.K == 0 }},
		{"f=abs(x)^0.5&opt=radam", 1, "wandering crawling converged", func(o judge.Outcome) bool { return o.Kind != judge.Converged || o.Loss < 1e-3 }},
		{"f=abs(x)^0.5&opt=radam&lr=0.0024&steps=300", 0, "crawling wandering", nil},
		{"f=x*y&start=2.07,-1.24&lr=0.0483&steps=30", 0, "crawling", func(o judge.Outcome) bool { return o.Caveat == judge.Rolling }}, // It is past the edge, if not far.
		{"f=-log(1-x^2)&start=0.9&lr=0.1", 0, "converged", func(o judge.Outcome) bool { return o.K > 0 && o.Radius < 0.1 }},           // Newton's step is short on the wall, too.
		{"surface=bowl&lr=0.015&noise=3&steps=400", 0, "crawling hovering", nil},
		{"surface=plateau&lr=0.0001&noise=0.5", 0, "crawling wandering", nil},                                 // Noise alone turned its steps back.
		{"f=abs(x)%2B0.1*y^2&lr=0.05&start=3,2", 0, "bouncing", func(o judge.Outcome) bool { return o.Kink }}, // It nears along the kink alone.
		{"surface=wells&lr=1.449", 0, "bouncing", func(o judge.Outcome) bool { return o.Global }},
		{"surface=himmelblau&opt=rmsprop&lr=0.111&steps=400", 0, "bouncing", nil},
		{"surface=ackley&opt=rmsprop&lr=0.13", 0, "bouncing", nil},
		{"surface=wells&lr=1.4&steps=400", 0, "converged", nil},
		{"surface=bowl&lr=1.99&steps=2000", 0, "converged", nil},
		{"surface=wells&lr=1.5&schedule=cosine&steps=400", 0, "converged", nil},
		{"surface=wells&lr=6.16&steps=100&weight_decay=0.01&opt=adamw", 0, "bouncing", func(o judge.Outcome) bool { return o.Settled }},
		{"surface=ackley&lr=1.74&steps=100&weight_decay=0.01&opt=adamw", 0, "bouncing", func(o judge.Outcome) bool { return o.Settled }},
		{"f=abs(x)%2B3*abs(y)&lr=0.0511&steps=200&weight_decay=0.01&opt=rmsprop", 0, "bouncing", func(o judge.Outcome) bool { return !o.Settled && o.Kink }},
		{"surface=bowl&lr=0.5&steps=200&weight_decay=0.01", 0, "converged", func(o judge.Outcome) bool { return !o.Settled }},                                                            // Decay moves no minimum at the origin.
		{"f=abs(x-1)%2By^2&lr=0.05&steps=400&weight_decay=0.01&schedule=cosine", 0, "converged", func(o judge.Outcome) bool { return !o.Settled && o.Kink }},                             // Decay moves no kink.
		{"f=abs(x-1)%2By^2&start=-1,1.5&opt=lion&lr=0.05&weight_decay=0.01&schedule=cosine&steps=400", 0, "converged", func(o judge.Outcome) bool { return !o.Settled }},                 // Decay moves no kink.
		{"f=abs(x-1)%2By^2&start=2,1&lr=0.05&weight_decay=0.01&steps=400", 0, "bouncing", func(o judge.Outcome) bool { return !o.Settled && o.Kink }},                                    // It is the kink that it bounces at.
		{"f=(x-2)^2%2B(y-1)^2&start=2,1.5&opt=lion&lr=0.05&weight_decay=0.1&steps=400&schedule=cosine", 0, "converged", func(o judge.Outcome) bool { return !o.Settled }},                // Lion's decay does not move where it rests.
		{"f=(x-1)^2%2By^2&start=2,1&lr=0.1&weight_decay=1e-7&steps=400", 0, "converged", func(o judge.Outcome) bool { return !o.Settled }},                                               // It has come to the minimum.
		{"f=x^2%2By^2%2B3*((x-1)^2%2By^2)^2&start=2,1.3&opt=adam&lr=0.05&weight_decay=1e-5&schedule=cosine&steps=400", 0, "converged", func(o judge.Outcome) bool { return !o.Settled }}, // The falling rate leaves it further off than decay moves the minimum.
		{"f=(x-1)^2%2By^2&lr=0.5&steps=200&weight_decay=0.01", 0, "converged", func(o judge.Outcome) bool { return o.Settled }},                                                          // Decay moves it.
		{"surface=booth&lr=0.001&weight_decay=1e-6&schedule=cosine&steps=100", 0, "crawling", nil},                                                                                       // Decay pulls next to nothing there.
		{"surface=bowl&opt=adamw&lr=0.001&weight_decay=0.01&schedule=cosine&steps=150", 0, "crawling", nil},                                                                              // The rate fell before the run had come anywhere.
		{"surface=bowl&opt=adamax&lr=0.00031623&weight_decay=0.01&schedule=cosine&steps=150", 0, "crawling", nil},
		{"surface=booth&lr=0.05&weight_decay=1&steps=200", 0, "converged", func(o judge.Outcome) bool { return o.Settled }}, // A strong decay holds the run far from the minimum.
		{"surface=booth&lr=0.05&weight_decay=1&steps=400&schedule=cosine", 0, "converged", func(o judge.Outcome) bool { return o.Settled }},
		{"surface=himmelblau&opt=adamw&lr=31.6&weight_decay=0.05", 0, "thrown", func(o judge.Outcome) bool { return !o.Settled }}, // It creeps on along a slope.
		{"surface=parabola&opt=momentum&lr=0.00695", 0, "converged", nil},                                                         // It overshoots once, and rests 300 steps later.
		{"surface=parabola&opt=adamax&lr=0.1345", 0, "converged", nil},
		{"surface=parabola&opt=adam&lr=0.0768", 0, "converged", nil},
		{"surface=rosenbrock-gentle&opt=adadelta&lr=13", 0, "crawling wandering", nil},      // It swings out of the radius right after its last step.
		{"f=x^2-cos(3*x)&start=-1.77&opt=rmsprop&lr=0.002006&steps=60", 0, "crawling", nil}, // There is no minimum where Newton's steps are short.
		{"f=x^2-cos(3*x)&start=-1.74&lr=0.002483", 0, "crawling", nil},
		{"surface=ackley&opt=adam&lr=1.445", 0, "bouncing", nil},                                                                                        // Its moves grow, but no further than it is by its last step.
		{"surface=plateau-and-cliff&start=-2.17&opt=nadam&lr=0.2394&steps=400", 0, "bouncing", nil},                                                     // The same.
		{"surface=griewank&start=2.043,3.228&lr=0.0005658&weight_decay=0.3", 0, "crawling wandering", func(o judge.Outcome) bool { return !o.Settled }}, // It passes, and turns nowhere.
		{"f=x^4-3*x^2%2Bx&start=-1.35&opt=sgd&lr=0.0003696&weight_decay=0.3", 0, "converged", nil},                                                      // It comes to rest where decay moves the minimum.
		{"surface=rastrigin&opt=lion&lr=0.01&steps=50", 0, "bouncing leaving", nil},                                                                     // Where it goes on it takes turns nearer by, and never rests.
		{"surface=ackley&opt=lion&lr=0.00316&steps=200", 0, "bouncing leaving wandering", nil},
		{"surface=wells&opt=nesterov&lr=0.0074989&steps=100", 0, "bouncing leaving crawling", nil}, // It leaves the radius before it comes to rest.
		{"surface=ravine&opt=nadam&lr=1&steps=50", 0, "crawling wandering", nil},
		{"surface=wells&lr=0.7397&steps=12&weight_decay=0.0146&start=0.344,1.6", 0, "converged", nil}, // It is at rest, whatever the way in to there.
		{"surface=easom&steps=40&weight_decay=0.001&lr=0.4", 0, "converged", nil},
		{"surface=styblinski-tang&steps=20&weight_decay=0.1&lr=0.045", 0, "converged stuck-local", nil},
		{"surface=rastrigin&opt=sgd&lr=0.002598&steps=12&weight_decay=0.336&start=4.98,-1.19", 0, "converged stuck-local", nil},
		{"f=abs(x)&lr=0.0498&steps=100&opt=momentum", 0, "bouncing", nil},
		{"f=abs(x)&lr=0.0197&steps=60&opt=nesterov", 0, "bouncing", nil},
		{"surface=ackley&lr=0.00143&steps=60&schedule=cosine-restarts&opt=nesterov", 0, "bouncing crawling", nil},
		{"surface=beale&lr=0.0127&steps=60&schedule=cosine-restarts&opt=nesterov", 0, "bouncing", nil},
		{"surface=saddle&opt=nesterov&lr=0.06", 0, "escaped-unbounded", nil},
		{"surface=saddle&opt=momentum&lr=1.8", 0, "diverged", func(o judge.Outcome) bool { return o.Caveat == judge.Bottomless }},
		{"surface=saddle&lr=0.04", 0, "crawling", func(o judge.Outcome) bool { return o.Caveat == judge.Rolling }},
		{"f=exp(-x)&lr=13", 0, "diverged", func(o judge.Outcome) bool { return o.Caveat == judge.Downhill }},
		{"f=sqrt(x^2%2By^2)&opt=lion&lr=0.0163&steps=300", 0, "wandering", nil},
		{"surface=ackley&lr=0.759&steps=400", 0, "oscillating", func(o judge.Outcome) bool { return len(o.Events) == 0 }},
		// Noise throws these all over the map: only the mean is near the minimum.
		{"surface=wells&lr=0.7&noise=1.5", 0, "oscillating thrown wandering", nil},
		{"surface=shallow-and-deep&lr=8.852&noise=0.25&seed=468", 0, "oscillating thrown wandering", nil},
		{"f=x^2%2By^4-0.3*x*y&view=-3,3,-3,3&start=-2.3,0.521&opt=momentum&lr=0.023&noise=0.25&seed=118", 0, "oscillating thrown wandering crawling", nil},
		{"surface=wells&lr=0.4&noise=0.25", 0, "hovering", nil},
		// Noise hides that they creep on under weight decay, or never came anywhere.
		{"surface=mccormick&opt=sgd&lr=0.008994&weight_decay=0.0159&noise=1&seed=417", 0, "crawling wandering oscillating", nil},
		{"surface=ackley&opt=sgd&lr=0.0004722&weight_decay=0.00106&noise=3&seed=188&steps=40", 0, "crawling wandering oscillating", nil},
		{"surface=easom&opt=sgd&lr=0.0002708&weight_decay=0.000642&noise=1&seed=203", 0, "crawling wandering oscillating", nil},
		// Weight decay carries these past, straight on.
		{"f=x^2%2By^4-0.3*x*y&view=-3,3,-3,3&lr=0.09548&opt=sgd&start=-2.3,-0.688&weight_decay=0.32&steps=60", 0, "stuck-saddle crawling wandering", nil},
		{"surface=distill&lr=0.001052&opt=sgd&steps=40&weight_decay=0.0335&start=1.39,-0.138", 0, "crawling wandering", nil},
		{"surface=cliff&lr=0.00627&opt=sgd&weight_decay=0.0457&steps=150", 0, "crawling wandering", nil},
		{"surface=rosenbrock-gentle&lr=0.01591&opt=nesterov&start=-0.224,0.544&weight_decay=0.0258&steps=60", 0, "crawling wandering", nil},
		{"surface=bowl&start=0.688,-4.639&opt=nesterov&lr=0.05001&schedule=cosine&steps=40", 0, "crawling wandering", nil},
		// Their moves get no shorter, and lead over the minimum.
		{"f=x^6&view=-2,2&opt=lion&steps=30&lr=0.002938&start=-0.0861", 0, "wandering", nil},
		{"f=x^4/4-x^2&view=-3,3&opt=lion&steps=150&lr=0.001442&start=-1.17", 0, "crawling wandering", nil},
		// It creeps in along the valley, above the limit across it.
		{"surface=rosenbrock-gentle&lr=0.097&steps=200", 0, "wandering", nil},
		{"surface=rosenbrock-gentle&lr=0.0925&steps=200", 0, "converged", nil},
		{"surface=beale&lr=0.045", 0, "wandering", nil},
		{"surface=beale&lr=0.052", 0, "wandering", nil},
		{"surface=distill&lr=0.003932", 0, "crawling wandering thrown", nil},
		{"surface=monkey-bounded&lr=0.148593", 0, "bouncing", nil}, // It is at the minimum to seven digits, and swings grow.
		{"surface=plateau&lr=36.909", 0, "bouncing", nil},
		{"surface=himmelblau&lr=0.023", 0, "converged", nil}, // It comes to rest at a flatter one than the nearest.
		// What threw them is long over.
		{"surface=himmelblau&opt=adam&lr=15", 0, "wandering", nil},
		{"surface=himmelblau&opt=adam&lr=12", 0, "wandering", nil},
		{"f=abs(x)^0.5&lr=0.42", 0, "wandering oscillating", nil},
		// Long steps down, none of which jumps over anything.
		{"surface=parabola&opt=armijo&steps=1&schedule=cosine", 0, "crawling converged", nil},
		{"surface=parabola&lr=1.05&steps=2", 0, "crawling converged", nil},
		{"f=x^2%2B0.001*y^4&lr=0.7", 0, "crawling", nil},
		// They leave the radius before they rest.
		{"f=exp(-x)%2Bx&view=-3,4&opt=nesterov&steps=100&lr=0.004817&momentum=0.95&start=1.66", 0, "crawling wandering", nil},
		{"surface=booth&opt=momentum&steps=60&lr=0.1399&start=0.238,6.55", 0, "converged", nil}, // It turns about the minimum, ever nearer.
		// They are at the minimum, though they came late.
		{"surface=bowl&lr=0.9&steps=8", 0, "converged", func(o judge.Outcome) bool { return o.K == 2 }},
		{"f=x^2&view=-5,5&lr=0.45&steps=6&start=3", 0, "converged", nil},
		{"surface=booth&opt=newton&steps=5&start=6.92,4.13", 0, "converged", func(o judge.Outcome) bool { return o.K == 1 }},
		{"surface=plateau&opt=newton&steps=20&start=6.62,-3.46", 0, "converged", nil},
		{"surface=two-wells&opt=sgd&lr=0.2138&schedule=cosine-restarts&steps=400", 0, "converged stuck-local", nil},
		{"surface=parabola&opt=rprop&lr=0.04055&steps=30", 0, "converged", nil}, // Its loss rose within the radius.
		{"surface=bowl&start=0.4667,-4.029&opt=nesterov&lr=0.3283&steps=20", 0, "converged", nil},
		{"surface=ravine&lr=0.07&steps=5", 0, "oscillating", nil}, // It is not there yet.
		// They are at rest where weight decay holds them.
		{"surface=plateau&lr=7.586&opt=nesterov&steps=100&weight_decay=0.00687&start=-4.95,8.84", 0, "converged", func(o judge.Outcome) bool { return o.Caveat == judge.HeldOff }},
		{"surface=mccormick&lr=0.1218&opt=nesterov&steps=100&weight_decay=0.176&start=-1.49,-0.188", 0, "converged", func(o judge.Outcome) bool { return o.Caveat == judge.HeldOff }},
		{"surface=easom&lr=0.4106&weight_decay=0.614&start=2,2.41&steps=60", 0, "stuck-local", func(o judge.Outcome) bool { return o.Caveat == judge.HeldOff }},
		// They are at rest where no minimum is known.
		{"f=x^2*y^2&view=-3,3,-3,3&start=0.855,-1.86&opt=nesterov&lr=0.08484", 0, "converged", func(o judge.Outcome) bool { return o.Target == nil }},
		// The schedule has let the rate down, and nothing turns back any more.
		{"surface=shallow-and-deep&opt=sgd&lr=9.768&schedule=step&steps=60", 0, "crawling wandering thrown", nil},
		{"surface=rastrigin&start=-1.068,0.9303&opt=nadam&lr=1.241&schedule=cosine", 0, "crawling wandering thrown", nil},
		{"surface=ackley&lr=0.00506&weight_decay=0.025&steps=20&start=0.653,-0.285&schedule=cosine-restarts&noise=1&seed=51", 0, "stuck-saddle", func(o judge.Outcome) bool { return o.Caveat == judge.Sloping }},
	} {
		sc := mustParse(t, c.query)
		its, out := collect(t, sc, c.run)
		if !strings.Contains(c.kinds, string(out.Kind)) || c.check != nil && !c.check(out) {
			t.Errorf("%s: %+v, want %s", c.query, out, c.kinds)
		}
		for _, wrong := range falseClaims(&sc, its, out) {
			t.Errorf("%s: %s, but %s", c.query, out.Kind, wrong)
		}
	}
}

// Where a formula is left for where it is not defined, that is said; a loss
// that grows beyond all numbers is another thing.
func TestLeavingTheDomainIsNoDivergence(t *testing.T) {
	for _, c := range []struct {
		query string
		want  judge.Kind
	}{
		{"f=sqrt(x)%2By^2&start=1,1&lr=0.5", judge.LeftDomain},
		{"f=log(x)%2By^2&start=1,1&lr=0.5", judge.LeftDomain},
		{"f=x^0.5&start=1,1&lr=0.5", judge.LeftDomain},
		{"f=-acos(x)&start=0,0&lr=0.3", judge.LeftDomain},
		{"f=acos(x)&start=0,0&lr=0.3", judge.LeftDomain},
		{"f=asin(x/2)%2By^2&start=1,1&lr=0.7", judge.LeftDomain},
		{"f=x^y&start=0.5,0.3&lr=1", judge.LeftDomain},
		{"f=sqrt(4-x^2-y^2)&start=1,1&lr=0.5", judge.LeftDomain},
		{"f=x%2B10/sqrt(9-x^2-y^2)&start=2.9,0&lr=0.1", judge.LeftDomain},
		{"f=exp(x^4)&start=2,0&lr=1e-6", judge.Diverged},
		{"f=exp(x^2)%2By^2&start=4,0&lr=1e-5", judge.Diverged},
		{"f=x^4-x^2%2By^2&start=3,3&lr=10", judge.Diverged},
		{"f=x^199-x^200&start=20,3&lr=1e-260", judge.Diverged},
	} {
		sc := mustParse(t, c.query)
		_, out := collect(t, sc, 0)
		if out.Kind != c.want || out.Kind == judge.LeftDomain && rule.Finite(out.KLoss) != out.Slopeless {
			t.Errorf("%s: %s at %d (%g at %v, slopeless %v), want %s", c.query, out.Kind, out.K, out.KLoss, out.Where, out.Slopeless, c.want)
		}
	}
}

// A slope that is lost to saturation is a vanishing gradient, be it a tiny
// number or none at all; no slope anywhere, or at the top of a hill, is flat.
func TestVanishedOrFlat(t *testing.T) {
	for _, c := range []struct {
		query     string
		want      judge.Kind
		vanishing bool
	}{
		{"f=1/(1%2Bexp(-200*x))&start=-3,0", judge.Crawling, true},
		{"f=1/(1%2Bexp(-200*x))&start=-4,0", judge.Crawling, true},
		{"f=1/exp(x^6)&start=4,0", judge.Crawling, true},
		{"f=exp(200*x)/(1%2Bexp(200*x))&start=4,0", judge.Crawling, true},
		{"f=1/(1%2Bexp(-200*x))&start=4,0", judge.Crawling, true},
		{"f=1/(1%2Bexp(-200*x))&start=-4,0&lr=1", judge.Crawling, true},
		{"f=1/exp(x^6)&start=4,0&lr=1", judge.Crawling, true},
		{"f=tanh(20*x)%2Btanh(20*y)&start=3,3", judge.Crawling, true},
		{"f=1/exp(x^6)&start=2.9,0", judge.Crawling, true},
		{"f=3", judge.Flat, false},
		{"f=3&start=2,2&lr=1e5", judge.Flat, false},
		{"f=x-x", judge.Flat, false},
		{"f=cos(x)%2Bcos(y)&start=0,0", judge.Flat, false},
		{"f=1e-9*(x^2%2By^2)&start=3,3&lr=1", judge.Crawling, false},
	} {
		sc := mustParse(t, c.query)
		if _, out := collect(t, sc, 0); out.Kind != c.want || out.Vanishing != c.vanishing {
			t.Errorf("%s: %s, vanishing %v; want %s, %v", c.query, out.Kind, out.Vanishing, c.want, c.vanishing)
		}
	}
}

// A start without a loss or a slope is refused before anything runs, by its key.
func TestStartWithoutALossIsRefused(t *testing.T) {
	for query, kind := range map[string]string{
		"f=log(x)%2By^2&start=-1,0":             "undefined-start",
		"f=sqrt(x)%2By^2&start=-1,0":            "undefined-start",
		"f=acos(x)&start=2,0":                   "undefined-start",
		"f=acos(x)&start=1,0":                   "slopeless-start",
		"f=1/x&start=0,0":                       "infinite-start",
		"f=exp(x^2)&start=40,0":                 "infinite-start",
		"f=log(x)%2By^2&start=1,0":              "",
		"f=abs(x)%2Babs(y)&start=0,0":           "",
		"f=sqrt(x^2%2By^2)&start=0,0":           "",
		"f=log(-1-x^2)":                         "", // there is still a map to show,
		"surface=wells&start=1,1&noise=1":       "",
		"surface=cliff&start=1e6,1e6&opt=lbfgs": "",
	} {
		_, err := link.Parse(t.Context(), query)
		checkRefused(t, query, err, kind)
	}
	_, _, err := train.Collect(t.Context(), mustParse(t, "f=log(-1-x^2)"), 0)
	checkRefused(t, "a run of log(-1-x^2)", err, "undefined-start") // but nothing to run
}

func checkRefused(t *testing.T, what string, err error, kind string) {
	t.Helper()
	var wrong *field.Error
	if kind == "" && err != nil || kind != "" && (!errors.As(err, &wrong) || wrong.Field != "start" || wrong.Kind != kind) {
		t.Errorf("%s: %v, want %q of start", what, err, kind)
	}
}
