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

// scene reads the link of the i-th lesson.
func (p *problems) scene(ctx context.Context, ours *engine.Lessons, i int, l lesson) (scene, bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	read, keys, err := page.ReadScene(ctx, ours, l.link)
	if err != nil {
		p.add(l.line, lessonKey(i, "link"), told(err))
		return scene{}, false
	}
	return scene{
		preset: link.Preset{ID: l.id, Group: Group, Query: link.Query(read.Scenario),
			Beats: []link.Beat{{Page: keys}}},
		scenario: read.Scenario,
	}, true
}

// told is an error with the link's key that it is about.
func told(err error) string {
	var wrong *field.Error
	if errors.As(err, &wrong) && wrong.Field != "" && !strings.HasPrefix(wrong.Message, wrong.Field+":") {
		return wrong.Field + ": " + wrong.Message
	}
	return err.Error()
}

// lessonKey names a key of the i-th lesson.
func lessonKey(i int, key string) string { return fmt.Sprintf("lesson %d, %s", i+1, key) }

// question is what the page asks of a scene that has no question of its own.
func (s scene) question(lang string) string {
	key := "predict.question." + strconv.Itoa(len(s.scenario.Runs))
	if s.scenario.Surface.Unbounded {
		key = "predict.question.open"
	}
	return web.T(web.Messages(lang), key)
}
