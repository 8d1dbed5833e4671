// Package stream serves /ws: sockets, what each of them is sent, and how they end.
package stream

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"downhill/server/answer"
	"downhill/server/journal"
	"downhill/server/limits"
	"downhill/server/line"
	"downhill/server/metrics"
	"downhill/server/peer"

	"nhooyr.io/websocket" //nolint:staticcheck // the last release under this path; imported here alone, so that a swap is one line
)

// errGone is what is left of a connection that can't be written to.
var errGone = errors.New("the page is gone")

// ServeHTTP is GET /ws.
func (s *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := s.openStream(w, r); err != nil {
		slog.DebugContext(r.Context(), "no stream", "err", err)
	}
}

// left tells whether a connection ended because its page was closed or went elsewhere.
func left(err error) bool {
	switch websocket.CloseStatus(err) {
	case websocket.StatusNormalClosure, websocket.StatusGoingAway, websocket.StatusNoStatusRcvd:
		return true
	}
	return false
}

// openStream lets a page have a stream, which goes on when the request has been answered:
// what it was answered by is memory as well.
func (s *Hub) openStream(w http.ResponseWriter, r *http.Request) error {
	if !s.mayUpgrade(w, r) {
		return nil
	}
	leave, err := s.viewers.enter(peer.Network(r))
	if err != nil {
		s.refuse(r, err)
		answer.Refuse(w, r, err)
		return err
	}
	ws, c, err := s.upgrade(w, r)
	if err != nil {
		leave()
		return err
	}
	asked, ahead := journal.Of(r.Context()), r.URL.Query().Get("ask")
	go func() {
		defer leave()
		s.serveStream(ws, c, asked, ahead)
	}()
	return nil
}

// upgrade turns a request into a stream; what can't be is answered.
func (s *Hub) upgrade(w http.ResponseWriter, r *http.Request) (*websocket.Conn, *line.Conn, error) {
	c := line.Of(r)
	if err := c.Stream(); err != nil {
		return nil, nil, err
	}
	ws, err := websocket.Accept(slim{w}, r, &websocket.AcceptOptions{
		Subprotocols:       []string{Subprotocol},
		InsecureSkipVerify: true, // mayUpgrade has checked the origin, more strictly
		CompressionMode:    websocket.CompressionDisabled,
	})
	if err != nil {
		s.Metrics.Refused(metrics.Upgrade)
	}
	return ws, c, err
}

// serveStream serves a connection, and decides what of its end is worth a line in the
// log. A panic ends it, not the server.
func (s *Hub) serveStream(ws *websocket.Conn, c *line.Conn, asked journal.Asked, ahead string) {
	ctx := journal.With(s.ctx, asked)
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic", "value", p, "stack", string(debug.Stack()))
		}
	}()
	if err := s.serveViewer(ws, c, asked, ahead); err != nil && !left(err) {
		slog.DebugContext(ctx, "stream ended", "err", err)
	}
}

// mayUpgrade answers what is wrong with a request for the stream, if anything.
func (s *Hub) mayUpgrade(w http.ResponseWriter, r *http.Request) bool {
	s.adviseUpgrade(r)
	if r.ContentLength != 0 { // nobody would read it, and who sends it may never do so
		s.Metrics.Refused(metrics.Upgrade)
		w.Header().Set("Connection", "close")
		http.Error(w, "A request for the stream has no body.", http.StatusBadRequest)
		return false
	}
	if len(r.URL.Query()["ask"]) > 1 { // one of them would be dropped unsaid
		s.Metrics.Refused(metrics.Upgrade)
		http.Error(w, "ask: given more than once: an address asks for one thing, and all others are messages.", http.StatusBadRequest)
		return false
	}
	origin := originOf(r)
	if !s.allowed(origin, r.Host) {
		s.Metrics.Refused(metrics.Origin)
		slog.WarnContext(r.Context(), "origin refused", "origin", journal.Brief(origin), "host", journal.Brief(r.Host))
		s.adviseHost(r, origin)
		w.Header().Set("Refused", "origin") // which a page of ours that was refused asks by plain HTTP
		http.Error(w, "A page of another site may not open this stream.", http.StatusForbidden)
		return false
	}
	offered := strings.Join(r.Header.Values("Sec-WebSocket-Protocol"), ",")
	names := strings.FieldsFunc(offered, func(c rune) bool { return c == ',' || c == ' ' })
	if len(names) > 0 && !slices.Contains(names, Subprotocol) {
		s.Metrics.Refused(metrics.Protocol)
		http.Error(w, "The stream's subprotocol is "+Subprotocol+"; "+strings.Join(names, ", ")+" is not served. A page that was open before the server was renewed needs to be loaded again.", http.StatusBadRequest)
		return false
	}
	return true
}

// originOf is the origin of a page that asks for a stream, or asks by plain HTTP why it
// got none: a browser tells none of itself then.
func originOf(r *http.Request) string {
	return cmp.Or(r.Header.Get("Origin"), r.Header.Get("Page-Origin"))
}

// A socket is one page's connection.
type socket struct {
	ws   *websocket.Conn
	conn *line.Conn // what carries it
	hub  *Hub
	fate *fate
}

func (s socket) text(b []byte) error   { return s.write(websocket.MessageText, b) }
func (s socket) binary(b []byte) error { return s.write(websocket.MessageBinary, b) }

// write has no context: the conn below sets its own deadline. A write that
// failed leaves a broken stream, so the connection goes with it.
func (s socket) write(t websocket.MessageType, b []byte) error {
	s.conn.Hold() // the header and what follows it leave together
	err := s.ws.Write(context.Background(), t, b)
	if late := s.conn.Release(); err == nil {
		err = late
	}
	if err != nil {
		s.fate.set(metrics.Stalled)
		_ = s.ws.CloseNow() // there is nothing left to save
		return errGone
	}
	s.count(b)
	return nil
}

// count counts a message that was sent; nil is none.
func (s socket) count(b []byte) {
	if b != nil {
		s.hub.Counts.Messages.Add(1)
		s.hub.Counts.Bytes.Add(uint64(len(b)))
	}
}

// together sends in as few packets as it can.
func (s socket) together(send func() error) error {
	s.conn.Hold()
	err := send()
	if s.let() != nil {
		return errGone
	}
	return err
}

func (s socket) hold()    { s.conn.Hold() }
func (s socket) release() { _ = s.let() } // an error here ends the connection by itself

// let lets go of what was held back.
func (s socket) let() error {
	err := s.conn.Release()
	if err != nil {
		s.fate.set(metrics.Stalled)
		_ = s.ws.CloseNow() // as after any write that failed
	}
	return err
}

// restart asks the page to come back in a moment, once what it has been sent a part of
// is whole, or ctx ends.
func (s socket) restart(ctx context.Context, session *session) {
	if session.finish(ctx) != nil {
		return // the hard stop is next
	}
	s.fate.set(metrics.Restart)
	_ = s.ws.Close(websocket.StatusServiceRestart, "the server restarts") // gone is fine too
}

// serveViewer serves a connection until it ends, and leaves nothing running. ahead is the
// message that its address brought, or empty: a page that opens is answered sooner by it.
func (s *Hub) serveViewer(ws *websocket.Conn, c *line.Conn, asked journal.Asked, ahead string) (err error) {
	ctx, cancel := context.WithCancel(journal.With(s.ctx, asked))
	sock := socket{ws, c, s, &fate{}}
	s.Metrics.Opened()
	session := newSession(ctx, s, sock)
	forget := s.viewers.add(sock, session)
	stopPings := keepAlive(ctx, sock, s.limits.PingEvery, s.limits.PongTime)
	defer func() {
		s.Metrics.Ended(sock.fate.ending(err, s.ctx.Err() != nil))
		cancel()
		stopPings()
		forget()
		_ = ws.CloseNow() // usually closed already
		session.jobs.Wait()
	}()
	ws.SetReadLimit(limits.MaxMessage)
	err = readAll(ctx, sock, session, ahead, s.limits.FirstMessage)
	session.lecture.leave(!left(err))
	return err
}

// readAll reads the page's messages, after the one that came ahead of them. Something
// must always be reading: pongs and close frames arrive by it as well.
func readAll(ctx context.Context, s socket, session *session, ahead string, first time.Duration) error {
	silent := time.AfterFunc(first, func() {
		s.fate.set(metrics.Silent)
		time.AfterFunc(limits.LeaveTime, func() { _ = s.ws.CloseNow() }) // its place is wanted
		_ = s.ws.Close(websocket.StatusPolicyViolation, "nothing was asked")
	})
	defer silent.Stop()
	limit := newBucket(limits.MessagesASecond, limits.MessageBurst, time.Now())
	if ahead != "" && session.receive([]byte(ahead)) {
		silent.Stop()
	}
	for {
		kind, text, err := s.ws.Read(ctx)
		if err != nil {
			return err
		}
		if kind != websocket.MessageText {
			text = nil // answered as what it is: no message
		}
		if session.receive(text) {
			silent.Stop()
		}
		if err := pause(ctx, limit.take(time.Now())); err != nil {
			return err
		}
	}
}

// brokeProtocol reports whether a page sent what is no websocket's, or too much at once.
func brokeProtocol(err error) bool {
	switch websocket.CloseStatus(err) {
	case websocket.StatusProtocolError, websocket.StatusUnsupportedData, websocket.StatusInvalidFramePayloadData, websocket.StatusMessageTooBig:
		return true
	}
	return false
}

// pause waits, or returns ctx's error if that ends first.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// keepAlive pings now and then, and drops a page that does not answer, unless
// bytes still move to it: on a slow line a ping waits behind a long frame.
// Between pings it holds a timer, not a goroutine.
func keepAlive(ctx context.Context, s socket, every, pong time.Duration) (stop func()) {
	var timer *time.Timer
	ready := make(chan struct{})
	timer = time.AfterFunc(jitter(every), func() {
		<-ready
		wait, cancel := context.WithTimeout(ctx, pong)
		defer cancel()
		before := s.conn.Sent.Load()
		if err := s.ws.Ping(wait); err != nil && s.conn.Sent.Load()-before <= pingSize {
			s.fate.set(metrics.Deaf)
			_ = s.ws.CloseNow()
			return
		}
		timer.Reset(jitter(every))
	})
	close(ready)
	return func() { timer.Stop() }
}

// pingSize is more than a ping takes on the wire.
const pingSize = 32

// jitter is d ± limits.PingJitter.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (1 + limits.PingJitter*(2*rand.Float64()-1)))
}
