package web

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/a-h/templ"
)

// rootAttributes are the page's own settings as attributes of its root, so that the
// style sheets know them before the first paint.
func (v PageView) rootAttributes() templ.Attributes {
	marks := templ.Attributes{}
	if v.Theme != "" {
		marks["data-theme"] = v.Theme
	}
	if v.Embed {
		marks["data-embed"] = "true"
	}
	if v.Live != "" {
		marks["data-live"] = "following"
	}
	if v.Hide != "" {
		marks["data-hide"] = v.Hide
	}
	if v.Predict {
		marks["data-predict"] = "hidden"
	}
	return marks
}

// darkMedia is the media under which the dark colours hold (theme.ts writes
// the same when the theme is changed).
func (v PageView) darkMedia() string {
	switch v.Theme {
	case "":
		return "(prefers-color-scheme: dark)"
	case "dark":
		return "all"
	}
	return "not all"
}

func (v PageView) themeName(theme string) string {
	if theme == "" {
		theme = "system"
	}
	return v.t("theme." + theme)
}

// question asks what the runs will do that are not hidden.
func (v PageView) question() string {
	if v.Preset != nil && !v.Preset.Moved {
		return v.t(v.Preset.Words() + ".ask")
	}
	hidden, n := strings.Split(v.Keys["hidden"], ","), 0
	for i := range v.Runs {
		if !slices.Contains(hidden, strconv.Itoa(i)) {
			n++
		}
	}
	switch {
	case n == 0:
		return v.t("predict.question.none")
	case v.Surface.Network:
		return v.t("predict.question.net", "n", n)
	case v.Surface.Unbounded:
		return v.t("predict.question.open", "n", n)
	}
	return v.t("predict.question." + strconv.Itoa(n))
}

// heading is the lesson's title, or the surface's name where it is no lesson.
// A title may give away what happens: while the page predicts, it is the surface's
// name too, but for a beat whose lesson has shown its title before.
func (v PageView) heading() string {
	if v.Preset == nil || v.Predict && !v.Preset.Asks {
		return v.Surface.Name
	}
	title := v.t("preset." + v.Preset.ID + ".title")
	if v.Preset.Changed {
		return v.t("lesson.changed", "title", title)
	}
	return title
}

// longHeading reports whether the heading needs smaller letters on a telephone, of
// which some hundred and forty pixels a line are left to it.
func (v PageView) longHeading() bool {
	wide := 0
	for _, c := range v.heading() {
		wide++
		if unicode.Is(unicode.Hangul, c) {
			wide++
		}
	}
	return wide > mostWide
}

// mostWide is how many Latin letters stand on the two lines of a telephone's header.
// The script has the same (lesson.ts).
const mostWide = 30

// story is what to watch: the lesson's few sentences while they are about what
// is shown, else what the surface teaches.
func (v PageView) story() string {
	switch {
	case v.Predict:
		return ""
	case v.Preset != nil && !v.Preset.Changed:
		return v.t(v.Preset.Words())
	}
	return v.Surface.Teaches
}

// count is the lesson's place among the others, and names them where it is none.
func (v PageView) count() string {
	if v.Preset == nil {
		return v.t("lesson.label")
	}
	return strconv.Itoa(v.Preset.N) + " / " + strconv.Itoa(v.Preset.Total)
}

// runName is a run's name on its card. Low, good and high give away how it ends:
// while the page predicts they are numbers.
func (v PageView) runName(run RunView, i int) string {
	if v.Predict && run.Role != "" {
		return v.t("predict.run", "n", i+1)
	}
	return run.Name
}

// beatCount is how many beats the lesson has; 0 where it is none.
func (v PageView) beatCount() int {
	if v.Preset == nil {
		return 0
	}
	return v.Preset.Beats
}

func (v PageView) beatNumber() string {
	if v.Preset == nil {
		return ""
	}
	return strconv.Itoa(v.Preset.Beat) + " / " + strconv.Itoa(v.Preset.Beats)
}

// beatWord says where a button of the beats leads: at the lesson's ends to another
// lesson.
func (v PageView) beatWord(way string) string {
	switch {
	case v.Preset != nil && way == "next" && v.Preset.Beat == v.Preset.Beats:
		return v.t("lesson.next")
	case v.Preset != nil && way == "previous" && v.Preset.Beat == 1:
		return v.t("lesson.previous")
	}
	return v.t("beat." + way)
}

func (v PageView) beatOn() string {
	if v.Preset != nil && v.Preset.Beat == v.Preset.Beats {
		return v.t("beat.lesson")
	}
	return v.t("beat.on")
}

// lessonGroup is lessons that stand together, the first the From-th of all.
type lessonGroup struct {
	Name    string
	From    int
	Lessons []Choice
}

// lessonGroups are the lessons in their groups, in the order of a lecture.
func (v PageView) lessonGroups() (all []lessonGroup) {
	for i, l := range v.Lessons {
		if n := len(all); n == 0 || all[n-1].Name != l.Group {
			all = append(all, lessonGroup{Name: l.Group, From: i + 1})
		}
		last := &all[len(all)-1]
		last.Lessons = append(last.Lessons, l)
	}
	return all
}
