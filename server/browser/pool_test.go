package browser

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// A browser gives frames and the keyboard to the one tab at its front. So tests
// that run side by side, by t.Parallel, have a browser each: a test takes one at
// its first tab and gives it back at its end, for the next. None judges by the clock.

// chrome is a chromium that runs.
type chrome struct {
	ctx    context.Context
	stop   func()
	whole  bool // chromium itself, not its headless shell
	parked parked
}

// browsers are all that the test binary runs.
var browsers struct {
	sync.Mutex
	all  []*chrome
	free []*chrome
	held map[string]*chrome // by the name of the test that has it
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, c := range browsers.all {
		c.stop()
	}
	if shared.stop != nil {
		if err := shared.stop(); err != nil {
			fmt.Fprintln(os.Stderr, "the server that tests share:", err)
			code = 1
		}
	}
	os.Exit(code)
}

// browser is the browser that t has until its end. A part of a
// test that has one opens its tabs there too.
func browser(t testing.TB) *chrome {
	t.Helper()
	_, measures := t.(*testing.B)
	return browserOf(t, measures)
}

// wholeBrowser is the same of chromium itself, for what its headless shell does otherwise:
// a test asks for it before it opens a tab.
func wholeBrowser(t testing.TB) *chrome {
	t.Helper()
	return browserOf(t, true)
}

func browserOf(t testing.TB, whole bool) *chrome {
	t.Helper()
	browsers.Lock()
	defer browsers.Unlock()
	for name, c := range browsers.held {
		if t.Name() == name || strings.HasPrefix(t.Name(), name+"/") {
			return c
		}
	}
	c := takeChrome(t, whole)
	if browsers.held == nil {
		browsers.held = map[string]*chrome{}
	}
	browsers.held[t.Name()] = c
	t.Cleanup(func() {
		browsers.Lock()
		defer browsers.Unlock()
		delete(browsers.held, t.Name())
		browsers.free = append(browsers.free, c)
	})
	return c
}

// another is a browser beside the one that t has, until its end: what is in front in
// each gets frames.
func another(t testing.TB) *chrome {
	t.Helper()
	browsers.Lock()
	defer browsers.Unlock()
	c := takeChrome(t, false)
	t.Cleanup(func() {
		browsers.Lock()
		defer browsers.Unlock()
		browsers.free = append(browsers.free, c)
	})
	return c
}

// takeChrome is a browser that nobody has, started if there is none. The pool
// is locked by its caller.
func takeChrome(t testing.TB, whole bool) *chrome {
	t.Helper()
	for i, c := range slices.Backward(browsers.free) {
		if c.whole == whole {
			browsers.free = slices.Delete(browsers.free, i, i+1)
			return c
		}
	}
	options := []chromedp.ExecAllocatorOption{coarse}
	if !whole {
		options = append(append(options, brief), headless()...)
	}
	ctx, stop, err := Start(options...)
	if err != nil {
		t.Fatalf("a browser test needs chromium, which `make chromium` installs: %v", err)
	}
	c := &chrome{ctx: ctx, stop: stop, whole: whole}
	browsers.all = append(browsers.all, c)
	return c
}
