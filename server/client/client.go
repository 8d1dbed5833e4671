// Package client calls a server from outside, for the tests: as a page does over
// the stream, as curl does, over a slow line, from behind a proxy. It knows what
// the server's documents say and none of its code.
package client

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"
)

// What the tests know of the stream: its name, and what its frames hold.
const (
	Protocol  = "downhill.v2"
	basinsMap = 2 // the kinds of frames that hold no iterates
	members   = 4
	picture   = 5
	columnsOf = 6 // numbers of an iterate
	besideOf  = 3 // and what one of a network has beside them
	ofNetwork = 3
)

// A Stream is a page as the tests play it, on another websocket library than
// the server's.
type Stream struct {
	T    testing.TB
	Conn net.Conn
	In   *bufio.Reader
	kept []string // the surfaces that came and that a page keeps, by name, the oldest first
}

// Message is anything that the server sends.
type Message struct {
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
	Live    json.RawMessage // of a lecture
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

	Every   int
	Members int
	Paths   []Path    // of a frame of members
	Parts   []Message // of the picture of a lecture

	Text   []byte // a text message, as it came
	Frame  []byte // a binary message, whole
	First  int    // and what its header says
	Count  int
	Cols   [columnsOf][]float64
	Beside [][]float64 // of a network: held-out loss, distance, and the plane's loss
	Closed ws.StatusCode
}

// Path is the points of one member of an ensemble that a frame has.
type Path struct {
	Last       int
	X, Y, Loss []float32
}

// surfaceSaid is a surface, or the name of one.
type surfaceSaid struct {
	ID, Formula, MathML string
	View                []float64
}

// Name tells surfaces apart.
func (s surfaceSaid) Name() string {
	if s.ID != "" && s.Formula != "" && strings.HasPrefix(s.Formula, "surface=") {
		return s.Formula // a network's, of which there are many
	}
	if s.ID != "" {
		return s.ID
	}
	return fmt.Sprint(s.Formula, s.View)
}

// Dial opens a stream of the site at url.
func Dial(t testing.TB, url string) *Stream {
	t.Helper()
	c, err := Try(t, url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Conn.Close() })
	return c
}

// DialAsking is Dial by an address that asks.
func DialAsking(t testing.TB, at, message string) *Stream {
	t.Helper()
	c, _, err := open(t, at, "?ask="+url.QueryEscape(message))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Conn.Close() })
	return c
}

// Try is Dial where nobody may be there; the caller closes its connection.
func Try(t testing.TB, url string) (*Stream, error) {
	c, early, err := open(t, url, "")
	if len(early) > 0 && ws.OpCode(early[0]&0xf) != ws.OpPing {
		t.Error("the server spoke first")
	}
	return c, err
}

// open opens a stream, and is also what came with the answer to its handshake.
func open(t testing.TB, at, query string) (*Stream, []byte, error) {
	dialer := ws.Dialer{Protocols: []string{Protocol}, Timeout: Patience}
	conn, early, _, err := dialer.Dial(context.Background(), "ws"+strings.TrimPrefix(at, "http")+"/ws"+query)
	if err != nil {
		return nil, nil, err
	}
	var begin []byte
	if early != nil {
		begin, _ = early.Peek(early.Buffered())
	}
	in := io.MultiReader(bytes.NewReader(begin), conn)
	return &Stream{T: t, Conn: conn, In: bufio.NewReaderSize(in, 64<<10)}, begin, nil
}

// Send sends a message of the page. Only the test's own goroutine may call it.
func (c *Stream) Send(text string) {
	c.T.Helper()
	if err := c.Say(text); err != nil {
		c.T.Fatal(err)
	}
}

// Say is Send for any goroutine.
func (c *Stream) Say(text string) error { return c.Write(ws.NewTextFrame([]byte(text))) }

// Write sends a frame by one write: one goroutine may answer pings while another
// sends, and what is written between a header and its payload breaks the connection.
func (c *Stream) Write(f ws.Frame) error {
	whole, err := ws.CompileFrame(ws.MaskFrame(f))
	if err == nil {
		_, err = c.Conn.Write(whole)
	}
	return err
}

// Next is the next message, of any kind; pings are answered.
func (c *Stream) Next() Message {
	c.T.Helper()
	m, err := c.Read(Patience)
	if err != nil {
		c.T.Fatal(err)
	}
	return m
}

// NextButSurface is the next message that brings no surface.
func (c *Stream) NextButSurface() Message {
	c.T.Helper()
	for {
		if m := c.Next(); m.Type != "surface" {
			return m
		}
	}
}

// Read is next with a limit. Pings are answered, and a close as well.
func (c *Stream) Read(wait time.Duration) (Message, error) {
	_ = c.Conn.SetReadDeadline(time.Now().Add(wait))
	for {
		f, err := ws.ReadFrame(c.In)
		if err != nil {
			return Message{}, err
		}
		switch f.Header.OpCode {
		case ws.OpPing:
			_ = c.Write(ws.NewPongFrame(f.Payload))
		case ws.OpClose:
			code := ws.StatusCode(binary.BigEndian.Uint16(f.Payload))
			_ = c.Write(ws.NewCloseFrame(f.Payload))
			return Message{Closed: code}, nil
		case ws.OpText:
			var m Message
			err := json.Unmarshal(f.Payload, &m)
			m.Text = f.Payload
			c.keep(m)
			return m, err
		case ws.OpBinary:
			return DecodeFrame(f.Payload), nil
		}
	}
}

// keep holds the server to its word on surfaces: each comes once, before the
// first scenario that names it, and is named, not repeated, from there on.
func (c *Stream) keep(m Message) {
	c.T.Helper()
	switch m.Type {
	case "surface":
		if slices.Contains(c.kept, m.Surface.Name()) {
			c.T.Errorf("%s comes once more", m.Surface.Name())
		}
		if m.Surface.MathML == "" {
			c.T.Errorf("%s comes without what is known of it", m.Surface.Name())
		}
		c.kept = append(c.kept, m.Surface.Name())
		c.kept = c.kept[max(0, len(c.kept)-64):]
	case "scenario":
		if m.Surface == nil || m.Surface.MathML != "" {
			c.T.Errorf("request %d: the scenario does not just name its surface: %+v", m.ID, m.Surface)
		} else if !slices.Contains(c.kept, m.Surface.Name()) {
			c.T.Errorf("request %d is of %s, which did not come", m.ID, m.Surface.Name())
		}
	}
}

// DecodeFrame reads a binary frame by the words of server/stream/message.go, not by
// its code.
func DecodeFrame(b []byte) Message {
	le := binary.LittleEndian
	m := Message{ID: le.Uint32(b), Run: int(le.Uint16(b[4:])), Frame: b}
	if le.Uint16(b[6:]) == basinsMap {
		m.Type, m.N, m.Complete = "map", int(le.Uint32(b[8:])), le.Uint32(b[12:]) == 1
		return m
	}
	if le.Uint16(b[6:]) == members {
		return decodeMembers(m, b)
	}
	if le.Uint16(b[6:]) == picture {
		return decodePicture(m, b)
	}
	m.Type, m.First, m.Count = "iterates", int(le.Uint32(b[8:])), int(le.Uint32(b[12:]))
	for c := range m.Cols {
		m.Cols[c] = make([]float64, m.Count)
		for i := range m.Cols[c] {
			m.Cols[c][i] = math.Float64frombits(le.Uint64(b[16+8*(c*m.Count+i):]))
		}
	}
	if le.Uint16(b[6:]) == ofNetwork {
		for c := range besideOf {
			var column []float64
			for i := range m.Count {
				column = append(column, math.Float64frombits(le.Uint64(b[16+8*((columnsOf+c)*m.Count+i):])))
			}
			m.Beside = append(m.Beside, column)
		}
	}
	return m
}

// decodePicture reads the picture of a lecture: each part as it would come by itself.
func decodePicture(m Message, b []byte) Message {
	le := binary.LittleEndian
	m.Type = "picture"
	at := 16
	for range le.Uint32(b[8:]) {
		length, binary := int(le.Uint32(b[at:])), le.Uint32(b[at+4:]) == 1
		body := b[at+8 : at+8+length]
		part := Message{Text: body}
		if binary {
			part = DecodeFrame(body)
		} else if err := json.Unmarshal(body, &part); err != nil {
			part.Type = err.Error() // which no test expects
		}
		m.Parts = append(m.Parts, part)
		at += 8 + (length+7)/8*8
	}
	return m
}

// decodeMembers reads the frame of members of an ensemble.
func decodeMembers(m Message, b []byte) Message {
	le := binary.LittleEndian
	m.Type, m.First, m.Count, m.Every = "members", int(le.Uint32(b[8:])), int(le.Uint32(b[12:])), int(le.Uint32(b[16:]))
	m.Paths = make([]Path, m.Count)
	for i := range m.Paths {
		m.Paths[i].Last = int(le.Uint32(b[20+4*i:]))
	}
	at := 20 + 4*m.Count
	floats := func(n int) []float32 {
		all := make([]float32, n)
		for i := range all {
			all[i] = math.Float32frombits(le.Uint32(b[at:]))
			at += 4
		}
		return all
	}
	points := func(p *Path) int { return (p.Last+m.Every-1)/m.Every + 1 }
	for i := range m.Paths {
		m.Paths[i].X = floats(points(&m.Paths[i]))
	}
	for i := range m.Paths {
		m.Paths[i].Y = floats(points(&m.Paths[i]))
	}
	for i := range m.Paths {
		m.Paths[i].Loss = floats(points(&m.Paths[i]))
	}
	if at != len(b) {
		panic(fmt.Sprintf("a frame of members has %d bytes, read %d", len(b), at))
	}
	return m
}

// Until collects messages up to the one that ends the request id.
func (c *Stream) Until(id uint32) []Message {
	c.T.Helper()
	var all []Message
	for {
		m := c.Next()
		all = append(all, m)
		if m.Closed != 0 {
			c.T.Fatalf("closed with %d", m.Closed)
		}
		if m.ID == id && Ends(m) {
			return all
		}
	}
}

// Ends tells whether a message ends its request.
func Ends(m Message) bool {
	return m.Type == "done" || m.Type == "error" || m.Type == "superseded" || m.Type == "cancelled"
}
