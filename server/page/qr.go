package page

import (
	"cmp"
	"fmt"
	"image"
	"net/http"
	"strings"

	"downhill/server/answer"
	"downhill/server/fault"
	"downhill/server/query"
	"downhill/train/link"

	"github.com/boombuler/barcode/qr"
)

// quietZone is the empty rim that a reader of codes needs, in modules.
const quietZone = 4

// QR is GET /qr.svg?preset=ID&QUERY: the link of a page, with the page's own keys, as
// a code that a phone reads. Where this page's own address works on this machine
// alone it is the address for others on the local network.
func (s *Pages) QR(w http.ResponseWriter, r *http.Request) error {
	shared, err := s.Shared(r)
	if err != nil {
		return err
	}
	code, err := drawCode(cmp.Or(s.Network(r, shared.Path), s.Origin(r)+shared.Path))
	if err != nil {
		return err
	}
	return answer.Respond(w, r, answer.Answer{Kind: "image/svg+xml", Body: code})
}

// presetOf takes the key preset out of a query.
func presetOf(raw string) (preset, rest string) {
	own, rest := link.Part(raw, func(key, _ string) bool { return key == "preset" })
	preset, _ = query.Split(own).Get("preset")
	return preset, rest
}

// on is a path with the page's own keys behind the scenario's, as the script writes
// them (address.ts): but for those that the lesson opens with itself, and where it
// does with what is not usual, that they are.
func (a address) on(path string, own map[string]string) string {
	for _, key := range keys {
		text := a.page[key.name]
		if _, there := a.page[key.name]; there && text == "" && own[key.name] != "" {
			text = "usual"
		}
		if text != "" && text != own[key.name] && key.name != "beat" {
			separator := "?"
			if strings.Contains(path, "?") {
				separator = "&"
			}
			path += separator + key.name + "=" + text
		}
	}
	return path
}

// drawCode is a text as a QR code: dark modules on white, whatever the page's theme,
// since many readers know no other.
func drawCode(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		code, err = qr.Encode(text, qr.L, qr.Auto) // room for a quarter more, at less of a margin for dirt
	}
	if err != nil {
		return nil, fault.ErrLongLink
	}
	var dark strings.Builder
	bounds := code.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; {
			width := darkRun(code, x, y)
			if width > 0 {
				fmt.Fprintf(&dark, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, width, width)
			}
			x += max(width, 1)
		}
	}
	side := bounds.Dx() + 2*quietZone
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`+"\n", side, side, side, side, dark.String()), nil
}

// darkRun is how many modules from x on are dark in a row.
func darkRun(code image.Image, x, y int) int {
	width := 0
	for x+width < code.Bounds().Max.X {
		if r, _, _, _ := code.At(x+width, y).RGBA(); r != 0 {
			break
		}
		width++
	}
	return width
}
