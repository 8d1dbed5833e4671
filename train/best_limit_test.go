package train

import (
	"context"
	"math"
	"testing"

	"downhill/landscape"
)

// Where a sweep shows a limit of the lowest minimum, it is known before the sweep.
func TestBestLimitIsTheSweeps(t *testing.T) {
	shown := 0
	for _, s := range landscape.Catalog() {
		for _, query := range []string{"", "&opt=momentum", "&opt=nesterov&weight_decay=0.1", "&opt=adam&lr=0.1", "&clip=norm:1"} {
			sc := mustParse(t, "surface="+s.ID+query)
			from, to, err := RateRange(context.Background(), sc.Surface, sc.Runs[0].Optimizer)
			if err != nil {
				t.Fatal(err)
			}
			swept, err := Sweep(context.Background(), sc, 0, SweepSpec{From: from, To: to, N: 24}, nil)
			if err != nil {
				t.Fatal(err)
			}
			known := BestLimit(sc, 0)
			if len(swept.Minima) == 0 || swept.Minima[0].Index < 0 || !sc.Surface.Minima[swept.Minima[0].Index].Global {
				continue
			}
			limit := swept.Minima[0].Limit
			if math.IsNaN(limit) != math.IsNaN(known) {
				t.Errorf("%s%s: the sweep's limit is %g, and %g was told", s.ID, query, limit, known)
			}
			if one := globals(sc.Surface) == 1; one && !math.IsNaN(limit) {
				shown++
				if math.Abs(known/limit-1) > 1e-6 {
					t.Errorf("%s%s: the sweep's limit is %g, and %g was told", s.ID, query, limit, known)
				}
			}
		}
	}
	if shown < 20 {
		t.Errorf("only %d sweeps showed one", shown)
	}
}

func globals(s *landscape.Surface) (n int) {
	for _, m := range s.Minima {
		if m.Global {
			n++
		}
	}
	return n
}
