// Package line is what carries answers: connections that are held to deadlines piece
// by piece.
package line

import (
	"context"
	"net"
	"net/http"
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
	holding bool
	held    []byte // at most limits.WritePiece, for the next write or release
}

// Stream bounds every later write, and keeps the kernel from holding more than
// a little: what waits there can't be superseded any more.
func (c *Conn) Stream() error {
	c.streaming.Store(true)
	return c.SetWriteBuffer(limits.SendBuffer)
}

// Write writes b in pieces, each with its own deadline: a slow line that moves
// is served, one that stands still is dropped.
func (c *Conn) Write(b []byte) (written int, err error) {
	if !c.streaming.Load() {
		return c.TCPConn.Write(b)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.held)+len(b) <= limits.WritePiece && c.holding {
		c.held = append(c.held, b...)
		return len(b), nil
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return c.writePieces(b)
}

func (c *Conn) writePieces(b []byte) (written int, err error) {
	for written < len(b) {
		piece := b[written:min(written+limits.WritePiece, len(b))]
		if err := c.SetWriteDeadline(time.Now().Add(c.wait)); err != nil {
			return written, err
		}
		n, err := c.TCPConn.Write(piece)
		written += n
		c.Sent.Add(int64(n))
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// Hold keeps small writes back until release, so that messages that are ready
// at the same time leave in one packet, and not in one each.
func (c *Conn) Hold() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.holding = true
}

// Release writes what hold kept back.
func (c *Conn) Release() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.holding = false
	return c.flush()
}

// flush writes what is held; c.mu is.
func (c *Conn) flush() error {
	_, err := c.writePieces(c.held)
	c.held = c.held[:0]
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
