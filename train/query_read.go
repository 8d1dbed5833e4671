package train

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"downhill/landscape"
	"downhill/landscape/formula"
	"downhill/train/field"
	"downhill/train/rule"
)

// Bounds of a scenario's values.
const (
	maxRuns    = 6
	maxSteps   = 5000
	maxRate    = 1e6
	maxSeed    = 1<<53 - 1 // a page's script holds whole numbers up to it exactly
	maxName    = 40
	typedSteps = 300
)

var defaultView = landscape.View{XMin: -5, XMax: 5, YMin: -5, YMax: 5}

// ParseQuery reads a scenario from a URL query, with or without its question
// mark. others are keys that the caller reads itself. A typed formula is
// explored, and rates that are not given are searched for: that ends when ctx
// does. Its error is a *field.Error, or ctx's.
func ParseQuery(ctx context.Context, raw string, others ...string) (Scenario, error) {
	all, err := split(raw)
	if err != nil {
		return Scenario{}, err
	}
	all = all.without(func(key string) bool { return slices.Contains(others, key) })
	r := reader{ctx: ctx, fields: all, typed: landscape.New}
	for _, read := range []func() error{r.known, r.surface, r.start, r.simple,
		r.optimizers, r.parameters, r.schedule, r.rates, r.ranges, r.names} {
		if err := read(); err != nil {
			return Scenario{}, err
		}
	}
	return r.sc, nil
}

// surfaceKeys are the keys that tell a surface.
var surfaceKeys = []string{"surface", "f", "view"}

// ParseSurface reads a surface from a URL query: its id, or a formula with the
// view that it is about. typed makes what a formula is: landscape.New explores
// it, landscape.Unexplored does not. others are keys that the caller reads itself;
// any more are refused. Its error is a *field.Error, or ctx's.
func ParseSurface(ctx context.Context, raw string, typed Typed, others ...string) (*landscape.Surface, error) {
	all, err := split(raw)
	if err != nil {
		return nil, err
	}
	if err := refuseUnknown(all, slices.Concat(surfaceKeys, others)); err != nil {
		return nil, err
	}
	r := reader{ctx: ctx, fields: all.without(func(key string) bool { return slices.Contains(others, key) }), typed: typed}
	err = r.surface()
	return r.sc.Surface, err
}

// Typed makes the surface of a formula about a view.
type Typed func(ctx context.Context, text string, view landscape.View) (*landscape.Surface, error)

// reader fills a scenario from fields, part by part.
type reader struct {
	ctx    context.Context // of the one call of ParseQuery that the reader is for
	fields fields
	typed  Typed
	sc     Scenario
	opts   []string
}

// known refuses keys that no scenario has.
func (r *reader) known() error {
	own := r.fields.without(func(key string) bool { return strings.HasPrefix(key, "schedule.") })
	return refuseUnknown(own, slices.Concat(scenarioKeys, parameterKeys()))
}

// refuseUnknown refuses the first key that is not one of some.
func refuseUnknown(all fields, keys []string) error {
	for _, p := range all {
		if slices.Contains(keys, p.key) {
			continue
		}
		if near := field.Nearest(p.key, keys); near != "" {
			return field.Refuse(field.Shorten(p.key), p.value, "unknown-key-near", "near", near)
		}
		return field.Refuse(field.Shorten(p.key), p.value, "unknown-key", "allowed", strings.Join(keys, ", "))
	}
	return nil
}

// surface reads surface, or f with its view.
func (r *reader) surface() error {
	text, typed := r.fields.get("f")
	id, named := r.fields.get("surface")
	box, boxed := r.fields.get("view")
	switch {
	case typed && named:
		return field.Refuse("f", text, "exclusive")
	case typed:
		return r.formula(text, box, boxed)
	case boxed:
		return field.Refuse("view", box, "view-of-catalogue")
	}
	if !named {
		id = "wells"
	}
	s, ok := landscape.Lookup(id)
	if !ok {
		return field.RefuseWord("surface", id, "unknown-surface", surfaceIDs())
	}
	r.sc.Surface = s
	return nil
}

func (r *reader) formula(text, box string, boxed bool) error {
	view := defaultView
	if boxed {
		v, ok := field.ReadNumbers(box, 4)
		if !ok || !(v[0] < v[1] && v[2] < v[3]) {
			return field.Refuse("view", box, "not-a-view")
		}
		view = landscape.View{XMin: v[0], XMax: v[1], YMin: v[2], YMax: v[3]}
	}
	s, err := r.typed(r.ctx, text, view)
	if wrong := new(formula.Error); errors.As(err, &wrong) {
		return refuseFormula(text, err)
	}
	if err != nil {
		return err // no fault of the formula: ctx has ended, or its time is up
	}
	r.sc.Surface, r.sc.Formula = s, s.Loss.Text()
	return nil
}

func (r *reader) start() error {
	r.sc.Start = r.sc.Surface.Start
	if text, ok := r.fields.get("start"); ok {
		v, ok := field.ReadNumbers(text, 2)
		if !ok {
			return field.Refuse("start", text, "not-a-point")
		}
		r.sc.Start = landscape.Point{X: v[0], Y: v[1]}
		return r.sc.startable()
	}
	return nil // of a formula that is defined nowhere there is still a map
}

// startable refuses a start where there is nothing to descend: no loss, or none
// that has a slope.
func (sc *Scenario) startable() error {
	w := sc.Start
	loss, gx, gy := sc.Objective().Gradient(w.X, w.Y)
	kind := ""
	switch {
	case math.IsInf(loss, 0):
		kind = "infinite-start"
	case !rule.Finite(loss):
		kind = "undefined-start"
	case !rule.Finite(gx) || !rule.Finite(gy):
		kind = "slopeless-start"
	default:
		return nil
	}
	return field.Refuse("start", field.Numbers(w.X, w.Y), kind)
}

// simple reads the keys that are one value each.
func (r *reader) simple() error {
	r.sc.Seed, r.sc.Steps = 1, defaultSteps(r.sc.Surface)
	if text, ok := r.fields.get("steps"); ok {
		n, ok := field.ReadWhole(text, maxSteps)
		if !ok || n < 1 {
			return field.Refuse("steps", text, "not-a-step-count")
		}
		r.sc.Steps = int(n)
	}
	if text, ok := r.fields.get("seed"); ok {
		n, ok := field.ReadWhole(text, maxSeed)
		if !ok {
			return field.Refuse("seed", text, "not-a-seed")
		}
		r.sc.Seed = n
	}
	if text, ok := r.fields.get("noise"); ok {
		v, ok := field.ReadNumber(text)
		if !ok || v < 0 || v > field.MaxNumber {
			return field.Refuse("noise", text, "not-a-noise")
		}
		r.sc.Noise = v + 0 // no negative zero
	}
	return r.clip()
}

func defaultSteps(s *landscape.Surface) int {
	if s.Steps > 0 {
		return s.Steps
	}
	return typedSteps
}

func (r *reader) clip() error {
	text, ok := r.fields.get("clip")
	if !ok || text == "none" {
		return nil
	}
	kind, bound, _ := strings.Cut(text, ":")
	v, ok := field.ReadNumber(bound)
	if kind != "norm" && kind != "value" || !ok || v <= 0 || v > field.MaxNumber {
		return field.Refuse("clip", text, "not-a-clip")
	}
	r.sc.Clip = Clip{Kind: kind, Bound: v}
	return nil
}

// names reads the runs' names: one each, an empty one being the default.
func (r *reader) names() error {
	text, ok := r.fields.get("names")
	if !ok || text == "" {
		return nil
	}
	names := strings.Split(text, ",")
	if len(names) != len(r.sc.Runs) {
		return field.Refuse("names", text, "run-count", "n", strconv.Itoa(len(names)), "runs", strconv.Itoa(len(r.sc.Runs)))
	}
	for i, name := range names {
		name = strings.TrimSpace(name)
		if utf8.RuneCountInString(name) > maxName || strings.ContainsFunc(name, unicode.IsControl) {
			return field.Refuse("names", name, "bad-name")
		}
		r.sc.Runs[i].Name = name
	}
	return nil
}

func surfaceIDs() []string {
	var ids []string
	for _, s := range landscape.Catalog() {
		ids = append(ids, s.ID)
	}
	return ids
}

// refuseFormula carries a formula's error, with its column, to the key f.
func refuseFormula(text string, err error) *field.Error {
	e := &field.Error{Field: "f", Value: field.Shorten(text), Kind: "bad-formula", Message: err.Error()}
	var wrong *formula.Error
	if errors.As(err, &wrong) {
		e.Kind, e.Column, e.Args = wrong.Kind, wrong.Column, wrong.Args
	}
	return e
}
