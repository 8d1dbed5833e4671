package script

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/nets"
)

// writer writes the parts of a script.
type writer struct {
	ctx   context.Context
	sc    train.Scenario
	net   *nets.Net // nil on a surface
	lib   Library
	point func(landscape.Point) string // a list of weights
	body  strings.Builder
}

// line writes a line, so many indents deep.
func (w *writer) line(depth int, format string, args ...any) {
	w.body.WriteString(strings.Repeat("    ", depth) + fmt.Sprintf(format, args...) + "\n")
}

// lines are statements of several lines, each with its own depth below depth.
func (w *writer) lines(depth int, text string) {
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		if line == "" {
			w.line(0, "")
			continue
		}
		w.line(depth, "%s", line)
	}
}

// gap is what Python has between functions.
func (w *writer) gap() { w.body.WriteString("\n\n") }

// define begins a function, whose doc is one of our own sentences.
func (w *writer) define(signature, doc string) {
	w.gap()
	w.line(0, "def %s:", signature)
	w.line(1, `"""%s"""`, quoted(doc))
}

// head is what a script begins with: where it is from, the libraries, and the
// functions that the rest needs, each once.
func (w *writer) head(link string) string {
	h := heads[w.lib]
	lines := []string{
		"# Runs of gradient descent, made again with " + h.name + ":",
		"# " + quoted(link),
		"# Python rounds a few operations otherwise than the page: a run that",
		"# magnifies such differences, as one that bounces about does, parts",
		"# from the page's after some steps.",
	}
	text := w.body.String()
	if strings.Contains(text, "itertools.") {
		lines = append(lines, "import itertools")
	}
	lines = append(lines, "import math", "", h.module)
	needed := w.needed(text)
	var own, modules, functions []string
	for _, name := range needed {
		switch definition := helpers[name][w.lib]; {
		case definition == "":
			own = append(own, name)
		case strings.HasPrefix(definition, "from "):
			modules = append(modules, definition)
		default:
			functions = append(functions, "", "", definition)
			text += definition
		}
	}
	if len(own) > 0 {
		lines = append(lines, "from "+string(w.lib)+" import "+strings.Join(own, ", "))
	}
	lines = append(append(lines, modules...), "", h.precision)
	for _, number := range []string{"inf", "nan"} {
		if regexp.MustCompile(`(^|[^.\w])` + number + `\b`).MatchString(text) {
			lines = append(lines, number+" = math."+number)
		}
	}
	return strings.Join(append(lines, functions...), "\n") + "\n\n"
}

// calls finds the names of functions that no module is named with.
var calls = regexp.MustCompile(`([.\w]+)\(`)

// needed are the names of the helpers that a text calls, and those of theirs.
func (w *writer) needed(text string) []string {
	found := map[string]bool{}
	for texts := []string{text}; len(texts) > 0; texts = texts[1:] {
		for _, call := range calls.FindAllStringSubmatch(texts[0], -1) {
			if h, ok := helpers[call[1]]; ok && !found[call[1]] {
				found[call[1]] = true
				texts = append(texts, h[w.lib])
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}
