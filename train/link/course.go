package link

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"downhill/train"
)

// A Course is lessons in the order in which they are told, and which of them a page
// opens whose link has no key of a scenario. It never changes.
type Course struct {
	home    string
	lessons func() []Preset
	scenes  func() map[string]Preset // every beat of every lesson by its Scene
}

// NewCourse is a course of these lessons, of which a page opens home.
func NewCourse(home string, lessons []Preset) *Course {
	return newCourse(home, func() []Preset { return lessons })
}

// ours is the course that the program comes with.
var ours = newCourse(Home, func() []Preset { return presets })

// Ours is the course that the program comes with.
func Ours() *Course { return ours }

func newCourse(home string, lessons func() []Preset) *Course {
	c := &Course{home: home, lessons: lessons}
	c.scenes = sync.OnceValue(c.readScenes)
	return c
}

// Home is the lesson that a page opens whose link has no key of a scenario.
func (c *Course) Home() string { return c.home }

// Presets are the lessons in their order.
func (c *Course) Presets() []Preset { return slices.Clone(c.lessons()) }

// Lookup finds a lesson by its id, or a beat of one by its Scene, whose query is then
// the beat's own.
func (c *Course) Lookup(id string) (Preset, bool) {
	if id == "" {
		return Preset{}, false // most links are of no lesson
	}
	p, ok := c.scenes()[id]
	return p, ok
}

// readScenes are all beats of all lessons by their ids; whoever makes a course holds
// that every one's changes can be laid over its lesson's query.
func (c *Course) readScenes() map[string]Preset {
	all := map[string]Preset{}
	for _, p := range c.lessons() {
		for i, beat := range p.Beats {
			scene := p
			scene.ID = Scene(p.ID, i+1)
			if laid, err := Overlay(p.Query, beat.Changes); err == nil {
				scene.Query = laid
			}
			all[scene.ID] = scene
		}
	}
	return all
}

// Within calls the runs of a scenario that is a change of a preset low, good and
// high while their rates are the lesson's, and all else that makes them so: those that
// a beat changes are no longer. One that a beat leaves alone keeps its ink.
func (c *Course) Within(preset string, sc *train.Scenario) {
	lesson, _ := Lesson(preset)
	p, ok := c.Lookup(lesson)
	if !ok {
		return
	}
	base := p.facts()
	if base.surface != sc.Surface.ID || base.formula != sc.Formula {
		return
	}
	if len(base.runs) != len(sc.Runs) {
		c.keepSeat(preset, base.runs, sc.Runs)
		return
	}
	if settingsOf(&base.settings, sc.Steps) != settingsOf(sc, sc.Steps) {
		return
	}
	for i, run := range base.runs {
		to := &sc.Runs[i]
		if to.Seat != "" && run.Optimizer == to.Optimizer && run.LearningRate == to.LearningRate {
			to.Role = to.Seat
		}
	}
}

// keepSeat gives a run that a beat leaves alone the seat that it has among the lesson's, and
// keeps it there while a hand changes its rate. Two have their own two inks: green would
// call the second one good.
func (c *Course) keepSeat(beat string, among, runs []train.RunSpec) {
	p, ok := c.Lookup(beat)
	if !ok || len(runs) != 1 {
		return
	}
	alone := p.facts().runs
	if len(alone) != 1 || alone[0].Optimizer != runs[0].Optimizer {
		return
	}
	for _, other := range among {
		if other.Optimizer == alone[0].Optimizer && other.LearningRate == alone[0].LearningRate {
			runs[0].Seat = other.Seat
		}
	}
}

// Path is the scenario's canonical path and query: / or, where preset is not
// empty, /p/{lesson}, with what has changed, and last the beat but for the first.
// Its error is ctx's.
func (c *Course) Path(ctx context.Context, sc train.Scenario, preset string) (string, error) {
	p, ok := c.Lookup(preset)
	if !ok {
		return pathOf("/", Query(sc)), nil
	}
	changes, err := PresetQuery(ctx, sc, p)
	lesson, beat := Lesson(p.ID)
	if beat > 1 {
		changes = strings.TrimPrefix(changes+"&beat="+strconv.Itoa(beat), "&")
	}
	return pathOf("/p/"+lesson, changes), err
}
