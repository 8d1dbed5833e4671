package browser

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gobwas/ws"
)

// blocks are what proxies do in place of passing a websocket on, and what of it
// the page says.
var blocks = map[string]struct {
	answer http.HandlerFunc
	says   string
}{
	"forbidden":  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, "answers it with 403"},
	"redirected": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/healthz", http.StatusFound) }, "redirects it"},
	"a page":     {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<p>Log in")) }, "answers it with a page"},
	"silent":     {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "nothing answers"},
	"cut off": {func(w http.ResponseWriter, r *http.Request) {
		upgrader := ws.HTTPUpgrader{Protocol: func(string) bool { return true }}
		if c, _, _, err := upgrader.Upgrade(r, w); err == nil {
			_ = c.Close()
		}
	}, "cut off"},
}

// startBlocking is a proxy before a site that does so with its stream, until pass
// is set.
func startBlocking(t testing.TB, s *host, block http.HandlerFunc) (address string, pass *atomic.Bool) {
	t.Helper()
	to, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	pass = &atomic.Bool{}
	through := httputil.NewSingleHostReverseProxy(to)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/ws" && !pass.Load() {
			block(w, r)
			return
		}
		through.ServeHTTP(w, r)
	}))
	t.Cleanup(func() { proxy.CloseClientConnections(); proxy.Close() })
	return proxy.URL, pass
}

// TestBrowserGoesOnWithoutAWebsocket: where a proxy lets none through the page
// says why and does all that it does over plain HTTP, until one gets through.
func TestBrowserGoesOnWithoutAWebsocket(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, block := range blocks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address, pass := startBlocking(t, s, block.answer)
			tb := newTab(t, address, laptop)
			for _, noise := range []string{"WebSocket connection to", "Failed to load resource", "/ws"} {
				tb.tolerate(noise)
			}
			tb.navigate(address + "/?surface=wells&lr=0.1,0.5,1.8")
			tb.until(`!document.getElementById("connection").hidden && document.getElementById("connection").textContent.includes(` + quote(block.says) + `)`)
			tb.expectPicture(s, "surface=wells&lr=0.1,0.5,1.8")
			tb.press("1")
			tb.press("=")
			tb.wait("the new rate in the address", func() bool { return !strings.Contains(tb.query(), "lr=0.1,") })
			tb.expectOwnPicture(s)
			tb.press("b")
			tb.until(`document.getElementById("basins-key").dataset.whole === "true"`)
			tb.until(swept)
			eval[any](tb, `document.getElementById("ruler-field").focus()`)
			tb.press("+") // a part of the rates is asked for by itself
			tb.wait("a part of the rates in the address", func() bool { return tb.value("rates") != "" })
			tb.until(swept)
			pass.Store(true)
			tb.again("the stream", func() { eval[any](tb, `dispatchEvent(new Event("online"))`) },
				func() bool { return eval[bool](tb, `document.getElementById("connection").hidden`) })
			tb.press("=")
			tb.expectOwnPicture(s)
		})
	}
}
