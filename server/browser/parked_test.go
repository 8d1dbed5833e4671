package browser

import (
	"context"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// To open a tab and read the page's scripts in it anew takes the browser longer than
// the page itself does. So a tab that showed pages of the shared server is not closed
// at the end of its test but parked, for a later one: at a page of that server, since
// another's would have another process. What a test sets on a tab (its size, what
// the reader prefers, scripts that run first, what is blocked) goes with its
// session, and every test has its own; the rest is undone here.

// parked are the tabs that wait for a test.
type parked struct {
	sync.Mutex
	tabs []target.ID
}

// rest is a page of the site where nothing happens.
const rest = "/healthz"

// forgetAll wipes what a page may leave behind, for the next of its server.
const forgetAll = `sessionStorage.clear(); localStorage.clear(); window.name = ""; null`

// parkTime is what parking may take; a tab that does not come to rest is closed.
const parkTime = 20 * time.Second

// tab is a session with a tab for the pages of a host; a parked one where there is one.
func (c *chrome) tab(host string) (context.Context, context.CancelFunc) {
	c.parked.Lock()
	defer c.parked.Unlock()
	n := len(c.parked.tabs)
	if n == 0 || !isShared(host) {
		return chromedp.NewContext(c.ctx, chromedp.WithDetachOnCancel())
	}
	id := c.parked.tabs[n-1]
	c.parked.tabs = c.parked.tabs[:n-1]
	return chromedp.NewContext(c.ctx, chromedp.WithTargetID(id), chromedp.WithDetachOnCancel())
}

// leave ends a session with a tab whose test has ended, and parks or closes the tab.
func (c *chrome) leave(tb *tab, end context.CancelFunc) {
	at := chromedp.FromContext(tb.ctx)
	if at.Target == nil {
		end()
		return
	}
	id, rests := at.Target.TargetID, isShared(tb.host) && tb.park() == nil && !tb.t.Failed() // what a test that failed leaves behind is wiped too
	end()
	if !rests {
		_, _ = chromedp.CallBrowser(c.ctx, target.CloseTarget, target.CloseTargetParams{TargetID: id}) // gone already, then
		return
	}
	c.parked.Lock()
	defer c.parked.Unlock()
	c.parked.tabs = append(c.parked.tabs, id)
}

// park brings a tab to rest as if nothing had been done in it.
func (tb *tab) park() error {
	ctx, cancel := context.WithTimeout(tb.ctx, parkTime)
	defer cancel()
	up := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, X: 1, Y: 1, Button: "left", ClickCount: 1}
	away := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: -9, Y: -9}
	steps := []func() error{
		func() error { return chromedp.Do(ctx, chromedp.Navigate("http://"+tb.host+rest)) },
		func() error { _, err := chromedp.Run(ctx, chromedp.Evaluate[any](forgetAll)); return err },
		func() error { _, err := chromedp.Call(ctx, page.ResetNavigationHistory, cdp.Empty{}); return err },
		func() error { _, err := chromedp.Call(ctx, input.DispatchMouseEvent, up); return err }, // a test may have held it
		func() error { _, err := chromedp.Call(ctx, input.DispatchMouseEvent, away); return err },
	}
	return firstError(steps)
}

func firstError(steps []func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
