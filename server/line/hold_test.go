package line

import (
	"bytes"
	"io"
	"testing"

	"downhill/server/limits"
)

// What is held within what is held leaves with the last release, what is too large for it
// leaves after it in order; and a connection that holds nothing back has no buffer.
func TestHoldingMayBeNested(t *testing.T) {
	ours, theirs := streamingPair(t)
	large := bytes.Repeat([]byte("large"), limits.WritePiece)
	sent := make(chan error, 1)
	go func() {
		ours.Hold()
		_, _ = ours.Write([]byte("one,"))
		ours.Hold()
		_, _ = ours.Write([]byte("two,"))
		if err := ours.Release(); err != nil {
			sent <- err
			return
		}
		n, err := ours.Write(large)
		if err == nil && n != len(large) {
			t.Errorf("%d of %d bytes were written", n, len(large))
		}
		_, _ = ours.Write([]byte("three"))
		_ = ours.Release()
		sent <- err
	}()
	want := append(append([]byte("one,two,"), large...), "three"...)
	got := make([]byte, len(want))
	if _, err := io.ReadFull(theirs, got); err != nil || !bytes.Equal(got, want) {
		t.Fatalf("%d bytes that differ (%v)", len(got), err)
	}
	if err := <-sent; err != nil || ours.held != nil || ours.Sent.Load() != int64(len(want)) {
		t.Errorf("error %v, %d bytes sent of %d, a buffer is kept: %v", err, ours.Sent.Load(), len(want), ours.held != nil)
	}
}
