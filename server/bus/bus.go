// Package bus joins instances by a NATS server, over which they tell each other of the
// lectures that pages follow. It keeps trying where there is none: an instance alone
// serves all who come to it.
package bus

import (
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
)

// Times and sizes of the connection.
const (
	connectTime = 2 * time.Second // for one server to answer
	againAfter  = time.Second     // between two tries, and at random up to as much again
	pingEvery   = 3 * time.Second // two pings that nobody answered end a connection
	mostPings   = 2
	writeTime   = 2 * time.Second // for the line to take what is written
	askTime     = time.Second     // for another instance to answer
	mostWaiting = 1024            // texts that wait to be sent, or to be heard in a room
	mostBytes   = 8 << 20         // that wait to be heard in a room
)

// subject is what a room's texts go by. A later form of them gets a later number.
const subject = "downhill.v1.live."

// Counts are counted since the start.
type Counts struct {
	Sent, Received atomic.Uint64
	Dropped        atomic.Uint64 // could not be sent, or times that a room was heard too slowly
}

// NATS is a bus over a NATS server, for live.Rooms.
type NATS struct {
	Counts Counts
	conn   *nats.Conn
	out    chan said
	done   chan struct{}
	ended  sync.WaitGroup

	mu        sync.Mutex // held while watchers are told, so that they are told in order
	connected bool
	why       string // it could not be reached when that was tried last
	watchers  []func(bool)
}

// said is a text on its way out.
type said struct {
	room string
	text []byte
}

// Open joins the bus; its error is what can't be right at a later try either.
func Open(c Config) (*NATS, error) {
	b := &NATS{out: make(chan said, mostWaiting), done: make(chan struct{})}
	options, err := c.options()
	if err != nil {
		return nil, err
	}
	changed := func(*nats.Conn) { b.changed() }
	options = append(options,
		nats.ConnectHandler(changed), nats.ReconnectHandler(changed),
		nats.DisconnectErrHandler(func(*nats.Conn, error) { b.changed() }),
		nats.ReconnectErrHandler(func(_ *nats.Conn, err error) { b.missed(err) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { b.failed(err) }))
	b.mu.Lock() // until the connection is known here, nobody is told of it
	b.conn, err = nats.Connect(c.Servers, options...)
	b.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("NATS at %s: %w", Brief(c.Servers), err)
	}
	if !b.Connected() {
		slog.Warn("NATS is not reached: lectures are followed on this instance alone, and it is tried again", "servers", Brief(c.Servers))
	}
	b.changed()
	b.ended.Go(b.send)
	return b, nil
}

// changed tells the watchers whether NATS is reached, if that is another than before.
func (b *NATS) changed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.conn.IsConnected()
	if now == b.connected {
		return
	}
	b.connected, b.why = now, ""
	if now {
		slog.Info("NATS is reached", "server", b.conn.ConnectedUrlRedacted())
	} else {
		slog.Warn("NATS is lost: lectures are followed on each instance alone until it is back", "err", b.conn.LastError())
	}
	for _, changed := range b.watchers {
		changed(now)
	}
}

// missed tells why NATS can't be reached, once for each reason.
func (b *NATS) missed(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if why := err.Error(); why != b.why {
		b.why = why
		slog.Warn("NATS still can't be reached", "err", why)
	}
}

func (b *NATS) failed(err error) {
	if errors.Is(err, nats.ErrSlowConsumer) {
		b.Counts.Dropped.Add(1)
	}
	slog.Debug("NATS", "err", err)
}

// Watch is of live.Bus.
func (b *NATS) Watch(changed func(bool)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watchers = append(b.watchers, changed)
	changed(b.connected)
}

// Connected is of live.Bus.
func (b *NATS) Connected() bool { return b.conn.IsConnected() }

// Publish is of live.Bus: what finds no place in the queue is dropped.
func (b *NATS) Publish(room string, text []byte) {
	select {
	case b.out <- said{room, text}:
	default:
		b.Counts.Dropped.Add(1)
	}
}

// send sends what is published, in its order: rooms don't wait for a slow server.
func (b *NATS) send() {
	for {
		select {
		case <-b.done:
			return
		case s := <-b.out:
			if b.conn.Publish(subject+s.room, s.text) != nil {
				b.Counts.Dropped.Add(1)
			} else {
				b.Counts.Sent.Add(1)
			}
		}
	}
}

// Join is of live.Bus.
func (b *NATS) Join(room string, take func([]byte), answer func() []byte) (leave func()) {
	sub, err := b.conn.Subscribe(subject+room, func(m *nats.Msg) {
		b.Counts.Received.Add(1)
		if m.Reply == "" {
			take(m.Data)
		} else if a := answer(); a != nil {
			_ = m.Respond(a) // who asked asks again
		}
	})
	if err != nil {
		slog.Error("unexpected", "where", "subscribing on NATS", "err", err)
		return func() {}
	}
	_ = sub.SetPendingLimits(mostWaiting, mostBytes) // they are above zero
	return func() { _ = sub.Unsubscribe() }          // gone is fine too
}

// Ask is of live.Bus. Where nobody is in the room, the server says so at once.
func (b *NATS) Ask(room string) []byte {
	if !b.Connected() {
		return nil
	}
	m, err := b.conn.Request(subject+room, nil, askTime)
	if err != nil {
		return nil
	}
	return m.Data
}

// Close leaves the bus.
func (b *NATS) Close() {
	close(b.done)
	b.ended.Wait()
	b.conn.Close()
}
