package client

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// SlowLine listens on a port of its own and carries bytes to and from addr,
// each way late by delay and in order, as a long wire does.
func SlowLine(t testing.TB, addr string, delay time.Duration) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	ended := make(chan struct{})
	t.Cleanup(func() { listener.Close(); close(ended); open.Wait() })
	open.Go(func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { join(near, addr, delay, ended) })
		}
	})
	return listener.Addr().String()
}

// join connects near to addr until either end closes, or the test has ended: a
// browser keeps its idle connections open for minutes.
func join(near net.Conn, addr string, delay time.Duration, ended <-chan struct{}) {
	far, err := net.Dial("tcp", addr)
	if err != nil {
		near.Close()
		return
	}
	var both sync.WaitGroup
	both.Go(func() { carry(far, near, delay); far.Close() })
	both.Go(func() { carry(near, far, delay); near.Close() })
	gone := make(chan struct{})
	go func() { both.Wait(); close(gone) }()
	select {
	case <-gone:
	case <-ended:
	}
	near.Close()
	far.Close()
	<-gone
}

// carry copies from one end to the other, each piece late by delay. Reading
// never waits for writing: a wire holds what is under way on it.
func carry(to io.Writer, from io.Reader, delay time.Duration) {
	type piece struct {
		due   time.Time
		bytes []byte
	}
	wire := make(chan piece, 1<<12)
	go func() {
		defer close(wire)
		for {
			buffer := make([]byte, 32<<10)
			n, err := from.Read(buffer)
			if n > 0 {
				wire <- piece{time.Now().Add(delay), buffer[:n]}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range wire {
		time.Sleep(time.Until(p.due))
		if _, err := to.Write(p.bytes); err != nil {
			break
		}
	}
	for range wire { // the reader ends once its own end is closed
	}
}
