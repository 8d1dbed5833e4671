package page

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"downhill/server/engine"
	"downhill/web"
)

// The picture of a link's preview, in px: what platforms show large.
const previewWidth, previewHeight = 1200, 630

// told is what a preview tells of the runs that are not hidden: how they end, and what its
// picture shows of them. Both are empty where that is not told soon.
type told struct{ ends, seen string }

// told is what the preview of a link tells of its runs.
func (s *Pages) told(ctx context.Context, l engine.Linked, here address, lang string) (t told) {
	if s.Describe == nil {
		return t
	}
	at, err := strconv.Atoi(here.page["at"])
	if err != nil {
		at = -1 // no step: the end
	}
	t.ends, t.seen = s.Describe(ctx, l, hiddenRuns(l, here), at, lang)
	return t
}

// hiddenRuns are the numbers of the runs that a link hides, or else its beat, with commas.
func hiddenRuns(l engine.Linked, here address) string {
	if text, ok := here.page["hidden"]; ok {
		return text
	}
	return opensWith(l)["hidden"]
}

// preview fills in what a link's preview shows: how the runs end, and a picture. A page
// that asks for a prediction first gives nothing away.
func (s *Pages) preview(r *http.Request, l engine.Linked, here address, t told, v *web.PageView) {
	v.Outcomes = v.Description
	if !v.Predict {
		v.Outcomes = cmp.Or(t.ends, v.Description)
	}
	v.ImageURL = s.figureURL(r, l, v.Lang, v.Keys, here.page["at"])
	v.ImageWidth, v.ImageHeight = previewWidth, previewHeight
	shown := v.Outcomes
	if at := here.page["at"]; at != "" && !v.Predict { // the picture is of that step
		shown = cmp.Or(t.seen, web.T(v.Messages, "figure.at", "k", at))
	}
	v.ImageAlt = web.T(v.Messages, "figure.alt", "surface", v.Surface.Name, "outcomes", shown)
	if v.CanonicalURL != "" {
		v.PreviewURL = s.Origin(r) + here.on(l.Path, opensWith(l))
		v.OEmbedURL = s.Origin(r) + s.Base + "/oembed?url=" + escaped(v.PreviewURL)
	}
}

// figureURL is the address of a preview's picture, with what the page opens with; at
// the end, if the link has no step.
func (s *Pages) figureURL(r *http.Request, l engine.Linked, lang string, keys map[string]string, at string) string {
	query := ""
	if lesson, changes, _ := strings.Cut(strings.TrimPrefix(l.Path, s.Base), "?"); strings.HasPrefix(lesson, "/p/") {
		query = "preset=" + strings.TrimPrefix(lesson, "/p/") + "&" + changes
	} else {
		query = changes
	}
	query = strings.Trim(query, "&") + "&width=" + strconv.Itoa(previewWidth) + "&height=" + strconv.Itoa(previewHeight) + "&lang=" + lang
	if theme := keys["theme"]; theme != "" {
		query += "&theme=" + theme
	}
	if keys["predict"] != "" {
		query += "&at=0"
	} else if at != "" {
		query += "&at=" + at
	}
	for _, key := range []string{"zoom", "hidden"} {
		if text := keys[key]; text != "" {
			query += "&" + key + "=" + text
		}
	}
	if strings.Contains(","+keys["layers"]+",", ",basins,") && !l.Scenario.Surface.OneWeight && l.Scenario.Net() == nil {
		query += "&layer=basins"
	}
	return s.Origin(r) + s.Base + "/figure.png?" + strings.TrimPrefix(query, "&")
}

// escaped is a text in a query's value.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~/:", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + strings.ToUpper(strconv.FormatUint(0x100|uint64(c), 16)[1:]))
	}
	return b.String()
}
