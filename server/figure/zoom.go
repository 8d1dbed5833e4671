package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/server/fault"
	"downhill/server/query"
	"downhill/train"
	"downhill/train/field"
)

// Bounds of a part that can be drawn: how far out, and how small beside where it is,
// so that two of its samples are never one number.
const (
	farthest = 1e9
	finest   = 1e-9
)

// readZoom reads the part that is shown: a box, or of one weight's axis an interval.
func readZoom(q query.Query) (landscape.View, error) {
	box, given, err := q.Box("zoom")
	if err != nil || !given {
		return landscape.View{}, err
	}
	sides := [][2]float64{{box.XMin, box.XMax}, {box.YMin, box.YMax}}
	if box.Flat() {
		sides = sides[:1]
	}
	for _, side := range sides {
		far := max(math.Abs(side[0]), math.Abs(side[1]))
		if far > farthest || side[1]-side[0] < finest*far {
			return box, fault.Field("zoom", "range", "zoom: it must lie within ±1e9, and be no smaller than a billionth of that")
		}
	}
	return box, nil
}

// suits says why a part can't be shown of a scenario's surface.
func (o options) suits(sc train.Scenario) error {
	if o.zoom.Flat() && o.zoomed() && !sc.Surface.OneWeight {
		text := field.Numbers(o.zoom.XMin, o.zoom.XMax)
		return field.Refuse("zoom", text, "not-a-zoom")
	}
	return nil
}

// zoomed reports whether a part is shown.
func (o options) zoomed() bool { return o.zoom != landscape.View{} }

// shown are the runs that are drawn, without those that are hidden.
func (s *scene) shown(hidden string) (runs []*run, err error) {
	gone, err := numbersOf(hidden, len(s.all))
	for i, r := range s.all {
		if !slices.Contains(gone, i) {
			runs = append(runs, r)
		}
	}
	return runs, err
}

// numbersOf reads the numbers of runs, with commas; none and an empty text have none.
func numbersOf(text string, runs int) (all []int, err error) {
	if text == "" || text == "none" {
		return nil, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		i, err := strconv.Atoi(part)
		if err != nil || i < 0 || i >= runs {
			return nil, field.Refuse("hidden", part, "no-run", "last", strconv.Itoa(runs-1))
		}
		all = append(all, i)
	}
	return all, nil
}
