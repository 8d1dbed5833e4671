// Package nets holds networks as they are trained: with their data, the plane on which
// they are drawn, the reference run that this goes by, and the rates that suit them. The
// networks themselves are those of package network.
package nets

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/once"
	"downhill/train/field"
)

// Spec is what a link says of a network, beside its runs: its data, its layers,
// and the plane on which it is drawn.
type Spec struct {
	Data  string
	Noise float64
	Size  int // of the training set
	Units []int
	Act   network.Act
	Loss  network.Loss
	Init  network.Init
	Plane PlaneSpec
	Seed  uint64 // of data, initial weights and random directions
}

// PlaneSpec is a plane through the space of weights, by how it is chosen: by the
// "reference" run, the scenario's "runs" or their "ends", "random" directions, or
// "weights" with the numbers of two.
type PlaneSpec struct {
	Kind string
	I, J int
}

// PlaneKinds are the kinds of planes there are.
func PlaneKinds() []string { return []string{"reference", "runs", "ends", "random", "weights"} }

// Text is the plane as a link has it.
func (p PlaneSpec) Text() string {
	if p.Kind == "weights" {
		return fmt.Sprintf("weights:%d,%d", p.I, p.J)
	}
	return p.Kind
}

// The bounds of a scenario that trains a network.
const (
	// MostWork bounds weights × training points × steps × runs.
	MostWork = 500_000_000
	// MostCurved is how many weights a network may have for Newton's method.
	MostCurved = 50
	// LeastRates is how many rates a sweep takes at least.
	LeastRates = 12

	usualSteps = 300 // of a run
	netID      = "net"
)

// Net is a network with its data, its initial weights and its plane. As a loss it
// is the landscape on that plane: the loss of the weights there.
type Net struct {
	Spec      Spec
	Shape     network.Net
	Train     *network.Set
	Held      *network.Set // held out
	Initial   []float64
	Reference *network.Reference
	Plane     *network.Plane

	Drawn landscape.Plane // Plane, as runs are drawn on it
	rates landscape.Rates // of plain descent
	text  string
	shown *shownSurfaces // those of its copies too
}

// netKey is what a network's surface is kept under.
type netKey struct{ text string }

// New is the surface of a network's landscape on its plane. The reference run
// that the plane goes by is made for it. The most recently used are kept, and
// shared. The error is a *field.Error, or ctx's.
func New(ctx context.Context, spec Spec) (*landscape.Surface, error) {
	n := &Net{Spec: spec, Shape: network.Net{Units: spec.Units, Act: spec.Act, Loss: spec.Loss}, shown: &shownSurfaces{}}
	if err := n.draw(); err != nil {
		return nil, err
	}
	n.text = spec.text()
	return once.Do(ctx, netKey{n.text}, func(ctx context.Context) (s *landscape.Surface, bytes int, err error) {
		err = once.Through(ctx, n.Cost(), func(ctx context.Context) error {
			s, err = survey(ctx, n)
			return err
		})
		return s, n.Bytes(), err
	})
}

// draw makes the data and the initial weights, and refuses what is no network.
func (n *Net) draw() error {
	spec := n.Spec
	data, ok := network.LookupData(spec.Data)
	if !ok {
		return field.Refuse("data", spec.Data, "not-a-choice", "allowed", strings.Join(DataIDs(), ", "))
	}
	var err error
	if n.Train, n.Held, err = data.Make(spec.Seed, spec.Size, spec.Noise); err != nil {
		return err // the codec checks both before
	}
	switch {
	case n.Shape.Check() != nil:
		return field.Refuse("units", UnitsText(spec.Units), "not-units", "layers", strconv.Itoa(network.MaxLayers), "weights", strconv.Itoa(network.MaxWeights))
	case spec.Units[0] != data.Inputs || spec.Units[len(spec.Units)-1] != 1:
		return field.Refuse("units", UnitsText(spec.Units), "units-of-data", "data", spec.Data, "inputs", strconv.Itoa(data.Inputs))
	case data.Curve && spec.Loss == network.BCE:
		return field.Refuse("loss", string(spec.Loss), "loss-of-classes", "data", spec.Data)
	}
	if n.Initial = n.Shape.Initial(spec.Init, spec.Seed); n.Initial == nil {
		return field.Refuse("init", string(spec.Init), "not-a-choice")
	}
	if !slices.Contains(PlaneKinds(), spec.Plane.Kind) {
		return field.Refuse("plane", spec.Plane.Kind, "not-a-plane", "allowed", strings.Join(PlaneKinds(), ", "))
	}
	return nil
}

// Alike reports whether two networks differ by no more than where their planes lie.
func (n *Net) Alike(other *Net) bool { return n.Spec.text() == other.Spec.text() }

// text names the landscape by all the keys that it depends on.
func (s Spec) text() string {
	return strings.Join([]string{
		"surface=net", "data=" + s.Data, "data.noise=" + field.Number(s.Noise), "data.size=" + strconv.Itoa(s.Size),
		"units=" + UnitsText(s.Units), "act=" + string(s.Act), "loss=" + string(s.Loss), "init=" + string(s.Init),
		"plane=" + s.Plane.Text(), "seed=" + strconv.FormatUint(s.Seed, 10),
	}, "&")
}

// UnitsText is numbers of units as a link has them.
func UnitsText(units []int) string {
	var parts []string
	for _, u := range units {
		parts = append(parts, strconv.Itoa(u))
	}
	return strings.Join(parts, ",")
}

// DataIDs are the ids of all kinds of data.
func DataIDs() (ids []string) {
	for _, d := range network.AllData() {
		ids = append(ids, d.ID)
	}
	return ids
}

// Bytes is about how much memory the network's surface holds.
func (n *Net) Bytes() int {
	points := len(n.Train.X) + len(n.Held.X)
	vectors := 6
	if n.Reference != nil {
		vectors += len(n.Reference.Path)
	}
	return 8*vectors*n.Shape.Weights() + 64*points + len(n.text)
}

// Fits refuses runs, so many of so many steps, that are too much work. Its error is a
// *field.Error that says which number to lower.
func (n *Net) Fits(runs, steps int) error {
	weights, points := len(n.Initial), len(n.Train.X)
	args := []string{"weights", strconv.Itoa(weights), "points", strconv.Itoa(points), "runs", strconv.Itoa(runs)}
	if most := MostWork / (weights * points * runs); steps > most {
		return field.Refuse("steps", strconv.Itoa(steps), "net-work", append(args, "most", strconv.Itoa(most))...)
	}
	return nil
}

// StepWork is weights × points: the work of one step of one run.
func (n *Net) StepWork() int { return len(n.Initial) * len(n.Train.X) }

// SweepRates is how many of n rates a sweep of runs of so many steps takes.
func (n *Net) SweepRates(steps, rates int) int {
	perRun := float64(n.Shape.Weights()*len(n.Train.X)) * float64(steps)
	return min(rates, max(LeastRates, int(MostWork/perRun)))
}
