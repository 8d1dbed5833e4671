package judge

import (
	"math"
	"slices"
	"unsafe"

	"downhill/train/descent"
	"downhill/train/rule"
)

// Moves are how a network's run moves in the space of its weights, which its iterates,
// drawn on a plane, don't tell.
//
// With mini-batches a move is that of a whole epoch: the gradients of batches differ,
// which alone is no bouncing.
type Moves struct {
	epoch  int // steps of a move
	half   int // the step from which the rules look at moves
	last   []float64
	move   []float64
	before []float64 // the move before
	middle []float64 // the weights at the first of the moves that the rules look at
	moves  []netMove // from step half on
}

// netMove is a move of all weights.
type netMove struct {
	length float64
	back   bool // it turns back from the one before
	from   int  // the iterate that it starts from
}

// NewMoves are those of a run of so many weights and steps, an epoch of which has so many.
func NewMoves(weights, steps, epoch int) *Moves {
	memory := make([]float64, 4*weights)
	part := func(i int) []float64 { return memory[i*weights : (i+1)*weights] }
	return &Moves{epoch: epoch, half: steps / 2, last: part(0), move: part(1), before: part(2), middle: part(3)}
}

// See takes in the weights of iterate k, which follows the one before.
func (t *Moves) See(k int, w []float64) {
	if k%t.epoch == 0 {
		t.note(k, w)
	}
}

// Bytes is about how much memory they take.
func (t *Moves) Bytes() int { return 8*4*len(t.last) + cap(t.moves)*int(unsafe.Sizeof(netMove{})) }

// note ends a move at iterate k.
func (t *Moves) note(k int, w []float64) {
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
func (t *Moves) bounces(its descent.Trajectory) bool {
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
