package page

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"downhill/server/limits"
	"downhill/server/query"
)

const (
	usualSpeed = "x1" // a show
	mostSpeed  = 1000 // steps a second
	leastTimes = 0.1  // the slowest and the fastest show, as factors
	mostTimes  = 10

	longestNumber = 64 // characters
)

// cameraBounds are those of a camera's angles in degrees, of its distance, and of where it
// looks (orbit.ts).
var cameraBounds = [][2]float64{{-360, 360}, {8, 89}, {0.16, 1.6}, {-1, 1}, {-1, 1}}

var (
	wholeText  = regexp.MustCompile(`^\d{1,5}$`)
	speedText  = regexp.MustCompile(`^([x×]?)(\d{1,6}(\.\d{1,3})?)$`)
	numberText = regexp.MustCompile(`(?i)^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$`)
)

// layers are what may lie on the landscape, and usualLayers those that do where a
// link does not say.
var (
	layers      = []string{"contours", "basins", "field", "ellipse", "marks"}
	usualLayers = []string{"contours", "marks"}
)

// Themes are what the page can look like.
var Themes = []string{"light", "dark", "projector"}

// panels are what a link may take away with hide, for slides.
var panels = []string{"header", "story", "cards", "chart", "transport", "tools", "outcomes", "tracks", "ruler", "runs"}

func readFlag(text string) string {
	if text == "1" || text == "true" {
		return "1"
	}
	return ""
}

func readWord(words ...string) func(string) string {
	return func(text string) string {
		if slices.Contains(words, text) {
			return text
		}
		return ""
	}
}

func readStep(text string) string {
	n, err := strconv.Atoi(text)
	if err != nil || !wholeText.MatchString(text) || n > limits.MostSteps {
		return ""
	}
	return strconv.Itoa(n)
}

// readSpeed is a speed but for the usual one.
func readSpeed(text string) string {
	if written, ok := speedOf(text); ok && written != usualSpeed {
		return written
	}
	return ""
}

// speedOf is a number of steps a second, or of times as fast as a show usually is: x2
// is twice as fast.
func speedOf(text string) (written string, ok bool) {
	m := speedText.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	v, err := strconv.ParseFloat(m[2], 64)
	if err != nil || v <= 0 {
		return "", false
	}
	if m[1] != "" {
		return "x" + strconv.FormatFloat(v, 'f', -1, 64), leastTimes <= v && v <= mostTimes
	}
	return strconv.FormatFloat(v, 'f', -1, 64), v <= mostSpeed
}

// readList is a list of numbers as it stands, if all are finite.
func readList(text string) (list []float64, ok bool) {
	for part := range strings.SplitSeq(text, ",") {
		v, err := strconv.ParseFloat(part, 64)
		if err != nil || math.IsInf(v, 0) || len(part) > longestNumber || !numberText.MatchString(part) {
			return nil, false
		}
		list = append(list, v)
	}
	return list, true
}

// readZoom is the part of the map that is shown: xmin,xmax,ymin,ymax; of one weight's
// axis: xmin,xmax.
func readZoom(text string) string {
	if _, ok := readList(text); !ok {
		return ""
	}
	if _, ok := query.Zoom(text); !ok {
		return ""
	}
	return text
}

// readRange is the part of the rates that the ruler shows: from,to.
func readRange(text string) string {
	if r, ok := readList(text); ok && len(r) == 2 && 0 < r[0] && r[0] < r[1] && r[1] <= limits.MostRate {
		return text
	}
	return ""
}

// readCamera is the relief's: azimuth,elevation,distance[,tx,ty], within what the page
// lets a hand do.
func readCamera(text string) string {
	c, ok := readList(text)
	if !ok || len(c) != 3 && len(c) != 5 {
		return ""
	}
	for i, within := range cameraBounds[:len(c)] {
		if c[i] < within[0] || c[i] > within[1] {
			return ""
		}
	}
	return text
}

// among is the words of a list that are in a text, comma separated both, in the
// order of the list.
func among(list []string, text string) []string {
	named := strings.Split(text, ",")
	var found []string
	for _, word := range list {
		if slices.Contains(named, word) {
			found = append(found, word)
		}
	}
	return found
}

func readLayers(text string) string {
	shown := among(layers, text)
	switch {
	case slices.Equal(shown, usualLayers):
		return ""
	case len(shown) == 0:
		return strings.Join(among([]string{"none"}, text), "")
	}
	return strings.Join(shown, ",")
}

// readHide is panels; story was once called text.
func readHide(text string) string {
	return strings.Join(among(panels, strings.ReplaceAll(","+text+",", ",text,", ",story,")), ",")
}

// runsText are the runs of a scenario, counted from 0.
var runsText = []string{"0", "1", "2", "3", "4", "5"}

// readHidden is runs that are not drawn, counted from 0.
func readHidden(text string) string {
	return strings.Join(among(runsText, text), ",")
}

// mostStages are those of the backward pass of a network of most layers, which are 8:
// its inputs, each layer forward, the loss, each layer backward.
const mostStages = 2*8 + 2

// readPanel is the step in numbers, or a network's backward pass at a stage, counted
// from 1.
func readPanel(text string) string {
	if text == "step" || text == "pass" {
		return text
	}
	digits, staged := strings.CutPrefix(text, "pass:")
	stage, err := strconv.Atoi(digits)
	switch {
	case !staged || err != nil || strconv.Itoa(stage) != digits || stage < 1 || stage > mostStages:
		return ""
	case stage == 1:
		return "pass"
	}
	return text
}

// readRun is the chosen run, counted from 0.
func readRun(text string) string { return readWord(runsText...)(text) }
