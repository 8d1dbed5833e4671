package page

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"downhill/server/answer"
	"downhill/server/language"
	"downhill/train/link"
	"downhill/web"
)

// NotFound answers every other address.
func (s *Pages) NotFound(w http.ResponseWriter, r *http.Request) { s.lost(w, r, "lost.page") }

// lost says in the reader's language that there is nothing under an address,
// unless it is a page's with something behind it that belonged to the text around
// the link: then that page is where it goes.
func (s *Pages) lost(w http.ResponseWriter, r *http.Request, key string) {
	path := strings.TrimRight(link.TrimEnd(r.URL.Path), "/")
	if whole := strings.HasPrefix(r.URL.Path, "/"); whole && cmp.Or(path, "/") != r.URL.Path && s.isPage(path) {
		u := url.URL{Path: s.Base + cmp.Or(path, "/"), RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, u.String(), http.StatusFound)
		return
	}
	lang, chosen := language.Of(r, language.Asked(r))
	language.Varies(w, chosen)
	answer.Plain(w, http.StatusNotFound, web.T(language.Words(lang), key, "start", s.Base+"/")+"\n")
}

// isPage reports whether a path, without a slash at its end, is a page's.
func (s *Pages) isPage(path string) bool {
	id, lesson := strings.CutPrefix(path, "/p/")
	_, known := s.Lessons().Lookup(id)
	document := path == "/lecture" || path == "/handout"
	return path == "" || path == "/embed" || document && !s.Lessons().Alone || lesson && known
}
