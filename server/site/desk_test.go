package site

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"downhill/server/turns"
)

// heldDesk is a desk at which each question is over when the test says so.
func heldDesk(busy bool) (d *desk, held chan func()) {
	held = make(chan func(), 100)
	d = newDesk(func() bool { return busy })
	d.after = func(_ time.Duration, end func()) { held <- end }
	return d, held
}

// While hands are at work who asks for much over plain HTTP has its turns, and who comes
// after it from elsewhere, or from the same address by another connection, does not wait
// for all that it has asked for.
func TestTheDeskServesInTurn(t *testing.T) {
	d, held := heldDesk(true)
	begun := make(chan string, 100)
	ask := func(address, client string, waiting int) {
		go func() {
			if d.ask(t.Context(), turns.Owner{Class: turns.Page, Address: address, Client: client}, "/") == nil {
				begun <- client
			}
		}()
		for d.turns.Waiting() != waiting {
			runtime.Gosched()
		}
	}
	ask("a", "vandal", 0)
	for d.turns.Taken() == 0 {
		runtime.Gosched()
	}
	for i := range 20 {
		ask("a", "vandal", i+1)
	}
	ask("a", "neighbour", 21)
	ask("b", "stranger", 22)
	var order []string
	for range 23 {
		order = append(order, <-begun)
		(<-held)()
	}
	for _, who := range []string{"neighbour", "stranger"} {
		if at := slices.Index(order, who); at > 4 {
			t.Errorf("%s is number %d: %v", who, at, order)
		}
	}
}

// Nobody waits at the desk where no hand is at work; a watch never does, nor a stream.
func TestTheDeskIsForHandsAtWork(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end() // who has to wait is told so at once
	for _, c := range []struct {
		busy  bool
		path  string
		waits bool
	}{
		{false, "/", false}, {true, "/", true}, {true, "/api/surfaces", true}, {true, "/static/js/main.js", true},
		{true, "/ws", false}, {true, "/healthz", false}, {true, "/readyz", false}, {true, "/metrics", false},
	} {
		t.Run(fmt.Sprint(c.path, c.busy), func(t *testing.T) {
			d, _ := heldDesk(c.busy)
			if err := d.ask(t.Context(), turns.Owner{}, "/"); err != nil { // which keeps it
				t.Fatal(err)
			}
			if err := d.ask(ended, turns.Owner{}, c.path); errors.Is(err, context.Canceled) != c.waits {
				t.Errorf("error %v", err)
			}
		})
	}
}
