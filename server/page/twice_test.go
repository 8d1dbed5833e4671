package page

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"downhill/web"
)

// TestListsThatStandTwice: the script and the templates have the layers and the
// languages that the server has, in the same order.
func TestListsThatStandTwice(t *testing.T) {
	const word = `"([a-z]+)"`
	for _, list := range []struct {
		what, file  string
		where, item string // match the list, and what stands in it
		want        []string
	}{
		{"layers", "../../web/src/draw/layers.ts", `export type LayerName = (.*);`, word, layers},
		{"layers", "../../web/src/draw/layers.ts", `(?s)export const LAYERS.*?\n(.*?)\n\];`, "name: " + word, layers},
		{"layers", "../../web/stage.templ", `for _, layer := range \[\]string\{(.*)\}`, word, layers},
		{"languages", "../../web/src/link/page-keys.ts", `lang: oneOf\(\[(.*)\]\)`, word, web.Languages},
		{"languages", "../../web/src/panel/share-options.ts", `\["", (.*)\]\.map\(languageOption\)`, word, web.Languages},
	} {
		text, err := os.ReadFile(list.file)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(list.where).FindStringSubmatch(string(text))
		if found == nil {
			t.Errorf("%s has no list of %s", list.file, list.what)
			continue
		}
		var got []string
		for _, m := range regexp.MustCompile(list.item).FindAllStringSubmatch(found[1], -1) {
			got = append(got, m[1])
		}
		if !slices.Equal(got, list.want) {
			t.Errorf("%s: the %s are %q, the server's %q", list.file, list.what, got, list.want)
		}
	}
}

// TestLayersHaveWords: the menu names each layer, and says what it is, in each language.
func TestLayersHaveWords(t *testing.T) {
	for _, lang := range web.Languages {
		for _, layer := range layers {
			for _, key := range []string{"layer." + layer, "layer." + layer + ".what"} {
				if web.Messages(lang)[key] == "" {
					t.Errorf("%s has no %s", lang, key)
				}
			}
		}
	}
}
