package figure

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"math"

	pens "downhill/server/draw"
	"downhill/server/limits"
)

// A moving figure shows the runs descending, then as they end, and begins again.
const (
	mostFrames  = 48
	leastFrames = 12
	frameTime   = 9   // hundredths of a second
	startTime   = 60  // of the first frame
	endTime     = 300 // of the last one
)

// stepsOf are the steps of the frames: every one where they are few, else closer at
// the beginning, where most happens.
func stepsOf(last, frames int) (steps []int) {
	if last < frames {
		for k := range last + 1 {
			steps = append(steps, k)
		}
		return steps
	}
	early := float64(frames) / 2 // so many frames at least are of a step each, or of few
	for i := range frames {
		part := float64(i) / float64(frames-1)
		k := int(math.Round(part*early + (float64(last)-early)*part*part*part))
		if n := len(steps); n == 0 || k > steps[n-1] {
			steps = append(steps, k)
		}
	}
	return steps
}

// framesOf is how many pictures a moving figure of a size may have.
func framesOf(o options) int {
	return min(mostFrames, limits.MovingPixels/(o.width*o.height))
}

// animate makes a moving figure: what does not move is drawn once.
func (s *scene) animate(ctx context.Context, o options) ([]byte, error) {
	last := o
	last.at = -1
	l := s.layOut(last, themes()[o.theme])
	still := s.still(last, l)
	around := image.NewRGBA(still.Rect)
	copy(around.Pix, still.Pix)
	steps := stepsOf(s.step(o), framesOf(o))
	palette := paletteOf(s.frame(still, around, last, l, s.longest()), s.reserved(themes()[o.theme]))
	nearest := newNearest(palette)
	film := &gif.GIF{Config: image.Config{ColorModel: palette, Width: o.width, Height: o.height}}
	var before *image.Paletted
	for i, k := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if s.clouded() { // what members leave behind stays: it is drawn once
			s.paintCloudWays(newSheet(pens.NewPixels(still), o, l), l.picture, s.drawn, k)
			s.drawn = k
		}
		now := nearest.picture(s.frame(still, around, last, l, k))
		film.Image = append(film.Image, changed(before, now))
		film.Delay = append(film.Delay, delayOf(i, len(steps)))
		film.Disposal = append(film.Disposal, gif.DisposalNone)
		before = now
	}
	var out bytes.Buffer
	err := gif.EncodeAll(&out, film)
	return out.Bytes(), err
}

func delayOf(i, n int) int {
	switch i {
	case n - 1:
		return endTime
	case 0:
		return startTime
	}
	return frameTime
}

// still is what does not move: the ground, and the caption.
func (s *scene) still(o options, l layout) *image.RGBA {
	pen := pens.NewPNG(o.width, o.height)
	sh := newSheet(pen, o, l)
	sh.fillRect(rect{0, 0, float64(o.width), float64(o.height)}, sh.ink("paper"))
	s.paintGround(sh, o, l.picture)
	s.paintAround(sh, o, l)
	return pen.RGBA()
}

// frame is the figure at step k, over what stands still; around is what lies around
// the picture.
func (s *scene) frame(still, around *image.RGBA, o options, l layout, k int) *image.RGBA {
	img := image.NewRGBA(still.Bounds())
	copy(img.Pix, still.Pix)
	sh := newSheet(pens.NewPixels(img), o, l)
	s.paintRuns(sh, o, l.picture, k)
	p := image.Rect(0, 0, int(l.picture.w), int(l.picture.h))
	for _, part := range []image.Rectangle{{Min: image.Pt(p.Max.X, 0), Max: img.Rect.Max}, {Min: image.Pt(0, p.Max.Y), Max: img.Rect.Max}} {
		draw.Draw(img, part, around, part.Min, draw.Src) // what was drawn beyond the picture
	}
	return img
}

// changed is the part of a picture that is another than before.
func changed(before, now *image.Paletted) *image.Paletted {
	if before == nil {
		return now
	}
	part := image.Rectangle{}
	for y := now.Rect.Min.Y; y < now.Rect.Max.Y; y++ {
		a, b := before.Pix[y*before.Stride:][:now.Rect.Dx()], now.Pix[y*now.Stride:][:now.Rect.Dx()]
		if bytes.Equal(a, b) {
			continue
		}
		first, last := 0, len(a)
		for a[first] == b[first] {
			first++
		}
		for a[last-1] == b[last-1] {
			last--
		}
		part = part.Union(image.Rect(first, y, last, y+1))
	}
	if part.Empty() {
		part = image.Rect(0, 0, 1, 1)
	}
	return now.SubImage(part).(*image.Paletted)
}

// reserved are the colours that a moving figure has in any case: those of letters, and
// of the runs.
func (s *scene) reserved(t *theme) (all []color.RGBA) {
	for _, name := range []string{"paper", "text", "muted", "map-halo", "edge"} {
		all = append(all, rgbaOf(t.ink(name)))
	}
	for _, r := range s.runs {
		all = append(all, rgbaOf(r.ink))
	}
	return all
}

func rgbaOf(i pens.Ink) color.RGBA { return color.RGBA{i.R, i.G, i.B, 255} }
