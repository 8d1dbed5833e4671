package client

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// A Neighbour is a proxy that keeps a path for a site of ours, and what else its
// host has: it notes what is asked of that.
type Neighbour struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

// NewNeighbour stands before the site at an address, which lies below base.
func NewNeighbour(t testing.TB, base, site string) *Neighbour {
	t.Helper()
	to, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	n := &Neighbour{}
	mux := http.NewServeMux()
	mux.Handle(base+"/", httputil.NewSingleHostReverseProxy(to))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.asked = append(n.asked, r.URL.Path)
		http.NotFound(w, r)
	})
	n.Server = httptest.NewServer(mux)
	t.Cleanup(n.Close)
	return n
}

// ExpectUnasked fails if anything was asked beside the site.
func (n *Neighbour) ExpectUnasked(t testing.TB) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, path := range n.asked {
		if path != "/favicon.ico" { // browsers ask for it unasked
			t.Errorf("%s was asked for, beside the site", path)
		}
	}
}
