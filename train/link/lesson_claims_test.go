package link

import (
	"encoding/json"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
)

// A beat's text claims something of its runs, in numbers and in words. Its claim is
// the proof: it makes the runs, and says every number of the text that is no run's
// rate; a number that nothing says, and one that no text has, fails.

// telling is a beat with its runs.
type telling struct {
	t     *testing.T
	id    string
	sc    train.Scenario
	walks []*train.Walk
	runs  []descent.Trajectory
	outs  []judge.Outcome
	said  []float64
}

// ends holds how the runs end, in their order.
func (b *telling) ends(kinds ...judge.Kind) {
	b.t.Helper()
	if len(kinds) != len(b.outs) {
		b.t.Fatalf("%d runs, %d ends", len(b.outs), len(kinds))
	}
	for i, out := range b.outs {
		if out.Kind != kinds[i] {
			b.t.Errorf("run %d: %s at %d, not %s", i, out.Kind, out.K, kinds[i])
		}
		if out.Kind == judge.Learned && (out.Guess != "" || out.Caveat != judge.NoReason) {
			b.t.Errorf("run %d has learned, but its row says %s %s", i, out.Guess, out.Caveat)
		}
	}
}

// says are numbers that the text has, as the runs have them.
func (b *telling) says(values ...float64) { b.said = append(b.said, values...) }

// k is the step that a run's outcome counts; the text says it.
func (b *telling) k(runs ...int) {
	for _, run := range runs {
		b.says(float64(b.outs[run].K))
	}
}

// holds is what the text claims in words.
func (b *telling) holds(true bool, what string) {
	b.t.Helper()
	if !true {
		b.t.Errorf("it is not so that %s", what)
	}
}

func (b *telling) at(run, k int) descent.Iterate { return b.runs[run][k] }
func (b *telling) x(run, k int) float64          { return b.at(run, k).W.X }

// step is how long a run's update of step k is.
func (b *telling) step(run, k int) float64 {
	return distance(b.at(run, k).W, b.at(run, k+1).W)
}

func distance(a, b landscape.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func size(g landscape.Point) float64 { return math.Hypot(g.X, g.Y) }

// limit is 2/λ where a run ends, and λ.
func (b *telling) limit(run int) (limit, lambda float64) {
	limit, lambda, ok := judge.Limit(b.sc.Case(run), b.outs[run])
	b.holds(ok, "a limit is known")
	return limit, lambda
}

// curvatures are the largest and the smallest where a run ends.
func (b *telling) curvatures(run int) (steep, flat float64) {
	return landscape.Eigenvalues(b.sc.Objective().Hessian(b.outs[run].Target.X, b.outs[run].Target.Y))
}

// tell makes a beat's runs.
func tell(t *testing.T, id string) *telling {
	p, ok := LookupPreset(id)
	if !ok {
		t.Fatalf("there is no beat %s", id)
	}
	return tellQuery(t, id, p.Query)
}

// tellQuery makes the runs of a scenario.
func tellQuery(t *testing.T, id, query string) *telling {
	b := &telling{t: t, id: id, sc: mustParse(t, query)}
	for run := range b.sc.Runs {
		w, err := train.Begin(b.sc, run)
		if err != nil {
			t.Fatal(err)
		}
		b.walks, b.runs = append(b.walks, w), append(b.runs, w.Advance(t.Context(), b.sc.Steps+1))
	}
	b.outs = train.Outcomes(t.Context(), b.walks)
	return b
}

// TestLessonsAreTrue: what each beat of each lesson says is so, in both languages.
func TestLessonsAreTrue(t *testing.T) {
	texts := map[string]map[string]string{"en": locale(t, "en"), "ko": locale(t, "ko")}
	told := 0
	for _, p := range Presets() {
		for i := range p.Beats {
			scene := Scene(p.ID, i+1)
			t.Run(scene, func(t *testing.T) {
				claim, ok := claims[scene]
				if !ok {
					t.Fatal("nothing proves its text")
				}
				b := tell(t, scene)
				claim(b)
				b.pictured(p.Beats[i].Page)
				for lang, words := range texts {
					key := "preset." + p.ID + "." + strconv.Itoa(i+1)
					b.match(lang, words[key])
					b.fits(lang, words[key], words[key+".ask"])
				}
			})
			told++
		}
	}
	if told != len(claims) {
		t.Errorf("%d beats, %d claims", told, len(claims))
	}
}

// match holds the numbers of a text to what was said, and what was said to them.
func (b *telling) match(lang, text string) {
	b.t.Helper()
	heard := make([]bool, len(b.said))
	for _, number := range numbersOf(text) {
		found := slices.ContainsFunc(b.sc.Runs, func(r train.RunSpec) bool { return near(number, r.LearningRate) })
		for i, value := range b.said {
			if near(number, value) {
				heard[i], found = true, true
			}
		}
		if !found {
			b.t.Errorf("%s: nothing proves the number %s of %q", lang, number, text)
		}
	}
	for i, value := range b.said {
		if !heard[i] {
			b.t.Errorf("%s: %q does not say %g", lang, text, value)
		}
	}
}

// fits holds a text to what a room can read at a glance, and to a question.
func (b *telling) fits(lang, text, question string) {
	b.t.Helper()
	most := map[string]int{"en": 145, "ko": 100}[lang]
	if n := utf8.RuneCountInString(text); n == 0 || n > most {
		b.t.Errorf("%s: %d letters, at most %d: %q", lang, n, most, text)
	}
	if !strings.HasSuffix(question, "?") || strings.ContainsAny(text+question, "!") {
		b.t.Errorf("%s: asks %q", lang, question)
	}
}

// numeral matches a number; a formula's (2/λ) and a part of a word's (w₀, 3D) are none.
var numeral = regexp.MustCompile(`−?\d+(?:\.\d+)?(?:e\d+)?(/λ|D)?`)

// power matches a power of ten, with its factor.
var power = regexp.MustCompile(`(?:\d+(?:\.\d+)?\x{00a0}×\x{00a0})?10[⁰¹²³⁴⁵⁶⁷⁸⁹]+`)

var lowered = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")

// numbersOf are the numbers of a text, without those of formulas.
func numbersOf(text string) []string {
	var all []string
	text = strings.ReplaceAll(text, "\u2060", "") // which keeps a formula on one line
	text = power.ReplaceAllStringFunc(text, func(written string) string {
		factor, exponent, _ := strings.Cut(written, "10")
		if factor = strings.TrimSuffix(factor, "\u00a0×\u00a0"); factor == "" {
			factor = "1"
		}
		return factor + "e" + lowered.Replace(exponent)
	})
	for _, m := range numeral.FindAllStringSubmatch(text, -1) {
		if m[1] == "" {
			all = append(all, strings.Replace(m[0], "−", "-", 1))
		}
	}
	return all
}

// near tells whether a number that is written is a value, rounded to its digits.
func near(written string, value float64) bool {
	v, err := strconv.ParseFloat(written, 64)
	if err != nil {
		return false
	}
	digits, exponent, _ := strings.Cut(written, "e")
	_, decimals, _ := strings.Cut(digits, ".")
	tenths, _ := strconv.Atoi(exponent)
	half := 0.5 * math.Pow(10, float64(tenths-len(decimals)))
	return math.Abs(v-value) <= half*(1+1e-9)
}

// locale is the page's words of a language.
func locale(t *testing.T, lang string) (words map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../../web/locales/" + lang + ".json")
	if err == nil {
		err = json.Unmarshal(text, &words)
	}
	if err != nil {
		t.Fatal(err)
	}
	return words
}
