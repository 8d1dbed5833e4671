package nets

import (
	"context"
	"math"
	"slices"
	"strconv"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/field"
)

// ByRuns reports whether a plane is chosen by the runs of a scenario.
func (p PlaneSpec) ByRuns() bool { return p.Kind == "runs" || p.Kind == "ends" }

// Path is some of a run's weights, the last ones among them.
type Path struct {
	Rows [][]float64
	Loss float64 // at the end
	Left bool    // it is over since it left
}

// LaidBy is the surface of the network on the plane that goes by runs: with "runs" the
// principal directions of those that stayed, about the lowest of their ends, with "ends"
// through the ends of exactly three. text names the landscape. The error is a
// *field.Error, or ctx's.
func (n *Net) LaidBy(ctx context.Context, runs []Path, text string) (*landscape.Surface, error) {
	own := *n
	own.text = text
	var paths [][][]float64
	var ends [][]float64
	lowest, center := math.Inf(1), own.Reference.End()
	for _, p := range runs {
		if p.Left {
			continue
		}
		end := p.Rows[len(p.Rows)-1]
		paths, ends = append(paths, p.Rows), append(ends, end)
		if p.Loss < lowest {
			lowest, center = p.Loss, end
		}
	}
	if own.Spec.Plane.Kind == "runs" {
		own.drawOn(own.Shape.RunsPlane(paths, center, own.Spec.Seed))
		return own.surface(ctx, slices.Concat(paths...))
	}
	if len(runs) != 3 || len(ends) != 3 {
		return nil, field.Refuse("plane", "ends", "plane-of-three", "n", strconv.Itoa(len(ends)), "runs", strconv.Itoa(len(runs)))
	}
	plane, err := own.Shape.EndsPlane([3][]float64(ends))
	if err != nil {
		return nil, field.Refuse("plane", "ends", "plane-of-a-line")
	}
	own.drawOn(plane)
	return own.surface(ctx, slices.Concat(paths...))
}

// drawOn makes a plane the network's own.
func (n *Net) drawOn(p *network.Plane) {
	n.Plane = p
	n.Drawn = landscape.Plane{Center: p.Center, X: p.Axes[0], Y: p.Axes[1]}
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
		ID: netID, Name: "Network", Group: "networks", Loss: n, Steps: usualSteps, Found: true, Part: true,
		View: n.view(path), Start: n.Drawn.Project(n.Initial),
	}
}

// viewShare is how much further than what it must hold a view goes.
const viewShare = 1.25

// leastHalf is half the width of a view of runs that do not move.
const leastHalf = 0.5

// view is a square that holds the way of runs on the plane, the start, and the
// reach of the plane itself.
func (n *Net) view(path [][]float64) landscape.View {
	at := n.Drawn.Project(n.Initial)
	v := landscape.View{XMin: at.X, XMax: at.X, YMin: at.Y, YMax: at.Y}
	for _, w := range append([][]float64{n.Plane.Center}, path...) {
		p := n.Drawn.Project(w)
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
