// Package figure draws a scenario as the page draws it, for those who have no page: as
// SVG, PDF and PNG, and moving as GIF. Levels, colours, inks, marks and words are the
// page's own. A figure is the same bytes whenever it is made.
package figure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"downhill/landscape"
	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/server/query"
)

// Keys are the keys of a figure beside its scenario's.
var Keys = []string{"preset", "beat", "width", "height", "theme", "lang", "layer", "chart", "at", "zoom", "hidden", "bare"}

// types are the content types of figures, by the end of their address.
var types = map[string]string{"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "gif": "image/gif"}

// Kinds are what a figure can be, by the end of its address.
func Kinds() []string { return slices.Sorted(maps.Keys(types)) }

// options are how a figure is drawn.
type options struct {
	kind          string // of types
	width, height int    // px
	theme, lang   string
	basins        bool
	chart         string         // map, loss, sweep
	at            int            // the step that is shown; −1 for the end
	zoom          landscape.View // the part that is shown; empty for the surface's own
	hidden        string         // the runs that are not drawn, by their numbers, with commas
	bare          bool           // the picture alone, without a word, to be shown small
}

// The usual sizes, in px.
const (
	usualWidth, usualHeight = 1200, 800
	gifWidth, gifHeight     = 800, 560
	leastSide               = 240
	leastBareSide           = 48
)

// readOptions reads the keys of a figure; lang is the reader's.
func readOptions(q query.Query, kind, lang string) (o options, err error) {
	o = options{kind: kind, width: usualWidth, height: usualHeight, lang: lang, theme: "light", chart: "map"}
	if kind == "gif" {
		o.width, o.height = gifWidth, gifHeight
	}
	bare, err := choice(q, "bare", "", "1")
	if err != nil {
		return o, err
	}
	least := leastSide
	if o.bare = bare != ""; o.bare {
		least, o.lang = leastBareSide, languages()[0] // it is the same in any
	}
	if o.width, err = q.Integer("width", o.width, least, limits.FigureSide); err != nil {
		return o, err
	}
	if o.height, err = q.Integer("height", o.height, least, limits.FigureSide); err != nil {
		return o, err
	}
	if most := mostPixels(kind); o.width*o.height > most {
		return o, fault.Field("width", "too-many-pixels", fmt.Sprintf("width: %d × %d has too many pixels: a figure has at most %d as %s", o.width, o.height, most, kind))
	}
	if o.at, err = q.Integer("at", -1, 0, limits.MostSteps); err != nil {
		return o, err
	}
	if o.theme, err = choice(q, "theme", o.theme, "light", "dark", "projector"); err != nil {
		return o, err
	}
	if o.chart, err = choice(q, "chart", o.chart, "map", "loss", "sweep"); err != nil {
		return o, err
	}
	if kind == "gif" && o.chart == "sweep" {
		return o, fault.Field("chart", "choice", "chart: a sweep does not move: as GIF it must be map or loss")
	}
	if o.zoom, err = readZoom(q); err != nil {
		return o, err
	}
	o.hidden, _ = q.Get("hidden")
	layer, err := choice(q, "layer", "", "basins")
	if layer != "" && o.chart != "map" {
		return o, fault.Field("layer", "choice", "layer: basins lie on a map: leave it out, or chart")
	}
	o.basins = layer == "basins"
	return o, err
}

// mostPixels is how many a figure may have: one that moves has fewer, since it has
// many pictures.
func mostPixels(kind string) int {
	if kind == "gif" {
		return limits.MovingPixels / leastFrames
	}
	return limits.FigurePixels
}

// choice is the word under a key, which must be one of some.
func choice(q query.Query, key, usual string, words ...string) (string, error) {
	text, ok := q.Get(key)
	if !ok {
		return usual, nil
	}
	if !slices.Contains(words, text) {
		return "", fault.Field(key, "choice", fmt.Sprintf("%s: %q does not fit: it must be %s", key, text, strings.Join(words, " or ")))
	}
	return text, nil
}

// samples are the most samples a side that its ground takes.
func (o options) samples() int {
	if o.bare {
		return bareSamples
	}
	return usualSamples
}
