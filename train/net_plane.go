package train

import (
	"context"
	"math"
	"slices"
	"strconv"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/field"
)

// ByRuns reports whether a plane is chosen by the runs of a scenario.
func (p PlaneSpec) ByRuns() bool { return p.Kind == "runs" || p.Kind == "ends" }

// mostRows is how many weight vectors, of all runs, a plane is chosen by at most.
const mostRows = 300

// LayPlane is the surface of a scenario's network on the plane that goes by its
// runs: with "runs" the principal directions of those that stayed, about the
// lowest of their ends, with "ends" through the ends of exactly three. text names
// the landscape. The error is a *field.Error, or ctx's.
func LayPlane(ctx context.Context, sc Scenario, text string) (*landscape.Surface, error) {
	n := *sc.Net()
	n.text = text
	var paths [][][]float64
	var ends [][]float64
	lowest, center := math.Inf(1), n.Reference.End()
	for i := range sc.Runs {
		p, err := weightPath(ctx, &sc, i)
		if err != nil {
			return nil, err
		}
		end := p.rows[len(p.rows)-1]
		if !p.left {
			paths, ends = append(paths, p.rows), append(ends, end)
		}
		if !p.left && p.loss < lowest {
			lowest, center = p.loss, end
		}
	}
	if n.Spec.Plane.Kind == "runs" {
		n.drawOn(n.Shape.RunsPlane(paths, center, n.Spec.Seed))
		return n.surface(ctx, slices.Concat(paths...))
	}
	if len(sc.Runs) != 3 || len(ends) != 3 {
		return nil, field.Refuse("plane", "ends", "plane-of-three", "n", strconv.Itoa(len(ends)), "runs", strconv.Itoa(len(sc.Runs)))
	}
	plane, err := n.Shape.EndsPlane([3][]float64(ends))
	if err != nil {
		return nil, field.Refuse("plane", "ends", "plane-of-a-line")
	}
	n.drawOn(plane)
	return n.surface(ctx, slices.Concat(paths...))
}

// path is some of a run's weights, the last ones among them.
type path struct {
	rows [][]float64
	loss float64 // at the end
	left bool
}

func weightPath(ctx context.Context, sc *Scenario, run int) (p path, err error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return p, err
	}
	each := max(1, (sc.Steps+1)*len(sc.Runs)/mostRows)
	var it descent.Iterate
	for d.Next(&it) {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		if it.K%each == 0 || d.Over() {
			p.rows = append(p.rows, slices.Clone(d.LastWeights()))
		}
	}
	p.loss, p.left = it.Loss, d.Left()
	return p, nil
}

// drawOn makes a plane the network's own.
func (n *Net) drawOn(p *network.Plane) {
	n.Plane = p
	n.drawn = landscape.Plane{Center: p.Center, X: p.Axes[0], Y: p.Axes[1]}
}

// surface looks at the landscape on the network's plane; path is what its view must
// hold, beside the start.
func (n *Net) surface(ctx context.Context, path [][]float64) (*landscape.Surface, error) {
	s := n.unmeasured(path)
	s.Scale, s.Rates = s.UsualScale(), n.rates
	return s, ctx.Err()
}

// unmeasured is that landscape before its heights and rates are known.
func (n *Net) unmeasured(path [][]float64) *landscape.Surface {
	return &landscape.Surface{
		ID: netID, Name: "Network", Group: "networks", Loss: n, Steps: netSteps, Found: true, Part: true,
		View: n.view(path), Start: n.drawn.Project(n.Initial),
	}
}

// viewShare is how much further than what it must hold a view goes.
const viewShare = 1.25

// leastHalf is half the width of a view of runs that do not move.
const leastHalf = 0.5

// view is a square that holds the way of runs on the plane, the start, and the
// reach of the plane itself.
func (n *Net) view(path [][]float64) landscape.View {
	at := n.drawn.Project(n.Initial)
	v := landscape.View{XMin: at.X, XMax: at.X, YMin: at.Y, YMax: at.Y}
	for _, w := range append([][]float64{n.Plane.Center}, path...) {
		p := n.drawn.Project(w)
		v = landscape.View{XMin: min(v.XMin, p.X), XMax: max(v.XMax, p.X), YMin: min(v.YMin, p.Y), YMax: max(v.YMax, p.Y)}
	}
	return squareAround(v, max(n.Plane.Reach, leastHalf))
}

// lay makes a plane that goes by the reference run. Its centre is the run's end: a
// plane through weights that have learned. One that goes by the scenario's runs is
// this one until they are known.
func (n *Net) lay() (*network.Plane, error) {
	end, spec := n.Reference.End(), n.Spec.Plane
	switch spec.Kind {
	case "random":
		return n.Shape.RandomPlane(end, n.Spec.Seed), nil
	case "weights":
		p, err := n.Shape.WeightsPlane(end, spec.I, spec.J)
		if err != nil {
			err = field.Refuse("plane", spec.Text(), "no-such-weights", "last", strconv.Itoa(n.Shape.Weights()-1))
		}
		return p, err
	}
	return n.Shape.ReferencePlane(n.Reference, n.Spec.Seed), nil
}
