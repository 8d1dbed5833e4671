package site

import (
	"context"
	"net/http"

	"downhill/landscape"
	"downhill/once"
	"downhill/train/link"
	"downhill/train/rule"
)

// catalogueKey is what the catalogue's JSON is kept under.
type catalogueKey struct{}

// apiSurfaces is GET /api/surfaces: the catalogue.
func (s api) apiSurfaces(w http.ResponseWriter, r *http.Request) error {
	a, err := once.Do(r.Context(), catalogueKey{}, func(ctx context.Context) (a answer, bytes int, err error) {
		all := []surfaceJSON{}
		for _, surface := range landscape.Catalog() {
			one, err := surfaceOf(ctx, surface)
			if err != nil {
				return a, 0, err
			}
			all = append(all, one)
		}
		a, err = answerJSON(all)
		return a, a.bytes(), err
	})
	if err != nil {
		return err
	}
	return respond(w, r, a)
}

// apiSurface is GET /api/surface?surface=…|f=…&view=…: one surface.
func (s api) apiSurface(w http.ResponseWriter, r *http.Request) error {
	m := newMeter()
	surface, err := s.readSurface(r.Context(), m, r.URL.RawQuery, landscape.New)
	if err != nil {
		return err
	}
	whole, err := s.wholeSurface(r.Context(), m, surface)
	if err != nil {
		return err
	}
	return respondJSON(w, r, whole)
}

// apiScenario is GET /api/scenario?SCENARIO: the scenario as it is resolved, with
// its surface and runs, as the stream begins with it. With preset=ID the query
// holds what is changed in that preset.
func (s api) apiScenario(w http.ResponseWriter, r *http.Request) error {
	own, changes := link.Part(r.URL.RawQuery, func(key, _ string) bool { return key == "preset" })
	preset, _ := splitQuery(own).get("preset")
	m := newMeter()
	l, err := s.resolve(r.Context(), m, preset, changes)
	if err != nil {
		return err
	}
	whole, err := s.wholeScenario(r.Context(), m, l)
	if err != nil {
		return err
	}
	return respondJSON(w, r, whole)
}

// paramJSON is a parameter of an optimizer or a schedule: what a control and a
// bounds check are made of.
type paramJSON struct {
	Key     string         `json:"key"`
	Meaning string         `json:"meaning"`
	Kind    rule.ParamKind `json:"kind"`
	Default any            `json:"default" ts:"number | boolean | string | null"` // null: the scenario's number of steps
	Min     num            `json:"min" ts:"number | null"`
	Max     num            `json:"max" ts:"number | null"`
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
			Key: prefix + p.Key, Meaning: p.Meaning, Kind: p.Kind, Min: num(p.Min), Max: num(p.Max),
			OpenMin: p.OpenMin, OpenMax: p.OpenMax, Log: p.Log, Scale: "linear", Choices: append([]string{}, p.Choices...),
		}
		if p.Log {
			j.Scale = "log"
		}
		if !p.DefaultSteps {
			j.Default = paramValue(p, p.Default)
		}
		all = append(all, j)
	}
	return all
}

type optimizerJSON struct {
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

// apiOptimizers is GET /api/optimizers.
func (s api) apiOptimizers(w http.ResponseWriter, r *http.Request) error {
	all := []optimizerJSON{}
	for _, o := range rule.Optimizers() {
		conventions := append([]rule.Convention{}, o.Conventions...) // a list, if of none
		all = append(all, optimizerJSON{o.ID, o.Name, o.Summary, o.Formula, o.Paper, conventions,
			paramsOf(o.Params, ""), o.Rateless, o.NeedsBest, o.Limit != nil})
	}
	return respondJSON(w, r, all)
}

type scheduleJSON struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Summary string      `json:"summary"`
	Formula string      `json:"formula"`
	Source  string      `json:"source"`
	Params  []paramJSON `json:"params"`
}

// apiSchedules is GET /api/schedules.
func (s api) apiSchedules(w http.ResponseWriter, r *http.Request) error {
	all := []scheduleJSON{}
	for _, o := range rule.Schedules() {
		all = append(all, scheduleJSON{o.ID, o.Name, o.Summary, o.Formula, o.Source, paramsOf(o.Params, "schedule.")})
	}
	return respondJSON(w, r, all)
}

type presetJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Query string `json:"query"`
	Path  string `json:"path"`
}

// apiPresets is GET /api/presets, in the order of a lecture.
func (s api) apiPresets(w http.ResponseWriter, r *http.Request) error {
	lang, chosen := languageOf(r, langOf(r))
	varies(w, chosen)
	words := wordsOf(lang)
	all := []presetJSON{}
	for _, p := range link.Presets() {
		all = append(all, presetJSON{p.ID, words["preset."+p.ID+".title"], words["preset."+p.ID+".text"], p.Query, s.base + "/p/" + p.ID})
	}
	return respondJSON(w, r, all)
}
