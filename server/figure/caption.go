package figure

import (
	"strconv"
	"strings"

	"downhill/server/words"
	"downhill/train/link"
	"downhill/train/rule"
)

// captionRow is what is written of a run.
type captionRow struct {
	run   *run
	lines []textLine
}

// Most lines of a formula, which is left out where it has more, and of a link.
const (
	mostFormula = 2
	mostLink    = 4
)

// write sets what is written beside a figure, in lines of some width; brief leaves of
// each sentence its first part, and lets go of the formula.
func (s *scene) write(l *layout, o options, width float64, brief bool) {
	l.title, l.rows, l.notes = nil, nil, nil
	add := func(into *[]textLine, text string, size float64, bold bool, ink string, most int) {
		if text != "" {
			*into = append(*into, shortened(wrapped(textLine{[]textPart{{text, bold}}, size * l.u, ink}, width), most, width)...)
		}
	}
	add(&l.title, s.title(), titleSize, true, "text", 2)
	if formula := wrapped(textLine{[]textPart{{s.formula(), false}}, formulaSize * l.u, "muted"}, width); len(formula) <= mostFormula && !brief {
		l.title = append(l.title, formula...)
	}
	for _, r := range s.runs {
		l.rows = append(l.rows, captionRow{r, wrapped(textLine{s.said(r, s.step(o), brief), rowSize * l.u, "text"}, width-rowIndent*l.u)})
	}
	for _, note := range s.notes(o) {
		add(&l.notes, note, noteSize, false, "muted", 4)
	}
	add(&l.notes, s.address, noteSize, false, "muted", mostLink)
}

// title is the lesson's and the surface's name.
func (s *scene) title() string {
	name := s.surfaceName()
	lesson, _ := link.Lesson(s.link.Preset)
	if title := s.words["preset."+lesson+".title"]; title != "" && len(s.link.Changes()) == 0 {
		return title + " · " + name
	}
	return name
}

// formula is the surface's, where it has a name besides.
func (s *scene) formula() string {
	if s.sc.Net() != nil || s.sc.Surface.ID == "" {
		return ""
	}
	return "L = " + withMinus(s.sc.Surface.Loss.Text())
}

func withMinus(text string) string { return strings.ReplaceAll(text, "-", "−") }

// surfaceName is what the surface is called: a typed formula is its own name.
func (s *scene) surfaceName() string {
	if s.sc.Surface.ID == "" {
		return "L = " + withMinus(s.sc.Surface.Loss.Text())
	}
	return s.words.Or("surface."+s.sc.Surface.ID+".name", s.sc.Surface.Name)
}

// said is a run's name and rate, and how it ended, or that it is still under way at
// step k.
func (s *scene) said(r *run, k int, brief bool) []textPart {
	name := r.name
	rate := s.words.RateName(s.sc, r.index)
	spec, ok := rule.LookupOptimizer(s.sc.Runs[r.index].Optimizer)
	if note := s.optimizerNote(r); note != "" {
		name += ", " + note
	}
	if name != rate && (!ok || !spec.Rateless) {
		name += ", " + rate
	}
	text, rest := s.does(r, k)
	if !brief {
		text += rest
	}
	return []textPart{{name + "  ", true}, {text, false}}
}

// does is what is told of a run at step k, that it is still under way or how it ended;
// rest is what may be left out.
func (s *scene) does(r *run, k int) (lead, rest string) {
	switch {
	case k < r.last():
		lead, rest = words.Split(s.words.T("run.running", "loss", words.Loss(r.loss[k]), "trend", ""))
		return s.first(r, lead+rest), ""
	case r.cloud != nil:
		return s.words.Ends(s.sc, r.cloud.Ends), ""
	}
	return r.lead, r.rest
}

// first is what is told of a run; of an ensemble's, that it is of its first member.
func (s *scene) first(r *run, said string) string {
	if !s.clouded() {
		return said
	}
	lead, rest := words.Split(s.words.T("run.first", "n", s.sc.Members(), "said", said))
	return lead + rest
}

// optimizerNote is a run's optimizer, where the runs differ in it and its name does not
// say it.
func (s *scene) optimizerNote(r *run) string {
	if s.sc.SameOptimizer() {
		return ""
	}
	if name := s.words.Optimizer(s.sc.Runs[r.index].Optimizer); name != r.name {
		return name
	}
	return ""
}

// notes are what the figure shows, and what else made the runs what they are.
func (s *scene) notes(o options) (all []string) {
	sentence := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	sentence(s.shows(o))
	if o.at >= 0 && o.chart != "sweep" {
		sentence(s.words.T("figure.at", "k", s.step(o)))
	}
	sentence(s.planeSentence())
	return append(all, strings.Join(s.conditions(), " · "))
}

// shows says what a figure shows beside its runs.
func (s *scene) shows(o options) string {
	switch {
	case o.chart == "sweep":
		return s.words.T("figure.sweep")
	case o.chart == "loss" && s.sc.Net() != nil:
		return s.words.T("chart.net.caption")
	case o.chart == "loss" && s.gap():
		return s.words.T("chart.gap.caption")
	case o.chart == "loss":
		return s.words.T("chart.caption")
	case o.basins && s.ground != nil && s.ground.basins != nil:
		return s.words.T("map.basins.key", "name", s.all[s.basinsOf].name)
	case len(markPlaces(s.sc.Surface)) > 0 && !s.sc.Surface.OneWeight:
		return s.words.T("layer.marks") + ": " + s.words.T("layer.marks.what")
	}
	return ""
}

// conditions are the optimizer with what is set of it, the start, and what is not
// usual.
func (s *scene) conditions() (all []string) {
	if s.sc.SameOptimizer() && len(s.all) > 0 {
		all = append(all, s.words.Optimizer(s.sc.Runs[0].Optimizer))
	}
	for _, p := range link.Pairs(link.Query(s.sc)) {
		if !inWords(p.Key) {
			all = append(all, p.Key+" = "+withMinus(p.Value))
		}
	}
	if s.sc.Net() == nil {
		at := words.Coordinate(s.sc.Start.X)
		if !s.sc.Surface.OneWeight {
			at = "(" + at + ", " + words.Coordinate(s.sc.Start.Y) + ")"
		}
		all = append(all, s.words.T("figure.start", "at", at))
	}
	if schedule := s.sc.Schedule; !s.sc.Constant() {
		all = append(all, s.words.T("figure.schedule", "name", s.words.Or("schedule."+schedule+".name", schedule)))
	}
	if s.sc.Noise > 0 {
		all = append(all, s.words.T("figure.noise", "sigma", words.Number(s.sc.Noise, 3), "seed", strconv.FormatUint(s.sc.Seed, 10)))
	}
	return append(all, s.words.T("figure.steps", "n", s.sc.Steps))
}

// inWords reports whether a key of the scenario is written in words, or drawn.
func inWords(key string) bool {
	switch key {
	case "surface", "f", "start", "opt", "lr", "schedule", "noise", "seed", "steps", "view", "names", "seeds", "starts":
		return true
	}
	return false
}
