package figure

import (
	"context"
	"time"

	"downhill/once"
	"downhill/server/engine"
	"downhill/server/language"
	"downhill/server/pool"
	"downhill/server/words"
	"downhill/train"
	"downhill/train/link"
)

// describeTime is how much time of processors a description may take.
const describeTime = 300 * time.Millisecond

// describeKey is what a description is kept under.
type describeKey struct {
	query, hidden, lang string
	at                  int
}

// described is what is told of a scenario's runs.
type described struct{ ends, seen string }

// Describe is how the runs of a scenario end, in a few sentences, and what a figure of step at
// shows of them, −1 being their end: what a link's preview says, but for those that are hidden,
// by their numbers with commas. Both are empty where that would take long to tell, since the
// page waits for it: a network's runs are told once they were trained.
func (f *Figures) Describe(ctx context.Context, l engine.Linked, hidden string, at int, lang string) (ends, seen string) {
	if l.Scenario.Net() != nil && !trainedLately(l.Scenario) {
		return "", ""
	}
	key := describeKey{link.Query(l.Scenario), hidden, lang, at}
	if told, ok := once.Get[described](key); ok {
		return told.ends, told.seen
	}
	if f.Pool.Waiting() > 0 {
		return "", "" // a page does not queue up behind those who compute
	}
	told, err := once.Do(ctx, key, func(ctx context.Context) (told described, bytes int, err error) {
		o := options{theme: "light", lang: lang, hidden: hidden, at: at}
		s, err := gather(ctx, f.Engine, pool.NewMeterOf(describeTime), l, o, words.Messages(l.Lessons.In(lang, language.Words(lang))))
		if err != nil {
			return told, 0, err
		}
		told = described{s.Description(), s.seen(o)}
		return told, len(told.ends) + len(told.seen) + len(key.query) + len(key.hidden), nil
	})
	if err != nil {
		return "", "" // a preview has less to say then
	}
	return told.ends, told.seen
}

// trainedLately reports whether all runs of a network are kept.
func trainedLately(sc train.Scenario) bool {
	for i := range sc.Runs {
		if walk, err := engine.Training(sc, i); err != nil || !walk.Over() {
			return false
		}
	}
	return true
}
