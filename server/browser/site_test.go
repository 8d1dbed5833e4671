package browser

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"runtime/pprof"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

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
		shared.host, shared.stop = serve(t, site.Config{Addr: freeAddr(t)})
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
	return startSiteAt(t, freeAddr(t), "")
}

// startSiteAt serves on addr, below a base path.
func startSiteAt(t testing.TB, addr, base string) *host {
	t.Helper()
	return startSiteWith(t, site.Config{Addr: addr, BasePath: base})
}

// startSiteWith serves with settings; where they say no address, on a free one.
func startSiteWith(t testing.TB, config site.Config) *host {
	t.Helper()
	config.Addr = cmp.Or(config.Addr, freeAddr(t))
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

// goroutines counts those of the server, among all that the tests run.
func (s *host) goroutines() int {
	var profile strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&profile, 1) // a builder takes everything
	total := 0
	for same := range strings.SplitSeq(profile.String(), "\n\n") {
		if strings.Contains(same, fmt.Sprintf("%q:%q", hostLabel, s.addr)) {
			var n int
			_, _ = fmt.Sscan(same[strings.LastIndex(same[:strings.Index(same, " @")], "\n")+1:], &n)
			total += n
		}
	}
	return total
}

// lastPort is the port that was given out last. Those of freeAddr lie below the ones
// that systems give to who calls: one of these may be taken by a browser's call before
// a server listens on it.
var lastPort atomic.Int32

func init() { lastPort.Store(20000 + rand.Int32N(10000)) }

// freeAddr is an address on this machine that nothing listens on, given out once.
func freeAddr(t testing.TB) string {
	t.Helper()
	var refused error
	for range 100 {
		addr := fmt.Sprintf("127.0.0.1:%d", lastPort.Add(1))
		listener, err := net.Listen("tcp", addr)
		if err == nil {
			listener.Close()
			return addr
		}
		refused = err
	}
	t.Fatal(refused)
	return ""
}
