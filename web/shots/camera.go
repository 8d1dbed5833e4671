package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// scene is a state of the page worth a picture.
type scene struct {
	name          string
	path          string
	width, height int64
	scheme        string // light or dark
	readme        bool   // it is the README's picture
}

// scenes are the first view at the sizes that it must look finished at, and
// the lessons.
var scenes = []scene{
	{name: "light-1280", path: "/", width: 1280, height: 720, scheme: "light", readme: true},
	{name: "dark-1280", path: "/", width: 1280, height: 720, scheme: "dark"},
	{name: "light-1920", path: "/", width: 1920, height: 1080, scheme: "light"},
	{name: "dark-1920", path: "/", width: 1920, height: 1080, scheme: "dark"},
	{name: "light-phone", path: "/", width: 390, height: 844, scheme: "light"},
	{name: "dark-phone", path: "/", width: 390, height: 844, scheme: "dark"},
	{name: "three-rates", path: "/p/three-rates", width: 1280, height: 720, scheme: "light"},
	{name: "stuck-in-a-local-minimum", path: "/p/stuck-in-a-local-minimum", width: 1280, height: 720, scheme: "light"},
	{name: "saddle-point", path: "/p/saddle-point", width: 1280, height: 720, scheme: "light"},
	{name: "overshoot-and-diverge", path: "/p/overshoot-and-diverge", width: 1280, height: 720, scheme: "light"},
}

// whole holds once every run has been drawn and says how it ended.
const whole = `(cards => cards.length > 0 && cards.every(c => c.textContent.trim()))([...document.querySelectorAll("#cards .outcome-lead")])`

// openCamera starts a headless chromium; root can't set up its sandbox.
func openCamera() (ctx context.Context, shut func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en-US"),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	return ctx, func() { stopBrowser(); stopAllocator() }, chromedp.Do(ctx)
}

// shoot shows a scene in a tab of its own and pictures it once it is whole.
func shoot(camera context.Context, address string, s scene) ([]byte, error) {
	ctx, shut := chromedp.NewContext(camera)
	defer shut()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height)); err != nil {
		return nil, err
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.scheme}},
	})
	if err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address+s.path)); err != nil {
		return nil, err
	}
	if err := settled(ctx); err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

// settled waits until the picture is whole, then half a second for the
// sliders' bands, which are swept after it.
func settled(ctx context.Context) error {
	for range 200 {
		done, err := chromedp.Run(ctx, chromedp.Evaluate[bool](whole))
		if err != nil {
			return err
		}
		if done {
			time.Sleep(500 * time.Millisecond)
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("the page did not draw its runs within ten seconds")
}
