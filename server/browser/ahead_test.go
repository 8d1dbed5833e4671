package browser

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	traffic "github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"downhill/server/client"
)

// TestBrowserRunsComeAheadOfTheScript: while the page's script is still on its way the
// runs are asked for, and come; the script takes them and does not ask for them again.
func TestBrowserRunsComeAheadOfTheScript(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, link := range []string{
		"/?surface=wells", "/", "/p/stuck-in-a-local-minimum?lr=0.1,0.7,1.8&at=20&theme=dark", "/p/three-rates?beat=2", "/p/overfitting", "/embed?surface=parabola",
		"/?f=x%5E2%2By%5E2/4&start=1,1&lr=0.1,0.4&names=%22a%26b%22,%3Cc%3E&lang=ko",
	} {
		t.Run(link, func(t *testing.T) {
			tb := newTab(t, s.url+"/", laptop)
			var asked atomic.Int64
			came := make(chan struct{})
			note := sync.OnceFunc(func() { close(came) })
			tb.must(chromedp.Listen(tb.ctx, func(event any) {
				countRuns(event, &asked)
				if e, ok := event.(*network.EventWebSocketFrameReceived); ok && strings.HasPrefix(string(e.Response.PayloadData), `{"id":1,"type":"done"`) {
					note()
				}
			}))
			tb.holdScript(came)
			tb.load(s.url + link)
			tb.until(`[...document.querySelectorAll("#cards .stat-loss")].every((loss) => loss.textContent !== "·")`) // iterates are told
			if link == "/?surface=wells" {
				tb.expectOwnPicture(s)
			}
			if n := asked.Load(); n != 0 {
				t.Errorf("the script asked for %d runs", n)
			}
		})
	}
}

// holdScript lets the page's script come once its runs have.
func (tb *tab) holdScript(came <-chan struct{}) {
	tb.t.Helper()
	tb.intercept("*/static/js/main.js*", func(ctx context.Context, id traffic.RequestID) {
		select {
		case <-came:
		case <-time.After(client.Patience):
			tb.t.Error("the runs did not come while the script was held")
		}
		_, _ = chromedp.Call(ctx, traffic.ContinueRequest, traffic.ContinueRequestParams{RequestID: id}) // a tab that was closed meanwhile needs none
	})
}
