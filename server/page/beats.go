package page

import (
	"maps"
	"slices"
	"strconv"

	"downhill/server/engine"
	"downhill/train/link"
	"downhill/web"
)

// sceneOf is the preset that a page's path and its key beat name: a lesson's
// first beat where it has none of that number.
func sceneOf(lessons *engine.Lessons, lesson string, keys map[string]string) string {
	beat, err := strconv.Atoi(keys["beat"])
	if err != nil {
		return lesson
	}
	scene := link.Scene(lesson, beat)
	if _, there := lessons.Lookup(scene); there {
		return scene
	}
	return lesson
}

// show are the keys of a beat's own that are about its runs as they are: where
// the scenario is changed they say nothing (State.own in the script judges the
// same way).
var show = []string{"at", "play", "predict"}

// opensWith are the page's own keys of the beat that is shown, as far as they mean
// something on its scenario as the link has it.
func opensWith(l engine.Linked) map[string]string {
	p, ok := l.Lessons.Lookup(l.Preset)
	if !ok {
		return nil
	}
	_, beat := link.Lesson(p.ID)
	own := readAddress(p.Beats[beat-1].Page)
	if len(l.Changes()) > 0 {
		maps.DeleteFunc(own.page, func(key, _ string) bool { return slices.Contains(show, key) })
	}
	own.fit(l)
	return own.page
}

// lessonPlans are what the script needs of the lessons: each beat's keys and rates.
func lessonPlans(lessons *engine.Lessons) []web.LessonPlan {
	var all []web.LessonPlan
	for _, p := range lessons.Presets() {
		plan := web.LessonPlan{ID: p.ID}
		for i, beat := range p.Beats {
			told := web.BeatPlan{Keys: beat.Page, Asks: beat.Answers}
			if i == 0 || beat.Changes != "" {
				scene, _ := lessons.Lookup(link.Scene(p.ID, i+1))
				told.Rates = scene.Rates() // the numbers of its text that are one of them are its run's
			}
			plan.Beats = append(plan.Beats, told)
		}
		all = append(all, plan)
	}
	return all
}

// lessons lists the presets, and says where among them a page is.
func lessons(l engine.Linked, words map[string]string) (all []web.Choice, here *web.PresetView) {
	presets := l.Lessons.Presets()
	lesson, beat := link.Lesson(l.Preset)
	path := func(i int) string {
		if i < 0 || i >= len(presets) {
			return ""
		}
		return "/p/" + presets[i].ID
	}
	for i, p := range presets {
		all = append(all, web.Choice{ID: p.ID, Name: words["preset."+p.ID+".title"], Group: p.Group})
		if p.ID != lesson {
			continue
		}
		changes := l.Changes()
		here = &web.PresetView{ID: p.ID, N: i + 1, Total: len(presets), Beat: beat, Beats: len(p.Beats), Previous: path(i - 1), Next: path(i + 1),
			Asks:  beat > 1 && readAddress(p.Beats[beat-1].Page).page["predict"] != "",
			Moved: len(changes) > 0, Changed: leftBehind(changes)}
	}
	return all, here
}

// leftBehind tells whether changes to a preset leave its sentences behind: they
// name the rates that they are about, and hold whatever the runs' are; any other
// change makes them claims about something else (lesson.ts judges the same way).
func leftBehind(changes []link.Pair) bool {
	return slices.ContainsFunc(changes, func(p link.Pair) bool { return p.Key != "lr" && p.Key != "names" })
}
