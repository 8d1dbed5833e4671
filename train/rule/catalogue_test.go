package rule

import "testing"

func TestOptimizerCatalogue(t *testing.T) {
	want := []string{
		"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw", "adamax",
		"nadam", "radam", "rprop", "lion", "polyak", "barzilai-borwein", "armijo", "newton", "lbfgs",
	}
	for _, o := range Optimizers() {
		if len(want) > 0 && o.ID == want[0] {
			want = want[1:]
		}
		if o.Name == "" || o.Summary == "" || o.Formula == "" || o.Paper == "" {
			t.Errorf("%s: the entry is not complete", o.ID)
		}
		checkParams(t, o.ID, o.Params)
	}
	if len(want) > 0 {
		t.Errorf("%v are missing, or not in this order", want)
	}
}

// checkParams: every parameter says what it means and allows its default.
func checkParams(t *testing.T, id string, params []Param) {
	t.Helper()
	seen := map[string]bool{}
	for _, p := range params {
		inside := p.DefaultSteps || p.Default >= p.Min && p.Default <= p.Max
		switch {
		case p.Key == "" || p.Meaning == "" || p.Kind == "" || seen[p.Key] || p.Key == "lr":
			t.Errorf("%s: parameter %q is not complete, or there twice", id, p.Key)
		case !inside || p.OpenMin && p.Default == p.Min || p.OpenMax && p.Default == p.Max:
			t.Errorf("%s: the default of %s is out of its bounds", id, p.Key)
		case p.Log && p.Min <= 0:
			t.Errorf("%s: %s has a logarithmic control from %v", id, p.Key, p.Min)
		}
		seen[p.Key] = true
	}
}
