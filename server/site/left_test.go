package site_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"

	"downhill/server/client"
	"downhill/server/pool"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// seen notes the work of a site, as it ends.
type seen struct {
	mu  sync.Mutex
	all []pool.Seen
}

func watchWork(s *site.Server) *seen {
	n, p := &seen{}, site.EngineOf(s).Pool
	before := p.Seen
	p.Seen = func(one pool.Seen) {
		before(one)
		n.mu.Lock()
		defer n.mu.Unlock()
		n.all = append(n.all, one)
	}
	return n
}

// left is how many pieces of work ended since nobody waited for them, and whole how many
// came to their end or to that of their time.
func (n *seen) left() (left, whole int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, one := range n.all {
		if errors.Is(one.Err, context.Canceled) {
			left++
		} else {
			whole++
		}
	}
	return left, whole
}

// expectLeft expects that work ended in the middle. What is made in so many pieces may do so
// between two.
func (n *seen) expectLeft(t *testing.T, pieces int) {
	t.Helper()
	if left, whole := n.left(); left == 0 && whole >= pieces {
		t.Errorf("%d pieces of work came to their end though nobody was there", whole)
	}
}

// rests reports whether nobody computes or waits for that.
func rests(s *site.Server) bool {
	p := site.EngineOf(s).Pool
	return p.Computing()+p.Waiting()+p.Exploring() == 0 && site.EngineOf(s).Flow.Held() == 0
}

const trainingPieces = 6 // of longTraining, at least

const longTraining = "surface=net&units=2,16,16,1&data.size=200&steps=2400&lr=0.011,0.012,0.013"

// What streams were asked for ends in the middle when the viewers who wanted it have left.
func TestStreamsWorkEndsWithItsLastViewer(t *testing.T) {
	for kind, query := range map[string]string{
		"run":      longTraining,
		"sweep":    "surface=rosenbrock&opt=adam&steps=5000&n=1000&run=0&lr=0.1&from=1e-6&to=0.12",
		"basins":   "surface=rosenbrock&opt=lbfgs&steps=5000&n=512&run=0&box=-2,2,-2,2.2",
		"ensemble": "surface=net&units=2,16,16,1&data.size=200&steps=900&lr=0.011&seeds=8",
	} {
		t.Run(kind, func(t *testing.T) {
			s, _ := sitetest.Serve(t, site.Config{})
			work := watchWork(s)
			var pages []*client.Stream
			for range 2 {
				c := client.Dial(t, s.URL())
				c.Send(`{"id":1,"` + kind + `":"` + query + `"}`)
				pages = append(pages, c)
			}
			waitLong(t, "it is computed", func() bool { return site.EngineOf(s).Pool.Computing() > 0 })
			for _, c := range pages {
				_ = c.Conn.Close()
			}
			waitLong(t, "it has ended", func() bool { return rests(s) && sitetest.OpenStreams(t, s) == 0 })
			pieces := 1
			if query == longTraining {
				pieces = trainingPieces
			}
			work.expectLeft(t, pieces)
		})
	}
}

// So does what plain HTTP asked for.
func TestHTTPsWorkEndsWithItsLastCaller(t *testing.T) {
	const read = 1 // a formula is a piece of its own
	for path, pieces := range map[string]int{
		"/api/run?" + longTraining: trainingPieces,
		"/api/sweep?surface=rosenbrock&opt=adam&steps=5000&n=1000&run=0&lr=0.1&from=1e-6&to=0.13": 1,
		"/api/basins?surface=rosenbrock&opt=lbfgs&steps=5000&n=512&run=0&box=-2,2,-2,2.3":         1,
		"/api/grid?n=1025&box=-5,5,-5,5.3&f=" + heavyFormula(90_001):                              read + 1,
		"/api/surface?f=" + heavyFormula(90_002):                                                  read + 1,
	} {
		t.Run(path[:12], func(t *testing.T) {
			s, _ := sitetest.Serve(t, site.Config{})
			work := watchWork(s)
			var leave []context.CancelFunc
			var all sync.WaitGroup
			for range 2 {
				ctx, cancel := context.WithCancel(t.Context())
				leave = append(leave, cancel)
				all.Go(func() {
					req, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+path, nil)
					answer, err := http.DefaultClient.Do(req)
					for buffer := make([]byte, 4096); err == nil; {
						_, err = answer.Body.Read(buffer)
					}
					if !errors.Is(err, context.Canceled) {
						t.Errorf("it ends with %v", err)
					}
				})
			}
			waitLong(t, "it is computed", func() bool { return site.EngineOf(s).Pool.Computing() > 0 })
			for _, l := range slices.Backward(leave) {
				l()
			}
			all.Wait()
			waitLong(t, "it has ended", func() bool { return rests(s) })
			work.expectLeft(t, pieces)
		})
	}
}
