package main

import (
	"slices"
	"strings"

	"downhill/train"
)

// pageKeys are the keys of the page alone, in the order of a link: they change no
// iterate and no outcome (keys.ts has the same list, which a test compares).
var pageKeys = []string{"at", "play", "loop", "speed", "mode", "zoom", "camera",
	"layers", "hide", "predict", "theme", "lang"}

func isPageKey(key string) bool { return slices.Contains(pageKeys, key) }

// newtons tells the key mode where it is the one that Newton's method once had.
func newtons(key, value string) bool {
	return key == "mode" && (value == "shift" || value == "saddle-free")
}

// An address is what a page's link says: a scenario, and how it is shown.
type address struct {
	scenario string // a query
	page     query  // the page's own keys
	unknown  []string
}

// readAddress reads a page's query as it came. What chats and mails have done to
// it is undone, and keys that nobody knows are left out: they cost nothing.
func readAddress(raw string) address {
	raw, unknown := train.Mend(raw, func(key string) bool { return isPageKey(key) || train.Knows(key) })
	page, scenario := train.Part(raw, func(key, value string) bool { return isPageKey(key) && !newtons(key, value) })
	return address{scenario, splitQuery(page), unknown}
}

// The page's own keys that the server reads, so that its first paint is right.

var themes = []string{"light", "dark", "projector"}

// panels are what a link may take away with hide, for slides.
var panels = []string{"header", "story", "cards", "chart", "transport", "tools", "outcomes", "tracks", "runs"}

// themeOf is the theme that a link asks for, empty for the system's wish.
func themeOf(q query) string {
	if theme, _ := q.get("theme"); slices.Contains(themes, theme) {
		return theme
	}
	return ""
}

// hideOf are the panels that a link takes away, with spaces between; what is
// no panel is left out (hide.ts reads the key the same way).
func hideOf(q query) string {
	text, _ := q.get("hide")
	var hidden []string
	for name := range strings.SplitSeq(text, ",") {
		if name == "text" {
			name = "story" // as it was once called
		}
		if slices.Contains(panels, name) && !slices.Contains(hidden, name) {
			hidden = append(hidden, name)
		}
	}
	return strings.Join(hidden, " ")
}

// predicts tells whether a link asks its readers what will happen before they
// see it.
func predicts(q query) bool {
	value, _ := q.get("predict")
	return value == "1"
}

// leftBehind tells whether changes to a preset leave its sentences behind: they
// name the rates that they are about, and hold whatever the runs' are; any other
// change makes them claims about something else (lesson.ts judges the same way).
func leftBehind(changes string) bool {
	return slices.ContainsFunc(splitQuery(changes), func(p train.Pair) bool { return p.Key != "lr" && p.Key != "names" })
}

// values are the page's own keys as data for the script; of a key that comes
// twice, the first.
func (q query) values() map[string]string {
	all := map[string]string{}
	for _, p := range q {
		if _, twice := all[p.Key]; !twice {
			all[p.Key] = p.Value
		}
	}
	return all
}

// openings are the page's own keys that presets open with.
func openings() map[string]string {
	all := map[string]string{}
	for _, p := range train.Presets() {
		if p.Page != "" {
			all[p.ID] = p.Page
		}
	}
	return all
}
