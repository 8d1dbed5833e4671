package rule

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// factors are the first n of a schedule, fed with losses where there are any.
func factors(t *testing.T, id string, set Params, steps int, best float64, losses []float64) []float64 {
	t.Helper()
	spec, ok := LookupSchedule(id)
	if !ok {
		t.Fatalf("no schedule %q", id)
	}
	for key := range set {
		if !slices.ContainsFunc(spec.Params, func(p Param) bool { return p.Key == key }) {
			t.Fatalf("%s has no parameter %q", id, key)
		}
	}
	s := spec.Factor(Complete(spec.Params, set, steps), steps, best)
	out := make([]float64, steps)
	for k := range out {
		loss := 0.0
		if losses != nil {
			loss = losses[k]
		}
		out[k] = s(k, loss)
	}
	return out
}

func TestReferenceSchedules(t *testing.T) {
	var data struct {
		Cases []struct {
			Name   string
			LR0    float64
			Params map[string]any
			Steps  int
			LR     []float64
		}
	}
	readData(t, "testdata/oracle/schedules.json", &data)
	if len(data.Cases) != 5 {
		t.Fatalf("%d cases, want 5", len(data.Cases))
	}
	for _, c := range data.Cases {
		numbers := Params{}
		for key, v := range c.Params {
			// Absolute rates become shares of the run's.
			if n, ok := v.(float64); ok && (key == "eta_min" || key == "max_lr") {
				numbers[key+"_factor"] = n / c.LR0
				continue
			}
			// What cycles the momentum, or chooses the cosine, has no key here.
			if n, ok := v.(float64); ok && key != "base_momentum" && key != "max_momentum" {
				numbers[key] = n
			}
		}
		got := factors(t, strings.ReplaceAll(c.Name, "_", "-"), numbers, c.Steps, math.NaN(), nil)
		for k, want := range c.LR {
			if math.Abs(c.LR0*got[k]-want) > 1e-12*c.LR0 {
				t.Errorf("%s: rate %d is %v, want %v", c.Name, k, c.LR0*got[k], want)
			}
		}
	}
}

func TestSecondSchedules(t *testing.T) {
	var data struct {
		Schedules []struct {
			Schedule     string
			Params       Params
			Steps        int
			Factor, Loss []float64
			Absolute     bool
		}
	}
	readData(t, "../testdata/second/torch.json", &data)
	for i, c := range data.Schedules {
		best := 0.0
		if c.Absolute {
			best = math.NaN()
		}
		got := factors(t, c.Schedule, c.Params, c.Steps, best, c.Loss)
		for k, want := range c.Factor {
			if math.Abs(got[k]-want) > 1e-10 {
				t.Fatalf("%d, %s: s(%d) is %v, want %v", i, c.Schedule, k, got[k], want)
			}
		}
	}
}

// Standing still on a negative loss counts as no progress, which PyTorch's
// relative rule never notices.
func TestPlateauOfNegativeLosses(t *testing.T) {
	losses := make([]float64, 40)
	for k := range losses {
		losses[k] = -1
	}
	for _, best := range []float64{-3, -1, math.NaN()} {
		got := factors(t, "reduce-on-plateau", nil, 40, best, losses)
		if got[11] != 1 || got[12] != 0.1 {
			t.Errorf("best %v: s is %v, then %v: want the drop after 11 bad steps", best, got[11], got[12])
		}
	}
	falling := make([]float64, 40)
	for k := range falling {
		falling[k] = -float64(k)
	}
	if got := factors(t, "reduce-on-plateau", nil, 40, -10, falling); got[39] != 1 {
		t.Errorf("a loss that falls below the best known one was taken for a plateau")
	}
}

func TestSchedulesAreFactors(t *testing.T) {
	for _, s := range Schedules() {
		for _, steps := range []int{1, 2, 3, 150, 5000} {
			for k, v := range factors(t, s.ID, nil, steps, math.NaN(), nil) {
				if !(v >= 0 && v <= 1+1e-15) {
					t.Errorf("%s with %d steps: s(%d) is %v", s.ID, steps, k, v)
				}
			}
		}
	}
}

func TestScheduleCatalogue(t *testing.T) {
	all := Schedules()
	want := []string{
		"constant", "step", "exponential", "inverse-time", "cosine", "cosine-restarts",
		"linear-warmup", "one-cycle", "cyclic", "reduce-on-plateau",
	}
	if len(all) != len(want) {
		t.Fatalf("%d schedules, want %d", len(all), len(want))
	}
	for i, s := range all {
		if s.ID != want[i] {
			t.Errorf("schedule %d is %q, want %q", i, s.ID, want[i])
		}
		checkParams(t, s.ID, s.Params)
	}
	plateau, _ := LookupSchedule("reduce-on-plateau")
	for _, o := range Optimizers() {
		if refused := plateau.Refuses(o); refused != (o.ID == "polyak") {
			t.Errorf("reduce-on-plateau refuses %s: %v", o.ID, refused)
		}
	}
}

func readData(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}
