package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

// whole holds once every run has been drawn and says how it ended, the ruler
// is painted, and the relief is there where it is asked for; or once the page
// asks instead of telling.
const whole = `(() => {
	const shown = e => e && e.checkVisibility({visibilityProperty: true});
	if (document.documentElement.dataset.predict) return document.querySelector("#map canvas").width > 300;
	const told = [...document.querySelectorAll("#cards .outcome-lead")];
	const colours = (c, row) => new Set(new Uint32Array(c.getContext("2d").getImageData(0, row * c.height | 0, c.width, 1).data.buffer)).size;
	const painted = c => !shown(c) || [0.6, 0.66, 0.72, 0.78].some(row => colours(c, row) > 3);
	const relief = document.getElementById("relief");
	return told.length > 0 && told.every(e => e.textContent.trim()) && painted(document.querySelector("#ruler canvas")) && (relief.hidden || relief.dataset.gpu);
})()`

// shoot shows a scene and pictures it once it is whole.
func shoot(camera context.Context, address string, s scene) ([]byte, error) {
	ctx, stop := context.WithTimeout(camera, time.Minute)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height), chromedp.Navigate(address+s.path)); err != nil {
		return nil, err
	}
	if err := settled(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

// settled waits until the picture is whole, then half a second for what comes
// after it: the finer grid, the rest of the ruler's bands.
func settled(ctx context.Context) error {
	for range 400 {
		done, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!"+whole))
		if err != nil {
			return err
		}
		if done {
			time.Sleep(500 * time.Millisecond)
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("the page did not draw its runs within twenty seconds")
}
