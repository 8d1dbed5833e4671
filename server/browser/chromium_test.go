package browser

import (
	"os"

	"github.com/chromedp/chromedp"
)

// coarse draws WebGL with one sample a pixel: four cost most where there is no
// graphics card.
var coarse = chromedp.Flag("webgl-antialiasing-mode", "none")

// shell is chromium without the parts of a window, as Debian packs it; not its wrapper
// in the PATH, which the browser would outlive.
const shell = "/usr/lib/chromium/chromium-headless-shell"

// headless starts chromium's headless shell where it is installed, else chromium itself.
// A page takes a sixth less processor time in it. Letters stand as far apart as in
// chromium, which sets them so where nothing says otherwise. Who measures what a
// reader waits for takes chromium.
func headless() []chromedp.ExecAllocatorOption {
	if _, err := os.Stat(shell); err != nil {
		return nil
	}
	return []chromedp.ExecAllocatorOption{chromedp.ExecPath(shell), chromedp.Flag("font-render-hinting", "none")}
}

// brief leaves out the compiler of scripts that go on for long: what a test asks of a
// page is over before that has paid.
var brief = chromedp.Flag("js-flags", "--no-turbofan")
