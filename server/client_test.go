package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// A client is a page as the tests play it, on another websocket library than
// the server's.
type client struct {
	t    testing.TB
	conn net.Conn
	in   *bufio.Reader
	kept []string // the surfaces that came and that a page keeps, by name, the oldest first
}

// message is anything that the server sends.
type message struct {
	ID      uint32
	Type    string
	Run     int
	Outcome string
	K, Last int
	Query   string
	Path    string
	Field   string
	Kind    string
	Message string
	Column  int
	Steps   any // a number, or a sweep's list
	Surface *surfaceSaid
	Runs    []json.RawMessage

	Evaluations int

	N        int
	Complete bool
	Rates    []float64
	Outcomes []string
	Minima   []struct{ At [2]float64 }

	text  []byte // a text message, as it came
	frame []byte // a binary message, whole
	first int    // and what its header says
	count int
	cols  [columns][]float64
	close ws.StatusCode
}

// surfaceSaid is a surface, or the name of one.
type surfaceSaid struct {
	ID, Formula, MathML string
	View                []float64
}

func (s surfaceSaid) name() string {
	if s.ID != "" {
		return s.ID
	}
	return fmt.Sprint(s.Formula, s.View)
}

func dial(t testing.TB, s *Server) *client {
	t.Helper()
	return dialURL(t, "ws"+strings.TrimPrefix(s.URL(), "http")+"/ws")
}

func dialURL(t testing.TB, url string) *client {
	t.Helper()
	dialer := ws.Dialer{Protocols: []string{subprotocol}, Timeout: 5 * time.Second}
	conn, early, _, err := dialer.Dial(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	if early != nil {
		t.Fatal("the server spoke first")
	}
	t.Cleanup(func() { _ = conn.Close() })
	return &client{t: t, conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}
}

func (c *client) send(text string) {
	c.t.Helper()
	if err := wsutil.WriteClientText(c.conn, []byte(text)); err != nil {
		c.t.Fatal(err)
	}
}

// next is the next message, of any kind; pings are answered.
func (c *client) next() message {
	c.t.Helper()
	m, err := c.read(10 * time.Second)
	if err != nil {
		c.t.Fatal(err)
	}
	return m
}

// nextButSurface is the next message that brings no surface.
func (c *client) nextButSurface() message {
	c.t.Helper()
	for {
		if m := c.next(); m.Type != "surface" {
			return m
		}
	}
}

// read is next with a limit. Pings are answered, and a close as well.
func (c *client) read(wait time.Duration) (message, error) {
	_ = c.conn.SetReadDeadline(time.Now().Add(wait))
	for {
		f, err := ws.ReadFrame(c.in)
		if err != nil {
			return message{}, err
		}
		switch f.Header.OpCode {
		case ws.OpPing:
			_ = ws.WriteFrame(c.conn, ws.MaskFrame(ws.NewPongFrame(f.Payload)))
		case ws.OpClose:
			code := ws.StatusCode(binary.BigEndian.Uint16(f.Payload))
			_ = ws.WriteFrame(c.conn, ws.MaskFrame(ws.NewCloseFrame(f.Payload)))
			return message{close: code}, nil
		case ws.OpText:
			var m message
			err := json.Unmarshal(f.Payload, &m)
			m.text = f.Payload
			c.keep(m)
			return m, err
		case ws.OpBinary:
			return decodeFrame(f.Payload), nil
		}
	}
}

// keep holds the server to its word on surfaces: each comes once, before the
// first scenario that names it, and is named, not repeated, from there on.
func (c *client) keep(m message) {
	c.t.Helper()
	switch m.Type {
	case "surface":
		if slices.Contains(c.kept, m.Surface.name()) {
			c.t.Errorf("%s comes once more", m.Surface.name())
		}
		if m.Surface.MathML == "" {
			c.t.Errorf("%s comes without what is known of it", m.Surface.name())
		}
		c.kept = append(c.kept, m.Surface.name())
		c.kept = c.kept[max(0, len(c.kept)-64):]
	case "scenario":
		if m.Surface == nil || m.Surface.MathML != "" {
			c.t.Errorf("request %d: the scenario does not just name its surface: %+v", m.ID, m.Surface)
		} else if !slices.Contains(c.kept, m.Surface.name()) {
			c.t.Errorf("request %d is of %s, which did not come", m.ID, m.Surface.name())
		}
	}
}

// decodeFrame reads a binary frame by the words of message.go's comment, not by
// its code.
func decodeFrame(b []byte) message {
	le := binary.LittleEndian
	m := message{ID: le.Uint32(b), Run: int(le.Uint16(b[4:])), frame: b}
	if le.Uint16(b[6:]) == basinsFrame {
		m.Type, m.N, m.Complete = "map", int(le.Uint32(b[8:])), le.Uint32(b[12:]) == 1
		return m
	}
	m.Type, m.first, m.count = "iterates", int(le.Uint32(b[8:])), int(le.Uint32(b[12:]))
	for c := range m.cols {
		for i := range m.count {
			m.cols[c] = append(m.cols[c], math.Float64frombits(le.Uint64(b[16+8*(c*m.count+i):])))
		}
	}
	return m
}

// until collects messages up to the one that ends the request id.
func (c *client) until(id uint32) []message {
	c.t.Helper()
	var all []message
	for {
		m := c.next()
		all = append(all, m)
		if m.close != 0 {
			c.t.Fatalf("closed with %d", m.close)
		}
		if m.ID == id && ends(m) {
			return all
		}
	}
}

func ends(m message) bool {
	return m.Type == "done" || m.Type == "error" || m.Type == "superseded" || m.Type == "cancelled"
}
