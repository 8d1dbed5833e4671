package course

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"downhill/train/field"
	"downhill/web"

	"go.yaml.in/yaml/v3"
)

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
		return text{language: p.line(n, where+key, most, needed, key == "text")}
	case n.Kind != yaml.MappingNode:
		p.add(n.Line, where+key, "must be a text, or one for each language ("+strings.Join(web.Languages, ", ")+")"+unlike(n))
		return nil
	}
	all := text{}
	for lang, value := range p.mapping(n, where+key+".", web.Languages...) {
		if lang != "" {
			all[lang] = p.line(value, where+key+"."+lang, most, true, key == "text")
		}
	}
	if _, there := all[language]; !there {
		p.add(n.Line, where+key, fmt.Sprintf("has no %s, which is the course's own language", language))
	}
	return all
}

// line is a text as it is shown: plain, on one line, or on those that it has.
func (p *problems) line(n *yaml.Node, key string, most int, needed, lines bool) string {
	if n.Kind != yaml.ScalarNode {
		p.add(n.Line, key, "must be a text"+unlike(n))
		return ""
	}
	said := strings.Join(strings.Fields(n.Value), " ")
	if lines {
		said = folded(n.Value)
	}
	count := utf8.RuneCountInString(said)
	switch {
	case needed && (said == "" || n.Tag == "!!null"):
		p.add(n.Line, key, "is empty")
		return ""
	case n.Tag == "!!null":
		return ""
	case count > most:
		p.add(n.Line, key, fmt.Sprintf("has %d characters: it may have %d", count, most))
	case strings.ContainsFunc(said, hidden):
		p.add(n.Line, key, "has a character that can't be shown")
	}
	return said
}

// folded is a text with its lines, of which at most one after the other is empty, and
// with single spaces in them.
func folded(value string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(value)) {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// hidden tells of a character that shows nothing, or turns those about it round.
func hidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff'
}

// unlike says why a value is perhaps no text, though it was meant to be one.
func unlike(n *yaml.Node) string {
	if n.Kind == yaml.AliasNode {
		return ": an alias (*" + field.Shorten(n.Value) + ") is not looked up; one that begins with * must be in quotes"
	}
	return ": one that has brackets or braces must be in quotes"
}
