package browser

import (
	"encoding/json"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"downhill/server/client"
)

// streamed counts what a tab's stream brings.
type streamed struct{ surfaces, scenarios atomic.Int64 }

// openListening is open with a count of what the stream brings.
func openListening(t *testing.T, address string) (*tab, *streamed) {
	t.Helper()
	tb, n := newTab(t, address, laptop), &streamed{}
	tb.must(chromedp.Listen(tb.ctx, n.note))
	tb.navigate(address)
	return tb, n
}

func (n *streamed) note(event any) {
	e, ok := event.(*network.EventWebSocketFrameReceived)
	if !ok || e.Response.Opcode != 1 {
		return
	}
	var m struct{ Type string }
	_ = json.Unmarshal(e.Response.PayloadData, &m) // what is no message is counted as none
	switch m.Type {
	case "surface":
		n.surfaces.Add(1)
	case "scenario":
		n.scenarios.Add(1)
	}
}

func TestBrowserDragBringsNoSurface(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb, n := openListening(t, s.url+"/?surface=wells")
	tb.expectPicture(s, "")
	if got := n.surfaces.Load(); got != 1 {
		t.Fatalf("the first picture took %d surfaces", got)
	}
	before := n.scenarios.Load()
	tb.slide(1, 0.4, 40)
	tb.expectOwnPicture(s)
	if brought := n.scenarios.Load() - before; n.surfaces.Load() != 1 || brought < 2 {
		t.Errorf("a drag of %d answers brought %d surfaces", brought, n.surfaces.Load()-1)
	}
	change(tb, s, n, 2, `surface=himmelblau&lr=0.01`)
	change(tb, s, n, 2, `surface=wells&lr=0.3`)
	change(tb, s, n, 3, `f=x%5E2%2B3y%5E2&view=-3,3,-2,2&lr=0.1`)
	tb.slide(0, 0.4, 10)
	tb.expectOwnPicture(s)
	if n.surfaces.Load() != 3 {
		t.Errorf("a drag on a typed formula brought %d surfaces", n.surfaces.Load()-3)
	}
}

// change goes to another link as Back does, without loading the page, and holds
// how many surfaces have come by then.
func change(tb *tab, s *host, n *streamed, want int64, query string) {
	tb.t.Helper()
	before := n.scenarios.Load()
	eval[any](tb, `(history.pushState(null, "", "/?`+query+`"), dispatchEvent(new PopStateEvent("popstate")))`)
	tb.wait("an answer", func() bool { return n.scenarios.Load() > before })
	tb.expectOwnPicture(s)
	if got := n.surfaces.Load(); got != want {
		tb.t.Errorf("%s: %d surfaces have come, want %d", query, got, want)
	}
}

// A new connection starts with no surface, and the page goes on with the ones
// that it brings.
func TestBrowserReconnectBringsTheSurfaceAgain(t *testing.T) {
	t.Parallel()
	addr := client.FreeAddr(t)
	s := startSiteAt(t, addr, "")
	tb, n := openListening(t, s.url+"/?surface=wells")
	tb.expectPicture(s, "")
	tb.tolerate("WebSocket connection to")
	tb.tolerate("ERR_CONNECTION_REFUSED")
	tb.tolerate("/readyz") // of a server that is on its way out
	s.stop()
	tb.until(`!document.getElementById("connection").hidden`)
	s = startSiteAt(t, addr, "")
	tb.wait("the surface again", func() bool { return n.surfaces.Load() >= 2 })
	tb.slide(1, 0.4, 8)
	tb.expectOwnPicture(s)
	if got := n.surfaces.Load(); got != 2 {
		t.Errorf("two connections brought %d surfaces", got)
	}
}
