package link

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/train"
	"downhill/train/judge"
)

// The lesson plan names lessons and says what their runs do, in tables and in words.
// A table is held to the runs cell by cell; a number in words is one that the beat's
// own claim proves, or that planClaims does.

// planClaims prove what the plan says of a beat beyond its tables and the beat's own
// text.
var planClaims = map[string]func(*telling){
	"one-weight": func(b *telling) { b.says(b.step(0, 0)) },
	"two-over-lambda": func(b *telling) {
		steep, flat := tell(b.t, "two-over-lambda.3").curvatures(0)
		b.says(steep / flat)
	},
	"two-over-lambda.3": func(b *telling) {
		limit, lambda := b.limit(0)
		b.says(limit, lambda, 2)
	},
	"stuck-in-a-local-minimum": func(b *telling) { b.says(b.step(0, 0), b.step(1, 0)) },
	"schedules.2": func(b *telling) {
		for run := range b.sc.Runs {
			b.holds(b.at(run, 40).LearningRate < b.at(run, 20).LearningRate, "the rates fall")
		}
		b.holds(tell(b.t, "schedules.4").outs[2].Kind == judge.Oscillating, "without the schedule 1.8 does not rest")
	},
	"saddle-point.3": func(b *telling) {
		before := tell(b.t, "saddle-point.2")
		b.says(before.at(1, 0).W.Y, float64(before.outs[1].Events[0].Entered), float64(before.outs[1].Events[0].Left))
	},
	"ravine-and-momentum.4": func(b *telling) {
		steep, _ := b.curvatures(1)
		b.holds(b.sc.Runs[1].LearningRate > 2/steep, "momentum bears a rate above 2/λ")
	},
	"try-many-rates": func(b *telling) { b.says(float64(b.sc.Steps), float64(b.outs[3].K)) },
}

// planWords are the plan's own, in each language: the columns of its tables, how its
// runs end, and which optimizer made them.
var planWords = map[string]map[string]string{
	"en": {
		"Open": "open", "Rate": "rate", "How it ends": "ends", "Step": "k", "Loss at the end": "loss",
		"Start": "after 0", "Loss at the start": "loss after 0", "In the lowest well": "lowest", "Optimizer": "optimizer",
		"arrives": "converged", "still on its way": "crawling", "leaves the map": "diverged", "bounces without rest": "oscillating",
		"caught in a lesser minimum": "stuck-local", "stops on the saddle": "stuck-saddle",
		"plain descent": "sgd", "momentum": "momentum",
	},
	"ko": {
		"열기": "open", "학습률": "rate", "끝": "ends", "스텝": "k", "마지막 손실": "loss",
		"시작": "after 0", "시작 손실": "loss after 0", "가장 낮은 우물": "lowest", "옵티마이저": "optimizer",
		"도착": "converged", "아직 가는 중": "crawling", "지도를 떠남": "diverged", "쉬지 않고 오감": "oscillating",
		"얕은 최솟값에 갇힘": "stuck-local", "안장점에서 멈춤": "stuck-saddle",
		"기본 경사하강법": "sgd", "모멘텀": "momentum",
	},
}

// A stop is what the plan says of the beat that it opens.
type stop struct {
	scene  string
	words  string     // without links and tables
	header []string   // of its table, if it has one
	rows   [][]string // of cells
}

var (
	planLink  = regexp.MustCompile(`\[([^\]]*)\]\((/p/([a-z-]+)(?:\?([^)]*))?)\)`)
	planOpen  = regexp.MustCompile(`(?m)^\*\*(Open|열기)\*\* `)
	planTitle = regexp.MustCompile(`(?m)^## (?:(\d+)–(\d+)(?: min|분))?.*$`)
	planAfter = regexp.MustCompile(`^(Loss after |After )(\d)$|^(\d)스텝 뒤( 손실)?$`)
	beatKey   = regexp.MustCompile(`(?:^|&)beat=(\d)`)
)

// readPlan is the plan of a language.
func readPlan(t *testing.T, lang string) string { return readDoc(t, "LECTURE", lang) }

// readDoc is a document in a language: LECTURE.md in English, LECTURE.<tag>.md in others.
func readDoc(t *testing.T, name, lang string) string {
	t.Helper()
	if lang != "en" {
		name += "." + lang
	}
	text, err := os.ReadFile("../../docs/" + name + ".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sceneOf is the beat that a link opens.
func sceneOf(link []string) string {
	beat := 1
	if m := beatKey.FindStringSubmatch(link[4]); m != nil {
		beat, _ = strconv.Atoi(m[1])
	}
	return Scene(link[3], beat)
}

// stops are the plan's, in its order; each ends where the next opens, or a part ends.
func stops(t *testing.T, plan string) (all []stop) {
	t.Helper()
	for _, part := range planTitle.Split(plan, -1)[1:] {
		for _, text := range planOpen.Split(part, -1)[1:] {
			m := planLink.FindStringSubmatch(text)
			if m == nil {
				t.Fatalf("no link is opened: %.80s", text)
			}
			s := stop{scene: sceneOf(m)}
			for line := range strings.Lines(planLink.ReplaceAllString(text, "")) {
				cells := strings.Split(strings.Trim(strings.TrimSpace(line), "| "), " | ")
				switch {
				case !strings.HasPrefix(line, "|"):
					s.words += line
				case strings.HasPrefix(line, "|--"):
				case s.header == nil:
					s.header = cells
				default:
					s.rows = append(s.rows, cells)
				}
			}
			all = append(all, s)
		}
	}
	return all
}

// TestLecturePlanIsTrue: each beat that the plan opens is there, and does what the
// plan says, in each language.
func TestLecturePlanIsTrue(t *testing.T) {
	claimed := map[string]bool{}
	for lang := range planWords {
		for _, s := range stops(t, readPlan(t, lang)) {
			t.Run(lang+" "+s.scene, func(t *testing.T) {
				b := tell(t, s.scene)
				for i, row := range s.rows {
					b.planRow(lang, i, s.header, row)
				}
				if len(s.rows) > 0 && len(s.rows) != len(b.runs) {
					t.Errorf("%d rows for %d runs", len(s.rows), len(b.runs))
				}
				if claim := planClaims[s.scene]; claim != nil {
					claimed[s.scene] = true
					b.said = nil
					claim(b)
					b.inWords(lang, s.words)
				}
				own := &telling{t: t, sc: b.sc, runs: b.runs, outs: b.outs}
				claims[s.scene](own)
				b.provesWords(lang, s.words, append(own.said, b.said...))
			})
		}
	}
	if len(claimed) != len(planClaims) {
		t.Errorf("%d claims, %d are of a beat that the plan opens", len(planClaims), len(claimed))
	}
}

// planRow holds a row of a table to the run that it is about.
func (b *telling) planRow(lang string, run int, header, row []string) {
	b.t.Helper()
	if run >= len(b.runs) || len(row) != len(header) {
		b.t.Fatalf("row %d: %q under %q", run, row, header)
	}
	for i, cell := range row {
		column := planWords[lang][header[i]]
		if m := planAfter.FindStringSubmatch(header[i]); m != nil {
			column = map[bool]string{true: "loss after ", false: "after "}[m[1] == "Loss after " || m[4] != ""] + m[2] + m[3]
		}
		if wrong := b.planCell(lang, run, column, strings.ReplaceAll(cell, "−", "-")); wrong != "" {
			b.t.Errorf("%s, row %d: %s is %q, not %s", lang, run, header[i], cell, wrong)
		}
	}
}

// planCell is what a cell should say, empty where it says so.
func (b *telling) planCell(lang string, run int, column, cell string) string {
	out := b.outs[run]
	value := func(v float64) string {
		if near(cell, v) {
			return ""
		}
		return fmt.Sprint(v)
	}
	kind, k, _ := strings.Cut(column, "after ")
	step, _ := strconv.Atoi(k)
	switch column {
	case "rate":
		return value(b.sc.Runs[run].LearningRate)
	case "optimizer":
		return unless(planWords[lang][cell] == b.sc.Runs[run].Optimizer, b.sc.Runs[run].Optimizer)
	case "ends":
		return unless(planWords[lang][cell] == string(out.Kind), string(out.Kind))
	case "k":
		return value(float64(out.K))
	case "loss":
		return value(out.Loss)
	case "lowest":
		numbers := numbersOf(cell) // "15 of 40", in Korean the other way round
		slices.Sort(numbers)
		want := fmt.Sprint([]string{strconv.Itoa(b.lowest(run)), strconv.Itoa(b.sc.Members())})
		return unless(fmt.Sprint(numbers) == want, want)
	}
	switch it := b.at(run, step); {
	case kind == "loss ":
		return value(it.Loss)
	case kind == "" && k != "" && b.sc.Surface.OneWeight:
		return value(it.W.X)
	case kind == "" && k != "":
		numbers := numbersOf(strings.ReplaceAll(cell, "-", "−"))
		return unless(len(numbers) == 2 && near(numbers[0], it.W.X) && near(numbers[1], it.W.Y), fmt.Sprint(it.W))
	}
	return "a column that is known"
}

func unless(so bool, want string) string {
	if so {
		return ""
	}
	return want
}

// inWords holds that the words say each value that was said.
func (b *telling) inWords(lang, words string) {
	b.t.Helper()
	numbers := numbersOf(words)
	for _, value := range b.said {
		if !slices.ContainsFunc(numbers, func(n string) bool { return near(n, value) }) {
			b.t.Errorf("%s: nothing says %g", lang, value)
		}
	}
}

// provesWords holds that each number of the words is a run's rate or was proved.
func (b *telling) provesWords(lang, words string, proved []float64) {
	b.t.Helper()
	for _, number := range numbersOf(words) {
		rate := slices.ContainsFunc(b.sc.Runs, func(r train.RunSpec) bool { return near(number, r.LearningRate) })
		if !rate && !slices.ContainsFunc(proved, func(v float64) bool { return near(number, v) }) {
			b.t.Errorf("%s: nothing proves the number %s", lang, number)
		}
	}
}

// TestLecturePlansAgree: both plans open the same beats in the same minutes, which
// fill a lecture, and every link says where it leads.
func TestLecturePlansAgree(t *testing.T) {
	told := map[string][]string{}
	for lang := range planWords {
		plan, minute := readPlan(t, lang), "0"
		for _, m := range planTitle.FindAllStringSubmatch(plan, -1) {
			if m[1] == "" {
				continue
			}
			if m[1] != minute {
				t.Errorf("%s: %s begins at %s", lang, m[0], minute)
			}
			minute = m[2]
		}
		if minute != "50" {
			t.Errorf("%s: the plan ends at %s", lang, minute)
		}
		for _, m := range planLink.FindAllStringSubmatch(plan, -1) {
			if _, ok := LookupPreset(sceneOf(m)); !ok || m[1] != m[2] {
				t.Errorf("%s: there is no %s", lang, m[0])
			}
			told[lang] = append(told[lang], m[2])
		}
		if n := len(regexp.MustCompile(`\]\(`).FindAllString(plan, -1)); n != len(told[lang]) {
			t.Errorf("%s: %d links, %d are of lessons", lang, n, len(told[lang]))
		}
	}
	for lang := range told {
		if !slices.Equal(told["en"], told[lang]) {
			t.Errorf("the plans open\n%q\n%s: %q", told["en"], lang, told[lang])
		}
	}
}

// sheetFigure matches a figure of the sheet for students, with its preset and the rest of its keys.
var sheetFigure = regexp.MustCompile(`!\[([^\]]*)\]\(/figure\.svg\?preset=([a-z-]+)&([^)]*)\)`)

// sheetCode matches where the sheet leads to, as a code and as an address.
var sheetCode = regexp.MustCompile(`(?s)\(/qr\.svg\?preset=([a-z-]+)\).*\[/p/[a-z-]+\]\(/p/([a-z-]+)\)`)

// TestHandoutIsTrue: what the sheet says beside a figure is so of the beat that it
// shows, and both languages show the same.
func TestHandoutIsTrue(t *testing.T) {
	shown := map[string][]string{}
	for lang := range planWords {
		for _, part := range planTitle.Split(readDoc(t, "HANDOUT", lang), -1)[1:] {
			m := sheetFigure.FindStringSubmatch(part)
			if to := sheetCode.FindStringSubmatch(part); m == nil && to != nil {
				if _, known := LookupPreset(to[1]); !known || to[1] != to[2] {
					t.Errorf("%s: the code leads to %s, the address to %s", lang, to[1], to[2])
				}
				continue
			}
			if m == nil {
				t.Fatalf("%s: no figure in %.60q", lang, part)
			}
			shown[lang] = append(shown[lang], m[2]+"&"+m[3])
			scene := sceneOf([]string{"", "", "", m[2], m[3]})
			own := tell(t, scene)
			own.said = nil
			claims[scene](own)
			own.provesWords(lang, planLink.ReplaceAllString(strings.Replace(part, m[0], "", 1), ""), own.said)
		}
	}
	for lang := range planWords {
		if len(shown["en"]) != 4 || !slices.Equal(shown["en"], shown[lang]) {
			t.Errorf("the sheets show\n%q\n%s: %q", shown["en"], lang, shown[lang])
		}
	}
}
