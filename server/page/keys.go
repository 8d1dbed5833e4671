package page

import (
	"slices"
	"strings"

	"downhill/server/query"
	"downhill/train/link"
	"downhill/web"
)

// A pageKey is read to the text that it is written as; empty for what is usual,
// or can't be read.
type pageKey struct {
	name string
	read func(text string) string
}

// keys are the keys of the page alone, in the order of a link: they change no
// iterate and no outcome. Each is read to the one text that it is written as;
// empty is what is usual, or can't be read. The script has the same table
// (page-keys.ts); both are held to testdata/page-keys.json.
var keys = []pageKey{
	{"beat", readWord("2", "3", "4", "5", "6", "7", "8", "9")}, // of a lesson, counted from 1
	{"at", readStep},
	{"play", readFlag},
	{"loop", readFlag},
	{"speed", readSpeed},
	{"mode", readWord("3d", "both")},
	{"zoom", readZoom},
	{"camera", readCamera},
	{"heights", readWord("true", "log")},
	{"layers", readLayers},
	{"hide", readHide},
	{"hidden", readHidden},
	{"run", readRun},
	{"rates", readRange},
	{"chart", readWord("cut")}, // else the loss at every step; rates was once the final loss of every rate: such a link still opens
	{"panel", readPanel},       // that is open beside the figure
	{"predict", readFlag},
	{"theme", readWord(Themes...)},
	{"lang", readWord(web.Languages...)},
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
	mode     string // as it came
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
	return address{scenario, readKeys(own), unknown, strings.TrimSpace(mode)}
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
