// Package language tells a reader's language, and has the words of each.
package language

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"downhill/server/query"
	"downhill/web"
)

// Of is the language that a link asked for, else the one that the
// reader's browser likes best, else the first. chosen tells that the link asks
// for it: the answer then does not depend on the reader.
func Of(r *http.Request, asked string) (lang string, chosen bool) {
	if slices.Contains(web.Languages, asked) {
		return asked, true
	}
	return likedLanguage(strings.Join(r.Header.Values("Accept-Language"), ",")), false
}

// likedLanguage is that of the page's languages which has the highest quality
// in an Accept-Language header (RFC 9110, section 12.5.4); of equal ones it is
// the one that is named first. A star is the first language of all.
func likedLanguage(header string) string {
	best, liked := web.Languages[0], 0.0
	for part := range strings.SplitSeq(header, ",") {
		tag, rest, _ := strings.Cut(part, ";")
		lang, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if lang == "*" {
			lang = web.Languages[0]
		}
		if q := quality(rest); q > liked && slices.Contains(web.Languages, lang) {
			best, liked = lang, q
		}
	}
	return best
}

// quality is the weight among a header value's parameters: 1 where none is
// given, 0 where it can't be read.
func quality(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		if !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}

// InLanguage is a path of this site that keeps the language, where a link asks
// for it: a preview is then made in that language too.
func InLanguage(path, lang string, chosen bool) string {
	switch {
	case !chosen:
		return path
	case strings.Contains(path, "?"):
		return path + "&lang=" + lang
	}
	return path + "?lang=" + lang
}

// Varies says in the answer's header that it depends on the reader's language,
// where it does.
func Varies(w http.ResponseWriter, chosen bool) {
	if !chosen {
		w.Header().Add("Vary", "Accept-Language")
	}
}

// Asked is the key lang of a request that is no page's.
func Asked(r *http.Request) string {
	lang, _ := query.Split(r.URL.RawQuery).Get("lang")
	return lang
}
