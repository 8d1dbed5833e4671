package page

import (
	"slices"
	"strconv"
	"strings"

	"downhill/server/engine"
	"downhill/train/field"
	"downhill/train/link"
)

// mostBeats are those of a lesson that a link can name.
const mostBeats = 9

// no are words for what is not.
var no = []string{"0", "false", "no"}

// misfit says what of a key's value does not fit; nil where all of it does.
func (k pageKey) misfit(text string) *field.Error {
	if slices.Contains(k.usual, text) || text == "usual" {
		return nil
	}
	if k.strays != nil {
		if strays := k.strays(text); len(strays) > 0 {
			return k.refuse(k.name, strings.Join(strays, ", "))
		}
		return nil
	}
	if k.read(text) != "" {
		return nil
	}
	return k.refuse(k.name, text)
}

// straying are the words of a list, comma separated, that are none of some.
func straying(words ...string) func(text string) []string {
	return func(text string) (strays []string) {
		for word := range strings.SplitSeq(text, ",") {
			if word != "" && !slices.Contains(words, word) {
				strays = append(strays, word)
			}
		}
		return strays
	}
}

// strayingLayers is straying for layers, of which an empty list is none: that has a word.
func strayingLayers(text string) []string {
	if text == "" {
		return []string{text}
	}
	return straying(append(layers, "none")...)(text)
}

// noSpeed is straying for a speed, which may be the usual one in many ways.
func noSpeed(text string) []string {
	if _, ok := speedOf(text); ok {
		return nil
	}
	return []string{text}
}

// refused refuses with a sentence of a kind.
func refused(kind string, args ...string) func(key, text string) *field.Error {
	return func(key, text string) *field.Error { return field.Refuse(key, text, kind, args...) }
}

// allowed refuses with the word that was probably meant, else with all of them.
func allowed(words ...string) func(key, text string) *field.Error {
	return func(key, text string) *field.Error { return field.RefuseWord(key, text, "not-a-choice", words) }
}

// noPanel refuses a panel: a stage with those that there are, since none is near another.
func noPanel(key, text string) *field.Error {
	if strings.HasPrefix(text, "pass") {
		return refused("not-a-choice", "allowed", "step, pass, pass:2, …, pass:"+strconv.Itoa(mostStages)+", none")(key, text)
	}
	return allowed("step", "pass", "none")(key, text)
}

func wholeIn(least, most int) func(key, text string) *field.Error {
	return refused("whole-out-of-range", "min", strconv.Itoa(least), "max", strconv.Itoa(most))
}

func noRun(runs int) func(key, text string) *field.Error {
	return refused("no-run", "last", strconv.Itoa(runs-1))
}

// fit lets go of what means nothing on the scenario that is shown, and says so.
func (a *address) fit(l engine.Linked) {
	for i, e := range a.wrong { // the link alone does not tell how many there are
		if e.Kind == "no-run" {
			a.wrong[i] = noRun(len(l.Scenario.Runs))(e.Field, e.Value)
		}
		if e.Field == "beat" && e.Kind != "duplicate-key" {
			a.wrong[i] = noBeat(l)("beat", e.Value)
		}
	}
	for _, check := range []func(engine.Linked) *field.Error{a.fitBeat, a.fitAt, a.fitMode, a.fitZoom, a.fitHidden, a.fitRun, a.fitChart, a.fitPanel} {
		if e := check(l); e != nil && !slices.ContainsFunc(a.wrong, func(w *field.Error) bool { return w.Field == e.Field }) {
			a.wrong = append(a.wrong, e)
		}
	}
}

// drop lets go of a key.
func (a *address) drop(key string, refuse func(key, text string) *field.Error) *field.Error {
	text := a.page[key]
	delete(a.page, key)
	return refuse(key, text)
}

// noBeat refuses a beat with how many the lesson has that is shown.
func noBeat(l engine.Linked) func(key, text string) *field.Error {
	lesson, _ := link.Lesson(l.Preset)
	if p, ok := l.Lessons.Lookup(lesson); ok {
		return wholeIn(1, len(p.Beats))
	}
	return refused("beat-without-lesson")
}

// fitBeat: a lesson has so many beats, and what is none has none.
func (a *address) fitBeat(l engine.Linked) *field.Error {
	_, shown := link.Lesson(l.Preset)
	asked, _ := strconv.Atoi(a.page["beat"]) // 0 where it says nothing
	if asked <= 1 || asked == shown {
		return nil
	}
	return a.drop("beat", noBeat(l))
}

// fitAt: a run has so many steps.
func (a *address) fitAt(l engine.Linked) *field.Error {
	if k, err := strconv.Atoi(a.page["at"]); err != nil || k <= l.Scenario.Steps {
		return nil
	}
	return a.drop("at", refused("no-iterate", "last", strconv.Itoa(l.Scenario.Steps)))
}

// fitMode: a loss of one weight is a curve, and no other is.
func (a *address) fitMode(l engine.Linked) *field.Error {
	oneWeight := l.Scenario.Surface.OneWeight
	if a.mode == "" || a.mode == "usual" || oneWeight == (a.mode == "1d") {
		return nil
	}
	delete(a.page, "mode")
	if oneWeight {
		return refused("not-a-choice", "allowed", "1d")("mode", a.mode)
	}
	return refused("not-a-choice", "allowed", "2d, 3d, both")("mode", a.mode)
}

// fitZoom: an interval is none of a plane.
func (a *address) fitZoom(l engine.Linked) *field.Error {
	if strings.Count(a.page["zoom"], ",") != 1 || l.Scenario.Surface.OneWeight {
		return nil
	}
	return a.drop("zoom", refused("not-a-zoom"))
}

// fitHidden keeps of the hidden runs those that there are.
func (a *address) fitHidden(l engine.Linked) *field.Error {
	text, n := a.page["hidden"], len(l.Scenario.Runs)
	var kept, none []string
	for i := range strings.SplitSeq(text, ",") {
		if run, err := strconv.Atoi(i); err == nil && run >= n {
			none = append(none, i)
		} else {
			kept = append(kept, i)
		}
	}
	if len(none) == 0 {
		return nil
	}
	a.page["hidden"] = strings.Join(kept, ",")
	return noRun(n)("hidden", strings.Join(none, ","))
}

func (a *address) fitRun(l engine.Linked) *field.Error {
	if run, err := strconv.Atoi(a.page["run"]); err != nil || run < len(l.Scenario.Runs) {
		return nil
	}
	return a.drop("run", noRun(len(l.Scenario.Runs)))
}

// fitChart: the loss along a step is that of a surface of two weights.
func (a *address) fitChart(l engine.Linked) *field.Error {
	if a.page["chart"] != "cut" || hasCut(l) {
		return nil
	}
	return a.drop("chart", allowed("loss"))
}

// hasCut reports whether the loss along a step can be shown.
func hasCut(l engine.Linked) bool { return !l.Scenario.Surface.OneWeight && l.Scenario.Net() == nil }

// fitPanel: only a network has a backward pass.
func (a *address) fitPanel(l engine.Linked) *field.Error {
	if !strings.HasPrefix(a.page["panel"], "pass") || passes(l) {
		return nil
	}
	return a.drop("panel", allowed("step", "none"))
}

// passes reports whether there is a backward pass to show.
func passes(l engine.Linked) bool {
	return l.Scenario.Net() != nil || l.Scenario.Surface.Network != nil
}
