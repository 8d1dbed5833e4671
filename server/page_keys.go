package main

import (
	"slices"
	"strings"

	"downhill/train"
)

// The page's own keys that the server knows, so that its first paint is right.
// They change no iterate and no outcome.

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
	return slices.ContainsFunc(splitQuery(changes), func(p pair) bool { return p.key != "lr" && p.key != "names" })
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
