package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// scripts are where the page's own sources lie, and others those of the
// templates and the server.
var (
	scripts = []string{"src/*.ts", "src/*/*.ts"}
	waiting = regexp.MustCompile(`^src/(cut/|panel/(share-data|choices)\.|side/arithmetic\.|page/(aloud|connection)\.|cloud/ensemble\.|relief/(index|note)\.)`) // those that are made once the rest of the words has come
	others  = []string{"*.templ", "[a-z]*.go", "../server/*/*.go"}
)

// sources is the text of what speaks.
func sources(t *testing.T, patterns ...string) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_templ.go") || strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, ".test.ts") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}

// asked finds the keys that are written out where a word is asked for.
var asked = regexp.MustCompile(`(?:\b(?:v|web)\.|[^.\w])(?:t|T|has|wordOr)\((?:words, |v\.Messages, )?"([a-z][\w.-]*\w)"`)

// TestEveryWordIsThere holds the templates and the scripts to the messages of
// each language, and English to them: none is missing, and none is of no use.
// That the other languages have what English has is the server's test.
func TestEveryWordIsThere(t *testing.T) {
	source := sources(t, slices.Concat(scripts, others)...)
	keys := asked.FindAllStringSubmatch(source, -1)
	if len(keys) < 100 {
		t.Fatalf("only %d keys are found in the sources", len(keys))
	}
	for _, lang := range Languages {
		words := Messages(lang)
		for _, key := range keys {
			if words[key[1]] == "" && words[key[1]+".other"] == "" {
				t.Errorf("%s has no message %q", lang, key[1])
			}
		}
	}
	families := families(source)
	for key := range Messages("en") {
		key = strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !strings.Contains(source, `"`+key+`"`) && !families.MatchString(key) {
			t.Errorf("nothing uses the message %q", key)
		}
	}
}

// TestScriptsHaveTheirFirstWords: no script asks by its key for a word that comes
// after the first picture, but for those that wait for it.
func TestScriptsHaveTheirFirstWords(t *testing.T) {
	files, err := filepath.Glob(scripts[1])
	if err != nil || !slices.ContainsFunc(files, waiting.MatchString) {
		t.Fatal("no script waits for words", err)
	}
	files = slices.DeleteFunc(files, waiting.MatchString)
	for _, key := range asked.FindAllStringSubmatch(sources(t, append(files, scripts[0])...), -1) {
		if later.MatchString(key[1]) {
			t.Errorf("a script asks for %q, which the page does not come with", key[1])
		}
	}
}

// TestWordsComeFirstOrLater: a page and what is fetched after it have every word,
// and a page the words of what it shows.
func TestWordsComeFirstOrLater(t *testing.T) {
	v := sample()
	v.Messages["surface.bowl.teaches"], v.Messages["error.full"] = "One curvature", "the server is full"
	v.Messages["optimizer.newton.name"], v.Messages["optimizer.adam.name"] = "Newton", "Adam"
	first, rest := v.firstWords(), Later(v.Messages)
	for key := range v.Messages {
		if first[key] == "" && rest[key] == "" {
			t.Errorf("nobody gets %s", key)
		}
	}
	for key, want := range map[string]bool{
		"surface.bowl.teaches": true, "preset.three-rates.1": true, "preset.saddle-point.1": false,
		"preset.saddle-point.title": false, "preset.three-rates.title": true, "error.full": false, "run.low": true,
		"optimizer.newton.name": true, "optimizer.adam.name": false,
	} {
		if got := first[key] != ""; got != want {
			t.Errorf("the page comes with %s: %v", key, got)
		}
	}
}

// TestEndingsComeWithTheirPages: how runs of one weight or of a network end is told in words
// of their own, which their pages come with and others do not.
func TestEndingsComeWithTheirPages(t *testing.T) {
	v := sample()
	v.Messages = Messages("en")
	for _, v.HasCut = range []bool{true, false} {
		first := v.firstWords()
		for _, key := range []string{"outcome.net.learned.one", "curve.outcome.diverged"} {
			if got := first[key] != ""; v.Messages[key] == "" || got == v.HasCut {
				t.Errorf("a page that has a cut (%v) comes with %s: %v", v.HasCut, key, got)
			}
		}
	}
}

// A key is composed in a script as `run.${role}`, elsewhere as "run." + role.
var (
	inScripts   = regexp.MustCompile("`([a-z][\\w-]*\\.(?:[\\w.-]|\\$\\{[^}`]*\\})*)`")
	inGo        = regexp.MustCompile(`"([a-z][\w-]*\.)"\s*\+`)
	placeholder = regexp.MustCompile(`\\\$\\\{[^}]*\\\}`)
)

// families matches the keys that the sources compose. Of a run's words these are
// the roles alone.
func families(source string) *regexp.Regexp {
	var all []string
	for _, m := range inScripts.FindAllStringSubmatch(source, -1) {
		all = append(all, placeholder.ReplaceAllString(regexp.QuoteMeta(m[1]), ".+"))
	}
	for _, m := range inGo.FindAllStringSubmatch(source, -1) {
		all = append(all, regexp.QuoteMeta(m[1])+".+")
	}
	composed := strings.ReplaceAll(strings.Join(all, "|"), `run\..+`, `run\.(low|good|high)`)
	return regexp.MustCompile("^(" + composed + ")(\\..+)?$")
}

// apart finds where a line could break between a number, or the place of one, and the
// sign after it, within an equation, or between the two numbers of a place: at a space that does not hold them together.
var apart = regexp.MustCompile(`[\d}] %|[\pL\d*}](?: =[ \x{a0}]?|\x{a0}?= )[−\d{]|\d(?: ·[ \x{a0}]?|\x{a0}?· )[−\d]|\((?:[−\d.]+|\{\w+\}), [−\d{]`)

// TestNumbersStayWithTheirSigns: no line of the page ends between "99" and "%", nor
// between "η =" and its number, nor within "(−4, 3)".
func TestNumbersStayWithTheirSigns(t *testing.T) {
	for text, want := range map[string]bool{
		"holds 99 % of it": true, "holds {first} % of it": true, "η = 0.5": true, "η = {rate}": true, "η =\u00a00.5": true, "y = −1": true, "0.9 · 0.4": true, "at (−4, 3)": true, "at ({x}, {y})": true,
		"holds 99\u00a0% of it": false, "η\u00a0=\u00a00.5": false, "3 + 4 of 5": false, "at (−4,\u00a03)": false, "(4 of 40, 3 of 40)": false,
	} {
		if apart.MatchString(text) != want {
			t.Errorf("%q: a line could break in a number: %v, want %v", text, !want, want)
		}
	}
	for _, lang := range Languages {
		for key, text := range Messages(lang) {
			if found := apart.FindString(text); found != "" {
				t.Errorf("%s: %s: a line could break within %q", lang, key, found)
			}
		}
	}
}
