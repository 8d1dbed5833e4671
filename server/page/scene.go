package page

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"downhill/server/engine"
	"downhill/train/field"
)

// What is wrong with a text that is to be a link of this program.
var errNoPage = errors.New("is no page of this program: it must be a path such as /p/three-rates?lr=0.5 or /?surface=bowl, or a whole link")

// ReadScene reads a whole link, a path with its query, or a query alone, as a page
// does, but refuses what a page would pass over: the scenario with its place, and the
// page's own keys that it opens with, as a query; or else all that is wrong with it, of
// which some may be a *field.Error. The language is the reader's own, whatever a link says.
func ReadScene(ctx context.Context, lessons *engine.Lessons, text string) (l engine.Linked, keys string, wrong []error) {
	path, raw := cutLink(strings.TrimSpace(text))
	preset := ""
	if i := strings.LastIndex(path, "/p/"); i >= 0 {
		preset = path[i+len("/p/"):]
	} else if path = strings.TrimSuffix(path, "embed"); path != "" && !strings.HasSuffix(path, "/") {
		return l, "", []error{fmt.Errorf("%q %w", field.Shorten(text), errNoPage)}
	}
	here := readAddress(raw)
	if preset == "" && here.scenario == "" && len(here.unknown) == 0 {
		return l, "", []error{fmt.Errorf("%q %w", field.Shorten(text), errNoPage)}
	}
	if _, known := lessons.Lookup(preset); preset != "" && (!known || strings.Contains(preset, ".")) {
		return l, "", append(here.refused(), noLesson(lessons, preset))
	}
	l, err := engine.ReadLink(ctx, lessons, sceneOf(lessons, preset, here.page), here.scenario)
	if err == nil {
		here.fit(l)
	}
	if wrong = here.refused(); err != nil {
		wrong = append(wrong, err)
	}
	if len(wrong) > 0 {
		return l, "", wrong
	}
	own := map[string]string{}
	maps.Copy(own, opensWith(l))
	maps.Copy(own, here.page)
	return l, writeKeys(own), nil
}

// noLesson refuses a lesson that there is not, with the one that was probably meant.
func noLesson(lessons *engine.Lessons, id string) error {
	var all []string
	for _, p := range lessons.Presets() {
		all = append(all, p.ID)
	}
	if near := field.Nearest(id, all); near != "" {
		return fmt.Errorf("there is no lesson %q: did you mean %s?", field.Shorten(id), near)
	}
	return fmt.Errorf("there is no lesson %q: a link may name one above it, or one that comes with the program", field.Shorten(id))
}

// cutLink parts a link into its path, without its host, and its query.
func cutLink(text string) (path, raw string) {
	if _, rest, whole := strings.Cut(text, "://"); whole {
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			text = rest[i:]
		} else {
			text = "/"
		}
	} else if !strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "?") && strings.Contains(text, "=") {
		text = "?" + text
	}
	text, _, _ = strings.Cut(text, "#")
	path, raw, _ = strings.Cut(text, "?")
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	return path, raw
}

// writeKeys writes the page's own keys as a query in the order of a link: those that a
// lesson may open with, so neither the beat nor the language, which is its reader's.
func writeKeys(own map[string]string) string {
	var parts []string
	for _, key := range keys {
		if own[key.name] != "" && key.name != "beat" && key.name != "lang" {
			parts = append(parts, key.name+"="+own[key.name])
		}
	}
	return strings.Join(parts, "&")
}
