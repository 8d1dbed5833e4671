package api

import (
	"context"
	"math"
	"net/http"

	"downhill/landscape"
	"downhill/server/answer"
	"downhill/server/pool"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/link"
)

// TracesJSON are by surface the ways of the runs that it opens with, one list a run:
// x, y, x, y, … in thousandths of the view from its lower left corner, thinned to what
// a thumbnail shows. Of one weight the second is the loss, in thousandths of the
// losses of the view from the lowest.
type TracesJSON map[string][][]int

const (
	traceMost  = 48   // places of a way at most
	traceApart = 12   // thousandths: places nearer than this to the last are left out
	traceOff   = 4000 // no place is further off the view than this
)

// tracesKey is what the ways are kept under.
type tracesKey struct{}

// traces is GET /api/traces: the ways of every surface's own runs, for the gallery. They
// are computed once for all who ask at the same time, and kept while they are asked for.
func (s handlers) traces(w http.ResponseWriter, r *http.Request) error {
	a, err := answer.Shared(r, tracesKey{}, catalogueLevel, func(ctx context.Context) (answer.Answer, error) {
		all, m := TracesJSON{}, pool.NewMeter()
		for _, surface := range landscape.Catalog() {
			err := s.Pool.Compute(ctx, m, func(ctx context.Context) (err error) {
				all[surface.ID], err = tracesOf(ctx, surface)
				return err
			})
			if err != nil {
				return answer.Answer{}, err
			}
		}
		return answer.JSON(all)
	})
	if err != nil {
		return err
	}
	a.Respond(w, r)
	return nil
}

func tracesOf(ctx context.Context, s *landscape.Surface) (ways [][]int, err error) {
	sc, err := link.Parse(ctx, "surface="+s.ID)
	if err != nil {
		return nil, err
	}
	place := placeIn(s)
	for run := range sc.Runs {
		t, _, err := train.Collect(ctx, sc, run)
		if err != nil {
			return nil, err
		}
		ways = append(ways, thinned(t, place))
	}
	return ways, nil
}

// placeIn tells where an iterate is seen, in thousandths.
func placeIn(s *landscape.Surface) func(*descent.Iterate) (x, y float64) {
	v := s.View
	along := func(value, from, to float64) float64 { return 1000 * (value - from) / (to - from) }
	if !s.OneWeight {
		return func(it *descent.Iterate) (x, y float64) {
			return along(it.W.X, v.XMin, v.XMax), along(it.W.Y, v.YMin, v.YMax)
		}
	}
	const samples = 65 // those of the gallery's curve
	low, high := math.Inf(1), math.Inf(-1)
	o := s.Objective()
	for i := range samples {
		f := o.Value(v.XMin+float64(i)*(v.XMax-v.XMin)/(samples-1), 0)
		low, high = min(low, f), max(high, f)
	}
	return func(it *descent.Iterate) (x, y float64) {
		return along(it.W.X, v.XMin, v.XMax), along(it.Loss, low, high)
	}
}

// thinned are the places of a run that are told apart in a thumbnail, the first and
// the last among them; a run that leaves ends where it is out of the picture.
func thinned(t descent.Trajectory, place func(*descent.Iterate) (x, y float64)) (way []int) {
	lastX, lastY := math.Inf(1), math.Inf(1)
	for i := range t {
		x, y := place(&t[i])
		if x-x != 0 || y-y != 0 || len(way) >= 2*traceMost {
			break
		}
		if i < len(t)-1 && math.Hypot(x-lastX, y-lastY) < traceApart {
			continue
		}
		far := max(math.Abs(x), math.Abs(y)) / traceOff
		if far > 1 {
			x, y = x/far, y/far
		}
		way = append(way, int(math.Round(x)), int(math.Round(y)))
		if far > 1 {
			break
		}
		lastX, lastY = x, y
	}
	return way
}
