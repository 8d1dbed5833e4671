package site

import (
	"context"
	"net"
	"net/http"
	"sync"
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
	wait      time.Duration // how long a piece may take

	mu      sync.Mutex // over what follows, and over the order of what is written
	holding bool
	held    []byte // at most writePiece, for the next write or release
}

// stream bounds every later write, and keeps the kernel from holding more than
// a little: what waits there can't be superseded any more.
func (c *conn) stream() error {
	c.streaming.Store(true)
	return c.SetWriteBuffer(sendBuffer)
}

// Write writes b in pieces, each with its own deadline: a slow line that moves
// is served, one that stands still is dropped.
func (c *conn) Write(b []byte) (written int, err error) {
	if !c.streaming.Load() {
		return c.TCPConn.Write(b)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.held)+len(b) <= writePiece && c.holding {
		c.held = append(c.held, b...)
		return len(b), nil
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return c.writePieces(b)
}

func (c *conn) writePieces(b []byte) (written int, err error) {
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

// hold keeps small writes back until release, so that messages that are ready
// at the same time leave in one packet, and not in one each.
func (c *conn) hold() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.holding = true
}

// release writes what hold kept back.
func (c *conn) release() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.holding = false
	return c.flush()
}

// flush writes what is held; c.mu is.
func (c *conn) flush() error {
	_, err := c.writePieces(c.held)
	c.held = c.held[:0]
	return err
}

// listener wraps what it accepts in a conn, whose pieces may take as long as wait
// says.
type listener struct {
	*net.TCPListener
	wait time.Duration
}

func (l listener) Accept() (net.Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	if err := c.SetWriteBuffer(answerBuffer); err != nil {
		_ = c.Close() // gone already
	}
	return &conn{TCPConn: c, wait: l.wait}, nil
}

type connKey struct{}

// withConn lets a handler find the conn that its request came by.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// connOf is the conn that a request came by; nil where its server listens by
// something else, as in a test.
func connOf(r *http.Request) *conn {
	c, _ := r.Context().Value(connKey{}).(*conn)
	return c
}
