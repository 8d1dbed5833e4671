package site_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// What follows scores an answer as the MDN HTTP Observatory publishes that it does: 100,
// less what is missing; what is beyond that counts where the rest comes to 90 at least;
// 100 is A+ (developer.mozilla.org/en-US/observatory/docs/tests_and_scoring).

// A visit is what a scan of a page sees.
type visit struct {
	first *http.Response // by plain HTTP
	page  *http.Response // by TLS
	body  string
}

// rules are the tests, by name: what each adds or takes.
var rules = map[string]func(visit) int{
	"Content-Security-Policy":      scorePolicy,
	"Cookies":                      scoreCookies,
	"Cross-Origin Sharing":         scoreSharing,
	"Redirection":                  scoreRedirection,
	"Referrer-Policy":              scoreReferrer,
	"Strict-Transport-Security":    scoreTransport,
	"Subresource Integrity":        scoreIntegrity,
	"X-Content-Type-Options":       scoreSniffing,
	"X-Frame-Options":              scoreFrames,
	"Cross-Origin-Resource-Policy": scoreResource,
}

const (
	aPlus      = 100
	forCredits = 90
)

// score is the whole score of a visit, and what each rule came to.
func score(v visit) (total int, by map[string]int) {
	credits, by := 0, map[string]int{}
	total = 100
	for name, rule := range rules {
		by[name] = rule(v)
		total += min(0, by[name])
		credits += max(0, by[name])
	}
	if total >= forCredits {
		total += credits
	}
	return total, by
}

// directives are those of a policy, by name.
func directives(h http.Header) map[string][]string {
	all := map[string][]string{}
	for directive := range strings.SplitSeq(h.Get("Content-Security-Policy"), ";") {
		if words := strings.Fields(strings.ToLower(directive)); len(words) > 0 {
			all[words[0]] = words[1:]
		}
	}
	return all
}

// broad are sources that are next to everything.
var broad = []string{"*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*"}

// has reports whether a list has any of some words.
func has(list []string, words ...string) bool {
	return slices.ContainsFunc(list, func(word string) bool { return slices.Contains(words, word) })
}

func scorePolicy(v visit) int {
	all := directives(v.page.Header)
	of := func(name string) []string {
		for _, key := range []string{name, "default-src"} {
			if list, ok := all[key]; ok {
				return list
			}
		}
		return []string{"*"}
	}
	plain := func(source string) bool {
		return strings.HasPrefix(source, "http:") || strings.HasPrefix(source, "ftp:")
	}
	active := func() bool {
		for name, list := range all {
			if name != "img-src" && name != "media-src" && slices.ContainsFunc(list, plain) {
				return true
			}
		}
		return false
	}
	script, style := of("script-src"), of("style-src")
	switch {
	case len(all) == 0:
		return -25
	case has(script, broad...) || has(script, "'unsafe-inline'", "data:") || has(of("object-src"), broad...), active():
		return -20
	case has(script, "'unsafe-eval'") || has(style, "'unsafe-eval'"), slices.ContainsFunc(slices.Concat(of("img-src"), of("media-src")), plain):
		return -10
	case has(style, broad...) || has(style, "'unsafe-inline'", "data:"):
		return 0
	case slices.Equal(all["default-src"], []string{"'none'"}):
		return 10
	}
	return 5
}

func scoreCookies(v visit) int {
	worst := 5
	for _, c := range v.page.Cookies() {
		switch session := c.MaxAge == 0 && c.Expires.IsZero(); {
		case !c.Secure && session:
			worst = min(worst, -40)
		case session && !c.HttpOnly:
			worst = min(worst, -30)
		case !c.Secure, c.SameSite == http.SameSiteNoneMode:
			worst = min(worst, -20)
		case c.SameSite == 0:
			worst = min(worst, 0)
		}
	}
	if len(v.page.Cookies()) == 0 {
		return 0
	}
	return worst
}

// scoreSharing: whoever may read it, nobody may with a reader's credentials.
func scoreSharing(v visit) int {
	if allowed := v.page.Header.Get("Access-Control-Allow-Origin"); allowed == foreign && v.page.Header.Get("Access-Control-Allow-Credentials") == "true" {
		return -50
	}
	return 0
}

func scoreRedirection(v visit) int {
	to, err := v.first.Location()
	switch {
	case err != nil:
		return -20
	case to.Scheme != "https":
		return -10
	case to.Hostname() != v.first.Request.Host:
		return -5
	}
	return 0
}

func scoreReferrer(v visit) int {
	switch words := strings.Split(v.page.Header.Get("Referrer-Policy"), ","); strings.TrimSpace(words[len(words)-1]) {
	case "":
		return 0
	case "no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin":
		return 5
	}
	return -5
}

func scoreTransport(v visit) int {
	const sixMonths = 15_768_000 // seconds
	age := regexp.MustCompile(`(?i)(?:^|;)\s*max-age=(\d+)`).FindStringSubmatch(v.page.Header.Get("Strict-Transport-Security"))
	if age == nil {
		return -20
	}
	if seconds, err := strconv.Atoi(age[1]); err != nil || seconds < sixMonths {
		return -10
	}
	return 0
}

func scoreIntegrity(v visit) int {
	scripts := regexp.MustCompile(`<script\b[^>]*>`).FindAllString(v.body, -1)
	worst, signed := 0, false
	for _, tag := range scripts {
		source := regexp.MustCompile(`\bsrc="([^"]*)"`).FindStringSubmatch(tag)
		if source == nil {
			continue
		}
		whole := strings.Contains(tag, "integrity=")
		own := !strings.Contains(source[1], "//")
		secure := own || strings.HasPrefix(source[1], "https://")
		signed = signed || whole && secure
		switch {
		case own || whole && secure:
		case whole:
			worst = min(worst, -20)
		case secure:
			worst = min(worst, -5)
		default:
			worst = min(worst, -50)
		}
	}
	if worst == 0 && signed {
		return 5
	}
	return worst
}

func scoreSniffing(v visit) int {
	if v.page.Header.Get("X-Content-Type-Options") != "nosniff" {
		return -5
	}
	return 0
}

func scoreFrames(v visit) int {
	if ancestors, ok := directives(v.page.Header)["frame-ancestors"]; ok && !has(ancestors, broad...) {
		return 5
	}
	switch strings.ToUpper(v.page.Header.Get("X-Frame-Options")) {
	case "DENY", "SAMEORIGIN":
		return 0
	}
	return -20
}

func scoreResource(v visit) int {
	switch v.page.Header.Get("Cross-Origin-Resource-Policy") {
	case "same-origin", "same-site":
		return 10
	case "", "cross-origin":
		return 0
	}
	return -5
}

const (
	scanned = "downhill.example"
	foreign = "https://http-observatory.example"
)

// behindTLS is a site behind a proxy with TLS, as docs/OPERATING.md sets it up: get asks
// for one of its pages as a scan does.
func behindTLS(t *testing.T) (get func(path string) visit) {
	t.Helper()
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://" + scanned})
	to, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	pass := &httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) { p.SetURL(to); p.Out.Host = p.In.Host }}
	secure := httptest.NewTLSServer(pass)
	t.Cleanup(secure.Close)
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Host+r.RequestURI, http.StatusMovedPermanently)
	}))
	t.Cleanup(plain.Close)
	return func(path string) visit {
		v := visit{}
		v.first, _ = scan(t, plain, path)
		v.page, v.body = scan(t, secure, path)
		return v
	}
}

// scan asks a server for a page by the site's name, as another site's script.
func scan(t *testing.T, from *httptest.Server, path string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, from.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = scanned
	req.Header.Set("Origin", foreign)
	a, err := from.Client().Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(body)
}

// As a reader gets them behind TLS, the pages score A+.
func TestObservatoryScoresAPlus(t *testing.T) {
	get := behindTLS(t)
	for _, path := range []string{"/", "/p/three-rates", "/?f=x^2%2By^2", "/lecture"} {
		v := get(path)
		total, by := score(v)
		t.Logf("%s: %d points: %v", path, total, by)
		if v.page.StatusCode != http.StatusOK || total < aPlus {
			t.Errorf("%s: %s, %d points: %v", path, v.page.Status, total, by)
		}
	}
}

// The score falls below A+ where a page loses what it is for.
func TestObservatoryCanFail(t *testing.T) {
	get := behindTLS(t)
	for name, spoil := range map[string]func(v *visit){
		"no policy":        func(v *visit) { v.page.Header.Del("Content-Security-Policy") },
		"inline scripts":   func(v *visit) { v.page.Header.Set("Content-Security-Policy", "default-src 'self' 'unsafe-inline'") },
		"no TLS kept to":   func(v *visit) { v.page.Header.Del("Strict-Transport-Security") },
		"a foreign script": func(v *visit) { v.body += `<script src="http://elsewhere.example/x.js"></script>` },
		"an open cookie":   func(v *visit) { v.page.Header.Add("Set-Cookie", "id=1") },
		"credentials shared": func(v *visit) {
			v.page.Header.Set("Access-Control-Allow-Origin", foreign)
			v.page.Header.Set("Access-Control-Allow-Credentials", "true")
		},
		"framed anywhere": func(v *visit) {
			v.page.Header.Del("X-Frame-Options")
			v.page.Header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors *")
		},
		"no way to TLS": func(v *visit) { v.first.Header.Del("Location") },
	} {
		v := get("/")
		spoil(&v)
		if total, by := score(v); total >= aPlus {
			t.Errorf("%s: %d points: %v", name, total, by)
		}
	}
}
