package link

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/once"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/nets"
	"downhill/train/rule"
)

// netID is the surface that is a network, netKeys are the keys that tell which: all
// but the last tell its landscape too, with the seed.
const netID = "net"

var netKeys = []string{"data", "data.noise", "data.size", "units", "act", "loss", "init", "plane", "batch"}

// usualUnits are the layers between inputs and output where none are given.
var usualUnits = []int{8, 8}

// net reads a network with its data and its plane.
func (r *reader) net() error {
	for _, key := range []string{"start", "view"} {
		if text, ok := r.fields.get(key); ok {
			return field.Refuse(key, text, key+"-of-net")
		}
	}
	spec, err := r.netSpec()
	if err != nil {
		return err
	}
	if err := r.batch(spec.Size); err != nil {
		return err
	}
	r.sc.Surface, err = nets.New(r.ctx, spec)
	return err
}

// refuseNetKeys refuses the keys of a network where there is none.
func (r *reader) refuseNetKeys() error {
	for _, key := range netKeys {
		if text, ok := r.fields.get(key); ok {
			return field.Refuse(key, text, "key-of-net")
		}
	}
	return nil
}

func (r *reader) netSpec() (spec nets.Spec, err error) {
	spec = usualNet(r.word("data", "moons"))
	if spec.Units == nil {
		return spec, field.RefuseWord("data", spec.Data, "not-a-choice", nets.DataIDs())
	}
	if spec.Seed, err = r.seed(); err != nil {
		return spec, err
	}
	if err = r.dataKeys(&spec); err != nil {
		return spec, err
	}
	if text, ok := r.fields.get("units"); ok {
		if spec.Units, ok = readUnits(text); !ok {
			return spec, field.Refuse("units", text, "not-units", "layers", strconv.Itoa(network.MaxLayers), "weights", strconv.Itoa(network.MaxWeights))
		}
	}
	if spec.Act, err = chosen(r, "act", spec.Act, network.Acts()); err != nil {
		return spec, err
	}
	if spec.Loss, err = chosen(r, "loss", spec.Loss, network.Losses()); err != nil {
		return spec, err
	}
	if spec.Init, err = chosen(r, "init", spec.Init, network.Inits()); err != nil {
		return spec, err
	}
	spec.Plane, err = r.plane()
	return spec, err
}

// usualNet is the network for data of which nothing else is told; without units
// where there are no such data.
func usualNet(data string) nets.Spec {
	spec := nets.Spec{Data: data, Act: network.Tanh, Loss: network.BCE, Init: network.Xavier, Plane: nets.PlaneSpec{Kind: "reference"}}
	d, ok := network.LookupData(data)
	if !ok {
		return spec
	}
	if d.Curve {
		spec.Loss = network.MSE
	}
	spec.Noise, spec.Size = d.Noise, d.Size
	spec.Units = slices.Concat([]int{d.Inputs}, usualUnits, []int{1})
	return spec
}

// word is a key's value, or what stands for it.
func (r *reader) word(key, standard string) string {
	if text, ok := r.fields.get(key); ok {
		return text
	}
	return standard
}

// chosen is one of some words.
func chosen[W ~string](r *reader, key string, standard W, all []W) (W, error) {
	text := r.word(key, string(standard))
	if slices.Contains(all, W(text)) {
		return W(text), nil
	}
	var words []string
	for _, w := range all {
		words = append(words, string(w))
	}
	return standard, field.RefuseWord(key, text, "not-a-choice", words)
}

// dataKeys reads how noisy the data are, and how many.
func (r *reader) dataKeys(spec *nets.Spec) error {
	if text, ok := r.fields.get("data.noise"); ok {
		v, ok := field.ReadNumber(text)
		if !ok || !(v >= 0 && v <= network.MaxNoise) {
			return field.Refuse("data.noise", text, "out-of-range", "min", "0", "max", field.Number(network.MaxNoise))
		}
		spec.Noise = v + 0 // no negative zero
	}
	if text, ok := r.fields.get("data.size"); ok {
		n, ok := field.ReadWhole(text, network.MaxSize)
		if !ok || n < network.MinSize {
			return field.Refuse("data.size", text, "whole-out-of-range", "min", strconv.Itoa(network.MinSize), "max", strconv.Itoa(network.MaxSize))
		}
		spec.Size = int(n)
	}
	return nil
}

func readUnits(text string) (units []int, ok bool) {
	for part := range strings.SplitSeq(text, ",") {
		n, ok := field.ReadWhole(strings.TrimSpace(part), network.MaxWeights)
		if !ok {
			return nil, false
		}
		units = append(units, int(n))
	}
	return units, true
}

// plane reads the plane on which a network is drawn.
func (r *reader) plane() (p nets.PlaneSpec, err error) {
	text := r.word("plane", "reference")
	kind, numbers, given := strings.Cut(text, ":")
	p.Kind = kind
	refused := field.Refuse("plane", text, "not-a-plane", "allowed", strings.Join(nets.PlaneKinds(), ", "))
	if !slices.Contains(nets.PlaneKinds(), kind) || given != (kind == "weights") {
		return p, refused
	}
	if kind != "weights" {
		return p, nil
	}
	i, j, _ := strings.Cut(numbers, ",")
	first, one := field.ReadWhole(i, math.MaxInt32) // those that there are none of are refused with the last that there is
	second, two := field.ReadWhole(j, math.MaxInt32)
	if !one || !two {
		return p, refused
	}
	p.I, p.J = int(first), int(second)
	return p, nil
}

// batch reads how many points a mini-batch has; all of them are the whole set.
func (r *reader) batch(size int) error {
	text := r.word("batch", "full")
	if text == "full" {
		return nil
	}
	n, ok := field.ReadWhole(text, uint64(size))
	if !ok || n < 1 {
		return field.Refuse("batch", text, "not-a-batch", "most", strconv.Itoa(size))
	}
	if int(n) < size {
		r.sc.Batch = int(n)
	}
	return nil
}

// trains refuses an optimizer that can't train the scenario's network.
func (r *reader) trains(spec *rule.Spec) error {
	n := r.sc.Net()
	if n == nil {
		return nil
	}
	if spec.NeedsHessian && len(n.Initial) > nets.MostCurved {
		return field.Refuse("opt", spec.ID, "needs-few-weights", "most", strconv.Itoa(nets.MostCurved), "weights", strconv.Itoa(len(n.Initial)))
	}
	if spec.NeedsWhole && r.sc.Batch > 0 {
		return field.Refuse("batch", strconv.Itoa(r.sc.Batch), "needs-whole-batch", "optimizer", spec.ID)
	}
	return nil
}

// planeKey is what a plane that goes by a scenario's runs is kept under.
type planeKey struct{ query string }

// laidKey is what a plane that is to stay is found under in a context.
type laidKey struct{}

// WithPlane is a context in which a network's plane that goes by a scenario's runs is
// not laid anew: laid stays, that of the runs before, while their rates are changed.
func WithPlane(ctx context.Context, laid *landscape.Surface) context.Context {
	return context.WithValue(ctx, laidKey{}, laid)
}

// laid is the plane that is to stay for a network; nil for none.
func laid(ctx context.Context, n *nets.Net) *landscape.Surface {
	s, _ := ctx.Value(laidKey{}).(*landscape.Surface)
	if s == nil {
		return nil
	}
	if before, ok := s.Loss.(*nets.Net); !ok || !before.Alike(n) {
		return nil
	}
	return s
}

// trained refuses runs of a network that are too much work, and lays the plane that
// goes by them.
func (r *reader) trained() error {
	n := r.sc.Net()
	if n == nil {
		return nil
	}
	if err := n.Fits(len(r.sc.Runs), r.sc.Steps); err != nil || !n.Spec.Plane.ByRuns() {
		return err
	}
	if s := laid(r.ctx, n); s != nil {
		r.sc.Surface, r.sc.Start = s, s.Start
		return nil
	}
	surface, err := once.Do(r.ctx, planeKey{Query(r.sc)}, func(ctx context.Context) (s *landscape.Surface, bytes int, err error) {
		err = once.Through(ctx, n.Cost(), func(ctx context.Context) error {
			s, err = train.LayPlane(ctx, r.sc, Query(r.sc))
			return err
		})
		return s, n.Bytes(), err
	})
	if err == nil {
		r.sc.Surface, r.sc.Start = surface, surface.Start
	}
	return err
}

// net writes the keys of a network.
func (w *writer) net() {
	n := w.sc.Net()
	if n == nil {
		return
	}
	s, usual := n.Spec, usualNet(n.Spec.Data)
	w.put("data", s.Data, "moons")
	w.put("data.noise", field.Number(s.Noise), field.Number(usual.Noise))
	w.put("data.size", strconv.Itoa(s.Size), strconv.Itoa(usual.Size))
	w.put("units", nets.UnitsText(s.Units), nets.UnitsText(usual.Units))
	w.put("act", string(s.Act), string(usual.Act))
	w.put("loss", string(s.Loss), string(usual.Loss))
	w.put("init", string(s.Init), string(usual.Init))
	batch := "full"
	if w.sc.Batch > 0 {
		batch = strconv.Itoa(w.sc.Batch)
	}
	w.put("batch", batch, "full")
	w.put("plane", s.Plane.Text(), usual.Plane.Text())
}

// parseNet reads the landscape of a network: the keys that tell it, or where its
// plane goes by the runs a whole scenario.
func parseNet(ctx context.Context, all fields, others []string) (*landscape.Surface, error) {
	own := all.without(func(key string) bool { return slices.Contains(others, key) })
	r := reader{ctx: ctx, fields: own}
	p, err := r.plane()
	if err != nil {
		return nil, err
	}
	if p.ByRuns() {
		sc, err := Parse(ctx, own.join())
		return sc.Surface, err
	}
	if err := refuseUnknown(own, slices.Concat(surfaceKeys, netKeys[:len(netKeys)-1], []string{"seed"})); err != nil {
		return nil, err
	}
	err = r.surface()
	return r.sc.Surface, err
}
