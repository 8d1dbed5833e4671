package draw

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/jpeg"
	"strconv"
)

// svgPen writes SVG. Letters are outlines, so that they look alike wherever the file
// is opened; each line of text has its words beside it.
type svgPen struct {
	out bytes.Buffer
	err error
}

// NewSVG is a sheet as SVG.
func NewSVG(width, height int, about About) Pen {
	p := &svgPen{}
	fmt.Fprintf(&p.out, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%d" height="%d" viewBox="0 0 %d %d" role="img" xml:lang="%s">`,
		width, height, width, height, escaped(about.Lang))
	fmt.Fprintf(&p.out, "\n<title>%s</title>\n<desc>%s</desc>\n", escaped(about.Title), escaped(about.Text))
	return p
}

func escaped(text string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(text)) // a buffer takes everything
	return out.String()
}

// number has as many digits as are seen.
func number(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	if v == 0 {
		return "0"
	}
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	if text == "-0" {
		return "0"
	}
	return text
}

func (p *svgPen) data(path Path) {
	path.each(func(verb byte, at []Point) {
		p.out.WriteByte(verb)
		for i, point := range at {
			if i > 0 {
				p.out.WriteByte(' ')
			}
			p.out.WriteString(number(point.X))
			p.out.WriteByte(' ')
			p.out.WriteString(number(point.Y))
		}
	})
}

func (p *svgPen) ink(name string, ink Ink) {
	fmt.Fprintf(&p.out, ` %s="#%02x%02x%02x"`, name, ink.R, ink.G, ink.B)
	if ink.A < 1 {
		fmt.Fprintf(&p.out, ` %s-opacity="%s"`, name, number(ink.A))
	}
}

func (p *svgPen) Fill(path Path, ink Ink) {
	p.out.WriteString(`<path d="`)
	p.data(path)
	p.out.WriteByte('"')
	p.ink("fill", ink)
	p.out.WriteString("/>\n")
}

func (p *svgPen) Stroke(path Path, s Stroke) {
	p.out.WriteString(`<path d="`)
	p.data(path)
	p.out.WriteString(`" fill="none"`)
	p.ink("stroke", s.Ink)
	fmt.Fprintf(&p.out, ` stroke-width="%s" stroke-linejoin="round"`, number(s.Width))
	if len(s.Dash) == 0 {
		p.out.WriteString(` stroke-linecap="round"`)
	} else {
		p.out.WriteString(` stroke-dasharray="`)
		for i, d := range s.Dash {
			if i > 0 {
				p.out.WriteByte(' ')
			}
			p.out.WriteString(number(d))
		}
		p.out.WriteByte('"')
	}
	p.out.WriteString("/>\n")
}

// jpegQuality is that of a ground, which has no sharp edges.
const jpegQuality = 93

func (p *svgPen) Image(img image.Image, x, y, width, height float64) {
	var body bytes.Buffer
	if err := jpeg.Encode(&body, img, &jpeg.Options{Quality: jpegQuality}); err != nil {
		p.err = err
		return
	}
	fmt.Fprintf(&p.out, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" xlink:href="data:image/jpeg;base64,%s"/>`+"\n",
		number(x), number(y), number(width), number(height), base64.StdEncoding.EncodeToString(body.Bytes()))
}

func (p *svgPen) Text(t Text) {
	fmt.Fprintf(&p.out, `<g aria-label="%s">`, escaped(t.S))
	drawShapes(p, t)
	p.out.WriteString("</g>\n")
}

func (p *svgPen) End() ([]byte, error) {
	p.out.WriteString("</svg>\n")
	return p.out.Bytes(), p.err
}
