package main

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// A conn sets its own deadline before each write once it carries a stream. A
// context with a timeout for every message would do the same at the price of a
// timer and garbage for each.
type conn struct {
	*net.TCPConn
	streaming atomic.Bool
	sent      atomic.Int64  // bytes that went out as a stream
	wait      time.Duration // how long a piece may take; set before streaming
}

// stream bounds every later write, and keeps the kernel from holding more than
// a little: what waits there can't be superseded any more.
func (c *conn) stream(wait time.Duration) error {
	c.wait = wait
	c.streaming.Store(true)
	return c.SetWriteBuffer(sendBuffer)
}

// Write writes b in pieces, each with its own deadline: a slow line that moves
// is served, one that stands still is dropped.
func (c *conn) Write(b []byte) (written int, err error) {
	if !c.streaming.Load() {
		return c.TCPConn.Write(b)
	}
	for written < len(b) {
		piece := b[written:min(written+writePiece, len(b))]
		if err := c.SetWriteDeadline(time.Now().Add(c.wait)); err != nil {
			return written, err
		}
		n, err := c.TCPConn.Write(piece)
		written += n
		c.sent.Add(int64(n))
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// listener wraps what it accepts in a conn.
type listener struct{ *net.TCPListener }

func (l listener) Accept() (net.Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return &conn{TCPConn: c}, nil
}

type connKey struct{}

// withConn lets a handler find the conn that its request came by.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// connOf is the conn that a request came by.
func connOf(r *http.Request) *conn { return r.Context().Value(connKey{}).(*conn) }
