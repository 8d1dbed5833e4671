package figure

import (
	"context"
	"net/http"
	"path"
	"strings"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/language"
	"downhill/server/limits"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/words"
	"downhill/train/link"
)

// Figures answer the addresses of figures.
type Figures struct {
	*engine.Engine
	Origin func(*http.Request) string // how readers address this server
}

// Figure is GET /figure.{kind}?preset=ID&SCENARIO and the keys of a figure.
func (f *Figures) Figure(w http.ResponseWriter, r *http.Request) error {
	raw, _ := link.Mend(r.URL.RawQuery, nil)
	q := query.Split(raw)
	asked, err := choice(q, "lang", "", languages()...)
	if err != nil {
		return err
	}
	lang, chosen := language.Of(r, asked)
	o, err := readOptions(q, strings.TrimPrefix(path.Ext(r.URL.Path), "."), lang)
	if err != nil {
		return err
	}
	m := pool.NewMeterOf(limits.FigureBudget)
	l, err := f.resolve(r.Context(), m, raw)
	if err != nil {
		return err
	}
	if err := o.suits(l.Scenario); err != nil {
		return err
	}
	release, err := f.Flow.Hold(r.Context(), bytesOf(o))
	if err != nil {
		return err
	}
	defer release()
	a, err := f.make(r.Context(), m, l, o, f.Origin(r))
	if err != nil {
		return err
	}
	language.Varies(w, chosen)
	return answer.Respond(w, r, a)
}

// resolve reads the scenario of a figure: by itself, as changes to a preset or one of
// its beats, or the one that the page opens with.
func (f *Figures) resolve(ctx context.Context, m *pool.Meter, raw string) (engine.Linked, error) {
	q := query.Split(raw)
	preset, _ := q.Get("preset")
	beat, err := q.Integer("beat", 1, 1, 99)
	if err != nil {
		return engine.Linked{}, err
	}
	if beat > 1 {
		preset = link.Scene(preset, beat)
	}
	own, scenario := link.Part(raw, func(key, _ string) bool { return isKey(key) })
	if preset == "" && strings.TrimSpace(scenario) == "" {
		preset = f.Lessons().Home()
	}
	return f.Resolve(ctx, m, preset, joined(own, scenario), Keys...)
}

func joined(a, b string) string { return strings.Trim(a+"&"+b, "&") }

// bytesOf is about what a figure holds while it is made.
func bytesOf(o options) int {
	const vector, perPixel, perFrame = 4 << 20, 8, 1
	if o.kind == "png" || o.kind == "gif" {
		frames := perFrame * mostFrames
		if o.kind == "png" {
			frames = 0
		}
		return vector + (perPixel+frames)*o.width*o.height
	}
	return vector
}

// figureKey is what a figure is kept under: all that it is made of.
type figureKey struct {
	lessons             *engine.Lessons
	query, path, origin string
	options             options
}

// make makes a figure, unless it is kept.
func (f *Figures) make(ctx context.Context, m *pool.Meter, l engine.Linked, o options, origin string) (answer.Answer, error) {
	key := figureKey{l.Lessons, link.Query(l.Scenario), l.Path, origin, o}
	return pool.Once(ctx, m, key, func(ctx context.Context) (answer.Answer, int, error) {
		s, err := gather(ctx, f.Engine, m, l, o, words.Messages(l.Lessons.In(o.lang, language.Words(o.lang))))
		if err != nil {
			return answer.Answer{}, 0, err
		}
		s.address = origin + l.Path
		a := answer.Answer{Kind: types[o.kind]}
		if err := s.prepare(ctx, f.Engine, m, o); err != nil {
			return a, 0, err
		}
		err = f.Pool.Compute(ctx, m, func(ctx context.Context) error {
			a.Body, err = s.render(ctx, o)
			return err
		})
		return a, a.Bytes() + len(key.query) + len(key.path) + len(key.origin), err
	})
}
