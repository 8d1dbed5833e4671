package page

import (
	"context"
	"sync"

	"downhill/train/field"
	"downhill/train/link"
)

// lessonRates are the rates of the lessons' runs, by the lesson's id, written as
// in a query: the numbers of a lesson's text that are one of them are its run's.
var lessonRates = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, p := range link.Presets() {
		sc, err := link.Parse(context.Background(), p.Query)
		if err != nil {
			continue // a test holds that every preset can be read
		}
		for _, run := range sc.Runs {
			all[p.ID] = append(all[p.ID], field.Number(run.LearningRate))
		}
	}
	return all
})
