package api

import (
	"context"
	"net/http"

	"downhill/server/answer"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/step"
)

// netStepJSON is one update of all weights of a network.
type netStepJSON struct {
	Run      int         `json:"run"`
	K        int         `json:"k"`
	W        []wire.Num  `json:"w"`
	Loss     wire.Num    `json:"loss"`
	Held     wire.Num    `json:"held"`
	Right    [2]wire.Num `json:"right"` // the share of training and of held-out points in their class; null for a curve
	Full     []wire.Num  `json:"full_grad"`
	Norms    []wire.Num  `json:"norms"` // of full_grad, by layer
	Batch    []int       `json:"batch"`
	Gradient []wire.Num  `json:"grad"` // over the batch, as computed
	Noisy    []wire.Num  `json:"noisy"`
	Clipped  []wire.Num  `json:"clipped"`
	Decayed  []wire.Num  `json:"decayed"`
	Rate     wire.Num    `json:"lr"`
	Schedule wire.Num    `json:"schedule_lr"`
	State    []stateJSON `json:"state"`
	Update   []wire.Num  `json:"update"`
	Next     []wire.Num  `json:"next"`
	Point    *passJSON   `json:"point,omitempty"`
}

// passJSON is what one training point makes of the network at w, forward and back.
type passJSON struct {
	Point    int         `json:"point"`
	X        []wire.Num  `json:"x"`
	Y        wire.Num    `json:"y"`
	Loss     wire.Num    `json:"loss"` // of this point alone
	Layers   []layerJSON `json:"layers"`
	Gradient []wire.Num  `json:"grad"` // of this point alone: each is a delta times the value that goes into its weight
}

// layerJSON is a layer of a pass: z = W·a + b of the values a below it, its own
// values act(z), and its deltas ∂loss/∂z.
type layerJSON struct {
	Sums   []wire.Num `json:"z"`
	Values []wire.Num `json:"a"`
	Deltas []wire.Num `json:"delta"`
}

// netStep is GET /api/step of a network: with point=5 the way of that training point
// through it, forward and back.
func (s handlers) netStep(w http.ResponseWriter, r *http.Request, m *pool.Meter, sc train.Scenario, run, k int) error {
	point, err := pointOf(r, &sc)
	if err != nil {
		return err
	}
	var told netStepJSON
	err = s.Pool.Compute(r.Context(), m, func(ctx context.Context) error {
		taken, err := step.OfNet(ctx, sc, run, k)
		if err != nil {
			return err
		}
		if told = netStepOf(taken); point >= 0 {
			told.Point = passOf(&sc, taken.W, point)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, told)
}

// pointOf is the training point that a step is asked for with; −1 without one.
func pointOf(r *http.Request, sc *train.Scenario) (int, error) {
	return query.Split(r.URL.RawQuery).Integer("point", -1, 0, len(sc.TrainingSet().X)-1)
}

func netStepOf(s step.NetStep) netStepJSON {
	return netStepJSON{
		Run: s.Run, K: s.K, W: nums(s.W), Loss: wire.Num(s.Loss), Held: wire.Num(s.Held),
		Right: [2]wire.Num{wire.Num(s.Right[0]), wire.Num(s.Right[1])},
		Full:  nums(s.Gradient), Norms: nums(s.Norms), Batch: s.Batch,
		Gradient: nums(s.Computed), Noisy: nums(s.Noisy), Clipped: nums(s.Clipped), Decayed: nums(s.Decayed),
		Rate: wire.Num(s.Used), Schedule: wire.Num(s.Rate), State: statesOf(s.State), Update: nums(s.Update), Next: nums(s.Next),
	}
}

func passOf(sc *train.Scenario, w []float64, point int) *passJSON {
	p, set := sc.PassAt(w, point), sc.TrainingSet()
	j := &passJSON{
		Point: point, X: nums(set.X[point]), Y: wire.Num(set.Y[point]), Loss: wire.Num(p.Loss), Gradient: nums(p.Gradient),
	}
	for l := range p.Sums {
		j.Layers = append(j.Layers, layerJSON{nums(p.Sums[l]), nums(p.Values[l+1]), nums(p.Deltas[l])})
	}
	return j
}

// statesOf are numbers that an optimizer remembers.
func statesOf(numbers []step.StateNumber) []stateJSON {
	all := []stateJSON{}
	for _, n := range numbers {
		all = append(all, stateJSON{n.Name, wire.Num(n.Before), wire.Num(n.After)})
	}
	return all
}
