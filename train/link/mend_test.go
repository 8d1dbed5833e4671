package link

import (
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestMend: what happens to a link on its way is undone where one reading makes
// sense, and only there.
func TestMend(t *testing.T) {
	for _, c := range []struct{ damaged, want string }{
		{"surface=bowl&amp;lr=0.1,1&amp;amp;seed=3", "surface=bowl&lr=0.1,1&seed=3"},
		{"lr=0.1,0.5,1.8)", "lr=0.1,0.5,1.8"},
		{"lr=0.1,0.5,1.8%E2%80%9D.", "lr=0.1,0.5,1.8"},
		{"lr=0.1,0.5,1.8\"", "lr=0.1,0.5,1.8"},
		{"lr=0.1,0.5,1.8%22%3E", "lr=0.1,0.5,1.8"},
		{"lr=0.1,0.5,1.8%C2%BB", "lr=0.1,0.5,1.8"},
		{"surface=bowl&lr=0.1,0.5,;", "surface=bowl&lr=0.1,0.5"},
		{"surface=bowl.", "surface=bowl"},
		{"surface=bowl%E2%80%8B%C2%A0", "surface=bowl"},
		{"surface=bowl**", "surface=bowl"},
		{"f=x%5E2%2By%5E2)", "f=x%5E2%2By%5E2"},
		{"f=(x+1)%5E2%2By%5E2", "f=(x+1)%5E2%2By%5E2"},
		{"f=sin(x)*(y^2+1)", "f=sin(x)*(y^2+1)"},
		{"surface=beale&opt=rmsprop¢ered=true", "surface=beale&opt=rmsprop&centered=true"},
		{"f=x^2+sin(y)).", "f=x%5E2%2Bsin%28y%29"},
		{"f=x^2+(y", "f=x^2+(y"},
		{"f=x^2+y^2)&lr=0.1", "f=x^2+y^2)&lr=0.1"},
		{"f=x%255E2%252By%255E2&lr=0.1", "f=x%5E2%2By%5E2&lr=0.1"},
		{"surface%3Dbowl%26lr%3D0.1%2C0.5", "surface=bowl&lr=0.1,0.5"},
		{"f=x%25255E2%25252By%25255E2", "f=x%5E2%2By%5E2"},
		{"names=a,b)", "names=a,b"},
		{"names=a,b(1)", "names=a,b(1)"},
		{"names=a,b%29", "names=a,b%29"},
		{"names=100%25AB,b", "names=100%25AB,b"},
		{"names=100%25%34%31,b", "names=100%25%34%31,b"},
		{"names=%25ED%2595%259C,b", "names=%ED%95%9C,b"},
		{"lr=)", "lr=)"},
		{"lr=0.1%2", "lr=0.1%2"},
		{"", ""},
	} {
		got, unknown := Mend(c.damaged, Knows)
		if got != c.want || len(unknown) > 0 {
			t.Errorf("%s\n got %s %q\nwant %s", c.damaged, got, unknown, c.want)
		}
	}
}

// TestMendLeavesOutWhatIsUnknown, whatever it holds: it marks no form, is not
// counted twice, and need not be text.
func TestMendLeavesOutWhatIsUnknown(t *testing.T) {
	for damaged, want := range map[string]string{
		"fbclid=IwAR0_x&surface=bowl&utm_source=a&utm_source=b": "surface=bowl fbclid utm_source",
		"f=x^2+y^2&gclid=a%2Fb%3D":                              "f=x^2+y^2 gclid",
		"surface=bowl&_hsenc=50%off&%ff=1&mc_cid":               "surface=bowl _hsenc %ff mc_cid",
		"lr=0.1)&fbclid=x":                                      "lr=0.1 fbclid",
		"surface=bowl&amp;utm_medium=mail":                      "surface=bowl utm_medium",
		"schedule=step&schedule.nonsense=1&ref=x":               "schedule=step schedule.nonsense ref",
	} {
		got, unknown := Mend(damaged, Knows)
		if all := got + " " + strings.Join(unknown, " "); all != want {
			t.Errorf("%s\n got %s\nwant %s", damaged, all, want)
		}
	}
	if raw, unknown := Mend("utm_source=x", nil); raw != "utm_source=x" || unknown != nil {
		t.Errorf("%s %q", raw, unknown)
	}
}

// damages are the ways that a link is damaged, each by another program.
var damages = map[string]func(query string, f fields) string{
	"nothing":         func(q string, _ fields) string { return q },
	"escaped for XML": func(q string, _ fields) string { return strings.ReplaceAll(q, "&", "&amp;") },
	"a sentence":      func(q string, _ fields) string { return q + ")." },
	"a list":          func(q string, _ fields) string { return q + "," },
	"twice":           func(q string, _ fields) string { return strings.ReplaceAll(q, "%", "%25") },
	"as a whole":      func(q string, _ fields) string { return url.QueryEscape(q) },
	"a form":          func(_ string, f fields) string { return f.form() },
	"a form, twice":   func(_ string, f fields) string { return strings.ReplaceAll(f.form(), "%", "%25") },
	"a tracker":       func(q string, _ fields) string { return q + "&fbclid=a%2Fb+c&utm_source=50%" },
	"both": func(q string, _ fields) string {
		return strings.ReplaceAll(q+").", "&", "&amp;") + "&amp;gclid=x"
	},
}

// form writes fields as Python's urlencode does.
func (f fields) form() string {
	parts := make([]string, len(f))
	for i, p := range f {
		parts[i] = url.QueryEscape(p.Key) + "=" + url.QueryEscape(p.Value)
	}
	return strings.Join(parts, "&")
}

// TestDamagedLinksReadBack: a canonical link reads back to its scenario through
// every kind of damage, over random scenarios, formulas and names.
func TestDamagedLinksReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		sc := mustParse(t, randomLink(r))
		link := Query(sc)
		f, err := split(link)
		if err != nil {
			t.Fatal(err)
		}
		if link == "" || strings.Contains(link, "+") {
			t.Fatalf("%q is no canonical link", link)
		}
		for name, damage := range damages {
			if strings.HasPrefix(name, "a form") && (!strings.Contains(f.form(), "%") || strings.Contains(link, "100%25")) {
				continue // nothing tells it from a typed address, or from one that was encoded once more
			}
			damaged := damage(link, f)
			if last := f[len(f)-1]; last.Key == "names" && (strings.HasSuffix(damaged, ".") || strings.HasSuffix(damaged, ",") || name == "both") {
				continue // may as well be the name's
			}
			mended, _ := Mend(damaged, Knows)
			back, err := Parse(t.Context(), mended)
			if err != nil || Query(back) != link {
				t.Errorf("%s:\n%s\n%s\n%s\n%v", name, link, damaged, mended, err)
			}
		}
	}
}

// randomLink is a random query with a formula of all the characters that a link
// may trip over, and with such names.
func randomLink(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	terms := []string{"x^2", "(y-1)^2", "3*x*y", "sin(x)/2", "+1", "exp(-x)", "abs(y)", "(x + y)^4/10"}
	query := "seed=2&surface=" + pick("bowl", "wells", "himmelblau")
	if r.IntN(2) == 0 {
		f := "y^2"
		for range 1 + r.IntN(4) {
			f += pick("+", " + ", "-", " - ") + "1*" + strings.TrimPrefix(terms[r.IntN(len(terms))], "+")
		}
		if r.IntN(2) == 0 {
			f = "let a = x; " + f + "+a"
		}
		query = "lr=0.1,0.5,1&start=1,-2&f=" + encode(f)
	}
	if r.IntN(2) == 0 {
		name := func() string {
			return encode(pick("a", "b+c", "d=e", "(f)", "g/h", "i j", "k;l", "한글", "m)", "“n”", "o.", "100%41"))
		}
		query += "&names=" + strings.Join([]string{name(), name(), name()}, ",")
	}
	return query
}

// TestPartKeepsTheReading: the parts of a query read as the whole does.
func TestPartKeepsTheReading(t *testing.T) {
	own, others := Part("f=x+y&zoom=1%2C2&lr=1", func(key, _ string) bool { return key == "zoom" })
	if own != "zoom=1%2C2" || !slices.Equal(Pairs(others), []Pair{{"f", "x y"}, {"lr", "1"}}) {
		t.Errorf("%s and %s", own, others)
	}
}
