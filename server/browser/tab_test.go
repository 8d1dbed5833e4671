package browser

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is a page in the browser that notes whatever goes wrong in it. Its test
// fails at the end if a script threw, the console showed an error (a breach of
// the Content-Security-Policy is one), or a request left the server's host.
type tab struct {
	t    testing.TB
	ctx  context.Context
	host string

	mu        sync.Mutex
	problems  []string
	tolerated []string // parts of problems that the test brings about itself
}

// screen is the viewport's size in CSS pixels.
type screen struct{ width, height int64 }

var (
	laptop    = screen{1280, 720}
	projector = screen{1920, 1080}
	phone     = screen{390, 844}
)

// open shows address in a new tab, in the light theme.
func open(t testing.TB, address string, size screen) *tab {
	t.Helper()
	tb := newTab(t, address, size)
	tb.navigate(address)
	return tb
}

// newTab is an empty tab that may load from address's host only.
func newTab(t testing.TB, address string, size screen) *tab {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return newTabIn(browser(t), t, parsed.Host, size)
}

// newTabIn is an empty tab of a browser.
func newTabIn(c *chrome, t testing.TB, host string, size screen) *tab {
	t.Helper()
	ctx, cancel := c.tab(host)
	tb := &tab{t: t, ctx: ctx, host: host}
	t.Cleanup(func() { tb.report(); c.leave(tb, cancel) })
	tb.do(chromedp.EmulateViewport(size.width, size.height))
	tb.scheme("light")
	tb.must(chromedp.Listen(ctx, tb.note))
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	tb.must(err)
	// A tab that another one's end left without the focus would lose its keys.
	_, err = chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	tb.must(err)
	return tb
}

// scheme sets what the reader prefers: light or dark.
func (tb *tab) scheme(value string) {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}},
	})
	tb.must(err)
}

// navigate loads address and waits until the first picture is drawn.
func (tb *tab) navigate(address string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(address))
	tb.front()
	tb.drawn()
}

// front brings the tab before the others: one behind them gets no frames, and
// waits with every mouse event until it does.
func (tb *tab) front() {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, page.BringToFront, cdp.Empty{})
	tb.must(err)
}

// note is told each event of the tab, on the goroutine that reads them.
func (tb *tab) note(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		tb.problem("thrown: " + text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			tb.problem(fmt.Sprintf("console.%s: %s", e.Type, consoleText(e.Args)))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			tb.problem(fmt.Sprintf("console, %s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		tb.request(e.Request.URL)
	case *network.EventWebSocketCreated:
		tb.request(e.URL)
	}
}

// request notes a request that leaves the server's host.
func (tb *tab) request(address string) {
	parsed, err := url.Parse(address)
	if err != nil || (parsed.Host != tb.host && parsed.Scheme != "data" && parsed.Scheme != "blob") {
		tb.problem("a request left the host: " + address)
	}
}

func (tb *tab) problem(text string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	if !slices.Contains(tb.problems, text) {
		tb.problems = append(tb.problems, text)
	}
}

// tolerate lets problems pass that hold part: the ones a test causes itself.
func (tb *tab) tolerate(part string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.tolerated = append(tb.tolerated, part)
}

// report fails the test for each problem that nothing tolerates.
func (tb *tab) report() {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, text := range tb.problems {
		if !slices.ContainsFunc(tb.tolerated, func(part string) bool { return strings.Contains(text, part) }) {
			tb.t.Errorf("in the page: %s", text)
		}
	}
}

// consoleText joins the arguments of a console call.
func consoleText(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		words = append(words, strings.Trim(string(arg.Value), `"`)+arg.Description)
	}
	return strings.Join(words, " ")
}

// do runs actions and ends the test if one fails.
func (tb *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	tb.must(chromedp.Do(tb.ctx, actions...))
}

func (tb *tab) must(err error) {
	tb.t.Helper()
	if err != nil {
		tb.t.Fatal(err)
	}
}

// eval is the value of an expression in the page; a promise is awaited.
func eval[T any](tb *tab, expression string) T {
	tb.t.Helper()
	value, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%s: %v", expression, err)
	}
	return value
}
