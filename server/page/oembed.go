package page

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/language"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train/link"
	"downhill/web"
)

// Sizes of a frame, in px: the usual one, and the least that the figure needs.
const (
	frameWidth, frameHeight = 960, 540
	leastWidth, leastHeight = 240, 180
)

// oembedJSON is an answer of oEmbed 1.0 (https://oembed.com, section 2.3.4.4).
type oembedJSON struct {
	Version      string `json:"version"`
	Type         string `json:"type"`
	ProviderName string `json:"provider_name"`
	ProviderURL  string `json:"provider_url"`
	Title        string `json:"title"`
	HTML         string `json:"html"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	Thumbnail    string `json:"thumbnail_url"`
	ThumbWidth   int    `json:"thumbnail_width"`
	ThumbHeight  int    `json:"thumbnail_height"`
}

// OEmbed is GET /oembed?url=…&maxwidth=…&maxheight=…: a page of ours as a frame for
// platforms that embed. It refuses what is no page of ours with 404, and XML with 501,
// as the standard has it.
func (s *Pages) OEmbed(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	if format := values.Get("format"); format != "" && format != "json" {
		answer.Plain(w, http.StatusNotImplemented, "only JSON\n")
		return nil
	}
	q := query.Split(r.URL.RawQuery)
	width, err := q.Integer("maxwidth", frameWidth, 1, 1<<20)
	if err != nil {
		return err
	}
	height, err := q.Integer("maxheight", frameHeight, 1, 1<<20)
	if err != nil {
		return err
	}
	l, here, err := s.resolveURL(r, values.Get("url"))
	if err != nil {
		return err
	}
	width, height = min(frameWidth, max(leastWidth, width)), min(frameHeight, max(leastHeight, height))
	lang, chosen := language.Of(r, here.page["lang"])
	language.Varies(w, chosen)
	return answer.RespondJSON(w, r, s.oembed(r, l, here, lang, width, height))
}

// resolveURL is the scenario of a page of ours, by its whole address.
func (s *Pages) resolveURL(r *http.Request, text string) (engine.Linked, address, error) {
	if text == "" {
		return engine.Linked{}, address{}, fault.Field("url", "missing", "url: the address of a page is missing")
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme+"://"+u.Host != s.Origin(r) {
		return engine.Linked{}, address{}, fault.ErrNotFound
	}
	if err := query.Check(u.RawQuery); err != nil {
		return engine.Linked{}, address{}, err
	}
	path, inside := strings.CutPrefix(u.Path, s.Base)
	preset, here, ok := locate(s.Lessons(), path, u.RawQuery)
	if !inside || !ok {
		return engine.Linked{}, address{}, fault.ErrNotFound
	}
	l, err := s.Resolve(r.Context(), pool.NewMeter(), preset, here.scenario)
	return l, here, err
}

func (s *Pages) oembed(r *http.Request, l engine.Linked, here address, lang string, width, height int) oembedJSON {
	words := l.Lessons.In(lang, language.Words(lang))
	origin := s.Origin(r)
	title := web.T(words, "page.name")
	view := web.PageView{Messages: words, Surface: surfaceView(l.Scenario, words)}
	_, view.Preset = lessons(l, words)
	keys := opensWith(l)
	if keys == nil {
		keys = map[string]string{}
	}
	for key, text := range here.page {
		keys[key] = text
	}
	frame := origin + address{page: keys}.on(s.Base+"/embed?"+link.Query(l.Scenario), nil)
	return oembedJSON{
		Version: "1.0", Type: "rich", ProviderName: title, ProviderURL: origin + s.Base + "/", Title: view.Title(),
		HTML: fmt.Sprintf(`<iframe src="%s" width="%d" height="%d" style="border:0;max-width:100%%" title="%s" allow="fullscreen" loading="lazy"></iframe>`,
			html.EscapeString(frame), width, height, html.EscapeString(web.T(words, "share.frame.alone"))),
		Width: width, Height: height,
		Thumbnail: s.figureURL(r, l, lang, keys, here.page["at"]), ThumbWidth: previewWidth, ThumbHeight: previewHeight,
	}
}
