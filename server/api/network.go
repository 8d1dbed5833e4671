package api

import (
	"context"
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/link"
)

// networkJSON is a network with what it learns from: with it, and with the batches,
// a run can be made again elsewhere.
type networkJSON struct {
	Units     []int          `json:"units"`
	Act       string         `json:"act"`
	Loss      string         `json:"loss"`
	Train     any            `json:"train" ts:"DataSet"`
	Held      any            `json:"held" ts:"DataSet"`
	Weights   []wire.Num     `json:"weights"`        // the initial ones
	Ties      []int          `json:"ties,omitempty"` // of one whose surface is its whole landscape: for each weight as they stand in a network, which of its own it is; −1 for 0
	Reference *referenceJSON `json:"reference,omitempty"`
	Plane     *planeJSON     `json:"plane,omitempty"`
}

// referenceJSON is the run that a plane and the outcomes go by.
type referenceJSON struct {
	Rate   wire.Num `json:"lr"`
	Steps  int      `json:"steps"`
	Lowest wire.Num `json:"lowest"` // its lowest loss
}

// planeJSON is the plane on which a network is drawn.
type planeJSON struct {
	Kind      string        `json:"kind"`
	Origin    []wire.Num    `json:"origin"` // what is drawn at (0, 0)
	Axes      [2][]wire.Num `json:"axes" ts:"number[][]"`
	Explained []wire.Num    `json:"explained"` // by axis, the share of a path's squared distances from the origin; fewer where a plane has none
	Filled    int           `json:"filled"`    // axes that were drawn at random, since the runs have too few directions
}

func networkOf(sc *train.Scenario) networkJSON {
	n := sc.Net()
	if n == nil {
		return wholeOf(sc)
	}
	p := n.Plane
	return networkJSON{
		Units: n.Spec.Units, Act: string(n.Spec.Act), Loss: string(n.Spec.Loss), Train: n.Train, Held: n.Held,
		Weights:   nums(n.Initial),
		Reference: &referenceJSON{wire.Num(n.Reference.Rate), len(n.Reference.Path) - 1, wire.Num(n.Reference.Lowest())},
		Plane: &planeJSON{
			n.Spec.Plane.Text(), nums(p.Center), [2][]wire.Num{nums(p.Axes[0]), nums(p.Axes[1])}, nums(p.Explained), p.Filled,
		},
	}
}

// wholeOf is a network whose whole landscape the scenario's surface is: nothing is held
// out, and there is no plane, since nothing is left out.
func wholeOf(sc *train.Scenario) networkJSON {
	n := sc.Surface.Network
	return networkJSON{
		Units: n.Units, Act: string(n.Act), Loss: string(n.Loss), Train: n.Set, Held: sc.HeldSet(),
		Weights: nums(sc.InitialWeights()), Ties: n.Ties,
	}
}

func nums(values []float64) []wire.Num {
	all := make([]wire.Num, len(values))
	for i, v := range values {
		all[i] = wire.Num(v)
	}
	return all
}

// network is GET /api/network?SCENARIO: the network, its data and its plane.
func (s handlers) network(w http.ResponseWriter, r *http.Request) error {
	l, err := s.resolveNet(r, pool.NewMeter())
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, networkOf(&l.Scenario))
}

// resolveNet reads a scenario that trains a network.
func (s handlers) resolveNet(r *http.Request, m *pool.Meter, others ...string) (engine.Linked, error) {
	l, err := s.resolve(r, m, others...)
	if err == nil && !l.Scenario.Learns() {
		err = field.Refuse("surface", l.Scenario.Surface.ID, "no-net")
	}
	return l, err
}

// weights is GET /api/weights?SCENARIO&run=0&k=12: the weights of iterate k; with n=50
// those of so many iterates from k on, fewer where the run ends, as float64s.
func (s handlers) weights(w http.ResponseWriter, r *http.Request) error {
	q := query.Split(r.URL.RawQuery)
	some, err := q.Integer("n", 0, 1, mostRows)
	if err != nil {
		return err
	}
	m := pool.NewMeter()
	l, err := s.resolveNet(r, m, "run", "k", "n")
	if err != nil {
		return err
	}
	run, err := engine.RunOf(q, 0, l)
	if err != nil {
		return err
	}
	k, err := engine.IterateOf(q, l)
	if err != nil {
		return err
	}
	if some > 0 {
		return s.manyWeights(w, r, m, l.Scenario, weightRows{run, k, some})
	}
	weights, err := s.weightsAt(r.Context(), m, l.Scenario, run, k)
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, nums(weights))
}

// pathKey is what all weights of a run are kept under.
type pathKey struct {
	query string
	run   int
}

// mostPathBytes bounds what is kept of one run: of a longer one each step is made
// again.
const mostPathBytes = 4 << 20

// weightsAt are a run's weights at a step.
func (s handlers) weightsAt(ctx context.Context, m *pool.Meter, sc train.Scenario, run, k int) ([]float64, error) {
	rows, err := s.rowsOf(ctx, m, sc, weightRows{run, k, 1})
	if err != nil {
		return nil, err
	}
	return rows[0], nil
}

// weightPath are all weights of a run, kept for a while: whoever scrubs asks for one
// after the other. kept is false where they are too many.
func (s handlers) weightPath(ctx context.Context, m *pool.Meter, sc train.Scenario, run int) (path [][]float64, kept bool, err error) {
	bytes := 8 * len(sc.InitialWeights()) * (sc.Steps + 1)
	if bytes > mostPathBytes || run >= len(sc.Runs) {
		return nil, false, nil
	}
	key := pathKey{link.Query(sc), run}
	path, err = pool.Once(ctx, m, key, func(ctx context.Context) (path [][]float64, size int, err error) {
		err = s.Pool.Compute(ctx, m, func(ctx context.Context) error {
			path, err = train.WeightPath(ctx, sc, run)
			return err
		})
		return path, bytes + len(key.query), err
	})
	return path, true, err
}

// batch is GET /api/batch?SCENARIO&k=12: the training points that step k uses, by
// their numbers, the same in all runs.
func (s handlers) batch(w http.ResponseWriter, r *http.Request) error {
	l, err := s.resolveNet(r, pool.NewMeter(), "k")
	if err != nil {
		return err
	}
	k, err := engine.IterateOf(query.Split(r.URL.RawQuery), l) // that of the last is the one that would come
	if err != nil {
		return err
	}
	points, err := train.BatchAt(l.Scenario, k)
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, points)
}
