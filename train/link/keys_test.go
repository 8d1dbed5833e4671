package link

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"downhill/train/rule"
)

// No two keys of a query share a name: a parameter has none of the scenario's
// own keys, and one that several optimizers have is the same thing to all.
func TestKeysShareNoName(t *testing.T) {
	seen := map[string]rule.Param{}
	for _, o := range rule.Optimizers() {
		var own []string
		for _, p := range o.Params {
			if slices.Contains(scenarioKeys, p.Key) || slices.Contains(own, p.Key) {
				t.Errorf("%s: the key %s is taken", o.ID, p.Key)
			}
			own = append(own, p.Key)
			same, shared := seen[p.Key]
			if shared && (same.Meaning != p.Meaning || same.Kind != p.Kind || !reflect.DeepEqual(same.Choices, p.Choices)) {
				t.Errorf("%s: the key %s means %q here and %q elsewhere", o.ID, p.Key, p.Meaning, same.Meaning)
			}
			seen[p.Key] = p
		}
	}
	for _, s := range rule.Schedules() {
		var own []string
		for _, p := range s.Params {
			if slices.Contains(own, p.Key) {
				t.Errorf("%s has the key schedule.%s twice", s.ID, p.Key)
			}
			own = append(own, p.Key)
		}
	}
}

// Newton's choice was once called mode, as the page's own key is.
func TestOldKeyOfNewtonIsRead(t *testing.T) {
	for _, choice := range []string{"shift", "saddle-free"} {
		now := mustParse(t, "surface=saddle-bounded&opt=newton&hessian="+choice)
		old := mustParse(t, "surface=saddle-bounded&opt=newton&mode="+choice)
		if Query(now) != Query(old) || now.Params["hessian"] != old.Params["hessian"] {
			t.Errorf("%s: %s was %s", choice, Query(now), Query(old))
		}
		if choice != "shift" && Query(now) != "surface=saddle-bounded&opt=newton&hessian="+choice {
			t.Errorf("its link is %s", Query(now))
		}
	}
	for _, query := range []string{"opt=newton&mode=3d", "opt=newton&hessian=shift&mode=saddle-free", "opt=newton&hessian=raise", "mode=saddle-free"} {
		if _, err := Parse(t.Context(), query); err == nil {
			t.Errorf("%s is read", query)
		}
	}
}

// TestProtocolHasEveryKey: each key of a scenario stands in the table of the document
// that other clients are written by, and nothing else does.
func TestProtocolHasEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../docs/PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| key | value | without it |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var told []string
	for row := range strings.Lines(table) {
		for _, m := range regexp.MustCompile("`([a-z.]+)`").FindAllStringSubmatch(strings.Split(row, "|")[1], -1) {
			told = append(told, m[1])
		}
	}
	slices.Sort(told)
	if want := slices.Sorted(slices.Values(scenarioKeys)); !slices.Equal(told, want) {
		t.Errorf("the table has %q\nnot %q", told, want)
	}
}
