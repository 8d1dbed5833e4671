package figure

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// paletteOf are 256 colours for a picture: some that are reserved, and those that cut
// what it shows into boxes of as many pixels each (Heckbert's median cut, 1982).
func paletteOf(img *image.RGBA, reserved []color.RGBA) (palette color.Palette) {
	for _, c := range reserved {
		if !slices.Contains(palette, color.Color(c)) {
			palette = append(palette, c)
		}
	}
	boxes := []colorBox{countColors(img)}
	for len(boxes)+len(palette) < 256 {
		i := largest(boxes)
		if i < 0 {
			break
		}
		a, b := boxes[i].cut()
		boxes[i] = a
		boxes = append(boxes, b)
	}
	for _, b := range boxes {
		palette = append(palette, b.mean())
	}
	return palette
}

// counted is a colour, with how many pixels have it.
type counted struct {
	c [3]uint8
	n int
}

// colorBox are colours near each other.
type colorBox []counted

// countColors counts a picture's colours, in steps of 4.
func countColors(img *image.RGBA) colorBox {
	counts := map[[3]uint8]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		counts[[3]uint8{img.Pix[i] &^ 3, img.Pix[i+1] &^ 3, img.Pix[i+2] &^ 3}]++
	}
	all := make(colorBox, 0, len(counts))
	for c, n := range counts {
		all = append(all, counted{c, n})
	}
	slices.SortFunc(all, func(a, b counted) int { return slices.Compare(a.c[:], b.c[:]) })
	return all
}

// spread is the channel in which the colours differ most, and by how much.
func (b colorBox) spread() (channel, width int) {
	for c := range 3 {
		low, high := uint8(255), uint8(0)
		for _, one := range b {
			low, high = min(low, one.c[c]), max(high, one.c[c])
		}
		if w := int(high) - int(low); w > width {
			channel, width = c, w
		}
	}
	return channel, width
}

func (b colorBox) pixels() (n int) {
	for _, one := range b {
		n += one.n
	}
	return n
}

// largest is the box that is to be cut next: of many pixels and unlike colours.
func largest(boxes []colorBox) int {
	found, most := -1, 0
	for i, b := range boxes {
		if _, width := b.spread(); len(b) > 1 && width > 0 && width*b.pixels() > most {
			found, most = i, width*b.pixels()
		}
	}
	return found
}

// cut parts a box where half of its pixels are.
func (b colorBox) cut() (low, high colorBox) {
	channel, _ := b.spread()
	slices.SortStableFunc(b, func(x, y counted) int { return cmp.Compare(x.c[channel], y.c[channel]) })
	half, n := b.pixels()/2, 0
	for i, one := range b[:len(b)-1] {
		if n += one.n; n >= half {
			return b[:i+1], b[i+1:]
		}
	}
	return b[:len(b)-1], b[len(b)-1:]
}

func (b colorBox) mean() color.RGBA {
	var sum [3]int
	for _, one := range b {
		for c := range sum {
			sum[c] += one.n * (int(one.c[c]) + 2)
		}
	}
	n := max(1, b.pixels())
	return color.RGBA{uint8(min(255, sum[0]/n)), uint8(min(255, sum[1]/n)), uint8(min(255, sum[2]/n)), 255}
}

// nearest finds the colour of a palette that is nearest to another, and remembers it.
type nearest struct {
	palette color.Palette
	known   map[[3]uint8]uint8
}

func newNearest(p color.Palette) *nearest { return &nearest{p, map[[3]uint8]uint8{}} }

// picture is a picture in the colours of the palette, without dithering: what is even
// stays so, and frames differ only where something moved.
func (n *nearest) picture(img *image.RGBA) *image.Paletted {
	out := image.NewPaletted(img.Bounds(), n.palette)
	for i := range out.Pix {
		p := img.Pix[4*i:]
		key := [3]uint8{p[0], p[1], p[2]}
		index, ok := n.known[key]
		if !ok {
			index = uint8(n.palette.Index(color.RGBA{key[0], key[1], key[2], 255}))
			n.known[key] = index
		}
		out.Pix[i] = index
	}
	return out
}
