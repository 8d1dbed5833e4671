package site

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"downhill/train/link"
	"downhill/web"
)

// healthy is GET /healthz: the process answers.
func healthy(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") }

// ready is GET /readyz: new readers may be sent here.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	if s.stopping.Load() {
		plain(w, http.StatusServiceUnavailable, "stopping\n")
		return
	}
	plain(w, http.StatusOK, "ready\n")
}

// robots is GET /robots.txt: pages may be listed, computing need not be.
func robots(w http.ResponseWriter, _ *http.Request) {
	plain(w, http.StatusOK, "User-agent: *\nDisallow: /api/\nDisallow: /ws\n")
}

// notFound answers every other address.
func notFound(w http.ResponseWriter, r *http.Request) { lost(w, r, "lost.page") }

// lost says in the reader's language that there is nothing under an address,
// unless it is a page's with something behind it that belonged to the text around
// the link: then that page is where it goes.
func lost(w http.ResponseWriter, r *http.Request, key string) {
	path := strings.TrimRight(link.TrimEnd(r.URL.Path), "/")
	if whole := strings.HasPrefix(r.URL.Path, "/"); whole && or(path, "/") != r.URL.Path && isPage(path) {
		u := url.URL{Path: baseOf(r) + or(path, "/"), RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, u.String(), http.StatusFound)
		return
	}
	lang, chosen := languageOf(r, langOf(r))
	varies(w, chosen)
	plain(w, http.StatusNotFound, web.T(wordsOf(lang), key, "start", baseOf(r)+"/")+"\n")
}

// isPage reports whether a path, without a slash at its end, is a page's.
func isPage(path string) bool {
	id, lesson := strings.CutPrefix(path, "/p/")
	_, known := link.LookupPreset(id)
	return path == "" || path == "/embed" || lesson && known
}

func plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // the caller may be gone: nothing to do about it
}

// plainListenError says the usual cause in words.
func plainListenError(err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return errors.New("another program is using this address: stop it, or choose another port with --addr :8081")
	case errors.Is(err, syscall.EACCES):
		return errors.New("this port needs more rights: choose one above 1023 with --addr :8080")
	}
	return err
}
