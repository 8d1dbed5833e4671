package web

import "github.com/a-h/templ"

// DocumentView is a text that stands by itself.
type DocumentView struct {
	PageView        // its words, and where the site lies
	Path     string // of the document on the site
	Title    string
	Kind     string // "sheet" for one to write on, else empty
	HTML     string // our own text, typeset: no reader's
}

// inLanguage is the document's address in a language.
func (v DocumentView) inLanguage(lang string) templ.SafeURL {
	return templ.SafeURL(v.Base + v.Path + "?lang=" + lang)
}
