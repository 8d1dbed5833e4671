package page

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/landscape/formula/notation"
	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/language"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/server/words"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/link"
	"downhill/train/rule"
	"downhill/web"
)

// Page is GET /, /p/{preset} and /embed: the page, for the scenario of its
// query; without a key of a scenario / is the lesson that the course opens with. What
// in a query does not
// fit is told key by key, and the rest of it is shown.
func (s *Pages) Page(w http.ResponseWriter, r *http.Request) error {
	preset, here, ok := locate(s.Lessons(), r.URL.Path, r.URL.RawQuery)
	if !ok {
		s.lost(w, r, "lost.lesson")
		return nil
	}
	m := pool.NewMeter()
	var l engine.Linked
	left, err := link.Fit(here.scenario, func(query string) (err error) {
		l, err = s.Resolve(r.Context(), m, preset, query)
		return err
	})
	if err != nil {
		lang, chosen := language.Of(r, here.page["lang"])
		language.Varies(w, chosen)
		t, status := fault.Say(r.Context(), err)
		answer.Plain(w, status, t.In(language.Words(lang))+"\n")
		return nil
	}
	here.fit(l)
	if len(left)+len(here.wrong) == 0 {
		return s.shared(w, r, l, here, lecture{})
	}
	view, err := s.pageView(r.Context(), r, m, l, here)
	if err != nil {
		return err
	}
	s.preview(r, l, here, told{}, &view)
	view.Wrong = misfits(left, here.wrong, view.Messages)
	status := http.StatusOK
	if len(left) > 0 {
		status = http.StatusBadRequest
	}
	return s.render(w, r, status, view)
}

// misfits says what does not fit in a link: of its scenario, and of the page's own keys.
func misfits(left []link.Misfit, wrong []*field.Error, words map[string]string) (sentences []string) {
	for _, misfit := range left {
		t, _ := fault.Tell(misfit.Error)
		sentence := t.In(words)
		if !strings.HasPrefix(sentence, t.Field+": ") { // a formula's stands beside its field elsewhere
			sentence = t.Field + ": " + sentence
		}
		if len(misfit.With) > 0 {
			sentence += " " + web.T(words, "link.with", "keys", strings.Join(misfit.With, ", "))
		}
		sentences = append(sentences, sentence)
	}
	for _, e := range wrong {
		t, _ := fault.Tell(e)
		sentences = append(sentences, t.In(words))
	}
	return sentences
}

// pageView fills the page's view model.
func (s *Pages) pageView(ctx context.Context, r *http.Request, m *pool.Meter, l engine.Linked, here address) (web.PageView, error) {
	lang, chosen := language.Of(r, here.page["lang"])
	words := l.Lessons.In(lang, language.Words(lang))
	sc := l.Scenario
	told, err := s.WholeScenario(ctx, m, l)
	if err != nil {
		return web.PageView{}, err
	}
	message, err := json.Marshal(told)
	if err != nil {
		return web.PageView{}, err
	}
	q := opensWith(l)
	if q == nil {
		q = map[string]string{}
	}
	ownHidden := q["hidden"]
	maps.Copy(q, here.page)
	v := web.PageView{
		Lang: lang, LangChosen: chosen, Messages: words, Theme: q["theme"],
		CanonicalURL: s.Origin(r) + language.InLanguage(l.Path, lang, chosen),
		NetworkURL:   s.Network(r, l.Path), Base: s.Base, Version: s.Version, Protocol: s.Protocol,
		Surface: surfaceView(sc, words), Steps: sc.Steps, Gap: told.Negative && told.Best != nil && !sc.Surface.Unbounded,
		Surfaces: surfaceChoices(words), Optimizers: optimizerChoices(words), Schedules: scheduleChoices(words),
		Schedule: cmp.Or(sc.Schedule, "constant"), Clip: wire.ClipText(sc.Clip),
		Noise: wire.NumberList(sc.Noise), Seed: strconv.FormatUint(sc.Seed, 10),
		Scenario: message, Embed: r.URL.Path == "/embed", Hide: strings.ReplaceAll(q["hide"], ",", " "), Predict: q["predict"] != "",
		Keys: q, Unknown: here.unknown,
	}
	if v.Ask, err = s.ask(l); err != nil {
		return v, err
	}
	v.HasCut = hasCut(l)
	v.Ahead = s.MainScripts
	if sc.Surface.OneWeight {
		v.Ahead = append(slices.Clip(v.Ahead), s.CurveScript)
	}
	v.Cut = v.HasCut && q["chart"] == "cut"
	if len(sc.Runs) > 0 {
		v.Optimizer = sc.Runs[0].Optimizer
	}
	for i := range sc.Runs {
		v.Runs = append(v.Runs, runView(sc, i, words))
	}
	v.Lessons, v.Preset = lessons(l, words)
	if v.Preset != nil && q["hidden"] != ownHidden {
		v.Preset.Moved = true
	}
	v.Home, v.Alone = l.Lessons.Home(), l.Lessons.Alone
	v.Plans, v.Functions = lessonPlans(l.Lessons), notation.Functions()
	v.Description = description(v, words)
	return v, nil
}

// description is what a preview says: the lesson's text, or what the surface
// teaches.
func description(v web.PageView, words map[string]string) string {
	if v.Preset != nil && !v.Preset.Changed && !v.Predict {
		return cmp.Or(words[v.Preset.Words()], words["page.description"]) // a lecturer's lesson may have no text
	}
	return cmp.Or(v.Surface.Teaches, words["page.description"])
}

func surfaceView(sc train.Scenario, words map[string]string) web.SurfaceView {
	s := sc.Shown()
	v := web.SurfaceView{
		ID: s.ID, Name: words["surface."+s.ID+".name"], Teaches: words["surface."+s.ID+".teaches"],
		Formula: s.Loss.Text(), MathML: s.Loss.MathML(),
		View:      wire.ViewList(s.View.Drawn()),
		Unbounded: s.Unbounded,
		Network:   sc.Net() != nil,
		Start:     [2]string{wire.NumberList(sc.Start.X), wire.NumberList(sc.Start.Y)},
	}
	if s.ID == "" {
		v.Name, v.Teaches = cmp.Or(words["surface.typed"], s.Loss.Text()), ""
	}
	return v
}

func runView(sc train.Scenario, i int, messages map[string]string) web.RunView {
	r := sc.Runs[i]
	v := web.RunView{
		Name: words.Messages(messages).RunName(sc, i), Role: r.Role, Ink: train.LabelOf(sc, i).Ink, ByRate: train.LabelOf(sc, i).Kind == train.ByRate, Optimizer: r.Optimizer,
		Rate: wire.NumberList(r.LearningRate), From: r.From, To: r.To, Value: r.LearningRate,
	}
	if spec, ok := rule.LookupOptimizer(r.Optimizer); ok {
		v.Rateless = spec.Rateless
	}
	return v
}

func surfaceChoices(words map[string]string) []web.Choice {
	var all []web.Choice
	for _, s := range landscape.Catalog() {
		all = append(all, web.Choice{ID: s.ID, Name: words["surface."+s.ID+".name"], Group: s.Group})
	}
	return all
}

func optimizerChoices(words map[string]string) []web.Choice {
	var all []web.Choice
	for _, o := range rule.Optimizers() {
		all = append(all, web.Choice{ID: o.ID, Name: words["optimizer."+o.ID+".name"]})
	}
	return all
}

func scheduleChoices(words map[string]string) []web.Choice {
	var all []web.Choice
	for _, o := range rule.Schedules() {
		all = append(all, web.Choice{ID: o.ID, Name: words["schedule."+o.ID+".name"]})
	}
	return all
}
