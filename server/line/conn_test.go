package line

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"downhill/server/limits"
)

// streamingPair is a conn that carries a stream, and its other end.
func streamingPair(t *testing.T) (ours *Conn, theirs net.Conn) {
	t.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if theirs, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	accepted, err := Listener{l, time.Minute}.Accept()
	if err != nil {
		t.Fatal(err)
	}
	ours = accepted.(*Conn)
	if err := ours.Stream(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = ours.Close(), theirs.Close() })
	return ours, theirs
}

// What is held leaves at release in one piece, and before whatever is too large
// to hold.
func TestHeldWritesLeaveTogetherAndInOrder(t *testing.T) {
	ours, theirs := streamingPair(t)
	write := func(b []byte) {
		t.Helper()
		if n, err := ours.Write(b); n != len(b) || err != nil {
			t.Fatal(n, err)
		}
	}
	expect := func(want []byte) {
		t.Helper()
		got := make([]byte, len(want))
		if _, err := io.ReadFull(theirs, got); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes that differ (%v)", len(got), err)
		}
	}
	large := bytes.Repeat([]byte("large"), limits.WritePiece)
	ours.Hold()
	write([]byte("one,"))
	write([]byte("two,"))
	_ = theirs.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	if _, err := theirs.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("a byte left before its time (%v)", err)
	}
	_ = theirs.SetReadDeadline(time.Now().Add(time.Minute))
	go func() {
		_, _ = ours.Write(large) // more than the line holds at once
		_, _ = ours.Write([]byte("three"))
		_ = ours.Release()
	}()
	expect([]byte("one,two,"))
	expect(large)
	expect([]byte("three"))
	write([]byte("at once"))
	expect([]byte("at once"))
}

// A write that is held can fail only later: release says so.
func TestReleaseTellsThatTheLineIsGone(t *testing.T) {
	ours, _ := streamingPair(t)
	ours.Hold()
	if _, err := ours.Write([]byte("held")); err != nil {
		t.Fatal(err)
	}
	_ = ours.Close()
	if err := ours.Release(); err == nil {
		t.Error("nothing was said")
	}
}
