package browser

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/site"
)

// The browser tests drive a real chromium over the real server, the way that a
// lecturer's hand does. They never skip: without a browser they fail, and say
// what installs one.

// host is a server of ours on a port of its own.
type host struct {
	addr string // host:port
	url  string // http://host:port
	stop func() // ends it and waits until it has

	served *site.Server
}

// shared is the server of the tests that need none of their own: what a browser has
// read of one page it need not read of the next.
var shared struct {
	sync.Mutex
	host *host
	stop func() error // nil before the first test that needs it
}

// sharedSite is a server that other tests use at the same time.
func sharedSite(t testing.TB) *host {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.host == nil {
		shared.host, shared.stop = serve(t, site.Config{Addr: client.FreeAddr(t)})
	}
	return shared.host
}

// isShared says whether host, with its port, is the shared server's.
func isShared(host string) bool {
	shared.Lock()
	defer shared.Unlock()
	return shared.host != nil && shared.host.addr == host
}

// startSite serves on a free port of this machine until the test ends: for a test that
// stops it, counts what it holds, or needs a browser that knows none of its files.
func startSite(t testing.TB) *host {
	t.Helper()
	return startSiteAt(t, client.FreeAddr(t), "")
}

// startSiteAt serves on addr, below a base path.
func startSiteAt(t testing.TB, addr, base string) *host {
	t.Helper()
	return startSiteWith(t, site.Config{Addr: addr, BasePath: base})
}

// startSiteWith serves with settings; where they say no address, on a free one.
func startSiteWith(t testing.TB, config site.Config) *host {
	t.Helper()
	config.Addr = cmp.Or(config.Addr, client.FreeAddr(t))
	s, stop := serve(t, config)
	s.stop = sync.OnceFunc(func() {
		if err := stop(); err != nil {
			t.Errorf("the server ended with: %v", err)
		}
	})
	t.Cleanup(s.stop)
	return s
}

// serve serves until stop, which waits until the server has ended.
func serve(t testing.TB, config site.Config) (s *host, stop func() error) {
	t.Helper()
	config.Grace = 300 * time.Millisecond
	served, err := site.New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go pprof.Do(ctx, pprof.Labels(hostLabel, config.Addr), func(ctx context.Context) { done <- served.Serve(ctx) })
	return &host{addr: config.Addr, url: "http://" + config.Addr, served: served}, func() error {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			return err
		}
		return nil
	}
}

// hostLabel is what the goroutines of a server are told by; those that they start
// have it too.
const hostLabel = "host"

// goroutines counts those of the server, among all that the tests run, but for what is
// kept for the next that asks: a browser's connections, and threads that compute.
func (s *host) goroutines() int {
	var profile strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&profile, 1) // a builder takes everything
	total := 0
	for same := range strings.SplitSeq(profile.String(), "\n\n") {
		kept := strings.Contains(same, "net/http.(*conn).serve") && !strings.Contains(same, "ServeHTTP") ||
			strings.Contains(same, "pool.(*behind).serve") && !strings.Contains(same, "pool.(*behind).do")
		if strings.Contains(same, fmt.Sprintf("%q:%q", hostLabel, s.addr)) && !kept {
			var n int
			_, _ = fmt.Sscan(same[strings.LastIndex(same[:strings.Index(same, " @")], "\n")+1:], &n)
			total += n
		}
	}
	return total
}
