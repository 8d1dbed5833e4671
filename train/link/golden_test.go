package link

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"downhill/landscape"
	"downhill/train/rule"
)

var update = flag.Bool("update", false, "write the golden file")

// A default that was released never changes: links leave defaults out, so that
// another default would make another picture of an old link. The golden file
// holds, for each default that a query may lean on, the query with everything
// written out.
func TestDefaultsNeverChange(t *testing.T) {
	path := filepath.Join("testdata", "golden", "defaults.json")
	now := defaultQueries(t)
	if *update {
		writeGolden(t, path, now)
	}
	var golden map[string]string
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &golden); err != nil {
		t.Fatal(err)
	}
	for query, want := range golden {
		if got, ok := now[query]; !ok || got != want {
			t.Errorf("?%s is now\n%s\nand was\n%s", query, got, want)
		}
	}
	for query := range now {
		if _, ok := golden[query]; !ok {
			t.Errorf("?%s is not in the golden file: go test ./train/link -update adds it", query)
		}
	}
}

// defaultQueries writes out each surface, each optimizer and each schedule, and
// the rates of each optimizer on each surface.
func defaultQueries(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	add := func(query string) { all[query] = fieldsOf(mustParse(t, query), true).join() }
	add("")
	for _, s := range landscape.Catalog() {
		add("surface=" + s.ID)
		for _, o := range rule.Optimizers() {
			query := "surface=" + s.ID + "&opt=" + o.ID
			if sc, err := Parse(t.Context(), query); err == nil && !o.Rateless {
				lr, _ := fieldsOf(sc, true).get("lr")
				all[query] = lr
			}
		}
	}
	for _, o := range rule.Optimizers() {
		add("surface=wells&start=0,0&opt=" + o.ID)
	}
	for _, s := range rule.Schedules() {
		add("surface=bowl&schedule=" + s.ID)
	}
	return all
}

func writeGolden(t *testing.T, path string, value any) {
	t.Helper()
	raw, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
