package engine

import (
	"maps"

	"downhill/train/link"
)

// Lessons are the course that a site tells, and the words that are the course's own.
// They never change; another course takes their place.
type Lessons struct {
	*link.Course
	// Words are by language, then by a message's key, as those of our own lessons are.
	Words map[string]map[string]string
	Alone bool   // ours are not among them
	Mark  string // tells a course from others; empty for ours alone
}

// taught are the lessons that a site tells, and some that it told before.
type taught struct {
	now    *Lessons
	before []*Lessons // latest first
}

// mostBefore is how many courses are kept that others have taken the place of.
const mostBefore = 8

// Lessons are the ones that the site tells now.
func (e *Engine) Lessons() *Lessons { return e.taught.Load().now }

// Teach sets the lessons that the site tells, before it serves.
func (e *Engine) Teach(l Lessons) { e.taught.Store(&taught{now: &l}) }

// TeachAnew puts other lessons in the place of those that the site tells: whoever opens
// a link from now on reads it by these. A page that shows a lesson which is gone goes on
// with it: the lessons before are kept for what it asks for.
func (e *Engine) TeachAnew(l Lessons) {
	old := e.taught.Load()
	before := append([]*Lessons{old.now}, old.before...)
	e.taught.Store(&taught{now: &l, before: before[:min(len(before), mostBefore)]})
}

// telling are the latest lessons that have a preset; those of now where none has.
func (e *Engine) telling(preset string) *Lessons {
	all := e.taught.Load()
	for _, l := range append([]*Lessons{all.now}, all.before...) {
		if _, ok := l.Lookup(preset); ok {
			return l
		}
	}
	return all.now
}

// In is a language's words with the lessons' own among them. The map is the caller's.
func (l *Lessons) In(lang string, words map[string]string) map[string]string {
	maps.Copy(words, l.Words[lang])
	return words
}
