package stream

import (
	"encoding/binary"

	"downhill/server/metrics"
)

// What many pages are sent at the same moment goes to their lines without the library,
// which would take locks, a goroutine and a deadline for each. Its own messages are held
// together while they are written, and what is held or under way takes no offer, so that
// messages never stand within each other; a control frame is one write.

// offer sends what the line takes at once, framed as the library does it.
func (s socket) offer(first, frames, last []byte) (taken, whole bool) {
	heads := make([]byte, 0, 3*longestHead)
	pieces := make([][]byte, 0, 6)
	for i, b := range [][]byte{first, frames, last} {
		if b != nil {
			at := len(heads)
			heads = appendHead(heads, [...]byte{textFrame, binaryFrame, textFrame}[i], len(b))
			pieces = append(pieces, heads[at:], b)
		}
	}
	if taken, whole = s.conn.Offer(pieces); taken {
		s.count(first)
		s.count(frames)
		s.count(last)
	}
	return taken, whole
}

// finish sends what is left.
func (s socket) finish() error {
	if s.conn.Finish() != nil {
		s.fate.set(metrics.Stalled)
		_ = s.ws.CloseNow() // as after any write that failed
		return errGone
	}
	return nil
}

// How the first byte of a message tells that it is whole, and what it is.
const (
	textFrame   = 0x81
	binaryFrame = 0x82
)

// longestHead is the most that stands before a message, in bytes.
const longestHead = 10

// appendHead appends what stands before a message of n bytes that is sent whole and, by a
// server, unmasked: RFC 6455, section 5.2.
func appendHead(b []byte, kind byte, n int) []byte {
	b = append(b, kind)
	switch {
	case n < 126:
		return append(b, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	}
	return binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
}
