package draw

import (
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A letter is a character on its line.
type letter struct {
	slice   *slice
	loaded  *loaded
	rune    rune
	x       float64 // from the line's beginning, at a size of 1 px
	outline *outline
}

// lettersOf sets a line at a size of 1 px; width is how far it reaches. What has no
// width, such as a word joiner, is left out.
func lettersOf(text string, heavy bool) (line []letter, width float64) {
	for _, r := range text {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
			continue
		}
		if r == '\u00a0' || r == '\u2009' || r == '\u202f' {
			r = ' '
		}
		s, r := sliceOf(r, heavy)
		if s == nil {
			continue
		}
		face, err := s.load()
		if err != nil {
			continue
		}
		o := face.outlineOf(r)
		line = append(line, letter{s, face, r, width, o})
		width += o.advance
	}
	return line, width
}

// Width is how wide a line of text is in px.
func Width(text string, size float64, heavy bool) float64 {
	_, width := lettersOf(text, heavy)
	return size * width
}

// fakeBold tells whether a letter's face has no bold weight: it is then drawn with a
// line around it.
func (l letter) fakeBold(heavy bool) bool { return heavy && l.slice.Weight != bold }

// boldening is the width of that line at a size of 1 px.
const boldening = 0.035

// outlineOf is a character's shape.
func (f *loaded) outlineOf(r rune) *outline {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.glyphs[r]; ok {
		return known
	}
	made := &outline{}
	f.glyphs[r] = made
	index, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		return made
	}
	size := fixed.I(int(f.upem))
	if advance, err := f.font.GlyphAdvance(&f.buffer, index, size, font.HintingNone); err == nil {
		made.advance = f.length(advance)
	}
	segments, err := f.font.LoadGlyph(&f.buffer, index, size, nil)
	if err != nil {
		return made
	}
	for i, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo && i > 0 {
			made.path.Close()
		}
		f.add(&made.path, s)
	}
	if len(segments) > 0 {
		made.path.Close()
	}
	return made
}

// length is a font's length at a size of 1 px.
func (f *loaded) length(v fixed.Int26_6) float64 { return float64(v) / 64 / f.upem }

func (f *loaded) add(p *Path, s sfnt.Segment) {
	at := func(i int) Point { return Point{f.length(s.Args[i].X), f.length(s.Args[i].Y)} }
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		p.add(move, at(0))
	case sfnt.SegmentOpLineTo:
		p.add(line, at(0))
	case sfnt.SegmentOpQuadTo:
		p.add(quad, at(0), at(1))
	case sfnt.SegmentOpCubeTo:
		p.add(cube, at(0), at(1), at(2))
	}
}

// shapesOf are a text's letters as one path, and those that are to be made bold by a
// line around them as another.
func shapesOf(t Text) (all, heavier Path) {
	line, width := lettersOf(t.S, t.Bold)
	for _, l := range line {
		placed := l.outline.path.placed(1, 0, l.x-t.Anchor*width, 0).placed(t.Size, t.Angle, t.X, t.Y)
		all.Append(placed)
		if l.fakeBold(t.Bold) {
			heavier.Append(placed)
		}
	}
	return all, heavier
}

// drawShapes draws a text by its letters' outlines: for pens that have no faces.
func drawShapes(p Pen, t Text) {
	all, heavier := shapesOf(t)
	if all.Empty() {
		return
	}
	if t.Halo.A > 0 {
		p.Stroke(all, Stroke{Ink: t.Halo, Width: haloWidth})
	}
	p.Fill(all, t.Ink)
	if !heavier.Empty() {
		p.Stroke(heavier, Stroke{Ink: t.Ink, Width: boldening * t.Size})
	}
}
