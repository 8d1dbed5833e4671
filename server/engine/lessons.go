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
}

// Lessons are the ones that the site tells now.
func (e *Engine) Lessons() *Lessons { return e.lessons.Load() }

// Teach puts other lessons in the place of those that the site tells: whoever reads
// a link from now on reads it by these.
func (e *Engine) Teach(l Lessons) { e.lessons.Store(&l) }

// In is a language's words with the lessons' own among them. The map is the caller's.
func (l *Lessons) In(lang string, words map[string]string) map[string]string {
	maps.Copy(words, l.Words[lang])
	return words
}
