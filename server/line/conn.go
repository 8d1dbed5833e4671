// Package line is what carries answers: connections that are held to deadlines piece
// by piece.
package line

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"downhill/server/limits"
)

// A Conn sets its own deadline before each write once it carries a stream. A
// context with a timeout for every message would do the same at the price of a
// timer and garbage for each.
type Conn struct {
	*net.TCPConn
	streaming atomic.Bool
	Sent      atomic.Int64  // bytes that went out as a stream
	wait      time.Duration // how long a piece may take

	mu      sync.Mutex // over what follows, and over the order of what is written
	holding int
	held    *[]byte  // at most limits.HeldMost, for the next write or release; nil for none
	rest    [][]byte // of what was offered, before all that is held
}

// buffers are those that hold what is held back: an idle connection has none.
var buffers = sync.Pool{New: func() any {
	b := make([]byte, 0, limits.WritePiece)
	return &b
}}

// Stream bounds every later write, and keeps the kernel from holding more than
// a little: what waits there can't be superseded any more.
func (c *Conn) Stream() error {
	c.streaming.Store(true)
	return c.SetWriteBuffer(limits.SendBuffer)
}

// Write writes b. A slow line that moves is served, one that stands still is dropped.
func (c *Conn) Write(b []byte) (written int, err error) {
	if !c.streaming.Load() {
		return c.TCPConn.Write(b)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.holding > 0 && c.hold(b) {
		return len(b), nil
	}
	return c.writeAll(b)
}

// hold keeps b for later, unless that would be too much; c.mu is held.
func (c *Conn) hold(b []byte) bool {
	if c.held == nil && len(b) <= limits.HeldMost {
		c.held = buffers.Get().(*[]byte)
	}
	if c.held == nil || len(*c.held)+len(b) > limits.HeldMost {
		return false
	}
	*c.held = append(*c.held, b...)
	return true
}

// writeAll writes what is held, and b, with as few calls of the system as it takes. In
// each time that a piece may take, a piece must get through, or the rest; c.mu is held.
// written is of b alone.
func (c *Conn) writeAll(b []byte) (written int, err error) {
	defer c.letGo()
	if err := c.writeRest(); err != nil {
		return 0, err
	}
	all, before := make(net.Buffers, 0, 2), 0
	if c.held != nil {
		all, before = append(all, *c.held), len(*c.held)
	}
	all = append(all, b)
	for sent, total := 0, before+len(b); sent < total; {
		if err := c.SetWriteDeadline(time.Now().Add(c.wait)); err != nil {
			return max(0, sent-before), err
		}
		n, err := all.WriteTo(c.TCPConn)
		sent += int(n)
		c.Sent.Add(n)
		if moves := errors.Is(err, os.ErrDeadlineExceeded) && n >= limits.WritePiece; err != nil && !moves {
			return max(0, sent-before), err
		}
	}
	return len(b), nil
}

// letGo gives the buffer of what was held back; c.mu is held.
func (c *Conn) letGo() {
	if c.held != nil {
		*c.held = (*c.held)[:0]
		buffers.Put(c.held)
		c.held = nil
	}
}

// Hold keeps small writes back until release, so that messages that are ready
// at the same time leave in one packet, and not in one each. It may be called again
// within: then the last release counts.
func (c *Conn) Hold() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.holding++
}

// Release writes what hold kept back.
func (c *Conn) Release() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.holding--; c.holding > 0 || c.held == nil {
		return nil
	}
	_, err := c.writeAll(nil)
	return err
}

// Listener wraps what it accepts in a conn, whose pieces may take as long as wait
// says.
type Listener struct {
	*net.TCPListener
	Wait time.Duration
}

// Accept is the next connection, a Conn.
func (l Listener) Accept() (net.Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	if err := c.SetWriteBuffer(limits.AnswerBuffer); err != nil {
		_ = c.Close() // gone already
	}
	return &Conn{TCPConn: c, wait: l.Wait}, nil
}

type connKey struct{}

// With lets a handler find the conn that its request came by.
func With(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// Of is the conn that a request came by; nil where its server listens by
// something else, as in a test.
func Of(r *http.Request) *Conn {
	c, _ := r.Context().Value(connKey{}).(*Conn)
	return c
}
