package page_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// A QR code is read by another program as the page's canonical link, with the
// page's own keys: of a preset, of a preset with changes, and of a formula.
func TestQRCodeReadsAsTheLink(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example"})
	for query, want := range map[string]string{
		"":                                       "/p/stuck-in-a-local-minimum",
		"preset=three-rates&at=12&hide=chart":    "/p/three-rates?at=12&hide=chart",
		"preset=three-rates&lr=0.2&utm_source=x": "/p/three-rates?lr=0.2",
		"f=x^2%2By^2&theme=dark":                 "",
		"surface=wells&lr=0.1,0.5,1.8&lang=ko":   "",
	} {
		a, body := client.Get(t, s.URL()+"/qr.svg?"+query)
		if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "image/svg+xml" {
			t.Errorf("%s: %s %s", query, a.Status, a.Header.Get("Content-Type"))
			continue
		}
		got, ours := strings.CutPrefix(readCode(t, body), "https://downhill.example")
		if !ours || (want != "" && got != want) {
			t.Errorf("%s: the code says %s, not %s", query, got, want)
		}
		if want == "" && !strings.Contains(got, "&theme=dark") && !strings.Contains(got, "?lang=ko") && !strings.Contains(got, "&lang=ko") {
			t.Errorf("%s: the code says %s", query, got)
		}
	}
	if a, _ := client.Get(t, s.URL()+"/qr.svg?lr=-1"); a.StatusCode != http.StatusBadRequest {
		t.Errorf("a rate that does not fit: %s", a.Status)
	}
	if a, _ := client.Get(t, s.URL()+"/qr.svg?preset=none"); a.StatusCode != http.StatusNotFound {
		t.Errorf("a preset that is none: %s", a.Status)
	}
}

// A link that is too long for a code with the usual margin, 2,331 bytes, still has
// one, and a link that no code holds gets an error that says so.
func TestQRCodeOfALongLink(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example"})
	name := strings.Repeat("%ED%95%99", 36)
	long := s.URL() + "/qr.svg?f=" + strings.TrimSuffix(strings.Repeat("x^2*y^2%2B", 50), "%2B") +
		"&lr=0.1,0.2,0.3,0.4,0.5,0.6&names=" + strings.TrimSuffix(strings.Repeat(name+",", 6), ",")
	if a, body := client.Get(t, long); a.StatusCode != http.StatusOK || len(readCode(t, body)) <= 2331 {
		t.Errorf("a long link: %s", a.Status)
	}
	part := "-1." + strings.Repeat("1", 60)
	a, body := client.Get(t, long+"&zoom="+strings.Join([]string{part, "1", part, "1"}, ",")+"&camera="+strings.Join([]string{part, part, "1", part, part}, ","))
	if a.StatusCode != http.StatusRequestURITooLong || !strings.Contains(body, `"long-link"`) {
		t.Errorf("a longer one: %s %s", a.Status, body)
	}
}

// readCode reads a QR code that we drew, by a reader that is not ours.
func readCode(t *testing.T, svg string) string {
	t.Helper()
	var drawing struct {
		ViewBox string `xml:"viewBox,attr"`
		Paths   []struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.NewDecoder(bytes.NewReader([]byte(svg))).Decode(&drawing); err != nil || len(drawing.Paths) != 2 {
		t.Fatalf("%v in %.200s", err, svg)
	}
	var side int
	if _, err := fmt.Sscanf(drawing.ViewBox, "0 0 %d", &side); err != nil {
		t.Fatal(err)
	}
	const scale = 4 // pixels a module
	picture := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	for _, bar := range strings.Split(strings.Trim(drawing.Paths[1].D, "Mz"), "zM") {
		var x, y, width, back int
		if _, err := fmt.Sscanf(bar, "%d %dh%dv1h-%d", &x, &y, &width, &back); err != nil || back != width {
			t.Fatalf("%q: %v", bar, err)
		}
		for py := y * scale; py < (y+1)*scale; py++ {
			for px := x * scale; px < (x+width)*scale; px++ {
				picture.SetGray(px, py, color.Gray{})
			}
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}
