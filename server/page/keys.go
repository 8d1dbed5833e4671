package page

import (
	"slices"
	"strings"

	"downhill/server/engine"
	"downhill/server/limits"
	"downhill/server/query"
	"downhill/train/field"
	"downhill/train/link"
	"downhill/web"
)

// A pageKey is read to the text that it is written as; empty for what is usual,
// or can't be read.
type pageKey struct {
	name   string
	read   func(text string) string
	usual  []string                            // words for what is usual, beside "usual" itself
	refuse func(key, text string) *field.Error // says what would have fitted
	strays func(text string) []string          // the parts of a value that do not fit; nil: all of what is read to nothing
}

// keys are the keys of the page alone, in the order of a link: they change no
// iterate and no outcome. Each is read to the one text that it is written as;
// empty is what is usual, or can't be read. The script has the same table
// (page-keys.ts); both are held to testdata/page-keys.json.
var keys = []pageKey{
	{"beat", readWord("2", "3", "4", "5", "6", "7", "8", "9"), []string{"1"}, wholeIn(1, mostBeats), nil}, // of a lesson, counted from 1
	{"at", readStep, []string{"end"}, wholeIn(0, limits.MostSteps), nil},
	{"play", readFlag, no, allowed("1", "0"), nil},
	{"loop", readFlag, no, allowed("1", "0"), nil},
	{"speed", readSpeed, nil, refused("not-a-speed"), noSpeed},
	{"mode", readWord("3d", "both"), []string{"1d", "2d"}, allowed("1d", "2d", "3d", "both"), nil},
	{"zoom", readZoom, nil, refused("not-a-zoom"), nil},
	{"camera", readCamera, nil, refused("not-a-camera"), nil},
	{"heights", readWord("true", "log"), nil, allowed("true", "log"), nil},
	{"layers", readLayers, []string{strings.Join(usualLayers, ",")}, allowed(append(layers, "none")...), strayingLayers},
	{"hide", readHide, nil, allowed(panels...), straying(append(panels, "text")...)},
	{"hidden", readHidden, nil, noRun(limits.MostRuns), straying("0", "1", "2", "3", "4", "5", "none")},
	{"run", readRun, []string{"none"}, noRun(limits.MostRuns), nil},
	{"rates", readRange, nil, refused("not-a-range"), nil},
	{"chart", readWord("cut"), []string{"loss", "rates"}, allowed("loss", "cut"), nil}, // else the loss at every step; rates was once the final loss of every rate: such a link still opens
	{"panel", readPanel, []string{"none"}, noPanel, nil},                               // that is open beside the figure
	{"predict", readFlag, no, allowed("1", "0"), nil},
	{"theme", readWord(Themes...), []string{"system"}, allowed(Themes...), nil},
	{"lang", readWord(web.Languages...), nil, allowed(web.Languages...), nil},
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
	wrong    []*field.Error // what of the page's own keys does not fit
	mode     string         // as it came
}

// locate reads a link of a page of ours by its path, below the site's, and its query:
// the preset that it is laid over, and what it says. Without a key of a scenario / is
// the lesson that the course opens with. ok is false where no page is,
// as for a lesson that there is not, which preset then names.
func locate(lessons *engine.Lessons, path, raw string) (preset string, here address, ok bool) {
	here = readAddress(raw)
	lesson, below := strings.CutPrefix(path, "/p/")
	_, known := lessons.Lookup(lesson)
	switch {
	case below && (strings.Contains(lesson, ".") || !known):
		return lesson, here, false
	case below:
		preset = lesson
	case path == "" || path == "/":
		if here.scenario == "" {
			preset = lessons.Home()
		}
	case path != "/embed":
		return "", here, false
	}
	return sceneOf(lessons, preset, here.page), here, true
}

// readAddress reads a page's query as it came. What chats and mails have done to
// it is undone, and keys that nobody knows are left out: they cost nothing.
func readAddress(raw string) address {
	raw, unknown := link.Mend(raw, func(key string) bool { return isPageKey(key) || link.Knows(key) })
	own, scenario := link.Part(raw, func(key, value string) bool { return isPageKey(key) && !newtons(key, value) })
	mode, _ := query.Split(own).Get("mode")
	page, wrong := readKeys(own)
	return address{scenario, page, unknown, wrong, strings.TrimSpace(mode)}
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

// readKeys reads the page's own keys in a query, and says what does not fit. Of a key
// that is given more than once the first value is read.
func readKeys(own string) (page map[string]string, wrong []*field.Error) {
	pairs, page := query.Split(own), map[string]string{}
	for _, key := range keys {
		given, there := pairs.Get(key.name)
		if !there {
			continue
		}
		text := strings.Join(strings.Fields(given), "")
		page[key.name] = key.read(text)
		if e := key.misfit(text); e != nil {
			wrong = append(wrong, e)
		}
		if pairs.Twice(key.name) {
			wrong = append(wrong, field.Refuse(key.name, given, "duplicate-key"))
		}
	}
	return page, wrong
}
