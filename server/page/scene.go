package page

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"downhill/server/engine"
)

// What is wrong with a text that is to be a link of this program.
var (
	errNoPage = errors.New("is no page of this program: it must be a path such as /p/three-rates?lr=0.5 or /?surface=bowl, or a whole link")
	errNoBeat = errors.New("the lesson has no such beat")
)

// ReadScene reads a whole link, a path with its query, or a query alone, as a page
// does, but refuses what a page would pass over: the scenario with its place, and the
// page's own keys that it opens with, as a query. Its error may be a *field.Error.
func ReadScene(ctx context.Context, lessons *engine.Lessons, text string) (l engine.Linked, keys string, err error) {
	path, raw := cutLink(strings.TrimSpace(text))
	preset := ""
	if i := strings.LastIndex(path, "/p/"); i >= 0 {
		preset = path[i+len("/p/"):]
	} else if strings.Trim(strings.TrimSuffix(path, "/embed"), "/") != "" {
		return l, "", fmt.Errorf("%q %w", text, errNoPage)
	}
	here := readAddress(raw)
	if err := here.refused(); err != nil {
		return l, "", err
	}
	if preset == "" && here.scenario == "" {
		return l, "", fmt.Errorf("%q %w", text, errNoPage)
	}
	scene := sceneOf(lessons, preset, here.page)
	if beat := here.page["beat"]; beat != "" && scene == preset {
		return l, "", fmt.Errorf("beat: %q: %w", beat, errNoBeat)
	}
	if l, err = engine.ReadLink(ctx, lessons, scene, here.scenario); err != nil {
		return l, "", err
	}
	own := opensWith(l)
	if own == nil {
		own = map[string]string{}
	}
	maps.Copy(own, here.page)
	return l, writeKeys(own), nil
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

// writeKeys writes the page's own keys, but for the beat, as a query in the order of
// a link.
func writeKeys(own map[string]string) string {
	var parts []string
	for _, key := range keys {
		if own[key.name] != "" && key.name != "beat" {
			parts = append(parts, key.name+"="+own[key.name])
		}
	}
	return strings.Join(parts, "&")
}
