package language

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"downhill/landscape"
	"downhill/server/fault"
	"downhill/train/judge"
	"downhill/train/link"
	"downhill/train/rule"
	"downhill/web"
)

// plainKey is a key without its form for one or for several.
func plainKey(key string) string {
	return strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
}

// holes finds the values that a message names.
var holes = regexp.MustCompile(`\{(\w+)`)

func holesOf(text string) []string {
	var names []string
	for _, m := range holes.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// numbers are what a message states: they are the same in every language.
var numbers = regexp.MustCompile(`\d[\d.,]*\d|\d`)

// latin finds the words of a Latin alphabet, in a message or on the page. One
// letter is a symbol.
var (
	latin  = regexp.MustCompile(`[A-Za-z]{2,}(?:-[A-Za-z]+)*`)
	hangul = regexp.MustCompile(`[가-힣]`)
	named  = regexp.MustCompile(`\{\w+(\|[^{}]*)?\}`)
)

// latinInKorean are the names that Korean writes in Latin letters, in the words and
// on the page.
var latinInKorean = sync.OnceValue(func() (names []string) {
	text, err := os.ReadFile("../../testdata/latin-in-korean.json")
	if err == nil {
		err = json.Unmarshal(text, &names)
	}
	if err != nil {
		panic(err)
	}
	return names
})

// codeInKorean are the messages about what is typed, which quote it.
var codeInKorean = regexp.MustCompile(`^(error\.|formula\.help$|param\.|schedule\.\w+\.summary$|share\.(local\.alone|(code|frame|lesson|python|data)\.\w+)$|net\.field\.batch\.help$)`)

// TestKoreanSaysWhatEnglishSays holds the two sets of words together, the
// catalogue's and the errors' among them: the same keys (Korean has no plural),
// the same values in them, and nothing left in English.
func TestKoreanSaysWhatEnglishSays(t *testing.T) {
	english, korean := Words("en"), web.Messages("ko")
	inEnglish := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(english)) {
		inEnglish[key], inEnglish[plainKey(key)] = true, true
		text, ok := korean[key]
		if !ok {
			text, ok = korean[plainKey(key)]
		}
		if !ok {
			t.Errorf("Korean lacks %s: %q", key, english[key])
			continue
		}
		checkKorean(t, key, english[key], text)
	}
	for _, key := range slices.Sorted(maps.Keys(korean)) {
		if !inEnglish[key] {
			t.Errorf("Korean alone has %s: %q", key, korean[key])
		}
	}
}

func checkKorean(t *testing.T, key, english, korean string) {
	t.Helper()
	if a, b := holesOf(english), holesOf(korean); !slices.Equal(a, b) {
		t.Errorf("%s names %v in English, %v in Korean", key, a, b)
	}
	if korean == "" || strings.Count(korean, "*") != strings.Count(english, "*") {
		t.Errorf("%s: %q for %q", key, korean, english)
	}
	for _, number := range numbers.FindAllString(english, -1) {
		if !strings.Contains(korean, number) {
			t.Errorf("%s: where is %s in %q?", key, number, korean)
		}
	}
	said := named.ReplaceAllString(english, "")
	names := latin.FindAllString(said, -1)
	ofNames := !slices.ContainsFunc(names, func(word string) bool { return !slices.Contains(latinInKorean(), word) })
	if !ofNames && !hangul.MatchString(korean) && korean != "/" {
		t.Errorf("%s is not Korean: %q", key, korean)
	}
	for _, word := range latin.FindAllString(named.ReplaceAllString(korean, ""), -1) {
		if !slices.Contains(latinInKorean(), word) && !codeInKorean.MatchString(key) {
			t.Errorf("%s: %q in %q", key, word, korean)
		}
	}
}

// TestEnglishHasNoOtherLetters: only the language's own name is Korean.
func TestEnglishHasNoOtherLetters(t *testing.T) {
	for key, text := range Words("en") {
		if key != "language.ko" && hangul.MatchString(text) {
			t.Errorf("%s: %q", key, text)
		}
	}
}

// TestComposedWordsHaveTheirSubject: a word whose key is made of an id is of
// something that there is.
func TestComposedWordsHaveTheirSubject(t *testing.T) {
	ids := map[string][]string{
		"convention": {},
		"gallery":    {"group.networks"}, "preset": {}, "surface": {"typed", "net"}, "optimizer": {"label", "mixed", "conventions"}, "schedule": {"label", "curve"},
		"outcome": {"few", "net", "settled", "event", "reason", "lacks"},
	}
	for _, p := range link.Presets() {
		ids["preset"] = append(ids["preset"], p.ID)
	}
	for _, s := range landscape.Catalog() {
		ids["surface"] = append(ids["surface"], s.ID)
		ids["gallery"] = append(ids["gallery"], "group."+s.Group)
	}
	for _, o := range rule.Optimizers() {
		ids["optimizer"] = append(ids["optimizer"], o.ID)
		for _, c := range o.Conventions {
			ids["convention"] = append(ids["convention"], string(c))
			for _, lang := range web.Languages {
				if web.Messages(lang)["convention."+string(c)] == "" {
					t.Errorf("%s has no words for %s", lang, c)
				}
			}
		}
	}
	for _, s := range rule.Schedules() {
		ids["schedule"] = append(ids["schedule"], s.ID)
	}
	for _, k := range judge.Kinds() {
		ids["outcome"] = append(ids["outcome"], string(k))
	}
	for _, lang := range web.Languages {
		for key := range web.Messages(lang) {
			family, rest, _ := strings.Cut(key, ".")
			known := func(id string) bool { return rest == id || strings.HasPrefix(rest, id+".") }
			if of, ok := ids[family]; ok && key != "gallery.label" && !slices.ContainsFunc(of, known) {
				t.Errorf("%s has %s, which is of nothing", lang, key)
			}
		}
	}
}

// TestEveryErrorHasWords: whatever can be wrong with a scenario is told in each
// language, with every value filled in.
func TestEveryErrorHasWords(t *testing.T) {
	for _, lang := range web.Languages {
		words := Words(lang)
		for _, query := range wrongQueries {
			_, err := link.Parse(t.Context(), query)
			told, status := fault.Tell(err)
			text := told.In(words)
			if status != 400 || strings.ContainsAny(text, "{}|") || hangul.MatchString(text) != (lang == "ko") {
				t.Errorf("%s in %s: %d, %q", query, lang, status, text)
			}
			if lang == "en" && text != told.Message {
				t.Errorf("%s: the page says %q, the API %q", query, text, told.Message)
			}
		}
	}
}

var wrongQueries = []string{
	"surface=nowhere", "surface=bowll", "f=x&surface=bowl", "view=1,2,3,4", "f=x&view=1", "start=1", "f=log(x)&start=-1,0", "f=1/x&start=0,0", "f=acos(x)&start=1,0", "steps=0", "seed=-1", "noise=-1",
	"clip=no", "names=a,b", "opt=none", "opt=adm", "opt=sgd,sgd,sgd,sgd,sgd,sgd,sgd", "f=x^3&opt=polyak", "lr=-1", "lr=1,1,1,1,1,1,1",
	"opt=sgd,adam&lr=1,2,3", "opt=newton&lr=1", "momentum=0.9", "opt=momentum&momentum=2", "opt=adam&amsgrad=maybe", "schedule=none",
	"schedule=stepp", "schedule=step&schedule.power=2", "schedule.gamma=2", "schedule=step&schedule.step_size=1.5",
	"opt=polyak&schedule=reduce-on-plateau", "opt=lbfgs&line_search=some", "opt=adam&weight_decay=2", "opt=armijo&beta=1",
	"schedule=step&schedule.gamma=0", "lr=1&lr=2", "sufrace=bowl", "utm_source=mail", "lr=%25zz%zz", "names=%ff,a,b",
	"f=", "f=x+sen(y)", "f=quux", "f=quux(2)", "f=√x y", "f=x $ y", "f=θ", "f=x+", "f=x+*y", "f=(x", "f=x)", "f=x 3", "f=sin", "f=hypot(x)",
	"f=1.2.3", "f=1e999", "f=let = 3; x", "f=let x = 3; x", "f=let r = 3 x", "f=let r = x;", "f=repeat 3: h = x; h",
	"f=let h = 1; repeat 1001: h = h*x; h",
	"f=x∂", "f=x%E2%80%8By", "f=х", "f=x%25", "f=x.sin()", `f=\sum x`, `f=x^10+\pi`, "f=x1+x", "f=x1+x2+x3", "f=x2", "f=f(x,y,z)=x", "f=x=y",
	"f=0x", "f=2½", "f=0,5", "f=np.square(x)", "f=sin x y", "f=sin^-1(x)", "f=(x]", "f=x, y", "f=(x+y", "f=sin(x,y)", "f=x]", `f=1/xy+\pi`, "f=1e-400", "f=|x", "f=|x|y|x|",
	"units=2,1", "surface=net&start=1,2", "surface=net&view=0,1,0,1", "surface=net&data=nothing-like-it", "surface=net&data.noise=9", "surface=net&data.size=1",
	"surface=net&units=2", "surface=net&units=1,1", "surface=net&data=line&loss=bce", "surface=net&act=square-root", "surface=net&batch=0",
	"surface=net&plane=flat", "surface=net&plane=weights:1,1", "surface=net&plane=ends&lr=1&steps=3", "surface=net&plane=ends&lr=1,1,1&steps=3",
	"surface=net&opt=newton", "surface=net&opt=armijo&batch=4", "surface=net&units=2,20,20,1&steps=5000",
}
