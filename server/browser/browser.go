// Package browser starts the browser that the page is tested and pictured in, and
// holds the tests that drive it over the whole site.
package browser

import (
	"context"
	"os"
	"time"

	"github.com/chromedp/chromedp"
)

// idle are parts of the browser's own window that it draws for every tab though
// nobody sees them. Those below its address took more time than our page.
const idle = "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup"

// Coarse draws WebGL with one sample a pixel: four cost most where there is no
// graphics card.
var Coarse = chromedp.Flag("webgl-antialiasing-mode", "none")

// shell is chromium without the parts of a window, as Debian packs it; not its wrapper
// in the PATH, which the browser would outlive.
const shell = "/usr/lib/chromium/chromium-headless-shell"

// Shell starts chromium's headless shell where it is installed, else chromium itself.
// A page takes a sixth less processor time in it. Letters stand as far apart as in
// chromium, which sets them so where nothing says otherwise. Who measures what a
// reader waits for takes chromium.
func Shell() []chromedp.ExecAllocatorOption {
	if _, err := os.Stat(shell); err != nil {
		return nil
	}
	return []chromedp.ExecAllocatorOption{chromedp.ExecPath(shell), chromedp.Flag("font-render-hinting", "none")}
}

// Brief leaves out the compiler of scripts that go on for long: what a test asks of a
// page is over before that has paid.
var Brief = chromedp.Flag("js-flags", "--no-turbofan")

// startTime is what the browser may take to start on a machine that is busy.
const startTime = time.Minute

// Start runs chromium without a window, until stop. Its sandbox can't be set up
// by root, as in a container; there it is off, since only our own page is loaded.
func Start(more ...chromedp.ExecAllocatorOption) (ctx context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.WSURLReadTimeout(startTime),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", idle),
		chromedp.Flag("lang", "en-US"),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	return ctx, func() { stopBrowser(); stopAllocator() }, chromedp.Do(ctx)
}
