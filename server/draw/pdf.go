package draw

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// pt is a CSS pixel in points.
const pt = 0.75

// pdfPen writes PDF. Letters are text, so that it can be searched, in the parts of
// our faces that it needs.
type pdfPen struct {
	doc    *fpdf.Fpdf
	added  map[int]bool // slices
	images int
}

// NewPDF is a sheet as PDF: a page of its size.
func NewPDF(width, height int, about About) Pen {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pt * float64(width), Ht: pt * float64(height)}})
	doc.SetCatalogSort(true)
	doc.SetCreationDate(time.Unix(0, 0).UTC()) // the same bytes whenever it is made
	doc.SetModificationDate(time.Unix(0, 0).UTC())
	doc.SetProducer("Downhill", true)
	doc.SetTitle(about.Title, true)
	doc.SetSubject(about.Text, true)
	doc.SetLang(about.Lang)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddPage()
	doc.SetLineJoinStyle("round")
	if about.Link != "" {
		doc.LinkString(0, 0, pt*float64(width), pt*float64(height), about.Link)
	}
	return &pdfPen{doc: doc, added: map[int]bool{}}
}

func (p *pdfPen) trace(path Path) {
	path.each(func(verb byte, at []Point) {
		switch verb {
		case move:
			p.doc.MoveTo(pt*at[0].X, pt*at[0].Y)
		case line:
			p.doc.LineTo(pt*at[0].X, pt*at[0].Y)
		case quad:
			p.doc.CurveTo(pt*at[0].X, pt*at[0].Y, pt*at[1].X, pt*at[1].Y)
		case cube:
			p.doc.CurveBezierCubicTo(pt*at[0].X, pt*at[0].Y, pt*at[1].X, pt*at[1].Y, pt*at[2].X, pt*at[2].Y)
		case shut:
			p.doc.ClosePath()
		}
	})
}

func (p *pdfPen) Fill(path Path, ink Ink) {
	p.doc.SetFillColor(int(ink.R), int(ink.G), int(ink.B))
	p.doc.SetAlpha(ink.A, "Normal")
	p.trace(path)
	p.doc.DrawPath("F")
}

func (p *pdfPen) Stroke(path Path, s Stroke) {
	p.doc.SetDrawColor(int(s.Ink.R), int(s.Ink.G), int(s.Ink.B))
	p.doc.SetAlpha(s.Ink.A, "Normal")
	p.doc.SetLineWidth(pt * s.Width)
	dash, cap := make([]float64, len(s.Dash)), "round"
	for i, d := range s.Dash {
		dash[i], cap = pt*d, "butt"
	}
	p.doc.SetDashPattern(dash, 0)
	p.doc.SetLineCapStyle(cap)
	p.trace(path)
	p.doc.DrawPath("D")
}

func (p *pdfPen) Image(img image.Image, x, y, width, height float64) {
	var body bytes.Buffer
	if err := jpeg.Encode(&body, img, &jpeg.Options{Quality: jpegQuality}); err != nil {
		p.doc.SetError(err)
		return
	}
	p.images++
	name, kind := fmt.Sprint("image", p.images), fpdf.ImageOptions{ImageType: "jpg"}
	p.doc.SetAlpha(1, "Normal")
	p.doc.RegisterImageOptionsReader(name, kind, &body)
	p.doc.ImageOptions(name, pt*x, pt*y, pt*width, pt*height, false, kind, 0, "")
}

// How letters are drawn.
const (
	filled       = 0
	outlined     = 1
	filledAround = 2
)

func (p *pdfPen) Text(t Text) {
	line, width := lettersOf(t.S, t.Bold)
	p.doc.TransformBegin()
	if t.Angle != 0 {
		p.doc.TransformRotate(-t.Angle*180/math.Pi, pt*t.X, pt*t.Y)
	}
	left := t.X - t.Anchor*width*t.Size
	if t.Halo.A > 0 {
		p.doc.SetTextRenderingMode(outlined)
		p.write(line, t, left, t.Halo, haloWidth)
	}
	for from := 0; from < len(line); {
		to, heavy := from, line[from].fakeBold(t.Bold)
		for to < len(line) && line[to].fakeBold(t.Bold) == heavy {
			to++
		}
		p.doc.SetTextRenderingMode(filled)
		if heavy {
			p.doc.SetTextRenderingMode(filledAround)
		}
		p.write(line[from:to], t, left, t.Ink, boldening*t.Size)
		from = to
	}
	p.doc.SetTextRenderingMode(filled)
	p.doc.TransformEnd()
}

// write writes letters in an ink, with lines of a width where they are outlined.
func (p *pdfPen) write(line []letter, t Text, left float64, ink Ink, width float64) {
	p.doc.SetTextColor(int(ink.R), int(ink.G), int(ink.B))
	p.doc.SetDrawColor(int(ink.R), int(ink.G), int(ink.B))
	p.doc.SetAlpha(ink.A, "Normal")
	p.doc.SetLineWidth(pt * width)
	p.doc.SetDashPattern(nil, 0)
	for from := 0; from < len(line); {
		to, text := from, []rune{}
		for ; to < len(line) && line[to].slice == line[from].slice; to++ {
			text = append(text, line[to].rune)
		}
		p.face(line[from], t.Size)
		p.doc.Text(pt*(left+line[from].x*t.Size), pt*t.Y, string(text))
		from = to
	}
}

// face takes a letter's slice to write with.
func (p *pdfPen) face(l letter, size float64) {
	name := fmt.Sprint(l.slice.Face, l.slice.number)
	if !p.added[l.slice.number] {
		p.added[l.slice.number] = true
		p.doc.AddUTF8FontFromBytes(name, "", bytes.Clone(l.loaded.raw)) // it writes into what it is given
	}
	p.doc.SetFont(name, "", pt*size)
}

func (p *pdfPen) End() ([]byte, error) {
	var out bytes.Buffer
	err := p.doc.Output(&out)
	return out.Bytes(), err
}
