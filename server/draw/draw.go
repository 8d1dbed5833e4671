// Package draw puts lines, filled shapes, pictures and text on a sheet, as SVG, PNG or
// PDF: the same calls leave the same picture in each, and the same bytes every time.
// It carries its own faces, Korean among them, and knows nothing of what is drawn.
package draw

import "image"

// An Ink is a colour with its opacity, 0 to 1.
type Ink struct {
	R, G, B uint8
	A       float64
}

// Faded is the ink with a part of its opacity.
func (i Ink) Faded(part float64) Ink {
	i.A *= part
	return i
}

// A Stroke is how a line is drawn: its width in px, round at its ends and corners
// unless it is dashed.
type Stroke struct {
	Ink   Ink
	Width float64
	Dash  []float64
}

// Text is one line of text. X and Y are where its baseline begins, or has its middle
// or end: Anchor is 0, 0.5 or 1. Angle turns it about that point, clockwise.
type Text struct {
	S         string
	X, Y      float64
	Size      float64 // px
	Bold      bool
	Anchor    float64
	Angle     float64 // radians
	Ink, Halo Ink     // a halo of no opacity is none
}

// About is what a file says of itself.
type About struct {
	Title, Text, Lang, Link string
}

// A Pen draws on a sheet of Width × Height px; y points down.
type Pen interface {
	Fill(p Path, ink Ink)
	Stroke(p Path, s Stroke)
	// Image lays a picture over a rectangle.
	Image(img image.Image, x, y, width, height float64)
	Text(t Text)
	// End is the file. The pen is of no use after it.
	End() ([]byte, error)
}

// haloWidth is the width of the line around letters, in px.
const haloWidth = 4
