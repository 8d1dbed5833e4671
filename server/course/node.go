package course

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"downhill/train/field"
	"downhill/web"

	"go.yaml.in/yaml/v3"
)

// document is the one document of a file; nil where there is none to read.
func (p *problems) document(source []byte) *yaml.Node {
	if len(source) > mostBytes {
		p.add(1, "", fmt.Sprintf("the file is larger than %d bytes", mostBytes))
		return nil
	}
	if at := firstBroken(source); at >= 0 {
		p.add(1+bytes.Count(source[:at], []byte("\n")), "", "this is not UTF-8 text")
		return nil
	}
	var document, second yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(source))
	if err := d.Decode(&document); err != nil && !errors.Is(err, io.EOF) {
		p.syntax(err)
		return nil
	}
	if len(document.Content) == 0 {
		p.add(1, "", "there is no course in the file: it needs title and lessons")
		return nil
	}
	if err := d.Decode(&second); !errors.Is(err, io.EOF) {
		p.add(max(second.Line, 1), "", "a file holds one course, and this begins a second document")
		return nil
	}
	return document.Content[0]
}

// firstBroken is where a text stops being UTF-8; -1 where it does not.
func firstBroken(source []byte) int {
	for at := 0; at < len(source); {
		r, size := utf8.DecodeRune(source[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return -1
}

var syntaxLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax tells of a file that is no YAML.
func (p *problems) syntax(err error) {
	line := 1
	if m := syntaxLine.FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
		line, _ = strconv.Atoi(m[1])
	}
	p.add(line, "", "this is not YAML: "+syntaxLine.ReplaceAllString(err.Error(), ""))
}

// mapping is the values of a mapping with these keys alone, by key; where is what the
// mapping is, for the keys' names.
func (p *problems) mapping(n *yaml.Node, where string, keys ...string) map[string]*yaml.Node {
	if n.Kind != yaml.MappingNode {
		p.add(n.Line, strings.TrimSuffix(where, ", "), "must be keys with their values: "+strings.Join(keys, ", "))
		return nil
	}
	values := map[string]*yaml.Node{"": n} // itself, for what is missing in it
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := where + field.Shorten(key.Value)
		_, twice := values[key.Value]
		twice = twice && key.Value != ""
		switch {
		case twice:
			p.add(key.Line, name, "given more than once")
		case !slices.Contains(keys, key.Value):
			p.add(key.Line, name, "no such key"+meant(key.Value, keys))
		default:
			values[key.Value] = value
		}
	}
	return values
}

// meant names the key that was probably meant, else all.
func meant(key string, keys []string) string {
	if near := field.Nearest(key, keys); near != "" {
		return ": did you mean " + near + "?"
	}
	return ": there are " + strings.Join(keys, ", ")
}

// word is a value that is one of a few words.
func (p *problems) word(values map[string]*yaml.Node, where, key, usual string, words ...string) string {
	n, there := values[key]
	if !there {
		return usual
	}
	if n.Kind != yaml.ScalarNode || !slices.Contains(words, n.Value) {
		p.add(n.Line, where+key, fmt.Sprintf("%q does not fit: it must be one of %s", field.Shorten(n.Value), strings.Join(words, ", ")))
		return usual
	}
	return n.Value
}

// text is a value that is a text, or one for each language.
func (p *problems) text(values map[string]*yaml.Node, where, key, language string, most int, needed bool) text {
	n, there := values[key]
	switch {
	case !there && needed:
		p.add(values[""].Line, where+key, "is missing")
		return nil
	case !there:
		return nil
	case n.Kind == yaml.ScalarNode:
		return text{language: p.line(n, where+key, most, needed)}
	case n.Kind != yaml.MappingNode:
		p.add(n.Line, where+key, "must be a text, or one for each language: "+strings.Join(web.Languages, ", "))
		return nil
	}
	all := text{}
	for lang, value := range p.mapping(n, where+key+".", web.Languages...) {
		if lang == "" {
			continue
		}
		all[lang] = p.line(value, where+key+"."+lang, most, needed)
	}
	if len(all) == 0 && needed && len(n.Content) == 0 {
		p.add(n.Line, where+key, "is empty")
	}
	return all
}

// line is a text as it is shown: plain, its white space single spaces.
func (p *problems) line(n *yaml.Node, key string, most int, needed bool) string {
	if n.Kind != yaml.ScalarNode {
		p.add(n.Line, key, "must be a text")
		return ""
	}
	said := strings.Join(strings.Fields(n.Value), " ")
	count := utf8.RuneCountInString(said)
	switch {
	case needed && (said == "" || n.Tag == "!!null"):
		p.add(n.Line, key, "is empty")
		return ""
	case n.Tag == "!!null":
		return ""
	case count > most:
		p.add(n.Line, key, fmt.Sprintf("has %d characters: it may have %d", count, most))
	case strings.ContainsFunc(said, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }):
		p.add(n.Line, key, "has a character that can't be shown")
	}
	return said
}
