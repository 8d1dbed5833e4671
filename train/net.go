package train

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/once"
	"downhill/train/field"
)

// NetSpec is what a link says of a network, beside its runs: its data, its layers,
// and the plane on which it is drawn.
type NetSpec struct {
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
	// MostNetWork bounds weights × training points × steps × runs.
	MostNetWork = 500_000_000
	// MostCurved is how many weights a network may have for Newton's method.
	MostCurved = 50
	// LeastRates is how many rates a sweep takes at least.
	LeastRates = 12

	netSteps = 300
	netID    = "net"
)

// Net is a network with its data, its initial weights and its plane. As a loss it
// is the landscape on that plane: the loss of the weights there.
type Net struct {
	Spec      NetSpec
	Shape     network.Net
	Train     *network.Set
	Held      *network.Set // held out
	Initial   []float64
	Reference *network.Reference
	Plane     *network.Plane

	drawn landscape.Plane
	rates landscape.Rates // of plain descent
	text  string
	shown *shownSurfaces // those of its copies too
}

// Net is the network that a scenario trains; nil where it descends a surface of two
// weights.
func (sc *Scenario) Net() *Net {
	n, _ := sc.Surface.Loss.(*Net)
	return n
}

// netKey is what a network's surface is kept under.
type netKey struct{ text string }

// NewNet is the surface of a network's landscape on its plane. The reference run
// that the plane goes by is made for it. The most recently used are kept, and
// shared. The error is a *field.Error, or ctx's.
func NewNet(ctx context.Context, spec NetSpec) (*landscape.Surface, error) {
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
func (s NetSpec) text() string {
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

// Fits refuses a scenario whose runs are too much work. Its error is a
// *field.Error that says which number to lower.
func (n *Net) Fits(sc *Scenario) error {
	weights, points, runs := len(n.Initial), len(n.Train.X), len(sc.Runs)
	args := []string{"weights", strconv.Itoa(weights), "points", strconv.Itoa(points), "runs", strconv.Itoa(runs)}
	if most := MostNetWork / (weights * points * runs); sc.Steps > most {
		return field.Refuse("steps", strconv.Itoa(sc.Steps), "net-work", append(args, "most", strconv.Itoa(most))...)
	}
	return nil
}

// stepWork is weights × points × runs: the work of one step of one member.
func (n *Net) stepWork(sc *Scenario) int { return len(n.Initial) * len(n.Train.X) * len(sc.Runs) }

// SweepRates is how many of n rates a sweep of a network takes.
func (n *Net) SweepRates(sc *Scenario, rates int) int {
	perRun := float64(n.Shape.Weights()*len(n.Train.X)) * float64(sc.Steps)
	return min(rates, max(LeastRates, int(MostNetWork/perRun)))
}

// ErrNoNet is the error of who asks for what only networks have.
var ErrNoNet = errors.New("the scenario trains no network")

// BatchAt is the training points that step k of every run uses, by their numbers.
func BatchAt(sc Scenario, k int) ([]int, error) {
	if !sc.Learns() {
		return nil, ErrNoNet
	}
	return network.NewBatches(sc.Seed, len(sc.TrainingSet().X), sc.Batch).At(k), nil
}
