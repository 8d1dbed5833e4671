package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"math"
	"runtime"
	"slices"
	"testing"

	"downhill/server/limits"
)

// filmOf is a moving figure, its pictures whole.
func filmOf(t *testing.T, path string) (*gif.GIF, []*image.RGBA) {
	t.Helper()
	film, err := gif.DecodeAll(bytes.NewReader(figureOf(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	var all []*image.RGBA
	now := image.NewRGBA(image.Rect(0, 0, film.Config.Width, film.Config.Height))
	for _, part := range film.Image {
		draw.Draw(now, part.Rect, part, part.Rect.Min, draw.Over)
		whole := image.NewRGBA(now.Rect)
		copy(whole.Pix, now.Pix)
		all = append(all, whole)
	}
	return film, all
}

// TestRunsDescendFrameByFrame: a frame has the run's ink at each iterate up to its step,
// and none at those to come.
func TestRunsDescendFrameByFrame(t *testing.T) {
	film, frames := filmOf(t, "/figure.gif?"+one)
	if film.LoopCount != 0 || film.Config.Width != 600 || film.Config.Height != 900 || film.Image[0].Rect.Dx() != 600 {
		t.Errorf("loops %d, %d × %d", film.LoopCount, film.Config.Width, film.Config.Height)
	}
	if len(frames) > mostFrames || len(frames)*600*900 > limits.MovingPixels {
		t.Errorf("%d frames", len(frames))
	}
	places := iterates(t, pictureHeight(t))
	inked := func(k, iterate int) bool {
		c := frames[k].RGBAAt(int(places[iterate].X), int(places[iterate].Y))
		return math.Abs(float64(c.R))+math.Abs(float64(c.G)-0x72)+math.Abs(float64(c.B)-0xb2) < 60
	}
	for k := range 8 {
		if k > 0 && !inked(k, k) {
			t.Errorf("frame %d does not show step %d", k, k)
		}
		if inked(k, k+2) {
			t.Errorf("frame %d shows step %d already", k, k+2)
		}
	}
}

func TestFilmHasTheRunsInksAndNoDither(t *testing.T) {
	film, frames := filmOf(t, "/figure.gif?preset=three-rates&width=400&height=300&theme=dark")
	palette := film.Image[0].Palette
	if len(palette) > 256 {
		t.Errorf("%d colours", len(palette))
	}
	for _, name := range []string{"run-0", "run-1", "run-2", "paper", "text"} {
		if !slices.Contains(palette, color.Color(rgbaOf(themes()["dark"].ink(name)))) {
			t.Errorf("no %s in the palette", name)
		}
	}
	paper := rgbaOf(themes()["dark"].ink("paper"))
	for y := 286; y < 299; y++ {
		for x := 380; x < 399; x++ {
			if got := frames[len(frames)-1].RGBAAt(x, y); got != paper {
				t.Fatalf("the paper at (%d, %d) is %v, not %v", x, y, got, paper)
			}
		}
	}
}

func TestFilmsAreTheSameEveryTime(t *testing.T) {
	const path = "/figure.gif?preset=three-rates&width=300&height=240&at="
	first := figureOf(t, path+"40")
	before := runtime.GOMAXPROCS(1)
	second := figureOf(t, path+"040")
	runtime.GOMAXPROCS(before)
	if !bytes.Equal(first, second) {
		t.Error("another film the second time")
	}
}

func TestStepsOfFramesRise(t *testing.T) {
	for _, last := range []int{0, 1, 11, 47, 48, 150, 5000} {
		for _, frames := range []int{leastFrames, 29, mostFrames} {
			steps := stepsOf(last, frames)
			rising := slices.IsSortedFunc(steps, func(a, b int) int { return a - b }) && len(slices.Compact(slices.Clone(steps))) == len(steps)
			if steps[0] != 0 || steps[len(steps)-1] != last || len(steps) > frames || !rising {
				t.Errorf("%d steps in %d frames: %v", last, frames, steps)
			}
		}
	}
}

func TestFilmRefusesWhatDoesNotMoveAndWhatIsTooLarge(t *testing.T) {
	for _, query := range []string{"chart=sweep", "width=1600&height=1200"} {
		if w := get(t, site(), "/figure.gif?"+query); w.Code != 400 {
			t.Errorf("%s: %d", query, w.Code)
		}
	}
}
