package figure

import (
	"math"

	"downhill/server/draw"
)

// layout is where the parts of a figure lie.
type layout struct {
	u       float64 // px in one of the page's, on a sheet of this size
	title   []textLine
	rows    []captionRow
	notes   []textLine
	picture rect
	caption rect
	beside  bool // the caption stands beside the picture, not under it
}

// usualSide is the side of a sheet, in px, on which letters are of the page's size.
const usualSide = 760

// bareSide is the same for a picture without words, on which lines are as wide as a
// small one needs them.
const bareSide = 96

// besideFrom: from this shape on, width to height, the caption stands beside a map, as
// on the page.
const besideFrom = 1.4

// layOut places the parts of a figure: what is written takes the room that it needs,
// smaller letters where that is too much.
func (s *scene) layOut(o options, t *theme) layout {
	w, h := float64(o.width), float64(o.height)
	if o.bare {
		return layout{u: min(w, h) / bareSide, picture: rect{0, 0, w, h}}
	}
	l := layout{u: math.Sqrt(w*h) / usualSide * t.scale, beside: w/h >= besideFrom && o.chart == "map"}
	for try := 0; ; try++ {
		margin := 16 * l.u
		column := w - 2*margin
		if l.beside {
			column = min(0.4*w, 560*l.u) - 2*margin
		}
		s.write(&l, o, column, try >= fewTries)
		tall := l.height()
		room := 0.45 * h
		if l.beside {
			room = h - 2*margin
		}
		if tall <= room || try >= mostTries {
			s.place(&l, w, h, margin, column, tall)
			return l
		}
		l.u *= 0.93
	}
}

// So often letters are made smaller, at first with whole sentences.
const (
	fewTries  = 3
	mostTries = 12
)

// leastPicture is the least part of a sheet's height that a picture has.
const leastPicture = 0.4

func (s *scene) place(l *layout, w, h, margin, column, tall float64) {
	if l.beside {
		across := math.Round(w - column - 2*margin)
		l.picture = rect{0, 0, across, h}
		l.caption = rect{across + margin, margin, column, h - 2*margin}
		return
	}
	down := math.Round(max(leastPicture*h, h-tall-1.6*margin))
	l.picture = rect{0, 0, w, down}
	l.caption = rect{margin, down + 0.8*margin, column, tall}
}

// Sizes of letters, in px of the page, and how far lines are apart, as a part of that.
const (
	titleSize   = 19
	formulaSize = 14
	rowSize     = 14
	noteSize    = 12
	leading     = 1.38
	rowIndent   = 22
	rowGap      = 0.45
)

// height is how high all that is written is.
func (l *layout) height() (tall float64) {
	for _, line := range l.title {
		tall += line.size * leading
	}
	for _, row := range l.rows {
		tall += (float64(len(row.lines))*leading + rowGap) * rowSize * l.u
	}
	for _, line := range l.notes {
		tall += line.size * leading
	}
	return tall + rowGap*2*rowSize*l.u
}

// leastChart is how high the room must be for the losses to be drawn beside a map, in
// px of the page.
const leastChart = 150

// paint writes the caption, and is what room is left in it.
func (l *layout) paint(s *sheet) (room rect) {
	x, y := l.caption.x, l.caption.y
	y = s.lines(l.title, x, y)
	y += rowGap * rowSize * l.u
	for _, row := range l.rows {
		var p draw.Path
		addShape(&p, row.run.shape, x+6*l.u, y+rowSize*l.u*leading/2, 6*l.u)
		s.Fill(p, row.run.ink)
		y = s.lines(row.lines, x+rowIndent*l.u, y) + rowGap*rowSize*l.u
	}
	if l.beside {
		tall := 0.0
		for _, line := range l.notes {
			tall += line.size * leading
		}
		below := max(y, l.caption.y+l.caption.h-tall)
		room = rect{l.caption.x, y, l.caption.w, below - y - rowGap*rowSize*l.u}
		y = below
	} else {
		y += rowGap * rowSize * l.u
	}
	s.lines(l.notes, x, y)
	return room
}

// lines writes lines under each other, and is where the next one would begin.
func (s *sheet) lines(all []textLine, x, y float64) float64 {
	for _, line := range all {
		at := x
		for _, part := range line.parts {
			s.write(part.text, at, y+line.size*leading/2, line.size, 0, part.bold, s.ink(line.ink))
			at += draw.Width(part.text, line.size, part.bold)
		}
		y += line.size * leading
	}
	return y
}
