package course

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// document is the one document of a file; nil where there is none to read.
func (p *problems) document(source []byte) *yaml.Node {
	if len(source) > mostBytes {
		p.add(1, "", fmt.Sprintf("the file is larger than %d bytes", mostBytes))
		return nil
	}
	if at := firstBroken(source); at >= 0 {
		p.add(1+bytes.Count(source[:at], []byte("\n")), "", "this is not UTF-8 text: save the file as UTF-8")
		return nil
	}
	p.lines = 1 + bytes.Count(bytes.TrimSuffix(source, []byte("\n")), []byte("\n"))
	document, second, err := parse(source)
	switch {
	case err != nil:
		p.add(lineOf(source, err), "", "this is not YAML: "+advice(err))
	case len(document.Content) == 0 || document.Content[0].Tag == "!!null":
		p.add(1, "", "there is no course in the file: it needs title and lessons")
	case second != nil:
		p.add(max(second.Line, 1), "", "a file holds one course, and this begins a second document")
	default:
		return document.Content[0]
	}
	return nil
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

// parse reads a file's document, and a second one if there is one. Nothing in a file
// ends the program, which may be in the middle of a lecture: not even a fault of the
// parser's own.
func parse(source []byte) (document, second *yaml.Node, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("yaml: %v", broken)
		}
	}()
	document, second = &yaml.Node{}, &yaml.Node{}
	d := yaml.NewDecoder(bytes.NewReader(source))
	if err := d.Decode(document); errors.Is(err, io.EOF) {
		return document, nil, nil
	} else if err != nil {
		return nil, nil, err
	}
	if err := d.Decode(second); errors.Is(err, io.EOF) {
		return document, nil, nil
	} else if err != nil {
		return nil, nil, err
	}
	return document, second, nil
}

// lineOf is the line that makes a file no YAML, counted from 1: the parser names the one
// where that began which the line does not fit in. It is the last line of the shortest
// beginning of the file that is refused for the same reason.
func lineOf(source []byte, err error) int {
	lines := bytes.SplitAfter(source, []byte("\n"))
	n := sort.Search(len(lines), func(n int) bool {
		_, _, other := parse(bytes.Join(lines[:n+1], nil))
		return other != nil && other.Error() == err.Error()
	})
	return min(n+1, len(lines))
}

// plainer are the parser's reasons, and what a lecturer has most probably done.
var plainer = []struct{ reason, advice string }{
	{"mapping values are not allowed", `a colon where none may be: a text with ": " in it must be in quotes, each key and each hyphen above needs a space after it, and the keys of one lesson begin below each other`},
	{"did not find expected key", "this does not go on from the lines above: a quote or bracket may be closed too early (a quote ' within '…' is written twice), or the line is not indented as they are"},
	{"did not find expected '-'", "this does not go on from the lines above: it is not indented as they are"},
	{"could not find expected ':'", "a key without its colon: after a key come a colon and a space, and a text of several lines is indented further than its key"},
	{"cannot start any token", "a text that begins with @, %, ` or a tab must be in quotes"},
	{"alphabetic or numeric character", "a text that begins with * or & must be in quotes"},
	{"unknown anchor", "a text that begins with * must be in quotes"},
	{"tab character", "lines are indented by spaces, not by tabs"},
	{"unexpected end of stream", "a quote that opens here is not closed"},
	{"unknown escape character", `within "…" a backslash is written twice`},
	{"did not find expected ','", "a bracket or brace is not closed: a text that begins with one must be in quotes, and so must a link between braces"},
	{"expected node content", "a bracket or brace is not closed: a text that begins with one must be in quotes"},
}

// advice says what to do about a file that is no YAML, and the parser's reason.
func advice(err error) string {
	reason := strings.TrimPrefix(err.Error(), "yaml: ")
	if _, rest, numbered := strings.Cut(reason, ": "); numbered && strings.HasPrefix(reason, "line ") {
		reason = rest
	}
	for _, known := range plainer {
		if strings.Contains(reason, known.reason) {
			return known.advice + " (" + reason + ")"
		}
	}
	return reason
}
