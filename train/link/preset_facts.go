package link

import (
	"context"
	"strings"
	"sync"

	"downhill/train"
	"downhill/train/field"
)

// facts is what is kept of a preset's scenario: its runs, the surface that they are on,
// what settingsOf goes by, and its fields with every default.
type facts struct {
	surface, formula string
	runs             []train.RunSpec
	settings         train.Scenario
	fields           fields
}

// presetFacts holds a func() facts for each preset's query.
var presetFacts sync.Map

// facts reads a preset when it is first asked for: the plane of a network goes by runs,
// which nobody shall wait for who asks for another lesson.
func (p Preset) facts() facts {
	read := sync.OnceValue(func() (t facts) {
		sc, err := Parse(context.Background(), p.Query)
		if err != nil {
			return t // a test holds that every preset can be read
		}
		return facts{sc.Surface.ID, sc.Formula, sc.Runs, withSettings(sc), wholeOf(sc)}
	})
	kept, _ := presetFacts.LoadOrStore(p.Query, read)
	return kept.(func() facts)()
}

// Rates are those of a preset's runs, written as in a query. Where its query says them
// itself, its scenario is not made for them.
func (p Preset) Rates() (rates []string) {
	if all, err := split(p.Query); err == nil {
		if text, ok := all.get("lr"); ok {
			return strings.Split(text, ",")
		}
	}
	for _, run := range p.facts().runs {
		rates = append(rates, field.Number(run.LearningRate))
	}
	return rates
}
