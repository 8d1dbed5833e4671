package course

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"downhill/server/engine"
	"downhill/server/page"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/link"
	"downhill/web"
)

// patience is how long one link may take to be read: a formula is explored, and its
// rates are measured.
const patience = 10 * time.Second

// A scene is a lesson's link, read.
type scene struct {
	preset   link.Preset
	scenario train.Scenario
}

// scene reads the link of a lesson; false where it has none that fits.
func (p *problems) scene(ctx context.Context, known *engine.Lessons, l lesson) (scene, bool) {
	if l.link == "" {
		return scene{}, false
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	read, keys, wrong := page.ReadScene(ctx, known, l.link)
	for _, err := range wrong {
		p.add(l.line, lessonKey(l.n, "link"), atKey(err))
	}
	if len(wrong) == 0 && l.answers != "" && !link.Answerable(read.Scenario, l.answers) {
		p.add(l.line, lessonKey(l.n, "answers"), fmt.Sprintf("a room can't answer %q of this link's runs", l.answers))
		return scene{}, false
	}
	if len(wrong) > 0 {
		return scene{}, false
	}
	return scene{
		preset: link.Preset{ID: l.id, Group: Group, Query: link.Query(read.Scenario),
			Beats: []link.Beat{{Page: keys, Answers: l.answers}}},
		scenario: read.Scenario,
	}, true
}

// atKey is an error with the link's key that it is about.
func atKey(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("it takes longer than %v to read: its surface is hard to explore", patience)
	}
	var wrong *field.Error
	if errors.As(err, &wrong) && wrong.Kind == "unknown-key" {
		return wrong.Field + ": no such key" // all that there are would fill the screen
	}
	if errors.As(err, &wrong) && wrong.Field != "" && !strings.HasPrefix(wrong.Message, wrong.Field+":") {
		return wrong.Field + ": " + wrong.Message
	}
	return err.Error()
}

// lessonKey names a key of a lesson, counted from 1.
func lessonKey(n int, key string) string { return fmt.Sprintf("lesson %d, %s", n, key) }

// question is what the page asks of a scene that has no question of its own.
func (s scene) question(lang string) string {
	key := "predict.question." + strconv.Itoa(len(s.scenario.Runs))
	switch {
	case s.scenario.Net() != nil:
		key = "predict.question.net"
	case s.scenario.Surface.Unbounded:
		key = "predict.question.open"
	}
	return web.T(web.Messages(lang), key, "n", len(s.scenario.Runs))
}
