package figure

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"downhill/server/draw"
	"downhill/static"
)

// theme has the colours that a figure is drawn with: those of the page's own style
// sheets, which are read once.
type theme struct {
	name  string
	scale float64 // factor on lines and letters
	value map[string]string
	runs  []draw.Ink // by ink
	ramp  ramp
}

// sheets are the style sheets of each theme, the later over the earlier.
var sheets = map[string][]string{
	"light":     {"css/theme.css"},
	"dark":      {"css/theme.css", "css/dark.css"},
	"projector": {"css/theme.css", "css/projector.css"},
}

// projectorScale: a projector's letters are larger, and its lines thicker.
const projectorScale = 1.15

// themes are all of them, by name.
var themes = sync.OnceValue(func() map[string]*theme {
	all := map[string]*theme{}
	for name, files := range sheets {
		all[name] = readTheme(name, files)
	}
	return all
})

var property = regexp.MustCompile(`--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b`)

func readTheme(name string, files []string) *theme {
	t := &theme{name: name, scale: 1, value: map[string]string{}}
	if name == "projector" {
		t.scale = projectorScale
	}
	for _, file := range files {
		text, _ := static.FS.ReadFile(file) // a test holds that they are there
		for _, found := range property.FindAllStringSubmatch(string(text), -1) {
			t.value[found[1]] = found[2]
		}
	}
	for i := range 12 {
		t.runs = append(t.runs, t.ink("run-"+strconv.Itoa(i)))
	}
	t.ramp = rampOf(t.rgb("map-low"), t.rgb("map-mid"), t.rgb("map-high"))
	return t
}

// ink is a colour by its name in the style sheet.
func (t *theme) ink(name string) draw.Ink { return t.rgb(name).ink() }

func (t *theme) rgb(name string) rgb { return parseColor(t.value[name]) }

func (c rgb) ink() draw.Ink {
	return draw.Ink{R: uint8(c[0] + 0.5), G: uint8(c[1] + 0.5), B: uint8(c[2] + 0.5), A: 1}
}

func (t *theme) dark() bool { return t.name == "dark" }

// parseColor reads #rgb and #rrggbb; black for what it can't read.
func parseColor(text string) (c rgb) {
	digits := strings.TrimPrefix(text, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	for i := range c {
		if len(digits) == 6 {
			v, _ := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
			c[i] = float64(v)
		}
	}
	return c
}

// mixed is the colour between a and b.
func mixed(a, b rgb, t float64) (c rgb) {
	for i := range c {
		c[i] = math.Floor(a[i] + (b[i]-a[i])*t + 0.5)
	}
	return c
}

// luminance is WCAG's, 0 to 1.
func luminance(c rgb) float64 {
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// contrast is WCAG's ratio, 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// casing are the colours around an ink so that it is seen on every ground: a halo that
// it stands out from, and around that a thin edge that the halo stands out from.
func (t *theme) casing(ink draw.Ink) (halo, edge draw.Ink) {
	const enough, faint = 3, 0.5
	c := rgb{float64(ink.R), float64(ink.G), float64(ink.B)}
	halo, edge = t.ink("paper"), t.ink("text")
	if contrast(c, t.rgb("paper")) < enough {
		halo, edge = edge, halo
	}
	return halo, edge.Faded(faint)
}
