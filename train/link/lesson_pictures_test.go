package link

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/train/judge"
)

// A run that is outside the picture at the playhead has an arrow at its border, with its
// step and loss, as one has that is lost. So a run that is not lost stands in the picture.

// lost are the ends of runs that may leave the picture.
var lost = []judge.Kind{judge.Diverged, judge.Thrown, judge.Wandering, judge.Leaving}

// pictured holds each run that a beat shows to the box that the beat opens with, where
// it stands then; page is the beat's keys of the page.
func (b *telling) pictured(page string) {
	b.t.Helper()
	keys, err := url.ParseQuery(page)
	if err != nil {
		b.t.Fatal(err)
	}
	box := b.sc.Surface.View
	if zoom := strings.Split(keys.Get("zoom"), ","); len(zoom) == 4 {
		var side [4]float64
		for i, number := range zoom {
			if side[i], err = strconv.ParseFloat(number, 64); err != nil {
				b.t.Fatal(err)
			}
		}
		box = landscape.View{XMin: side[0], XMax: side[1], YMin: side[2], YMax: side[3]}
	}
	hidden := strings.Split(keys.Get("hidden"), ",")
	for run, way := range b.runs {
		if slices.Contains(lost, b.outs[run].Kind) || slices.Contains(hidden, strconv.Itoa(run)) {
			continue
		}
		k := len(way) - 1
		if at, err := strconv.Atoi(keys.Get("at")); err == nil {
			k = min(at, k)
		}
		if at := way[k].W; at.X < box.XMin || at.X > box.XMax || at.Y < box.YMin || at.Y > box.YMax {
			b.t.Errorf("run %d ends %s, but stands at %v at step %d, outside the picture %v", run, b.outs[run].Kind, at, k, box)
		}
	}
}
