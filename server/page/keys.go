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
	page     map[string]string // the page's own keys as they are written; what is usual is not there
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
	page := map[string]string{}
	for _, key := range keys {
		given, _ := query.Split(own).Get(key.name)
		if text := key.read(strings.Join(strings.Fields(given), "")); text != "" {
			page[key.name] = text
		}
	}
	mode, _ := query.Split(own).Get("mode")
	return address{scenario, page, unknown, strings.TrimSpace(mode)}
}

// ScenarioOf is the part of a page's query that the API reads: without the page's
// own keys, and with what happened to it on its way undone.
func ScenarioOf(raw string) string { return readAddress(raw).scenario }

// leftBehind tells whether changes to a preset leave its sentences behind: they
// name the rates that they are about, and hold whatever the runs' are; any other
// change makes them claims about something else (lesson.ts judges the same way).
func leftBehind(changes string) bool {
	return slices.ContainsFunc(query.Split(changes), func(p link.Pair) bool { return p.Key != "lr" && p.Key != "names" })
}

// openings are the page's own keys that lessons open with, as in a link. Most
// open at the end of their runs, on the whole map.
var openings = map[string]string{
	"what-a-step-is":  "at=1",
	"two-over-lambda": "rates=0.06,0.1",
	"adaptive-rates":  "zoom=-0.1,3.7,-1.3,1.7",
}
