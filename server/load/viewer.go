package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"

	"github.com/gobwas/ws"
	"nhooyr.io/websocket" //nolint:staticcheck // for the names of its kinds of messages
)

// protocol is the stream's.
const protocol = "downhill.v2"

// patience is how long a viewer waits for what must come.
const patience = 30 * time.Second

// A viewer is a page's connection, as the driver plays it.
type viewer struct {
	conn net.Conn
	in   *bufio.Reader
	id   int
}

// open opens a stream of the server at an address.
func open(ctx context.Context, addr string) (*viewer, error) { return openBy(ctx, addr, &net.Dialer{}) }

// openDeaf is open, with a connection that takes next to nothing that is not read.
func openDeaf(ctx context.Context, addr string) (*viewer, error) {
	return openBy(ctx, addr, &net.Dialer{Control: func(_, _ string, c syscall.RawConn) (err error) {
		if e := c.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) }); e != nil {
			return e
		}
		return err
	}})
}

func openBy(ctx context.Context, addr string, by *net.Dialer) (*viewer, error) {
	dialer := ws.Dialer{Protocols: []string{protocol}, Timeout: patience, NetDial: by.DialContext, ReadBufferSize: 512, WriteBufferSize: 512}
	conn, early, _, err := dialer.Dial(ctx, "ws://"+addr+"/ws")
	if err != nil {
		return nil, err
	}
	if early != nil {
		conn.Close()
		return nil, fmt.Errorf("%s spoke first", addr)
	}
	return &viewer{conn: conn}, nil
}

func (v *viewer) close() { _ = v.conn.Close() }

// ask sends a request of a kind, and is its id.
func (v *viewer) ask(kind, query string) (id int, err error) {
	v.id++
	return v.id, v.write(ws.NewTextFrame(fmt.Appendf(nil, `{"id":%d,%q:%q}`, v.id, kind, query)))
}

// write writes a frame by one write, as browsers do: a pong of the goroutine that reads is
// not to come between a header and its payload.
func (v *viewer) write(f ws.Frame) error {
	whole, err := ws.CompileFrame(ws.MaskFrame(f))
	if err == nil {
		_, err = v.conn.Write(whole)
	}
	return err
}

// next is the next message; pings are answered. The body is good until the next call.
func (v *viewer) next() (m message, err error) {
	if v.in == nil {
		v.in = bufio.NewReaderSize(v.conn, 16<<10)
	}
	for {
		if err := v.conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
			return m, err
		}
		h, err := ws.ReadHeader(v.in)
		if err != nil {
			return m, err
		}
		body := make([]byte, h.Length)
		if _, err := io.ReadFull(v.in, body); err != nil {
			return m, err
		}
		switch h.OpCode {
		case ws.OpPing:
			err = v.write(ws.NewPongFrame(body))
		case ws.OpClose:
			err = closed(binary.BigEndian.Uint16(body))
			_ = v.write(ws.NewCloseFrame(body)) // it leaves either way
		case ws.OpText:
			return message{websocket.MessageText, body}, nil
		case ws.OpBinary:
			return message{websocket.MessageBinary, body}, nil
		}
		if err != nil {
			return m, err
		}
	}
}

// closed is the code that a server closed with.
type closed uint16

func (c closed) Error() string { return fmt.Sprintf("closed with %d", uint16(c)) }

// until reads up to the message that ends a request; done tells whether it got through.
func (v *viewer) until() (all []message, done bool, err error) {
	for {
		m, err := v.next()
		if err != nil {
			return all, false, err
		}
		all = append(all, m)
		if m.kind != websocket.MessageText {
			continue
		}
		if end := endOf(m.body); end != "" {
			return all, end == "done", nil
		}
	}
}

// skip drops what comes up to the end of a request.
func (v *viewer) skip() error {
	for {
		m, err := v.next()
		if err != nil || m.kind == websocket.MessageText && endOf(m.body) != "" {
			return err
		}
	}
}

// endings are the types of the messages that end a request.
var endings = []string{"done", "superseded", "error", "cancelled"}

// endOf is how a message ends its request; empty if it does not.
func endOf(text []byte) string {
	for _, end := range endings {
		if bytes.Contains(text, []byte(`"type":"`+end+`"`)) {
			return end
		}
	}
	return ""
}

// answer is the whole answer to a request.
func (v *viewer) answer(kind, query string) ([]message, error) {
	if _, err := v.ask(kind, query); err != nil {
		return nil, err
	}
	all, done, err := v.until()
	if err == nil && !done {
		err = fmt.Errorf("%s %s ends with %s", kind, query, all[len(all)-1].body)
	}
	return all, err
}
