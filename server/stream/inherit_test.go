package stream

import (
	"context"
	"net"
	"net/http"
	"runtime"
	"sync"
	"testing"
	"time"

	"downhill/once"
	"downhill/server/client"
	"downhill/server/line"
	"downhill/server/pool"
	"downhill/server/turns"
)

// TestWhoAsksForTheSameWaitsForNoOthersTurn: a viewer that has taken much has asked for a
// run, and waits for its turn behind others; whoever asks for that run as well is answered
// in its own turn, and the first one with it.
func TestWhoAsksForTheSameWaitsForNoOthersTurn(t *testing.T) {
	h := New(newHub().Engine, Limits{}, func(_, _ string) bool { return true })
	url := serveHub(t, h)
	// so short that it takes no second turn
	const query = `{"id":1,"run":"surface=wells&steps=5&lr=0.0123,0.0234"}`
	greedy := client.Dial(t, url)
	eventually(t, "the first viewer is there", func() bool { return h.sessions.Load() == 1 })
	patient := client.Dial(t, url)
	hand := func(client string) context.Context {
		return pool.WithOwner(t.Context(), turns.Owner{Class: RunKind.class(), Client: client})
	}
	_ = h.Pool.Compute(hand("1"), pool.NewMeter(), spend)
	places, release := max(2, runtime.GOMAXPROCS(0)), make(chan struct{})
	var all sync.WaitGroup
	block := func(client string) {
		all.Go(func() {
			_ = h.Pool.Compute(hand(client), pool.NewMeter(), func(context.Context) error { <-release; return nil })
		})
	}
	waiting := func(n int) {
		t.Helper()
		eventually(t, "all wait", func() bool { return h.Pool.Waiting() == n && h.Pool.Computing() == places })
	}
	for range places {
		block("before")
	}
	waiting(0)
	greedy.Send(query)
	waiting(1)
	block("other")
	waiting(2)
	release <- struct{}{}
	waiting(1)
	var shared *take
	h.takes.mu.Lock()
	for _, shared = range h.takes.of {
	}
	h.takes.mu.Unlock()
	joined := make(chan bool, 1)
	stop := once.Watch(shared.party.With(t.Context()), func() { joined <- true }) // it is told after the pool
	patient.Send(query)
	<-joined
	stop()
	for range 5 { // whose turn would come before the greedy one's
		block("after")
	}
	waiting(6)
	release <- struct{}{}
	for _, c := range []*client.Stream{patient, greedy} {
		if answer := c.Until(1); answer[len(answer)-1].Type != "done" {
			t.Errorf("it ends with %s", answer[len(answer)-1].Type)
		}
	}
	close(release)
	all.Wait()
}

// serveHub serves a hub's streams on loopback.
func serveHub(t *testing.T, h *Hub) (url string) {
	t.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	server := http.Server{Handler: h, ConnContext: line.With}
	go func() { _ = server.Serve(line.Listener{TCPListener: l, Wait: time.Minute}) }()
	t.Cleanup(func() {
		_ = server.Close()
		h.End()
	})
	return "http://" + l.Addr().String()
}

// spend takes much of a processor, whoever else has it meanwhile.
func spend(context.Context) error {
	sum := 0.0
	for k := range 100_000_000 {
		sum += float64(k)
	}
	if sum == 0 {
		panic("no sum")
	}
	return nil
}
