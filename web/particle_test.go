package web

import (
	"encoding/json"
	"os"
	"testing"
)

// TestParticles holds the choice of a particle to a table that the scripts'
// own test reads too.
func TestParticles(t *testing.T) {
	text, err := os.ReadFile("testdata/particles.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases [][2]string
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	words := map[string]string{"topic": "{name}{name|은/는}", "way": "{name}{name|으로/로}"}
	for _, c := range cases {
		key := "topic"
		if c[1] == "로" || c[1] == "으로" {
			key = "way"
		}
		if got := T(words, key, "name", c[0]); got != c[0]+c[1] {
			t.Errorf("%s, not %s", got, c[0]+c[1])
		}
	}
}

func TestParticleFollowsItsOwnValue(t *testing.T) {
	words := map[string]string{"a": `"{value}"{value|은/는} {near}{near|을/를} 닮았습니다`}
	if got, want := T(words, "a", "value", "adem", "near", "adamw"), `"adem"은 adamw를 닮았습니다`; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if got, want := T(words, "a", "near", "2"), `"{value}"{value|은/는} 2를 닮았습니다`; got != want {
		t.Errorf("a missing value: %s, not %s", got, want)
	}
	if got, want := T(words, "a", "value", "{near|을/를}", "near", "x"), `"{near|을/를}"은 x를 닮았습니다`; got != want {
		t.Errorf("a value is not read as a message: %s, not %s", got, want)
	}
}
