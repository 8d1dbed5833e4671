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
