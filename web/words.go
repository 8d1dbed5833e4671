package web

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// speeds are how a page may play: as a show, so many times as fast as usual, or
// in steps a second.
var speeds = []string{"x0.5", "x1", "x2", "1", "5", "10", "30", "60", "200", "1000"}

// speedChoices are the speeds to choose from, and the link's own, which is chosen.
func (v PageView) speedChoices() (all []string, chosen string) {
	chosen = v.Keys["speed"]
	if chosen == "" {
		chosen = "x1"
	}
	all = slices.Clone(speeds)
	if !slices.Contains(all, chosen) {
		all = append(all, chosen)
		slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(speed(a), speed(b)) })
	}
	return all, chosen
}

// speed orders the speeds: the shows come before the steps a second.
func speed(text string) float64 {
	times, shows := strings.CutPrefix(text, "x")
	v, _ := strconv.ParseFloat(times, 64) // 0 for what is none
	if shows {
		return v - 1e6
	}
	return v
}

// speedName is what a speed is called.
func (v PageView) speedName(text string) string {
	times, shows := strings.CutPrefix(text, "x")
	switch {
	case text == "x0.5":
		return v.t("transport.times", "n", "½")
	case shows:
		return v.t("transport.times", "n", times)
	}
	return v.t("transport.rate", "n", text)
}

// hidden reports whether the link hides a run, and chosen whether it is the chosen
// one.
func (v PageView) hidden(run int) bool {
	return slices.Contains(strings.Split(v.Keys["hidden"], ","), strconv.Itoa(run))
}

func (v PageView) chosen(run int) bool { return v.Keys["run"] == strconv.Itoa(run) }

// styleless finds style attributes: the Content-Security-Policy refuses them,
// and the style sheet says how mathematics is aligned.
var styleless = regexp.MustCompile(` style="[^"]*"`)

func (v PageView) t(key string, args ...any) string { return T(v.Messages, key, args...) }

// asset is the address of a static file, changed whenever the build changes.
func (v PageView) asset(path string) string {
	if v.Version == "" {
		return v.Base + "/static/" + path
	}
	return v.Base + "/static/" + path + "?v=" + v.Version
}

// link is an address of this site in the language that the page's own link
// names, if it names one.
func (v PageView) link(path string) templ.SafeURL {
	if v.LangChosen && path != "" {
		path += "?lang=" + v.Lang
	}
	return templ.SafeURL(v.Base + path)
}

// caption says what the chart shows.
func (v PageView) caption() string {
	if v.Gap {
		return v.t("chart.gap.caption")
	}
	return v.t("chart.caption")
}

func (v PageView) title() string { return v.heading() + " · " + v.t("page.name") }

// Title is what the page is called.
func (v PageView) Title() string { return v.title() }

func (v PageView) previous() string {
	if v.Preset == nil {
		return ""
	}
	return v.Preset.Previous
}

// next is the lesson after this one; from a free page it is the first.
func (v PageView) next() string {
	if v.Preset != nil {
		return v.Preset.Next
	}
	if len(v.Lessons) > 0 {
		return "/p/" + v.Lessons[0].ID
	}
	return ""
}

// settings is what the script needs beyond the scenario.
func (v PageView) settings() map[string]any {
	return map[string]any{
		"network": v.NetworkURL, "lessons": v.Plans, "home": v.Home, "embed": v.Embed, "live": v.Live,
		"base": v.Base, "version": v.Version, "keys": v.Keys,
	}
}

// unknown names the keys of the link that are none here: the first few, of many.
func (v PageView) unknown() string {
	const most = 4
	keys := v.Unknown
	if len(keys) > most {
		keys = append(slices.Clone(keys[:most]), "…")
	}
	return v.t("link.unknown", "keys", strings.Join(keys, ", "))
}

// low, high and position are the slider's bounds and value: log10 of the rate,
// so that equal distances are equal factors.
// span is the range of a run's slider: what the link's ruler shows, else the run's own.
func (v PageView) span(r RunView) (low, high string) {
	if from, to, ok := strings.Cut(v.Keys["rates"], ","); ok {
		return log10(rate(from)), log10(rate(to))
	}
	return log10(r.From), log10(r.To)
}

func rate(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64) // the link's reader has held it to be one
	return v
}

func (r RunView) position() string { return log10(r.Value) }

func log10(rate float64) string {
	if rate <= 0 {
		return "0"
	}
	return strconv.FormatFloat(math.Log10(rate), 'f', 4, 64)
}

// optimizerNote names a run's optimizer where the runs' are not all the same
// and the run's name does not say it already.
func (r RunView) optimizerNote(v PageView) string {
	for _, other := range v.Runs {
		if other.Optimizer != r.Optimizer {
			if name := v.t("optimizer." + r.Optimizer + ".name"); name != r.Name {
				return name
			}
			return ""
		}
	}
	return ""
}

// markers are the runs' marker shapes in a box of 16 × 16, beside colour: the
// script draws the same ones on the map (shapes.ts).
var markers = []string{
	"M13 8A5 5 0 1 1 3 8A5 5 0 1 1 13 8Z",
	"M8 1.75L13.5 8L8 14.25L2.5 8Z",
	"M8 1.75L13.75 12.25L2.25 12.25Z",
	"M3.25 3.25L12.75 3.25L12.75 12.75L3.25 12.75Z",
	"M8 14.25L2.25 3.75L13.75 3.75Z",
	"M6 2.25L10 2.25L10 6L13.75 6L13.75 10L10 10L10 13.75L6 13.75L6 10L2.25 10L2.25 6L6 6Z",
}

func marker(ink int) string { return markers[ink%len(markers)] }

func boolean(b bool) string { return strconv.FormatBool(b) }

func text(n int) string { return strconv.Itoa(n) }

// mode is how the landscape is shown.
func (v PageView) mode() string {
	if mode := v.Keys["mode"]; mode != "" {
		return mode
	}
	return "2d"
}
