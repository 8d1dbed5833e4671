package link

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/train/judge"
)

// asksAll matches questions whose answers are of a kind by their words alone: a lesson
// that asks so has to say of which.
var asksAll = map[string]*regexp.Regexp{
	AnswersFirst: regexp.MustCompile(`reaches the bottom|is first\b|comes to rest|at the bottom within|finds the deep`),
	AnswersEnds:  regexp.MustCompile(`(?i)how does each of (the \w+|them) end\?`),
}

// answered are questions that have such words but are answered otherwise.
var answered = []string{
	"adaptive-rates.2", // whose loss stays below a bound is not who is first at the bottom
}

// TestAnswersAreBorneOut: the answers of each beat's question are of a kind that its
// runs can bear out, and of which run is first at the bottom they bear out one alone,
// unless the question asks for the first of several.
func TestAnswersAreBorneOut(t *testing.T) {
	words := locale(t, "en")
	for _, p := range Presets() {
		for i, beat := range p.Beats {
			scene := Scene(p.ID, i+1)
			ask := words["preset."+p.ID+"."+strconv.Itoa(i+1)+".ask"]
			for kind, asks := range asksAll {
				if asks.MatchString(ask) && beat.Answers != kind && !slices.Contains(answered, scene) {
					t.Errorf("%s asks %q: its answers are %q, not %q", scene, ask, beat.Answers, kind)
				}
			}
			if beat.Answers == "" {
				continue
			}
			laid, err := Overlay(p.Query, beat.Changes)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(Answers(), beat.Answers) || !Answerable(mustParse(t, laid), beat.Answers) {
				t.Errorf("%s: its runs bear out no answers %q", scene, beat.Answers)
			}
			if beat.Answers == AnswersFirst {
				holdsFirst(t, tell(t, scene), ask)
			}
		}
	}
}

// holdsFirst holds that one run alone is first at the bottom, and that no other gets
// there where the question does not ask for the first.
func holdsFirst(t *testing.T, b *telling, ask string) {
	t.Helper()
	var there []int // the steps of the runs that get there
	for _, out := range b.outs {
		if out.Kind == judge.Converged || out.Kind == judge.Learned && out.Guess == "" {
			there = append(there, out.K)
		}
	}
	slices.Sort(there)
	first := strings.Contains(ask, "first")
	if len(there) == 0 || len(there) > 1 && (!first || there[0] == there[1]) {
		t.Errorf("%s asks %q, and its runs get to the bottom after %d steps", b.id, ask, there)
		return
	}
	for _, out := range b.outs { // the page calls nothing right then (web/src/live/poll.ts)
		if restless := out.Kind == judge.Bouncing || out.Kind == judge.Leaving; out.Settled || out.Kind == judge.Hovering || restless && out.Global && out.K <= there[0] {
			t.Errorf("%s asks %q, which its runs leave open: one is %s from step %d on", b.id, ask, out.Kind, out.K)
		}
	}
}

// TestAnswersFitScenarios: what can't be answered of a scenario is not asked of it.
func TestAnswersFitScenarios(t *testing.T) {
	for _, c := range []struct {
		query   string
		answers []string
	}{
		{"surface=bowl&lr=0.1,0.2", Answers()},
		{"surface=bowl&lr=0.1", []string{AnswersEnds, AnswersStart, AnswersRate}},
		{"surface=bowl&lr=0.1,0.2&noise=1", []string{AnswersFirst, AnswersEnds, AnswersStart}},
		{"surface=bowl&opt=newton", []string{AnswersEnds, AnswersStart}},
		{"surface=saddle&lr=0.1,0.2", []string{AnswersEnds, AnswersStart}},
		{"surface=plateau&lr=1,2", []string{AnswersFirst, AnswersEnds}},
		{"surface=net&lr=1,2", []string{AnswersFirst, AnswersEnds}},
	} {
		sc := mustParse(t, c.query)
		fit := slices.DeleteFunc(Answers(), func(a string) bool { return !Answerable(sc, a) })
		if !slices.Equal(fit, c.answers) {
			t.Errorf("%s: %v, not %v", c.query, fit, c.answers)
		}
	}
	if Answerable(mustParse(t, "surface=bowl"), "") {
		t.Error("no answers were answerable")
	}
}
