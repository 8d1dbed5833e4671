package page

import (
	"bytes"
	"context"
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/language"
	"downhill/server/pool"
	"downhill/web"
)

// packLevel is higher than that of answers: a page is small, and comes over the
// slowest lines.
const packLevel = 7

// pageBytes is about what a page is, as it is made and compressed.
const pageBytes = 192 << 10

// renderedKey is all that a page depends on.
type renderedKey struct {
	lessons                   *engine.Lessons
	host, origin, path, query string
	lang                      string
	chosen                    bool
	shown                     string // what its lecture shows, a link
	told                      told   // what a preview tells: little, while that takes long to tell
}

// Bytes is what the texts of the key take.
func (k renderedKey) Bytes() int {
	total := 0
	for _, text := range []string{k.host, k.origin, k.path, k.query, k.lang, k.shown, k.told.ends, k.told.seen} {
		total += len(text)
	}
	return total
}

// shared sends the page of a link that fits, or that follows a lecture. A hall opens one
// link: its page is made once for all who ask at the same time, and kept while it is
// asked for.
func (s *Pages) shared(w http.ResponseWriter, r *http.Request, l engine.Linked, here address, follows lecture) error {
	lang, chosen := language.Of(r, here.page["lang"])
	told := s.told(r.Context(), l, here, lang)
	key := renderedKey{l.Lessons, r.Host, s.Origin(r), r.URL.Path, r.URL.RawQuery, lang, chosen, follows.link, told}
	page, err := answer.Shared(r, key, packLevel, func(ctx context.Context) (answer.Answer, error) {
		view, err := s.pageView(ctx, r, pool.NewMeter(), l, here)
		if err != nil {
			return answer.Answer{}, err
		}
		if view.Live = follows.code; view.Live != "" {
			view.CanonicalURL = ""
		}
		s.preview(r, l, here, told, &view)
		return s.html(ctx, view)
	})
	if err != nil {
		return err
	}
	release, err := s.Flow.Hold(r.Context(), len(page.Body))
	if err != nil {
		return err
	}
	defer release()
	language.Varies(w, chosen)
	page.Write(w, r, http.StatusOK)
	return nil
}

// html is a page as an answer, made in turn.
func (s *Pages) html(ctx context.Context, view web.PageView) (a answer.Answer, err error) {
	release, err := s.Flow.Hold(ctx, pageBytes)
	if err != nil {
		return a, err
	}
	defer release()
	var html bytes.Buffer
	err = s.Pool.Compute(ctx, pool.NewMeter(), func(ctx context.Context) error {
		return web.Page(view).Render(ctx, &html)
	})
	return answer.Answer{Kind: "text/html; charset=utf-8", Body: bytes.Clone(html.Bytes()), Header: map[string]string{
		"Cache-Control": "no-cache", "Content-Language": view.Lang,
	}}, err
}

// render sends a page that has something to say about its link; it is not kept.
func (s *Pages) render(w http.ResponseWriter, r *http.Request, status int, view web.PageView) error {
	a, err := s.html(r.Context(), view)
	if err != nil {
		return err
	}
	page, err := answer.Alone(r, a, packLevel)
	if err != nil {
		return err
	}
	language.Varies(w, view.LangChosen)
	page.Write(w, r, status)
	return nil
}
