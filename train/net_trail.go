package train

import (
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/rule"
)

// trail is what the rules and the page know of a network's run beside its
// iterates, which are drawn on a plane: how it moves in the space of its weights,
// and what it makes of the points that are held out.
//
// With mini-batches a move is that of a whole epoch: the gradients of batches differ,
// which alone is no bouncing.
type trail struct {
	held     *network.Evaluator  // nil where it is not needed
	ground   landscape.Objective // the plane; nil where no more than held-out losses are needed
	n        *Net
	epoch    int // steps of a move
	half     int // the step from which the rules look at moves
	last     []float64
	move     []float64
	before   []float64 // the move before
	middle   []float64 // the weights at the first of the moves that the rules look at
	moves    []netMove // from step half on
	Held     []float64 // the held-out loss of each iterate
	Distance []float64 // and how far it is off the plane
	Level    []float64 // the loss on the plane where it is drawn
}

// netMove is a move of all weights.
type netMove struct {
	length float64
	back   bool // it turns back from the one before
	from   int  // the iterate that it starts from
}

func newTrail(n *Net, sc *Scenario, held bool) *trail {
	size := len(n.Initial)
	memory := make([]float64, 4*size)
	epoch := 1
	if sc.Batch > 0 {
		epoch = network.NewBatches(sc.Seed, len(n.Train.X), sc.Batch).Epoch()
	}
	t := &trail{
		n: n, epoch: epoch, half: sc.Steps / 2,
		last: memory[:size], move: memory[size : 2*size], before: memory[2*size : 3*size], middle: memory[3*size:],
	}
	if held {
		t.held, t.ground = network.NewEvaluator(&n.Shape, n.Held), n.Objective()
	}
	return t
}

// collect appends at most n iterates to its, fewer where the run or ctx ends.
func (t *trail) collect(ctx context.Context, d *descent.Run, its descent.Trajectory, n int) descent.Trajectory {
	var it descent.Iterate
	for ; n > 0 && ctx.Err() == nil && d.Next(&it); n-- {
		its = append(its, it)
		t.see(it.K, d.LastWeights())
	}
	return its
}

// see takes in the weights of iterate k.
func (t *trail) see(k int, w []float64) {
	if k%t.epoch == 0 {
		t.note(k, w)
	}
	if t.held == nil {
		return
	}
	t.Held = append(t.Held, t.held.Value(w))
	if t.ground == nil {
		return
	}
	x, y, off := t.n.Plane.Project(w)
	t.Distance, t.Level = append(t.Distance, off), append(t.Level, t.ground.Value(x, y))
}

// note ends a move at iterate k.
func (t *trail) note(k int, w []float64) {
	length, turn := 0.0, 0.0
	for i, v := range w {
		t.move[i] = v - t.last[i]
		length += t.move[i] * t.move[i]
		turn += t.move[i] * t.before[i]
	}
	if from := k - t.epoch; from >= t.half {
		if len(t.moves) == 0 {
			copy(t.middle, t.last)
		}
		back := turn < 0 && len(t.moves) > 0
		t.moves = append(t.moves, netMove{math.Sqrt(length), back, from})
	}
	copy(t.last, w)
	t.move, t.before = t.before, t.move
}

// bounces is rule 4's, of the second half: 40 % of the moves turn back, they lead
// less than half as far as they are long, and they do not shrink; or they lead
// nowhere while the loss often rises. Too few moves prove nothing.
func (t *trail) bounces(its descent.Trajectory) bool {
	back, way, falls := 0.0, 0.0, 0.0
	for _, m := range t.moves {
		way += m.length
		if m.back {
			back++
		}
		if its[m.from+t.epoch].Loss <= its[m.from].Loss {
			falls++
		}
	}
	count := float64(len(t.moves))
	if count < fewMoves || !(way > 0) || rule.Apart(t.last, t.middle) >= straight*way {
		return false
	}
	if back >= turning*(count-1) {
		quarter := len(t.moves) / 2
		return middleLength(t.moves[quarter:]) > shrinking*middleLength(t.moves[:quarter])
	}
	return falls < steady*count
}

// The bounds of rule 4, from the numerical reference.
const (
	fewMoves  = 4
	turning   = 0.4  // of the moves turn back
	straight  = 0.5  // of the way leads somewhere
	shrinking = 0.5  // of the quarter before: moves that become shorter
	steady    = 0.95 // of the steps go down
)

// middleLength is the rules' median of the moves' lengths.
func middleLength(moves []netMove) float64 {
	lengths := make([]float64, len(moves))
	for i, m := range moves {
		lengths[i] = m.length
	}
	slices.Sort(lengths)
	return lengths[len(lengths)/2]
}
