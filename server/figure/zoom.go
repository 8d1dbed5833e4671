package figure

import (
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/server/query"
	"downhill/train"
	"downhill/train/field"
)

// readZoom reads the part that is shown: a box, or of one weight's axis an interval.
func readZoom(q query.Query) (landscape.View, error) {
	text, given := q.Get("zoom")
	if !given {
		return landscape.View{}, nil
	}
	box, ok := query.Zoom(text)
	if !ok {
		return box, field.Refuse("zoom", text, "not-a-zoom")
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
