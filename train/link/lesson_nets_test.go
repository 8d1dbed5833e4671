package link

import (
	"math"
	"slices"

	"downhill/landscape/network"
	"downhill/train"
	"downhill/train/nets"
)

// What a claim asks of a scene's networks.

// net is the network of a scene.
func (b *telling) net() *nets.Net { return b.sc.Net() }

// last is the loss that a run ends at.
func (b *telling) last(run int) float64 { return b.runs[run][len(b.runs[run])-1].Loss }

// among are the lowest and the highest loss of a run's last steps.
func (b *telling) among(run, steps int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, it := range b.runs[run][len(b.runs[run])-steps:] {
		low, high = min(low, it.Loss), max(high, it.Loss)
	}
	return low, high
}

// held is a run's held-out loss at step k, off how far its weights are from the plane
// there, and level the loss on the plane where they are drawn.
func (b *telling) held(run, k int) float64 { held, _, _ := b.walks[run].Beside(); return held[k] }
func (b *telling) off(run, k int) float64  { _, off, _ := b.walks[run].Beside(); return off[k] }
func (b *telling) level(run, k int) float64 {
	_, _, level := b.walks[run].Beside()
	return level[k]
}

// turns is the step from which a run overfits by its outcome's event; −1 where it does
// not.
func (b *telling) turns(run int) int {
	for _, e := range b.outs[run].Events {
		if e.Event == "overfitting" {
			return *e.From
		}
	}
	return -1
}

// lowestHeld is the step where a run's held-out loss is lowest.
func (b *telling) lowestHeld(run int) int {
	held, _, _ := b.walks[run].Beside()
	return slices.Index(held, slices.Min(held))
}

// weights are a run's at step k.
func (b *telling) weights(run, k int) []float64 {
	rows, err := train.WeightRows(b.t.Context(), b.sc, run, k, 1)
	if err != nil {
		b.t.Fatal(err)
	}
	return rows[0]
}

// gradient is that of the training loss at some weights.
func (b *telling) gradient(w []float64) []float64 {
	g := make([]float64, len(w))
	network.NewEvaluator(&b.net().Shape, b.net().Train).Gradient(w, g)
	return g
}

// norms are the lengths of the gradient by layer, where a run starts.
func (b *telling) norms() []float64 { return b.net().Shape.LayerNorms(b.gradient(b.net().Initial)) }

// right are the percents of training and of held-out points that a run has right at
// step k.
func (b *telling) right(run, k int) (training, held float64) {
	n, w := b.net(), b.weights(run, k)
	share := func(set *network.Set) float64 {
		out := make([]float64, len(set.X))
		network.NewEvaluator(&n.Shape, set).Outputs(w, set.X, out)
		return 100 * set.Right(out, n.Shape.Loss)
	}
	return share(n.Train), share(n.Held)
}

// sized says how many weights the network has, and how many points it learns from.
func (b *telling) sized() { b.says(float64(len(b.net().Initial)), float64(len(b.net().Train.X))) }

// length is that of a vector.
func length(v []float64) (sum float64) {
	for _, x := range v {
		sum = math.Hypot(sum, x)
	}
	return sum
}

// other is a scene of other keys: what a text compares a beat with.
func (b *telling) other(changes string) *telling {
	laid, err := Overlay(Query(b.sc), changes)
	if err != nil {
		b.t.Fatal(err)
	}
	return tellQuery(b.t, b.id+" with "+changes, laid)
}

// visits are how many points a run looks at in its steps, a step on the whole set at
// all of them.
func (b *telling) visits(steps int) (sum int) {
	for k := range steps {
		points, err := train.BatchAt(b.sc, k)
		if err != nil {
			b.t.Fatal(err)
		}
		sum += len(points)
	}
	return sum
}
