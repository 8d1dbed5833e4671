package api_test

import (
	"encoding/json"
	"testing"

	"downhill/landscape"
	"downhill/server/api"
	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// Every surface has the ways of its own runs, from its start on, and all of them
// together are one small answer.
func TestTracesOfTheGallery(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/api/traces")
	if len(body) > 60_000 {
		t.Errorf("%d bytes", len(body))
	}
	var all api.TracesJSON
	if err := json.Unmarshal([]byte(body), &all); err != nil {
		t.Fatal(err)
	}
	for _, surface := range landscape.Catalog() {
		ways := all[surface.ID]
		if len(ways) == 0 {
			t.Errorf("%s has none", surface.ID)
		}
		v := surface.View
		for _, way := range ways {
			if len(way) < 2 || len(way)%2 != 0 {
				t.Fatalf("%s: a way of %d numbers", surface.ID, len(way))
			}
			if x := v.XMin + float64(way[0])*(v.XMax-v.XMin)/1000; abs(x-surface.Start.X) > 1e-3*(v.XMax-v.XMin) {
				t.Errorf("%s starts at %g, not at %g", surface.ID, x, surface.Start.X)
			}
			for _, place := range way {
				if place > 4000 || place < -4000 {
					t.Errorf("%s: %d is far off", surface.ID, place)
				}
			}
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }
