package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"downhill/landscape/formula"

	"downhill/train/field"
)

// Mend undoes what chats, mails and encoders do to a link on its way, where one
// reading makes sense, and gives the query as it was written:
//
//   - &amp; parts keys as & does, and a query that is encoded as a whole is read;
//   - the one key that HTML takes for a sign, &cent, is that key again;
//   - a value that is percent-encoded twice (x%255E2) is decoded twice;
//   - the end of the last value loses the punctuation, quotation marks and
//     invisible characters that came from the sentence around the link: those of
//     a formula only where it can't be read with them, those of names only
//     a bracket that was never opened.
//
// knows reports whether there is such a key: the others are left out, and
// unknown are their names, each once; nil keeps all keys, for whoever refuses them. A query
// with nothing to mend is returned as it is.
func Mend(raw string, knows func(key string) bool) (mended string, unknown []string) {
	pieces, changed := piecesOf(strings.TrimPrefix(raw, "?"))
	if knows != nil {
		kept := pieces.known(knows)
		unknown, changed = pieces.others(knows), changed || len(kept) < len(pieces)
		pieces = kept
	}
	for range mostLayers {
		if !pieces.encodedTwice() {
			break
		}
		pieces, changed = pieces.unwrap(), true
	}
	if pieces.trimEnd() {
		changed = true
	}
	if !changed {
		return raw, unknown
	}
	return pieces.join(), unknown
}

// mostTrimmed is how many characters after a formula may have surrounded it.
const mostTrimmed = 8

// mostLayers is how often a value may have been encoded beyond the first time.
const mostLayers = 3

// A piece is a key, decoded where it can be, with its value as it was written.
type piece struct{ key, value string }

type pieces []piece

// piecesOf splits a query; changed reports whether it had to be mended for that.
func piecesOf(raw string) (all pieces, changed bool) {
	if !strings.Contains(raw, "=") {
		if whole, ok := decode(raw); ok && strings.Contains(whole, "=") {
			raw, changed = whole, true
		}
	}
	if plain := cents.Replace(raw); plain != raw {
		raw, changed = plain, true
	}
	for part := range strings.SplitSeq(raw, "&") {
		for ; hasFoldPrefix(part, "amp;"); changed = true {
			part = part[len("amp;"):]
		}
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		all = append(all, piece{plainKey(key), value})
	}
	return all, changed
}

// cents undoes what HTML makes of &centered.
var cents = strings.NewReplacer("¢ered=", "&centered=", "%C2%A2ered=", "&centered=", "%c2%a2ered=", "&centered=")

func hasFoldPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// plainKey is a key decoded, as often as it was encoded: no key has a percent
// sign.
func plainKey(key string) string {
	for range mostLayers {
		plain, ok := decode(key)
		if !ok || plain == key || !utf8.ValidString(plain) {
			break
		}
		key = plain
	}
	return strings.TrimSpace(key)
}

func (ps pieces) known(knows func(string) bool) pieces {
	var kept pieces
	for _, p := range ps {
		if knows(p.key) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (ps pieces) others(knows func(string) bool) []string {
	var names []string
	seen := map[string]bool{"": true}
	for _, p := range ps {
		if name := field.Shorten(p.key); !knows(p.key) && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// values are the values as they were written.
func (ps pieces) values() []string {
	all := make([]string, len(ps))
	for i, p := range ps {
		all[i] = p.value
	}
	return all
}

// encodedTwice reports whether the percent sign of an escape is escaped itself. A
// canonical link never has that (encodeValue), whatever its names are.
func (ps pieces) encodedTwice() bool {
	twice := false
	for _, p := range ps {
		once, ok := decode(p.value)
		if !ok {
			return false
		}
		text, ok := decode(once)
		if !ok || !utf8.ValidString(text) {
			return false // a percent sign of the value's own
		}
		for i := range len(p.value) {
			twice = twice || escapedEscape(p.value[i:])
		}
	}
	return twice
}

// unwrap takes the outer one of several layers of encoding off.
func (ps pieces) unwrap() pieces {
	form := formEncoded(ps.values())
	inner := make(pieces, len(ps))
	for i, p := range ps {
		inner[i] = p
		if v, ok := decodeValue(p.value, form); ok {
			inner[i].value = strings.ReplaceAll(v, "&", "%26")
		}
	}
	return inner
}

// trimEnd takes off the end of the last value what belonged to the text around
// the link, and reports whether there was any. All values are then written anew,
// so that none is read by another rule than before.
func (ps pieces) trimEnd() bool {
	if len(ps) == 0 {
		return false
	}
	form := formEncoded(ps.values())
	last := &ps[len(ps)-1]
	text, ok := decodeValue(last.value, form)
	if !ok || !utf8.ValidString(text) {
		return false
	}
	trimmed := trimValue(last.key, text, last.value)
	if trimmed == text || trimmed == "" {
		return false
	}
	for i, p := range ps {
		if v, ok := decodeValue(p.value, form); ok {
			ps[i].value = encodeValue(v)
		}
	}
	last.value = encodeValue(trimmed)
	return true
}

// trimValue is a value without the text that followed its link; written is how
// it stood there.
func trimValue(key, text, written string) string {
	switch key {
	case "f":
		return trimFormula(text)
	case "names":
		if strings.HasSuffix(written, ")") && unopened(text) {
			return text[:len(text)-1]
		}
		return text
	}
	return TrimEnd(text)
}

// TrimEnd is a text without what ends no value and no path, but may have
// surrounded a link.
func TrimEnd(text string) string { return strings.TrimRightFunc(text, surrounding) }

// trimFormula is the longest beginning of a text that is a formula, with no more
// left out than what may have surrounded it; else the text itself.
func trimFormula(text string) string {
	short := text
	for range mostTrimmed {
		if _, err := formula.Compile(short); err == nil {
			return short
		}
		c, size := utf8.DecodeLastRuneInString(short)
		if !surrounding(c) {
			break
		}
		short = short[:len(short)-size]
	}
	return text
}

// unopened reports whether a text closes more brackets than it opens.
func unopened(text string) bool { return strings.Count(text, ")") > strings.Count(text, "(") }

// surrounding are the characters that end no value but a formula's or a name's:
// closing punctuation, quotation marks, the marks of Markdown, and white or
// invisible space.
func surrounding(c rune) bool {
	return unicode.In(c, unicode.Pe, unicode.Pf, unicode.Pi, unicode.Ps, unicode.White_Space, unicode.Cf) ||
		strings.ContainsRune(",.;:!?'\"`*_~>|…、。，．；：！？", c)
}

// join writes pieces as a query.
func (ps pieces) join() string {
	parts := make([]string, len(ps))
	for i, p := range ps {
		parts[i] = encode(p.key) + "=" + p.value
	}
	return strings.Join(parts, "&")
}
