package page

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"downhill/server/engine"
	"downhill/server/language"
	"downhill/server/pool"
	"downhill/train/link"
	"downhill/train/rule"
)

// bad are values of every kind, of which each key must refuse some.
var bad = []string{"", "x", "-1e99", "1e400", "inf", "-Inf", "nan", "NaN", "0x10", "1_0", "99999999999999999999", "-1", "1,2,3,4,5,6,7,8,9",
	"1,", ",", "true,false", "☃", "<b>&\"'", "1;2", "norm", "2d,3d", strings.Repeat("9", 400), strings.Repeat("é", 300)}

// lax are keys that take what most others refuse, and how many of the values are left.
var lax = map[string]int{"names": 2, "hide": 10, "seed": 8, "chart": 8}

// bases are links in which a key has a meaning, by the key; the one without a name is
// for all others.
func basesOf(key string) string {
	for _, o := range rule.Optimizers() {
		if slices.ContainsFunc(o.Params, func(p rule.Param) bool { return p.Key == key }) {
			return "surface=beale&opt=" + o.ID
		}
	}
	if name, ok := strings.CutPrefix(key, "schedule."); ok {
		for _, s := range rule.Schedules() {
			if slices.ContainsFunc(s.Params, func(p rule.Param) bool { return p.Key == name }) {
				return "surface=beale&lr=0.01&schedule=" + s.ID
			}
		}
	}
	switch key {
	case "data", "data.noise", "data.size", "units", "act", "loss", "init", "batch", "plane":
		return "surface=net&lr=0.1&steps=2"
	case "view":
		return "f=x^2%2By^2&start=1,1&lr=0.1"
	case "surface", "f":
		return "lr=0.1"
	case "seeds", "starts":
		return "surface=beale&lr=0.01&noise=0.1&steps=20"
	}
	return "surface=beale"
}

// opened is a page's link as it is read: the scenario's own query, what is told, in each
// language, and the page's keys.
type opened struct {
	query   string
	english []string
	korean  []string
	page    map[string]string
}

func open(t *testing.T, pages *Pages, raw string) opened {
	t.Helper()
	preset, here, ok := locate(pages.Lessons(), "/embed", raw)
	if !ok {
		t.Fatalf("%s is no page's", raw)
	}
	var l engine.Linked
	left, err := link.Fit(here.scenario, func(query string) (err error) {
		l, err = pages.Resolve(t.Context(), pool.NewMeter(), preset, query)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	here.fit(l)
	return opened{link.Query(l.Scenario), misfits(left, here.wrong, language.Words("en")), misfits(left, here.wrong, language.Words("ko")), here.page}
}

var hangul = regexp.MustCompile(`[가-힣]`)

// TestWhatDoesNotFitIsToldKeyByKey: for every key that a link may have, each value that
// does not fit is told in a sentence that begins with the key, in each language, and the
// rest of the link is what is shown.
func TestWhatDoesNotFitIsToldKeyByKey(t *testing.T) {
	pages := &Pages{Engine: engine.New("")}
	all := link.Keys()
	for _, key := range keys {
		all = append(all, key.name)
	}
	for _, key := range all {
		base := basesOf(key)
		other := "&loop=1"
		if key == "loop" {
			other = "&play=1"
		}
		rest := open(t, pages, base+other)
		refused := 0
		for _, value := range bad {
			got := open(t, pages, base+"&"+key+"="+url.QueryEscape(value)+other)
			if len(got.english) == 0 {
				continue
			}
			refused++
			if got.query != rest.query {
				t.Errorf("%s=%s: of %s is left %s", key, value, rest.query, got.query)
			}
			expectTold(t, key, value, got)
		}
		if least := min(12, lax[key]); refused < max(least, 1) || lax[key] == 0 && refused < 12 {
			t.Errorf("%s refuses %d of %d", key, refused, len(bad))
		}
	}
}

func expectTold(t *testing.T, key, value string, got opened) {
	t.Helper()
	if len(got.english) != 1 || len(got.korean) != 1 {
		t.Errorf("%s=%s: told %q", key, value, got.english)
		return
	}
	english, korean := got.english[0], got.korean[0]
	if !strings.HasPrefix(english, key+": ") || !strings.HasPrefix(korean, key+": ") || strings.Contains(english+korean, "{") {
		t.Errorf("%s=%s: told %q and %q", key, value, english, korean)
	}
	if hangul.MatchString(english) || !hangul.MatchString(korean) {
		t.Errorf("%s=%s: told %q and %q", key, value, english, korean)
	}
	if got.page["loop"]+got.page["play"] != "1" {
		t.Errorf("%s=%s: the page's own keys are %v", key, value, got.page)
	}
}

// TestWhatDoesNotFitTogether: keys that belong to something else, that are given twice,
// and many at once.
func TestWhatDoesNotFitTogether(t *testing.T) {
	pages := &Pages{Engine: engine.New("")}
	for raw, want := range map[string]struct {
		told  []string // the keys
		query string
	}{
		"surface=bowl&momentum=0.9&steps=7":                        {[]string{"momentum"}, "surface=bowl&steps=7"},
		"surface=bowl&units=2,3,1&steps=7":                         {[]string{"units"}, "surface=bowl&steps=7"},
		"surface=bowl&view=0,1,0,1&seed=7":                         {[]string{"view"}, "surface=bowl&seed=7"},
		"surface=bowl&schedule.gamma=0.5":                          {[]string{"schedule.gamma"}, "surface=bowl"},
		"surface=net&start=1,2&steps=3&lr=0.5":                     {[]string{"start"}, "surface=net&lr=0.5&steps=3"},
		"surface=parabola&mode=3d&lr=0.3":                          {[]string{"mode"}, "surface=parabola&lr=0.3"},
		"surface=bowl&mode=1d&zoom=1,2&panel=pass&beat=3":          {[]string{"beat", "mode", "zoom", "panel"}, "surface=bowl"},
		"surface=bowl&lr=0.1,0.2&hidden=1,3,4&run=2":               {[]string{"hidden", "run"}, "surface=bowl&lr=0.1,0.2"},
		"surface=bowl&steps=5&steps=6&seed=x&seed=7&at=1&at=2":     {[]string{"steps", "seed", "seed", "at"}, "surface=bowl&steps=5"},
		"surface=bowl&f=x^2&lr=0.1":                                {[]string{"f"}, "surface=bowl&lr=0.1"},
		"f=x^(2&view=-1,1,-1,1&start=1,2&lr=0.1&steps=7":           {[]string{"f"}, "surface=wells&start=1,2&lr=0.1&steps=7"},
		"surface=nothing-of-the-kind&units=2,3,1&data=moons":       {[]string{"surface"}, "surface=wells"},
		"surface=bowl&opt=adamm&beta1=0.5&steps=7":                 {[]string{"opt"}, "surface=bowl&steps=7"},
		"surface=bowl&schedule=cosin&schedule.eta_min=0&steps=7":   {[]string{"schedule"}, "surface=bowl&steps=7"},
		"surface=bowl&seeds=40&noise=-1&steps=7":                   {[]string{"noise"}, "surface=bowl&steps=7"},
		"surface=bowl&lr=0.1,0.2,x&names=a,b,c":                    {[]string{"lr"}, "surface=bowl&names=a,b,c"},
		"surface=bowl&lr=0.1,0.2&names=a,b,c":                      {[]string{"names"}, "surface=bowl&lr=0.1,0.2"},
		"surface=bowl&lr=%zz&seed=5":                               {[]string{"lr"}, "surface=bowl&seed=5"},
		"surface=bowll&lr=-1&steps=0&seed=-1&clip=3&start=1&at=-1": {[]string{"surface", "start", "steps", "seed", "clip", "lr", "at"}, "surface=wells"},
	} {
		got := open(t, pages, raw)
		var keys []string
		for _, sentence := range got.english {
			key, _, _ := strings.Cut(sentence, ":")
			keys = append(keys, key)
		}
		if !slices.Equal(keys, want.told) || got.query != want.query {
			t.Errorf("%s\nis read as %s, told %q", raw, got.query, got.english)
		}
	}
}

// TestWhatFitsIsNotTold: every canonical key of every lesson's beats, and what is usual
// in its own words.
func TestWhatFitsIsNotTold(t *testing.T) {
	pages := &Pages{Engine: engine.New("")}
	for _, raw := range []string{"at=end&play=0&loop=0&speed=x1&layers=contours,marks&predict=0&panel=none&hidden=none&run=none&mode=2d&chart=loss&chart.x=",
		"layers=none&hide=&hidden=&heights=usual&mode=usual&zoom=usual&camera=usual&rates=usual&theme=usual&chart=rates&speed=x1.0", "hide=text"} {
		if got := open(t, pages, "surface=bowl&"+raw); len(got.english) > 0 {
			t.Errorf("%s: told %q", raw, got.english)
		}
	}
	for _, p := range link.Presets() {
		for i, beat := range p.Beats {
			preset, here, _ := locate(pages.Lessons(), "/p/"+p.ID, fmt.Sprintf("beat=%d&%s", i+1, beat.Page))
			l, err := pages.Resolve(t.Context(), pool.NewMeter(), preset, here.scenario)
			if here.fit(l); err != nil || len(here.wrong) > 0 {
				t.Errorf("%s, beat %d: %v %v", p.ID, i+1, err, here.wrong)
			}
		}
	}
}
