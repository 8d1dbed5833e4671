package web

import (
	"math"
	"strconv"
)

// speeds are the playing speeds, in steps a second.
var speeds = []int{1, 5, 15, 60, 200, 1000}

// defaultSpeed is the speed of a link that names none.
const defaultSpeed = 15

func (v PageView) t(key string, args ...any) string { return T(v.Messages, key, args...) }

// asset is the address of a static file, changed whenever the build changes.
func (v PageView) asset(path string) string {
	if v.Version == "" {
		return "/static/" + path
	}
	return "/static/" + path + "?v=" + v.Version
}

// heading is the lesson's title, or what is shown if it is no lesson.
func (v PageView) heading() string {
	if v.Preset != nil {
		return v.t("preset." + v.Preset.ID + ".title")
	}
	return v.t("lesson.free")
}

func (v PageView) title() string { return v.heading() + " · " + v.t("page.name") }

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

// what names the surface and the optimizer, for the set-up button.
func (v PageView) what() string {
	name := v.Optimizer
	for _, c := range v.Optimizers {
		if c.ID == v.Optimizer {
			name = c.Name
		}
	}
	return v.Surface.Name + " · " + name
}

// settings is what the script needs beyond the scenario.
func (v PageView) settings() map[string]any {
	lessons := make([]string, len(v.Lessons))
	for i, l := range v.Lessons {
		lessons[i] = l.ID
	}
	return map[string]any{
		"path": v.Path, "network": v.NetworkURL, "lessons": lessons,
		"embed": v.Embed, "error": v.Error, "lang": v.Lang,
	}
}

// low, high and position are the slider's bounds and value: log10 of the rate,
// so that equal distances are equal factors.
func (r RunView) low() string      { return log10(r.From) }
func (r RunView) high() string     { return log10(r.To) }
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

// signs are the runs' marker shapes, beside colour: disc, diamond, triangle,
// square, plus and ring. The map draws the same.
var signs = []string{
	"M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
	"M0-6L5.5 0 0 6-5.5 0z",
	"M0-5.5L6 4.800H-6z",
	"M-4.700-4.700H4.700V4.700H-4.700z",
	"M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2z",
	"M-5.5-5.5H-1L0-2 1-5.5H5.5L1.8 0 5.5 5.5H1L0 2-1 5.5H-5.5L-1.8 0z",
}

func sign(i int) string { return signs[i%len(signs)] }

func boolean(b bool) string { return strconv.FormatBool(b) }

func text(n int) string { return strconv.Itoa(n) }
