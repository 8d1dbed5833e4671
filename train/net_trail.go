package train

import (
	"context"
	"math"
	"slices"

	"downhill/landscape/network"
)

// trail is what the rules and the page know of a network's run beside its
// iterates, which are drawn on a plane: how it moves in the space of its weights,
// and what it makes of the points that are held out.
type trail struct {
	held     *network.Evaluator // nil where nobody asks
	n        *Net
	half     int // the step from which the rules look at moves
	seen     []float64
	move     []float64
	before   []float64 // the move before
	middle   []float64 // the weights at step half
	lengths  []float64 // of move k, which leads from iterate k
	turns    []float64 // its product with the move before; 0 for the first
	Held     []float64 // the held-out loss of each iterate
	Distance []float64 // and how far it is off the plane
}

func newTrail(n *Net, steps int, held bool) *trail {
	size := len(n.Initial)
	memory := make([]float64, 4*size)
	t := &trail{
		n: n, half: steps / 2,
		seen: memory[:size], move: memory[size : 2*size], before: memory[2*size : 3*size], middle: memory[3*size:],
	}
	if held {
		t.held = network.NewEvaluator(&n.Shape, n.Held)
	}
	return t
}

// collect appends at most n iterates to its, fewer where the run or ctx ends.
func (t *trail) collect(ctx context.Context, d *descent, its Trajectory, n int) Trajectory {
	var it Iterate
	for ; n > 0 && ctx.Err() == nil && d.next(&it); n-- {
		its = append(its, it)
		t.see(it.K, d.lastWeights())
	}
	return its
}

// see notes the weights of iterate k.
func (t *trail) see(k int, w []float64) {
	if k > 0 {
		for i, v := range w {
			t.move[i] = v - t.seen[i]
		}
		length, turn := 0.0, 0.0
		for i, v := range t.move {
			length += v * v
			turn += v * t.before[i]
		}
		t.lengths, t.turns = append(t.lengths, math.Sqrt(length)), append(t.turns, turn)
		t.move, t.before = t.before, t.move
	}
	if copy(t.seen, w); k <= t.half {
		copy(t.middle, w)
	}
	if t.held == nil {
		return
	}
	_, _, off := t.n.Plane.Project(w)
	t.Held, t.Distance = append(t.Held, t.held.Value(w)), append(t.Distance, off)
}

// bounces is rule 4's: over the second half 40 % of the moves turn back, they lead
// less than half as far as they are long, and they do not shrink; or they lead
// nowhere while the loss often rises.
func (t *trail) bounces(its Trajectory) bool {
	from := min(t.half, len(t.lengths))
	lengths := t.lengths[from:]
	turned, way, falls := 0.0, 0.0, 0.0
	for i, length := range lengths {
		way += length
		if k := from + i; i > 0 && t.turns[k] < 0 {
			turned++
		}
		if its[from+i+1].Loss <= its[from+i].Loss {
			falls++
		}
	}
	if !(way > 0) || apart(t.seen, t.middle) >= straight*way {
		return false
	}
	if turned >= turning*float64(len(lengths)-1) {
		quarter := len(lengths) / 2
		return middleOf(lengths[quarter:]) > shrinking*middleOf(lengths[:quarter])
	}
	return falls < steady*float64(len(lengths))
}

// The bounds of rule 4, from the numerical reference.
const (
	turning   = 0.4  // of the moves turn back
	straight  = 0.5  // of the way leads somewhere
	shrinking = 0.5  // of the quarter before: moves that become shorter
	steady    = 0.95 // of the steps go down
)

// middleOf is the rules' median.
func middleOf(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(v))
	return sorted[len(sorted)/2]
}
