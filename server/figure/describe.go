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
type describeKey struct{ query, hidden, lang string }

// Describe is how the runs of a scenario end, in a few sentences: what a link's preview
// says, but for those that are hidden, by their numbers with commas. It is empty where that would take long to tell, since the page waits for it: a
// network's runs are told once they were trained.
func (f *Figures) Describe(ctx context.Context, l engine.Linked, hidden, lang string) string {
	if l.Scenario.Net() != nil && !trainedLately(l.Scenario) {
		return ""
	}
	key := describeKey{link.Query(l.Scenario), hidden, lang}
	if text, ok := once.Get[string](key); ok {
		return text
	}
	if f.Pool.Waiting() > 0 {
		return "" // a page does not queue up behind those who compute
	}
	text, err := once.Do(ctx, key, func(ctx context.Context) (string, int, error) {
		s, err := gather(ctx, f.Engine, pool.NewMeterOf(describeTime), l, options{theme: "light", lang: lang, hidden: hidden}, words.Messages(l.Lessons.In(lang, language.Words(lang))))
		if err != nil {
			return "", 0, err
		}
		text := s.Description()
		return text, len(text) + len(key.query) + len(key.hidden), nil
	})
	if err != nil {
		return "" // a preview has less to say then
	}
	return text
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
