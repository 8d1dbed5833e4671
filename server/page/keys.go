package page

import (
	"slices"
	"strings"

	"downhill/server/query"
	"downhill/train/field"
	"downhill/train/link"
	"downhill/web"
)

// A pageKey is read to the text that it is written as; empty for what is usual,
// or can't be read.
type pageKey struct {
	name  string
	read  func(text string) string
	usual string   // other texts that say what is usual, or once said something, with spaces between
	words []string // what it may say, where that is one of a list
	list  []string // what each of its parts may say, where it is a list
}

// keys are the keys of the page alone, in the order of a link: they change no
// iterate and no outcome. Each is read to the one text that it is written as;
// empty is what is usual, or can't be read. The script has the same table
// (page-keys.ts); both are held to testdata/page-keys.json.
var keys = []pageKey{
	word("beat", "1", "2", "3", "4", "5", "6", "7", "8", "9"), // of a lesson, counted from 1
	{name: "at", read: readStep, usual: "end"},
	flag("play"),
	flag("loop"),
	{name: "speed", read: readSpeed, usual: usualSpeed + " ×1 x1.0"},
	word("mode", "1d 2d", "3d", "both"),
	{name: "zoom", read: readZoom},
	{name: "camera", read: readCamera},
	word("heights", "", "true", "log"),
	{name: "layers", read: readLayers, list: append([]string{"none"}, layers...)},
	{name: "hide", read: readHide, usual: "none", list: append([]string{"text"}, panels...)},
	{name: "hidden", read: readHidden, usual: "none", list: runsText},
	{name: "run", read: readRun, usual: "none", words: runsText},
	{name: "rates", read: readRange},
	word("chart", "loss rates", "cut"),              // else the loss at every step; rates was once the final loss of every rate: such a link still opens
	{name: "panel", read: readPanel, usual: "none"}, // that is open beside the figure
	flag("predict"),
	word("theme", "system", Themes...),
	word("lang", "", web.Languages...),
}

// word is a key that says one of a few words.
func word(name, usual string, words ...string) pageKey {
	return pageKey{name: name, read: readWord(words...), usual: usual, words: words}
}

// flag is a key that is set or not.
func flag(name string) pageKey {
	return pageKey{name: name, read: readFlag, usual: "0 false", words: []string{"1", "0"}}
}

// wrong says what a text of this key does not fit; nil where it does.
func (k pageKey) wrong(text string) *field.Error {
	short := strings.Join(strings.Fields(text), "")
	parts := strings.Split(short, ",")
	stranger := slices.IndexFunc(parts, func(part string) bool { return part != "" && !slices.Contains(k.list, part) })
	switch {
	case short == "" || short == "usual" || slices.Contains(strings.Fields(k.usual), short):
		return nil
	case k.list != nil && stranger >= 0:
		return field.RefuseWord(k.name, parts[stranger], "not-a-choice", k.list)
	case k.list != nil || k.read(short) != "":
		return nil
	case k.words != nil:
		return field.RefuseWord(k.name, text, "not-a-choice", k.words)
	}
	return field.Refuse(k.name, text, "page-key")
}

func isPageKey(key string) bool {
	return slices.ContainsFunc(keys, func(k pageKey) bool { return k.name == key })
}

// newtons tells the key mode where it is the one that Newton's method once had.
func newtons(key, value string) bool {
	return key == "mode" && (value == "shift" || value == "saddle-free")
}

// An address is what a page's link says: a scenario, and how it is shown.
type address struct {
	scenario string            // a query
	page     map[string]string // the page's own keys that it has, as they are written; empty is what is usual
	unknown  []string
	wrong    []*field.Error // of the page's own keys
	mode     string         // as it came
}

// fit lets go of a mode that a loss of so many weights is not shown in, and tells it
// with the keys that mean nothing.
func (a *address) fit(oneWeight bool) {
	if a.mode == "" || oneWeight == (a.mode == "1d") {
		return
	}
	delete(a.page, "mode")
	a.unknown = append(a.unknown, "mode")
}

// readAddress reads a page's query as it came. What chats and mails have done to
// it is undone, and keys that nobody knows are left out: they cost nothing.
func readAddress(raw string) address {
	raw, unknown := link.Mend(raw, func(key string) bool { return isPageKey(key) || link.Knows(key) })
	own, scenario := link.Part(raw, func(key, value string) bool { return isPageKey(key) && !newtons(key, value) })
	mode, _ := query.Split(own).Get("mode")
	return address{scenario, readKeys(own), unknown, wrongKeys(own), strings.TrimSpace(mode)}
}

// wrongKeys are what does not fit in the page's own keys in a query.
func wrongKeys(own string) (all []*field.Error) {
	pairs := query.Split(own)
	for _, key := range keys {
		given, _ := pairs.Get(key.name)
		if wrong := key.wrong(given); wrong != nil {
			all = append(all, wrong)
		}
	}
	return all
}

// refused is all in an address that a page passes over.
func (a address) refused() (all []error) {
	for _, key := range a.unknown {
		all = append(all, link.RefuseKey(key, "", slices.Concat(keyNames(), link.Keys())))
	}
	for _, wrong := range a.wrong {
		all = append(all, wrong)
	}
	return all
}

func keyNames() (names []string) {
	for _, key := range keys {
		names = append(names, key.name)
	}
	return names
}

// readKeys reads the page's own keys in a query.
func readKeys(own string) map[string]string {
	pairs, page := query.Split(own), map[string]string{}
	for _, key := range keys {
		if given, there := pairs.Get(key.name); there {
			page[key.name] = key.read(strings.Join(strings.Fields(given), ""))
		}
	}
	return page
}

// ScenarioOf is the part of a page's query that the API reads: without the page's
// own keys, and with what happened to it on its way undone.
func ScenarioOf(raw string) string { return readAddress(raw).scenario }
