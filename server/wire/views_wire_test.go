package wire_test

import (
	"encoding/json"
	"testing"

	"downhill/landscape"
	"downhill/server/site/sitetest"
	"downhill/server/wire"
)

// The page's tests of its map go over the whole catalogue.
func TestWireViews(t *testing.T) {
	type view struct {
		ID        string      `json:"id"`
		View      [4]wire.Num `json:"view"`
		Start     [2]wire.Num `json:"start"`
		Dimension int         `json:"dimension"`
	}
	var all []view
	for _, s := range landscape.Catalog() {
		v := view{s.ID, wire.Box(s.View), wire.Point(s.Start), 2}
		if s.OneWeight {
			v.Dimension = 1
		}
		all = append(all, v)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	sitetest.Golden(t, "views.json", sitetest.Indented(t, text))
}
