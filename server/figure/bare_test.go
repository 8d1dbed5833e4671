package figure

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"strings"
	"testing"
)

// A picture for a list has no words, so that it is the same file in any language; it
// may be smaller than one with words, and has few bytes.
func TestABarePictureHasNoWords(t *testing.T) {
	for _, query := range []string{
		"preset=one-weight-stuck", "preset=stuck-in-a-local-minimum", "preset=exploding-gradient", "preset=one-neuron",
		"surface=wells&chart=loss", "surface=wells&chart=sweep", "surface=wells&layer=basins", "f=1/x&start=1",
	} {
		query += "&bare=1&width=144&height=96"
		if svg := string(figureOf(t, "/figure.svg?"+query)); !strings.Contains(svg, "<svg") || strings.Contains(svg, "<text") {
			t.Errorf("%s: it has words, or is none", query)
		}
		small := figureOf(t, "/figure.png?"+query+"&lang=en")
		img, err := png.Decode(bytes.NewReader(small))
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if _, ok := img.(*image.Paletted); !ok || len(small) > 16_000 || img.Bounds().Size() != image.Pt(144, 96) {
			t.Errorf("%s: %T of %v in %d bytes", query, img, img.Bounds().Size(), len(small))
		}
		if !bytes.Equal(small, figureOf(t, "/figure.png?"+query+"&lang=ko")) {
			t.Errorf("%s: another file in Korean", query)
		}
	}
}

func TestOnlyABarePictureMayBeSmall(t *testing.T) {
	for query, code := range map[string]int{
		"width=48&height=48&bare=1": http.StatusOK, "width=47&height=48&bare=1": http.StatusBadRequest,
		"width=48&height=48": http.StatusBadRequest, "bare=2": http.StatusBadRequest,
	} {
		if w := get(t, site(), "/figure.png?"+query); w.Code != code {
			t.Errorf("%s: %d %.200q", query, w.Code, w.Body)
		}
	}
}
