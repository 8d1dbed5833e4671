package landscape

import (
	"context"
	"errors"
	"math"
	"testing"
)

// weighed is a loss that counts the points it is evaluated at and knows what
// each costs.
type weighed struct{ *counting }

func (w weighed) Operations(order int) int { return Operations(w.Loss, order) }

func weigh(text string, at int, end func()) weighed {
	return weighed{&counting{Loss: compile(text), at: at, end: end}}
}

// Whenever an exploration is abandoned, in whichever of its loops, next to
// nothing is computed after that.
func TestAbandonedExplorationComputesNoMore(t *testing.T) {
	for _, text := range []string{
		"x^2 + y^2", "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", "abs(x) + abs(y)", "(x^2 + y^2 - 4)^2",
		"100sqrt(abs(y - 0.01x^2)) + 0.01abs(x + 10)", "let h = x; repeat 60: h = softplus(h)^y; h + 1",
	} {
		all := weigh(text, math.MaxInt, nil)
		if _, err := explore(t.Context(), all, square(5)); err != nil {
			t.Fatal(err)
		}
		for part := range 20 {
			ctx, leave := context.WithCancel(t.Context())
			w := weigh(text, 1+all.points*part/20, leave)
			_, err := explore(ctx, w, square(5))
			after := (w.points - w.at) * Operations(w, 0)
			if most := 64*checkEvery*blockSaving + Operations(w, 2); !errors.Is(err, context.Canceled) || after > most {
				t.Errorf("%s: left at %d of %d: %v, then %d additions more, at most %d expected", text, w.at, all.points, err, after, most)
			}
		}
	}
}

// However large a formula is, exploring it is a bounded amount of work.
func TestExplorationIsBounded(t *testing.T) {
	for _, text := range []string{
		"let h=x;repeat 999:h=softplus(h)^y;h+1", "let h=x;repeat 999:h=sin(h)+y;h", "let h=x;repeat 300:h=h*x+sin(y);h",
		"x^2 + y^2", "sin(40x) sin(40y)", "(x^2+y^2-4)^2",
	} {
		w := weigh(text, math.MaxInt, nil)
		if _, err := explore(t.Context(), w, square(5)); err != nil {
			t.Fatal(err)
		}
		if spent := w.points * Operations(w, 0); spent > 200e6 {
			t.Errorf("%s: %d evaluations, %d additions", text, w.points, spent)
		}
	}
}
