package link

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/train/judge"
)

// The plan says which beats ask the room what, and what is so: its table is held to the
// beats and their runs row by row.

// roomWords are how the table names the kinds of answers, in each language.
var roomWords = map[string]map[string]string{
	"en": {"a run": AnswersFirst, "an ending for each run": AnswersEnds, "a start": AnswersStart, "a rate": AnswersRate},
	"ko": {"경로 하나": AnswersFirst, "경로마다 결말": AnswersEnds, "시작점": AnswersStart, "학습률": AnswersRate},
}

// roomRow matches a row of the table: minute, link, kind, what is so.
var roomRow = regexp.MustCompile(`(?m)^\| (\d+) \| (\[.*\)) \| ([^|]+) \| ([^|]+) \|$`)

// TestPlanAsksTheRoom: each question that the plan puts to the room is a beat's own,
// with answers of the kind that it says, and comes out as it says; all kinds are asked.
func TestPlanAsksTheRoom(t *testing.T) {
	for lang, kinds := range roomWords {
		asked, minute := map[string]bool{}, 0
		for _, row := range roomRow.FindAllStringSubmatch(readPlan(t, lang), -1) {
			m := planLink.FindStringSubmatch(row[2])
			if m == nil {
				t.Fatalf("%s: no link in %s", lang, row[0])
			}
			b, kind := tell(t, sceneOf(m)), kinds[row[3]]
			lesson, n := Lesson(b.id)
			p, _ := LookupPreset(lesson)
			if kind == "" || p.Beats[n-1].Answers != kind {
				t.Errorf("%s: %s asks for %q, the beat for %q", lang, b.id, row[3], p.Beats[n-1].Answers)
			}
			if want := b.roomSays(lang, kind, row[4]); want != "" {
				t.Errorf("%s: %s comes out as %q, not %s", lang, b.id, row[4], want)
			}
			at, _ := strconv.Atoi(row[1])
			if at <= minute || at >= 50 {
				t.Errorf("%s: %s is asked at minute %d, after %d", lang, b.id, at, minute)
			}
			asked[kind], minute = true, at
		}
		if len(asked) != len(Answers()) {
			t.Errorf("%s: asked are %v", lang, asked)
		}
	}
}

// roomSays is what a cell should say of what is so, empty where it says so.
func (b *telling) roomSays(lang, kind, cell string) string {
	first := b.first()
	switch kind {
	case AnswersFirst:
		run := b.sc.Runs[first]
		return unless(near(cell, run.LearningRate) || planWords[lang][cell] == run.Optimizer, run.Optimizer)
	case AnswersEnds:
		var ends []string
		for _, word := range strings.Split(cell, "; ") {
			ends = append(ends, planWords[lang][word])
		}
		kinds := make([]string, len(b.outs))
		for i, out := range b.outs {
			kinds[i] = string(out.Kind)
		}
		return unless(slices.Equal(ends, kinds), strings.Join(kinds, "; "))
	case AnswersRate: // the best of the beat's own runs can be beaten, by a higher rate
		better := tellQuery(b.t, b.id, overlaid(b.t, b.id, "lr="+strconv.FormatFloat(1.1*b.sc.Runs[first].LearningRate, 'g', -1, 64)))
		b.holds(better.outs[0].Kind == judge.Converged && better.outs[0].K < b.outs[first].K, "the best rate can be beaten")
		numbers := numbersOf(cell)
		return unless(len(numbers) == 1 && near(numbers[0], float64(b.outs[first].K)), strconv.Itoa(b.outs[first].K))
	}
	return unless(len(numbersOf(cell)) == 0, "without a number")
}

// overlaid is a beat's query with changes.
func overlaid(t *testing.T, id, changes string) string {
	t.Helper()
	p, _ := LookupPreset(id)
	laid, err := Overlay(p.Query, changes)
	if err != nil {
		t.Fatal(err)
	}
	return laid
}

// first is the run that gets to the bottom after the fewest steps.
func (b *telling) first() int {
	first := 0
	for i, out := range b.outs {
		if out.Kind == judge.Converged && (b.outs[first].Kind != judge.Converged || out.K < b.outs[first].K) {
			first = i
		}
	}
	return first
}
