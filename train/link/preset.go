package link

import (
	"slices"
	"strconv"
	"strings"
)

// Preset is a lesson: a named scenario, told in beats. Its words are in the page's
// message files: preset.<id>.title, and for each beat, counted from 1,
// preset.<id>.<beat> and preset.<id>.<beat>.ask.
type Preset struct {
	ID    string
	Group string // lessons of one group stand together
	Query string
	Beats []Beat
}

// Beat is one picture of a lesson.
type Beat struct {
	// Changes is what its scenario changes in the lesson's, as a query.
	Changes string
	// Page is the page's own keys that it opens with, as a query: where it stands,
	// how it is looked at, and whether it asks before it tells.
	Page string
	// Answers is what the answers to its question are, one of Answers; empty where they
	// are none of those.
	Answers string
}

// Home is the preset that a page opens whose link has no key of a scenario.
const Home = "stuck-in-a-local-minimum"

// Presets are our lessons, in the order of a lecture.
func Presets() []Preset { return slices.Clone(presets) }

// Scene is the id of a lesson's beat, counted from 1: a preset of its own, which is
// the lesson's for the first.
func Scene(lesson string, beat int) string {
	if beat <= 1 {
		return lesson
	}
	return lesson + "." + strconv.Itoa(beat)
}

// Lesson tells which lesson and which of its beats a preset's id names.
func Lesson(preset string) (lesson string, beat int) {
	lesson, number, _ := strings.Cut(preset, ".")
	beat, err := strconv.Atoi(number)
	if err != nil {
		beat = 1
	}
	return lesson, beat
}

// LookupPreset finds one of our lessons by its id, or a beat of one by its Scene.
func LookupPreset(id string) (Preset, bool) { return ours.Lookup(id) }
