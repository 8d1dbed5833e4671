package api_test

import (
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train/link"
)

// Every address of a scenario takes a lesson or one of its beats, and what is changed in
// it, in the scenario's place.
func TestEveryAddressTakesAPreset(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	get := func(address, query string) (int, string) {
		a, body := client.Get(t, s.URL()+address+"?"+query)
		lines := strings.Split(body, "\n")
		if address == "/api/python" && len(lines) > 2 { // the second line is where the scenario is found
			lines[1] = ""
		}
		return a.StatusCode, strings.Join(lines, "\n")
	}
	for address, keys := range map[string]string{
		"/api/run": "", "/api/python": "&lib=torch", "/api/step": "&k=2", "/api/cut": "&k=2", "/api/sweep": "&n=9", "/api/basins": "&n=9",
		"/api/ensemble": "&starts=3", "/api/network": "", "/api/weights": "&k=2", "/api/batch": "&k=2", "/api/norms": "&n=3",
	} {
		lesson := "three-rates"
		if strings.HasPrefix(address, "/api/n") || address == "/api/weights" || address == "/api/batch" {
			lesson = "mini-batches"
		}
		scene, ok := link.LookupPreset(link.Scene(lesson, 2))
		if !ok {
			t.Fatal(lesson)
		}
		laid, err := link.Overlay(scene.Query, "steps=9"+keys)
		if err != nil {
			t.Fatal(err)
		}
		_, want := get(address, laid)
		for _, query := range []string{"preset=" + lesson + "&beat=2&steps=9" + keys, "steps=9" + keys + "&preset=" + lesson + ".2"} {
			if status, got := get(address, query); status != http.StatusOK || got != want {
				t.Errorf("%s?%s: %d, %.200s, want %.200s", address, query, status, got, want)
			}
		}
		if status, body := get(address, "preset=nothing"+keys); status != http.StatusNotFound {
			t.Errorf("%s of no lesson: %d, %s", address, status, body)
		}
		for query, field := range map[string]string{"preset=" + lesson + "&beat=0": "beat", "surface=bowl&beat=2": "beat", "preset=" + lesson + "&lr=-1": "lr"} {
			if status, body := get(address, query+keys); status != http.StatusBadRequest || !strings.Contains(body, `"field":"`+field+`"`) {
				t.Errorf("%s?%s: %d, %s", address, query, status, body)
			}
		}
	}
}
