package site

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"downhill/train/link"
	"downhill/web"
)

// notFound answers every other address.
func (s *pages) notFound(w http.ResponseWriter, r *http.Request) { s.lost(w, r, "lost.page") }

// lost says in the reader's language that there is nothing under an address,
// unless it is a page's with something behind it that belonged to the text around
// the link: then that page is where it goes.
func (s *pages) lost(w http.ResponseWriter, r *http.Request, key string) {
	path := strings.TrimRight(link.TrimEnd(r.URL.Path), "/")
	if whole := strings.HasPrefix(r.URL.Path, "/"); whole && cmp.Or(path, "/") != r.URL.Path && isPage(path) {
		u := url.URL{Path: s.base + cmp.Or(path, "/"), RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, u.String(), http.StatusFound)
		return
	}
	lang, chosen := languageOf(r, langOf(r))
	varies(w, chosen)
	plain(w, http.StatusNotFound, web.T(wordsOf(lang), key, "start", s.base+"/")+"\n")
}

// isPage reports whether a path, without a slash at its end, is a page's.
func isPage(path string) bool {
	id, lesson := strings.CutPrefix(path, "/p/")
	_, known := link.LookupPreset(id)
	return path == "" || path == "/embed" || lesson && known
}
