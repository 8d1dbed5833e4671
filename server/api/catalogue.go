package api

import (
	"context"
	"net/http"
	"strconv"

	"downhill/landscape"
	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/language"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train/link"
	"downhill/train/rule"
)

// catalogueKey is what a list of the catalogue is kept under: its name, and what its words
// and links depend on, if it has any.
type catalogueKey struct {
	name       string
	lessons    *engine.Lessons
	lang, base string
}

// catalogueLevel is that of what is packed once for all.
const catalogueLevel = 7

// surfaces is GET /api/surfaces: the catalogue.
func (s handlers) surfaces(w http.ResponseWriter, r *http.Request) error {
	return answer.RespondShared(w, r, catalogueKey{name: "surfaces"}, catalogueLevel, func(ctx context.Context) (any, error) {
		all := []wire.Surface{}
		for _, surface := range landscape.Catalog() {
			one, err := wire.SurfaceOf(ctx, surface)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
		return all, nil
	})
}

// surface is GET /api/surface?surface=…|f=…&view=…: one surface.
func (s handlers) surface(w http.ResponseWriter, r *http.Request) error {
	m := pool.NewMeter()
	surface, err := s.ReadSurface(r.Context(), m, r.URL.RawQuery, landscape.New)
	if err != nil {
		return err
	}
	whole, err := s.WholeSurface(r.Context(), m, surface)
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, whole)
}

// scenario is GET /api/scenario?SCENARIO: the scenario as it is resolved, with
// its surface and runs, as the stream begins with it.
func (s handlers) scenario(w http.ResponseWriter, r *http.Request) error {
	m := pool.NewMeter()
	l, err := s.resolve(r, m)
	if err != nil {
		return err
	}
	whole, err := s.WholeScenario(r.Context(), m, l)
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, whole)
}

// paramJSON is a parameter of an optimizer or a schedule: what a control and a
// bounds check are made of.
type paramJSON struct {
	Key     string         `json:"key"`
	Meaning string         `json:"meaning"`
	Kind    rule.ParamKind `json:"kind"`
	Default any            `json:"default" ts:"number | boolean | string | null"` // null: the scenario's number of steps
	Min     wire.Num       `json:"min" ts:"number | null"`
	Max     wire.Num       `json:"max" ts:"number | null"`
	OpenMin bool           `json:"open_min"`
	OpenMax bool           `json:"open_max"`
	Log     bool           `json:"log"`
	Scale   string         `json:"scale" ts:"'linear' | 'log'"`
	Choices []string       `json:"choices"`
}

// paramsOf lists parameters by their query keys.
func paramsOf(params []rule.Param, prefix string) []paramJSON {
	all := []paramJSON{}
	for _, p := range params {
		j := paramJSON{
			Key: prefix + p.Key, Meaning: p.Meaning, Kind: p.Kind, Min: wire.Num(p.Min), Max: wire.Num(p.Max),
			OpenMin: p.OpenMin, OpenMax: p.OpenMax, Log: p.Log, Scale: "linear", Choices: append([]string{}, p.Choices...),
		}
		if p.Log {
			j.Scale = "log"
		}
		if !p.DefaultSteps {
			j.Default = wire.ParamValue(p, p.Default)
		}
		all = append(all, j)
	}
	return all
}

// OptimizerJSON is an optimizer of the catalogue.
type OptimizerJSON struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Summary string `json:"summary"`
	Formula string `json:"formula"`
	Paper   string `json:"paper"`
	// Conventions are the choices that implementations differ in.
	Conventions []rule.Convention `json:"conventions"`
	Params      []paramJSON       `json:"params"`
	Rateless    bool              `json:"rateless"`
	NeedsBest   bool              `json:"needs_best"`
	HasLimit    bool              `json:"has_limit"`
}

// optimizers is GET /api/optimizers.
func (s handlers) optimizers(w http.ResponseWriter, r *http.Request) error {
	return answer.RespondShared(w, r, catalogueKey{name: "optimizers"}, catalogueLevel, func(context.Context) (any, error) {
		all := []OptimizerJSON{}
		for _, o := range rule.Optimizers() {
			conventions := append([]rule.Convention{}, o.Conventions...) // a list, if of none
			all = append(all, OptimizerJSON{o.ID, o.Name, o.Summary, o.Formula, o.Paper, conventions,
				paramsOf(o.Params, ""), o.Rateless, o.NeedsBest, o.Limit != nil})
		}
		return all, nil
	})
}

// ScheduleJSON is a schedule of the catalogue.
type ScheduleJSON struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Summary string      `json:"summary"`
	Formula string      `json:"formula"`
	Source  string      `json:"source"`
	Params  []paramJSON `json:"params"`
}

// schedules is GET /api/schedules.
func (s handlers) schedules(w http.ResponseWriter, r *http.Request) error {
	return answer.RespondShared(w, r, catalogueKey{name: "schedules"}, catalogueLevel, func(context.Context) (any, error) {
		all := []ScheduleJSON{}
		for _, o := range rule.Schedules() {
			all = append(all, ScheduleJSON{o.ID, o.Name, o.Summary, o.Formula, o.Source, paramsOf(o.Params, "schedule.")})
		}
		return all, nil
	})
}

// PresetJSON is a lesson of the catalogue.
type PresetJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Query string `json:"query"`
	Path  string `json:"path"`
	Group string `json:"group"`
	// Beats are its pictures; Text and Query are the first's.
	Beats []BeatJSON `json:"beats"`
}

// BeatJSON is one picture of a lesson.
type BeatJSON struct {
	Text     string `json:"text"`
	Question string `json:"question"`
	Query    string `json:"query"`
	Path     string `json:"path"`
	Keys     string `json:"keys"` // the page's own that it opens with, as a query
}

// presets is GET /api/presets, in the order of a lecture.
func (s handlers) presets(w http.ResponseWriter, r *http.Request) error {
	lang, chosen := language.Of(r, language.Asked(r))
	language.Varies(w, chosen)
	lessons := s.Lessons()
	return answer.RespondShared(w, r, catalogueKey{"presets", lessons, lang, s.Base}, catalogueLevel, func(context.Context) (any, error) {
		words := lessons.In(lang, language.Words(lang))
		all := []PresetJSON{}
		for _, p := range lessons.Presets() {
			beats := s.beats(lessons, p, words)
			all = append(all, PresetJSON{ID: p.ID, Title: words["preset."+p.ID+".title"], Text: beats[0].Text, Query: p.Query, Path: beats[0].Path, Group: p.Group, Beats: beats})
		}
		return all, nil
	})
}

// beats are a lesson's.
func (s handlers) beats(lessons *engine.Lessons, p link.Preset, words map[string]string) []BeatJSON {
	var all []BeatJSON
	for i, beat := range p.Beats {
		key, path := "preset."+p.ID+"."+strconv.Itoa(i+1), s.Base+"/p/"+p.ID
		if i > 0 {
			path += "?beat=" + strconv.Itoa(i+1)
		}
		scene, _ := lessons.Lookup(link.Scene(p.ID, i+1))
		all = append(all, BeatJSON{words[key], words[key+".ask"], scene.Query, path, beat.Page})
	}
	return all
}
