package draw

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"git.sr.ht/~sbinet/gg"
	xdraw "golang.org/x/image/draw"
)

// Pixels is a sheet of pixels, drawn on by what gonum's plots are drawn with.
type Pixels struct {
	image *image.RGBA
	pen   *gg.Context
}

// NewPNG is a sheet as PNG.
func NewPNG(width, height int) *Pixels {
	return NewPixels(image.NewRGBA(image.Rect(0, 0, width, height)))
}

// NewPixels is a sheet that is an image.
func NewPixels(img *image.RGBA) *Pixels {
	p := &Pixels{img, gg.NewContextForRGBA(img)}
	p.pen.SetLineJoinRound()
	return p
}

// RGBA are the pixels as they are now.
func (p *Pixels) RGBA() *image.RGBA { return p.image }

func (i Ink) color() color.NRGBA {
	return color.NRGBA{i.R, i.G, i.B, uint8(math.Round(255 * i.A))}
}

func (p *Pixels) trace(path Path) {
	path.each(func(verb byte, at []Point) {
		switch verb {
		case move:
			p.pen.MoveTo(at[0].X, at[0].Y)
		case line:
			p.pen.LineTo(at[0].X, at[0].Y)
		case quad:
			p.pen.QuadraticTo(at[0].X, at[0].Y, at[1].X, at[1].Y)
		case cube:
			p.pen.CubicTo(at[0].X, at[0].Y, at[1].X, at[1].Y, at[2].X, at[2].Y)
		case shut:
			p.pen.ClosePath()
		}
	})
}

// Fill fills a path.
func (p *Pixels) Fill(path Path, ink Ink) {
	p.pen.SetColor(ink.color())
	p.trace(path)
	p.pen.Fill()
}

// Stroke draws a path's lines.
func (p *Pixels) Stroke(path Path, s Stroke) {
	p.pen.SetColor(s.Ink.color())
	p.pen.SetLineWidth(s.Width)
	p.pen.SetDash(s.Dash...)
	p.pen.SetLineCapRound()
	if len(s.Dash) > 0 {
		p.pen.SetLineCapButt()
	}
	p.trace(path)
	p.pen.Stroke()
}

// Image lays a picture over a rectangle of whole px.
func (p *Pixels) Image(img image.Image, x, y, width, height float64) {
	to := image.Rect(int(math.Round(x)), int(math.Round(y)), int(math.Round(x+width)), int(math.Round(y+height)))
	if to.Size() == img.Bounds().Size() {
		xdraw.Draw(p.image, to, img, img.Bounds().Min, xdraw.Over)
		return
	}
	xdraw.BiLinear.Scale(p.image, to, img, img.Bounds(), xdraw.Over, nil)
}

// Text writes a line.
func (p *Pixels) Text(t Text) { drawShapes(p, t) }

// End is the file.
func (p *Pixels) End() ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, p.image)
	return out.Bytes(), err
}
