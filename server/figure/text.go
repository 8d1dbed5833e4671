package figure

import (
	"strings"

	"downhill/server/draw"
)

// textLine is a line of text in parts, some of them bold.
type textLine struct {
	parts []textPart
	size  float64 // px
	ink   string  // of the theme
}

type textPart struct {
	text string
	bold bool
}

func (l textLine) width() (w float64) {
	for _, p := range l.parts {
		w += draw.Width(p.text, l.size, p.bold)
	}
	return w
}

// wrapped breaks a line at its spaces so that no piece is wider than it may be; what
// has no space is broken anywhere.
func wrapped(line textLine, width float64) (all []textLine) {
	now := textLine{size: line.size, ink: line.ink}
	end := func() {
		if len(now.parts) > 0 {
			last := &now.parts[len(now.parts)-1]
			last.text = strings.TrimRight(last.text, " ")
			all = append(all, now)
		}
		now = textLine{size: line.size, ink: line.ink}
	}
	for _, part := range line.parts {
		for _, word := range strings.SplitAfter(part.text, " ") {
			for _, piece := range pieces(word, line.size, part.bold, width) {
				if piece == "" {
					continue
				}
				if now.width()+draw.Width(strings.TrimRight(piece, " "), line.size, part.bold) > width && len(now.parts) > 0 {
					end()
				}
				now.add(piece, part.bold)
			}
		}
	}
	end()
	return all
}

func (l *textLine) add(text string, bold bool) {
	if n := len(l.parts); n > 0 && l.parts[n-1].bold == bold {
		l.parts[n-1].text += text
		return
	}
	if len(l.parts) == 0 && strings.TrimSpace(text) == "" {
		return
	}
	l.parts = append(l.parts, textPart{text, bold})
}

// pieces cuts a word that is wider than a line.
func pieces(word string, size float64, bold bool, width float64) (all []string) {
	if draw.Width(word, size, bold) <= width {
		return []string{word}
	}
	var now strings.Builder
	across := 0.0
	for _, r := range word {
		w := draw.Width(string(r), size, bold)
		if across+w > width && now.Len() > 0 {
			all = append(all, now.String())
			now.Reset()
			across = 0
		}
		now.WriteRune(r)
		across += w
	}
	return append(all, now.String())
}

// shortened are the first lines of some, with a sign where there are more.
func shortened(lines []textLine, most int, width float64) []textLine {
	if len(lines) <= most {
		return lines
	}
	line := &lines[most-1]
	last := &line.parts[len(line.parts)-1]
	for text := []rune(last.text); ; text = text[:len(text)-1] {
		last.text = strings.TrimRight(string(text), " ,") + "…"
		if line.width() <= width || len(text) == 0 {
			return lines[:most]
		}
	}
}
