package link

import (
	"maps"
	"math"
	"slices"

	"downhill/train"
	"downhill/train/judge"
)

func init() { maps.Copy(claims, networkClaims) }

// networkClaims prove the beats about networks.
var networkClaims = map[string]func(*telling){
	"one-neuron": func(b *telling) {
		b.says(size(b.at(0, 0).Grad))
		b.holds(b.net() == nil || len(b.net().Initial) == 2, "it has two weights")
	},
	"one-neuron.2": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Thrown)
		b.k(0, 1)
		b.holds(math.Abs(b.x(2, 200)-2) > 10, "at 300 it is thrown far beyond the minimum")
	},
	"one-neuron.3": func(b *telling) {
		g := size(b.at(0, 0).Grad)
		squared := tellQuery(b.t, "plateau", "surface=plateau").at(0, 0)
		b.holds(squared.W == b.at(0, 0).W, "the start is the same")
		b.says(g, g/size(squared.Grad))
	},
	"one-neuron.4": func(b *telling) {
		b.ends(judge.Crawling, judge.Converged, judge.Oscillating)
		b.k(1)
	},
	"backpropagation": func(b *telling) {
		pass := b.net().Pass(b.net().Initial, 0)
		logit := pass.Sums[1][0]
		b.says(1, 1, logit, 1/(1+math.Exp(-logit)))
	},
	"backpropagation.2": func(b *telling) {
		pass := b.net().Pass(b.net().Initial, 0)
		chance := 1 / (1 + math.Exp(-pass.Sums[1][0]))
		b.says(pass.Loss, b.net().Train.Y[0], pass.Deltas[1][0])
		b.holds(math.Abs(pass.Deltas[1][0]-(chance-b.net().Train.Y[0])) < 1e-12, "δ is the chance less the class")
	},
	"backpropagation.3": func(b *telling) {
		n := b.net()
		pass, weight := n.Pass(n.Initial, 0), n.Shape.Layer(1).Row(n.Initial, 0)[0]
		slope := 1 - pass.Values[1][0]*pass.Values[1][0]
		b.says(weight, pass.Deltas[1][0], pass.Deltas[0][0], slope)
		b.holds(math.Abs(weight*pass.Deltas[1][0]*slope-pass.Deltas[0][0]) < 1e-12, "the first neuron's δ is that product")
	},
	"backpropagation.4": func(b *telling) {
		n := b.net()
		mean := make([]float64, len(n.Initial))
		for i := range n.Train.X {
			for j, g := range n.Pass(n.Initial, i).Gradient {
				mean[j] += g / float64(len(n.Train.X))
			}
		}
		for j, g := range mean {
			b.holds(math.Abs(b.weights(0, 1)[j]-(n.Initial[j]-3*g)) < 1e-12, "the step is 3 times the mean of all points' gradients")
		}
		b.says(float64(len(n.Train.X)), b.at(0, 0).Loss, b.at(0, 1).Loss)
	},
	"backpropagation.5": func(b *telling) {
		b.ends(judge.Learned)
		b.k(0)
		training, held := b.right(0, 300)
		b.says(training, held)
	},
	"a-real-network": func(b *telling) {
		b.sized()
		b.says(100 * b.net().Plane.Explained[0])
	},
	"a-real-network.2": func(b *telling) {
		rate := func(i int) float64 { return b.sc.Runs[i].LearningRate }
		b.says(rate(1)/rate(0), rate(2)/rate(1))
	},
	"a-real-network.3": func(b *telling) {
		b.ends(judge.Crawling, judge.Learned, judge.Diverged)
		b.says(b.last(0))
		b.k(0, 1, 2)
	},
	"a-real-network.4": func(b *telling) {
		training, held := b.right(1, 300)
		b.says(training, held)
	},
	"a-real-network.5": func(b *telling) {
		b.says(216, b.at(1, 216).Loss, b.at(1, 0).Loss, b.last(1))
		b.holds(b.at(1, 210).Loss < 0.1, "the loss was low before")
	},
	"overfitting": func(b *telling) { b.sized() },
	"overfitting.2": func(b *telling) {
		b.says(float64(len(b.net().Train.X)), float64(len(b.net().Held.X)))
	},
	"overfitting.3": func(b *telling) {
		b.ends(judge.Learned)
		from := b.turns(0)
		b.says(b.last(0), float64(from), b.held(0, from), b.held(0, 400))
		b.holds(from == b.lowestHeld(0), "the held-out loss is lowest there")
	},
	"overfitting.4": func(b *telling) {
		from := b.turns(0)
		training, held := b.right(0, from)
		later, heldLater := b.right(0, 400)
		b.says(float64(from), training, held, 400, later, heldLater)
	},
	"overfitting.5": func(b *telling) {
		before := b.other("data.size=30")
		b.says(float64(len(b.net().Train.X)), float64(b.turns(0)), b.held(0, 400), before.held(0, 400))
		b.holds(len(b.net().Train.X) == 10*len(before.net().Train.X), "they are ten times as many")
	},
	"early-stopping-and-decay": func(b *telling) {
		on := b.other("steps=400")
		b.holds(on.turns(0) == b.sc.Steps && b.turns(0) < 0, "it stops where the held-out loss turns")
		b.says(73, b.held(0, 73), 400, on.held(0, 400))
	},
	"early-stopping-and-decay.2": func(b *telling) { b.says(400) },
	"early-stopping-and-decay.3": func(b *telling) {
		b.holds(b.turns(0) < 0 && b.held(0, 400) < 1.05*b.held(0, b.lowestHeld(0)), "the held-out loss does not turn up")
		b.says(b.sc.Params["weight_decay"], b.held(0, 400), b.last(0))
	},
	"early-stopping-and-decay.4": func(b *telling) {
		half := b.other("weight_decay=0.01")
		b.holds(b.sc.Params["weight_decay"] == 2*half.sc.Params["weight_decay"] && b.held(0, 400) > half.held(0, 400), "twice the decay is no better")
		b.ends(judge.Stuck)
		b.says(b.last(0), b.held(0, 400))
	},
	"vanishing-in-depth": func(b *telling) {
		norms := b.norms()
		b.says(norms[0], norms[6], norms[6]/norms[0])
		b.holds(len(norms) == 7 && slices.IsSorted(norms), "each of seven layers has less than the one after it")
	},
	"vanishing-in-depth.2": func(b *telling) { b.ends(judge.Stuck, judge.Crawling) },
	"vanishing-in-depth.3": func(b *telling) {
		b.ends(judge.Stuck, judge.Crawling)
		b.says(b.last(0), b.last(1), 300)
		b.holds(math.Abs(b.last(0)-math.Ln2) < 1e-4, "it guesses")
	},
	"vanishing-in-depth.4": func(b *telling) {
		norms := b.norms()
		b.says(norms[0], norms[6])
		b.holds(slices.Max(norms) < 5*slices.Min(norms), "no layer's gradient vanishes")
	},
	"vanishing-in-depth.5": func(b *telling) {
		b.ends(judge.Learned)
		b.k(0)
		b.says(b.last(0))
	},
	"exploding-in-depth": func(b *telling) {
		long := length(b.gradient(b.net().Initial))
		b.says(long, b.sc.Runs[0].LearningRate*long)
	},
	"exploding-in-depth.2": func(b *telling) {
		b.ends(judge.Diverged, judge.Diverged)
		b.says(b.last(0), float64(b.outs[0].Last))
	},
	"exploding-in-depth.3": func(b *telling) { b.says(b.sc.Clip.Bound) },
	"exploding-in-depth.4": func(b *telling) {
		b.ends(judge.Learned, judge.Learned)
		b.says(b.at(0, 0).Loss, 1)
		for run := range b.runs {
			low, high := b.among(run, 10)
			b.says(low, high)
			for k := 210; k < 300; k++ {
				b.holds((b.at(run, k+1).Loss > b.at(run, k).Loss) != (b.at(run, k).Loss > b.at(run, k-1).Loss), "the loss swings at every step")
			}
			_, high = b.among(run, 150)
			b.holds(high < 1, "it has fallen below 1")
		}
	},
	"exploding-in-depth.5": func(b *telling) {
		b.ends(judge.Diverged, judge.Diverged)
		b.says(length(b.gradient(b.net().Initial)), b.at(0, 1).Loss)
	},
	"mini-batches": func(b *telling) {
		b.holds(b.sc.Batch == 0, "a step looks at all points")
		b.says(float64(len(b.net().Train.X)), float64(b.visits(300)), 300, b.last(0))
		for k := range 300 {
			b.holds(b.at(0, k+1).Loss < b.at(0, k).Loss, "the loss falls at every step")
		}
	},
	"mini-batches.2": func(b *telling) {
		whole := b.other("batch=full")
		low, high := b.among(0, 50)
		b.says(float64(b.sc.Batch), float64(b.visits(300)), float64(whole.visits(300)), 50, low, high)
		b.holds(low < 1.25*whole.last(0) && high < 0.3*b.at(0, 0).Loss, "it gets nearly as far")
	},
	"mini-batches.3": func(b *telling) {
		rises := 0
		for k := range 300 {
			if b.at(0, k+1).Loss > b.at(0, k).Loss {
				rises++
			}
		}
		b.says(float64(rises), 300, b.last(0))
		b.holds(b.sc.Batch == 1, "a step looks at one point")
	},
	"mini-batches.4": func(b *telling) {
		whole, some := b.other("batch=full"), b.other("batch=32")
		b.says(1, whole.at(0, 1).Loss, 32, 7, some.at(0, 7).Loss, 200, b.at(0, 200).Loss)
		b.holds(whole.visits(1) == 200 && some.visits(7) == 200 && b.visits(200) == 200, "each has seen every point once")
	},
	"initialisation-matters": func(b *telling) {
		b.ends(judge.Stuck)
		b.says(0, 0, b.last(0))
		b.holds(length(b.net().Initial) == 0, "all weights are 0")
		b.holds(length(b.gradient(b.net().Initial)) < 1e-12 && math.Abs(b.last(0)-math.Ln2) < 1e-9, "there is no gradient")
	},
	"initialisation-matters.2": func(b *telling) {
		b.ends(judge.Learned)
		b.says(100, b.at(0, 100).Loss, 300, b.last(0))
	},
	"initialisation-matters.3": func(b *telling) {
		b.ends(judge.Learned)
		b.says(b.at(0, 0).Loss, 100, b.at(0, 100).Loss, 300, b.last(0))
		b.holds(b.last(0) < b.other("init=small").last(0), "it ends lower than small ones")
	},
	"initialisation-matters.4": func(b *telling) {
		xavier := b.other("init=xavier")
		b.says(b.at(0, 0).Loss, b.last(0), b.held(0, 300), xavier.held(0, 300))
		b.holds(b.last(0) < xavier.last(0), "it learns its own points better")
	},
	"initialisation-matters.5": func(b *telling) {
		large, xavier := b.seeds(), b.other("init=xavier&seeds=40").seeds()
		b.says(float64(b.sc.Members()), float64(large.learned), large.middle, xavier.middle)
		b.holds(large.learned == b.sc.Members(), "all of them learn")
		b.holds(large.middle < xavier.middle && b.held(0, 300) > b.other("init=xavier").held(0, 300), "most seeds tell otherwise than the one before")
	},
	"what-a-slice-hides": func(b *telling) {
		b.says(b.at(0, 0).Loss, b.level(0, 0), b.off(0, 0))
	},
	"what-a-slice-hides.2": func(b *telling) {
		b.ends(judge.Learned)
		b.k(0)
		b.says(b.last(0), b.level(0, 300))
	},
	"what-a-slice-hides.3": func(b *telling) {
		b.says(b.at(0, 0).Loss, b.level(0, 0), b.off(0, 0))
	},
	"what-a-slice-hides.4": func(b *telling) {
		before := b.other("plane=reference")
		for k := range 300 {
			b.holds(b.at(0, k).Loss == before.at(0, k).Loss, "the plane changes no loss")
		}
		b.k(0)
		b.says(b.last(0))
	},
	"what-a-slice-hides.5": func(b *telling) {
		n := len(b.net().Initial)
		b.says(float64(n), float64(n-2))
	},
}

// seedsEnd is how the members of an ensemble end: how many learn, and the middle one of
// their held-out losses.
type seedsEnd struct {
	learned int
	middle  float64
}

func (b *telling) seeds() (e seedsEnd) {
	var held []float64
	for _, member := range b.sc.Ensemble() {
		w, err := train.Begin(member, 0)
		if err != nil {
			b.t.Fatal(err)
		}
		w.Advance(b.t.Context(), member.Steps+1)
		if w.Outcome(b.t.Context()).Kind == judge.Learned {
			e.learned++
		}
		losses, _, _ := w.Beside()
		held = append(held, losses[len(losses)-1])
	}
	slices.Sort(held)
	e.middle = (held[(len(held)-1)/2] + held[len(held)/2]) / 2
	return e
}
