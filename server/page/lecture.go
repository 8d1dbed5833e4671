package page

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"net/http"

	"downhill/docs"
	"downhill/server/answer"
	"downhill/server/language"
	"downhill/web"
)

// Lecture is GET /lecture: the plan of a lecture over the lessons, in the reader's
// language, to be read and printed.
func (s *Pages) Lecture(w http.ResponseWriter, r *http.Request) error {
	return s.ours(w, r, "LECTURE", "")
}

// Handout is GET /handout: a sheet for the students, with figures and room to write.
func (s *Pages) Handout(w http.ResponseWriter, r *http.Request) error {
	return s.ours(w, r, "HANDOUT", "sheet")
}

// ours answers one of our own documents in the reader's language, in English where
// nobody has put it into that language yet. They are about our lessons: without those
// there are none.
func (s *Pages) ours(w http.ResponseWriter, r *http.Request, name, kind string) error {
	if s.Lessons().Alone {
		s.NotFound(w, r)
		return nil
	}
	lang, chosen := language.Of(r, language.Asked(r))
	source, err := docs.FS.ReadFile(fileOf(name, lang))
	if errors.Is(err, fs.ErrNotExist) {
		lang = web.Languages[0]
		source, err = docs.FS.ReadFile(fileOf(name, lang))
	}
	if err != nil {
		return err
	}
	onSite := func(path string) string { return s.Base + language.InLanguage(path, lang, chosen) }
	var whole func(path string) string
	if kind != "" {
		whole = func(path string) string { return cmp.Or(s.Network(r, s.Base+path), s.Origin(r)+s.Base+path) }
	}
	title, text, err := typeset(source, onSite, whole)
	if err != nil {
		return err
	}
	view := web.DocumentView{Path: r.URL.Path, Title: title, HTML: text, Kind: kind}
	view.Lang, view.LangChosen, view.Messages = lang, chosen, language.Words(lang)
	view.Base, view.Version = s.Base, s.Version
	return s.document(w, r, view)
}

// fileOf is the file of a document in a language.
func fileOf(name, lang string) string {
	if lang == web.Languages[0] {
		return name + ".md"
	}
	return name + "." + lang + ".md"
}

// document sends a text to be read and printed.
func (s *Pages) document(w http.ResponseWriter, r *http.Request, view web.DocumentView) error {
	var html bytes.Buffer
	if err := web.Document(view).Render(r.Context(), &html); err != nil {
		return err
	}
	language.Varies(w, view.LangChosen)
	return answer.Respond(w, r, answer.Answer{
		Kind: "text/html; charset=utf-8", Body: html.Bytes(),
		Header: map[string]string{"Content-Language": view.Lang},
	})
}
