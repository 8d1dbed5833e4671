package link

import (
	"html"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train/field"
	"downhill/train/rule"
)

// A program is one that links go through: what it makes of one. A link survives it where
// it comes out as it was.
type program struct {
	name  string
	makes func(link string) string
}

// programs are what is known of how they find the end of an address in a text, and of
// what they write in place of what was typed.
var programs = []program{
	{"Slack", linkified(`[^\s<>|"`+"`"+`]*`, `.,;:!?'")]}*_~`)},
	{"Teams and Outlook", linkified(`[!#-;=?-Z_a-z~%]*`, `.,;:!?'")]}*`)},
	{"KakaoTalk", linkified(`[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]*`, `.,;:!?'*_~-`)},
	{"WhatsApp and Telegram", emphasised},
	{"Word, as one types", autocorrected},
	{"Word's addresses", linkified(`[^\s<>"]*`, `.,;:!?'")]}`)},
	{"GitHub's Markdown, bare", gfmBare},
	{"Markdown, bare", emphasised},
	{"Markdown, [text](link)", markdownTarget},
	{"HTML", func(link string) string { return cents.Replace(html.UnescapeString(link)) }}, // which Mend undoes
	{"encoders", encodedAgain},
}

// linkified is the beginning of a text that is taken for an address, without what may not
// end one.
func linkified(address, trailing string) func(string) string {
	whole := regexp.MustCompile("^" + address)
	return func(link string) string { return strings.TrimRight(whole.FindString(link), trailing) }
}

// emphasised loses the marks of bold, italic and struck text: * and ~ anywhere, _ but
// between letters or digits.
func emphasised(link string) string {
	inWord := regexp.MustCompile(`([A-Za-z0-9])_([A-Za-z0-9])`)
	bare := strings.ReplaceAll(inWord.ReplaceAllString(link, "$1$2"), "_", "*")
	if strings.ContainsAny(bare, "*~`") {
		return strings.NewReplacer("*", "", "~", "", "`", "", "_", "").Replace(link)
	}
	return link
}

// autocorrected has dashes, ellipses, signs, faces and curly quotation marks.
func autocorrected(link string) string {
	return strings.NewReplacer("--", "–", "...", "…", "(c)", "©", "(r)", "®", "(tm)", "™", ":)", "☺", ":(", "☹", ":|", "😐", ":D", "😃", ":P", "😛", ":p", "😛",
		"->", "→", "=>", "⇒", "'", "’", `"`, "”").Replace(link)
}

// gfmBare follows GitHub Flavored Markdown, 6.9.
func gfmBare(link string) string {
	link = regexp.MustCompile(`^[^\s<]*`).FindString(link)
	for {
		short := strings.TrimRight(link, `?!.,:*_~'"`)
		if strings.HasSuffix(short, ")") && strings.Count(short, ")") > strings.Count(short, "(") {
			short = short[:len(short)-1]
		}
		short = regexp.MustCompile(`&[A-Za-z0-9]+;$`).ReplaceAllString(short, "")
		if short == link {
			return link
		}
		link = short
	}
}

// markdownTarget follows CommonMark, 6.3: brackets balance, and a backslash escapes.
func markdownTarget(link string) string {
	depth := 0
	for i, c := range link {
		switch {
		case c == '(':
			depth++
		case c == ')' && depth == 0, c <= ' ', c == '\\', c == '<':
			return link[:i]
		case c == ')':
			depth--
		}
	}
	if depth > 0 {
		return ""
	}
	return link // entities end with a semicolon there
}

// encodedAgain is a link as programs write it that parse it and write it anew: what may
// not stand in one is encoded, and what they think need not be is not.
func encodedAgain(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return err.Error()
	}
	strict := regexp.MustCompile(`[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]|%(?:[^0-9A-Fa-f]|.[^0-9A-Fa-f])`)
	return strict.ReplaceAllStringFunc(u.String(), url.QueryEscape)
}

// expectWhole holds a link to every program, in a sentence too.
func expectWhole(t *testing.T, path string) {
	t.Helper()
	link := "https://downhill.example" + path
	for _, p := range programs {
		if got := p.makes(link); got != link {
			t.Errorf("%s makes of %s\n%s", p.name, link, got)
		}
	}
	for _, after := range []string{".", ",", ")", ").", "?", "!", ":", ";", "”", "\"", "'"} { // what belongs to the sentence must come off, and no more
		_, query, _ := strings.Cut(path, "?")
		if strings.Contains(query, "&names=") {
			continue // may as well be the name's
		}
		if mended, _ := Mend(query+after, Knows); query != "" && reread(t, mended) != reread(t, query) {
			t.Errorf("%s followed by %s is read as %s", path, after, mended)
		}
	}
}

// reread is a query as it is written anew, key by key.
func reread(t *testing.T, query string) string {
	t.Helper()
	all, err := split(query)
	if err != nil {
		t.Errorf("%s: %v", query, err)
	}
	return all.join()
}

// TestCanonicalLinksSurviveChats: those of every lesson's beats, of every surface with its
// defaults and with every optimizer, and a few hundred at random.
func TestCanonicalLinksSurviveChats(t *testing.T) {
	for _, p := range Presets() {
		for i := range p.Beats {
			scene, _ := LookupPreset(Scene(p.ID, i+1))
			expectWhole(t, pathOf("/p/"+p.ID, ""))
			expectWhole(t, "/?"+scene.Query)
			expectWhole(t, "/?"+p.facts().fields.join())
		}
	}
	for _, s := range landscape.Catalog() {
		expectWhole(t, "/?"+wholeOf(mustParse(t, "surface="+s.ID+"&steps=20")).join())
	}
	for _, o := range rule.Optimizers() {
		expectWhole(t, "/?"+wholeOf(mustParse(t, "surface=beale&opt="+o.ID)).join())
	}
	r := rand.New(rand.NewPCG(13, 5))
	for range 300 {
		expectWhole(t, "/?"+Query(mustParse(t, randomScenario(r))))
	}
	for range 40 {
		expectWhole(t, "/?"+Query(mustParse(t, randomTyped(r))))
	}
}

// TestRandomLinksReadAsTheyWereWritten: their values are the same after all that is
// escaped.
func TestRandomLinksReadAsTheyWereWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 6))
	for range 2000 {
		value := randomText(r, 12)
		all, err := split("names=" + encodeValue(value))
		if got, _ := all.get("names"); err != nil || got != value {
			t.Errorf("%q is written %s and read as %q: %v", value, encodeValue(value), got, err)
		}
		if mended, _ := Mend("names="+encodeValue(value)+"&seed=1", nil); mended != "names="+encodeValue(value)+"&seed=1" {
			t.Errorf("%q, written %s, is taken for damaged: %s", value, encodeValue(value), mended)
		}
	}
}

// nasty are the characters that programs take for their own.
var nasty = []rune("abzAZ09 ._-~*()[]{}<>|\\/^%+&=#?!:;,'\"`@$§é가힣🌱“”…—℃\u200b")

func randomText(r *rand.Rand, most int) string {
	text := make([]rune, r.IntN(most))
	for i := range text {
		text[i] = nasty[r.IntN(len(nasty))]
	}
	return string(text)
}

// randomName is a text that a run may be called: without a comma, and without what is no
// letter to begin or end with.
func randomName(r *rand.Rand) string {
	return strings.NewReplacer(",", "", "\u200b", "").Replace(randomText(r, 14))
}

func randomScenario(r *rand.Rand) string {
	catalog, all := landscape.Catalog(), rule.Optimizers()
	o := all[r.IntN(len(all))]
	q := url.Values{"surface": {catalog[r.IntN(len(catalog))].ID}, "opt": {o.ID}, "seed": {strconv.Itoa(r.IntN(1e9))}, "steps": {strconv.Itoa(1 + r.IntN(500))}}
	if o.NeedsBest {
		q.Set("surface", "bowl")
	}
	if !o.Rateless {
		q.Set("lr", field.Numbers(r.Float64(), r.ExpFloat64()*1e-9, r.Float64()*1e5))
		q.Set("names", randomName(r)+","+randomName(r)+","+randomName(r))
	}
	q.Set("noise", field.Number(r.Float64()*1e-7))
	q.Set("clip", []string{"none", "norm:1.5", "value:1e-7", "norm:250000"}[r.IntN(4)])
	for _, p := range o.Params {
		if p.Kind == rule.Bool && r.IntN(2) == 0 {
			q.Set(p.Key, "true")
		}
	}
	return q.Encode()
}

func randomTyped(r *rand.Rand) string {
	terms := []string{"x^2", "(y-1)^2", "3*x*y", "sin(x)/2", "exp(-x)", "abs(y)", "(x + y)^4/10", "x**2", "-(-y)", "1e-3*x", "let a = x/2; a^2", "max(x, -y)", "2--x"}
	f := terms[r.IntN(len(terms))]
	for range r.IntN(3) {
		if !strings.Contains(f, "let") {
			f += " + " + terms[r.IntN(10)]
		}
	}
	one := field.Numbers(r.Float64()+0.1, r.Float64()-2)
	return url.Values{"f": {f}, "start": {one}, "lr": {"0.1,1e-7"}, "view": {"-5,5,-5,5"}, "names": {randomName(r) + "," + randomName(r)}}.Encode()
}
