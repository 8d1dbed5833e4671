package wire

import (
	"math"
	"strconv"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/nets"
	"downhill/train/rule"
)

// Network is what the API and the page know of a network as a surface: what it is,
// and the plane on which its landscape is drawn.
type Network struct {
	Data    string `json:"data"`
	Noise   Num    `json:"noise"`
	Size    int    `json:"size"` // of the training set
	Held    int    `json:"held"` // points that are held out
	Units   []int  `json:"units"`
	Act     string `json:"act"`
	Loss    string `json:"loss"`
	Init    string `json:"init"`
	Weights int    `json:"weights"`
	Seed    uint64 `json:"seed"` // of its data and its initial weights
	Plane   Plane  `json:"plane"`
}

// Plane is a plane through the space of a network's weights.
type Plane struct {
	Text      string `json:"text"` // as in the query
	Kind      string `json:"kind"`
	Explained []Num  `json:"explained"` // shares of the way from which it was laid that its axes take; none where it was laid by no way
	Filled    int    `json:"filled"`    // axes that were drawn at random, since there were too few directions
}

// Whole is what they know of a network whose whole landscape a surface is. Its weights
// are the surface's.
type Whole struct {
	Size  int    `json:"size"` // of the training set
	Units []int  `json:"units"`
	Act   string `json:"act"`
	Loss  string `json:"loss"`
	Ties  []int  `json:"ties"` // for each weight as they stand in a network, which of the surface's it is; −1 for 0
}

func wholeOf(s *landscape.Surface) *Whole {
	n := s.Network
	return &Whole{len(n.Set.X), n.Units, string(n.Act), string(n.Loss), n.Ties}
}

func networkOf(n *nets.Net) *Network {
	s := n.Spec
	j := &Network{
		Data: s.Data, Noise: Num(s.Noise), Size: s.Size, Held: len(n.Held.X), Units: s.Units,
		Act: string(s.Act), Loss: string(s.Loss), Init: string(s.Init), Weights: len(n.Initial), Seed: s.Seed,
		Plane: Plane{Text: s.Plane.Text(), Kind: s.Plane.Kind, Explained: []Num{}, Filled: n.Plane.Filled},
	}
	for _, share := range n.Plane.Explained {
		j.Plane.Explained = append(j.Plane.Explained, Num(share))
	}
	return j
}

// Training is what a scenario says of a network's runs beside what it says of others.
type Training struct {
	Batch string `json:"batch"` // points of a mini-batch as in the query, "full" for the whole set
	Rates int    `json:"rates"` // how many rates a sweep tries at most
	Stays bool   `json:"stays"` // the plane goes by runs before these, while a rate is being changed
	// Assumes is an optimizer of its runs that needs the lowest loss, which nobody knows
	// of a network: it takes 0.
	Assumes string `json:"assumes,omitempty"`
}

func trainingOf(sc train.Scenario) *Training {
	n := sc.Net()
	if n == nil {
		return nil
	}
	t := &Training{Batch: "full", Rates: n.SweepRates(sc.Steps, math.MaxInt)}
	if sc.Batch > 0 {
		t.Batch = strconv.Itoa(sc.Batch)
	}
	for _, run := range sc.Runs {
		if spec, ok := rule.LookupOptimizer(run.Optimizer); ok && spec.NeedsBest {
			t.Assumes = run.Optimizer
		}
	}
	return t
}
