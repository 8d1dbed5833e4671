package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"slices"
	"testing"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/unicode/norm"
)

// pens are the three ways to draw, on a sheet of 300 × 200.
func pens() map[string]Pen {
	about := About{Title: "A <title> & 제목", Text: "text", Lang: "ko", Link: "http://localhost/?a=1&b=2"}
	return map[string]Pen{"svg": NewSVG(300, 200, about), "png": NewPNG(300, 200), "pdf": NewPDF(300, 200, about)}
}

// sample draws a little of everything.
func sample(p Pen) {
	var all, line, ring Path
	all.Rect(0, 0, 300, 200)
	p.Fill(all, Ink{255, 255, 255, 1})
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range img.Pix {
		img.Pix[i] = []byte{200, 200, 200, 255}[i%4]
	}
	p.Image(img, 250, 10, 40, 40)
	line.Polyline([]Point{{10, 150}, {100, 150}})
	p.Stroke(line, Stroke{Ink: Ink{200, 0, 0, 1}, Width: 6})
	p.Stroke(line, Stroke{Ink: Ink{0, 0, 200, 0.5}, Width: 3, Dash: []float64{6, 4}})
	ring.Circle(200, 150, 20)
	p.Fill(ring, Ink{0, 120, 0, 1})
	p.Text(Text{S: "Low: 2/\u2060λ = 1.448 − 10⁻³ ≤ ∇L 🙂", X: 10, Y: 30, Size: 16, Ink: Ink{0, 0, 0, 1}})
	p.Text(Text{S: "뷁 발산했습니다", X: 10, Y: 60, Size: 20, Bold: true, Ink: Ink{0, 0, 0, 1}, Halo: Ink{255, 255, 255, 0.8}})
	p.Text(Text{S: "turned 기울임", X: 200, Y: 80, Size: 14, Anchor: 0.5, Angle: 0.7, Ink: Ink{0, 0, 0, 1}})
}

func TestFilesAreTheSameEveryTime(t *testing.T) {
	var first map[string][]byte
	for range 2 {
		files := map[string][]byte{}
		for kind, p := range pens() {
			sample(p)
			file, err := p.End()
			if err != nil {
				t.Fatal(kind, err)
			}
			files[kind] = file
		}
		if first == nil {
			first = files
		}
		for kind, file := range files {
			if !bytes.Equal(file, first[kind]) {
				t.Errorf("%s: another file the second time", kind)
			}
		}
	}
}

func TestPixelsAreWhereTheyAreDrawn(t *testing.T) {
	p := NewPNG(300, 200)
	sample(p)
	file, err := p.End()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		x, y int
		want color.RGBA
	}{{5, 195, color.RGBA{255, 255, 255, 255}}, {200, 150, color.RGBA{0, 120, 0, 255}}, {270, 30, color.RGBA{200, 200, 200, 255}},
		{50, 147, color.RGBA{200, 0, 0, 255}}, {50, 144, color.RGBA{255, 255, 255, 255}}} {
		if got := color.RGBAModel.Convert(img.At(c.x, c.y)); got != c.want {
			t.Errorf("(%d, %d) is %v, not %v", c.x, c.y, got, c.want)
		}
	}
}

func TestSVGIsXML(t *testing.T) {
	p := pens()["svg"]
	sample(p)
	file, _ := p.End()
	labels := 0
	for d := xml.NewDecoder(bytes.NewReader(file)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "g" {
			labels++
		}
	}
	if labels != 3 || !bytes.Contains(file, []byte("A &lt;title&gt; &amp; 제목")) {
		t.Errorf("%d lines of text", labels)
	}
}

// hangul are all modern syllables.
func hangul() (all []rune) {
	for r := '가'; r <= '힣'; r++ {
		all = append(all, r)
	}
	return all
}

// standard are the characters of KS X 1001.
func standard() (all []rune) {
	for a := byte(0xa1); a <= 0xfe; a++ {
		for b := byte(0xa1); b <= 0xfe; b++ {
			text, err := korean.EUCKR.NewDecoder().Bytes([]byte{a, b})
			if r := []rune(string(text)); err == nil && len(r) == 1 && r[0] != '\ufffd' {
				all = append(all, r[0])
			}
		}
	}
	return all
}

// TestEveryKoreanLetterIsDrawn: every modern syllable and all of KS X 1001 has a shape
// of its own, and none that of a missing letter.
func TestEveryKoreanLetterIsDrawn(t *testing.T) {
	all := append(hangul(), standard()...)
	if len(all) < 11172+8000 {
		t.Fatalf("%d characters", len(all))
	}
	slices.Sort(all)
	bad := 0
	for _, r := range slices.Compact(all) {
		s, written := sliceOf(r, false)
		if s == nil || written != r && written != []rune(norm.NFC.String(string(r)))[0] {
			t.Errorf("no face has %c (%U)", r, r)
			if bad++; bad > 20 {
				t.FailNow()
			}
			continue
		}
		face, err := s.load()
		if err != nil {
			t.Fatal(err)
		}
		index, err := face.font.GlyphIndex(nil, written)
		if err != nil || index == 0 {
			t.Errorf("%c (%U) is drawn as a missing letter (%v)", r, r, err)
		}
		if o := face.outlineOf(written); r != '\u3000' && r != '\u00ad' && r != '\u3164' && (o.path.Empty() || o.advance <= 0) {
			t.Errorf("%c (%U) has no shape", r, r)
		}
	}
}

func TestWhatNoFaceHasIsSeenToBeMissing(t *testing.T) {
	line, width := lettersOf("🙂a\u2060b", false)
	if len(line) != 3 || line[0].rune != missing || width <= 0 {
		t.Errorf("%d letters, the first %c, %v wide", len(line), line[0].rune, width)
	}
	if wide := Width("가나다", 10, false); math.Abs(wide-3*Width("가", 10, false)) > 1e-9 || wide < 20 {
		t.Errorf("three syllables are %v wide", wide)
	}
}
