package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

//go:embed locales/*.json
var locales embed.FS

// Languages are the languages that the page speaks, the default first.
var Languages = []string{"en", "ko"}

var messages = loadMessages()

func loadMessages() map[string]map[string]string {
	all := make(map[string]map[string]string, len(Languages))
	for _, lang := range Languages {
		text, err := locales.ReadFile("locales/" + lang + ".json")
		if err != nil {
			panic(err) // embedded: it can't be missing
		}
		words := map[string]string{}
		if err := json.Unmarshal(text, &words); err != nil {
			panic(fmt.Sprintf("locales/%s.json: %v", lang, err))
		}
		all[lang] = words
	}
	return all
}

// Messages are the words of a language, English for one that is not there. The
// map is the caller's own: the server merges the catalogue's names into it.
func Messages(lang string) map[string]string {
	if words, ok := messages[lang]; ok {
		return maps.Clone(words)
	}
	return maps.Clone(messages[Languages[0]])
}

// T is the message under key with its {placeholders} filled in from args, which
// are name and value in turn. A number under the name n chooses between
// key.one and key.other; a language without a plural has the plain key. A key
// without a message is shown as it is, so that a missing one is seen.
func T(words map[string]string, key string, args ...any) string {
	text, ok := words[key]
	if !ok {
		text, ok = words[key+plural(args)]
	}
	if !ok {
		return key
	}
	text = particles(text, args)
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, "{"+textOf(args[i])+"}", textOf(args[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func textOf(value any) string { return fmt.Sprint(value) }

// plural is the suffix of the form for the number n among args.
func plural(args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "n" && textOf(args[i+1]) == "1" {
			return ".one"
		}
	}
	return ".other"
}
