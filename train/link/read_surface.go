package link

import (
	"context"
	"downhill/landscape"
	"downhill/landscape/formula/notation"
	"downhill/train/field"
	"errors"
	"slices"
)

var defaultView = landscape.View{XMin: -5, XMax: 5, YMin: -5, YMax: 5}

// surfaceKeys are the keys that choose a surface.
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
	if id, _ := all.get("surface"); id == netID {
		return parseNet(ctx, all, others)
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

// surface reads surface, or f with its view.
func (r *reader) surface() error {
	text, typed := r.fields.get("f")
	id, named := r.fields.get("surface")
	box, boxed := r.fields.get("view")
	switch {
	case typed && named:
		return field.Refuse("f", text, "exclusive")
	case typed:
		if err := r.refuseNetKeys(); err != nil {
			return err
		}
		return r.formula(text, box, boxed)
	case boxed && id != netID:
		return field.Refuse("view", box, "view-of-catalogue")
	}
	if !named {
		id = "wells"
	}
	if id == netID {
		return r.net()
	}
	if err := r.refuseNetKeys(); err != nil {
		return err
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
		var ok bool
		if view, ok = readView(box); !ok {
			return field.Refuse("view", box, "not-a-view")
		}
	}
	s, err := r.typed(r.ctx, text, view)
	if errors.Is(err, landscape.ErrFlat) {
		return field.Refuse("view", box, "not-a-view")
	}
	if wrong := new(notation.Error); errors.As(err, &wrong) {
		return refuseFormula(text, err)
	}
	if err != nil {
		return err // no fault of the formula: ctx has ended, or its time is up
	}
	r.sc.Surface, r.sc.Formula = s, s.Loss.Text()
	return nil
}

// readView reads a box of the plane, or an interval for a formula of x alone.
func readView(text string) (landscape.View, bool) {
	if v, ok := field.ReadNumbers(text, 2); ok {
		return landscape.View{XMin: v[0], XMax: v[1]}, v[0] < v[1]
	}
	v, ok := field.ReadNumbers(text, 4)
	if !ok || !(v[0] < v[1] && v[2] < v[3]) {
		return landscape.View{}, false
	}
	return landscape.View{XMin: v[0], XMax: v[1], YMin: v[2], YMax: v[3]}, true
}

func surfaceIDs() []string {
	var ids []string
	for _, s := range landscape.Catalog() {
		ids = append(ids, s.ID)
	}
	return append(ids, netID)
}

// refuseFormula carries a formula's error, with its column, to the key f.
func refuseFormula(text string, err error) *field.Error {
	e := &field.Error{Field: "f", Value: field.Shorten(text), Kind: "bad-formula", Message: err.Error()}
	var wrong *notation.Error
	if errors.As(err, &wrong) {
		e.Kind, e.Column, e.Args = wrong.Kind, wrong.Column, map[string]string{}
		for name, value := range wrong.Args {
			e.Args[name] = field.Shorten(value)
		}
	}
	return e
}
