package line

import (
	"bytes"
	"io"
	"testing"

	"downhill/server/limits"
)

// What is offered is taken as far as the line takes it at once; the rest leaves before
// whatever is written next, and until then no other offer is taken.
func TestAnOfferIsTakenAsFarAsTheLineTakesIt(t *testing.T) {
	ours, theirs := streamingPair(t)
	large := bytes.Repeat([]byte("large"), 1<<20)
	if taken, whole := ours.Offer([][]byte{[]byte("one,"), []byte("two,")}); !taken || !whole {
		t.Fatalf("an idle line takes a few bytes: %t, the whole: %t", taken, whole)
	}
	if taken, whole := ours.Offer([][]byte{[]byte("three,"), large, []byte("four,")}); !taken || whole {
		t.Fatalf("a line takes a part of 5 MB: %t, the whole: %t", taken, whole)
	}
	if taken, _ := ours.Offer([][]byte{[]byte("between")}); taken {
		t.Error("a line takes another offer before the first one is whole")
	}
	sent := make(chan error, 1)
	go func() {
		_, err := ours.Write([]byte("five,"))
		if err == nil {
			_, err = ours.Write(bytes.Repeat([]byte("x"), limits.WritePiece+1))
		}
		sent <- err
	}()
	want := append(append([]byte("one,two,three,"), large...), "four,five,"...)
	want = append(want, bytes.Repeat([]byte("x"), limits.WritePiece+1)...)
	got := make([]byte, len(want))
	if _, err := io.ReadFull(theirs, got); err != nil || !bytes.Equal(got, want) {
		t.Fatalf("%d bytes that differ (%v)", len(got), err)
	}
	if err := <-sent; err != nil || ours.Sent.Load() != int64(len(want)) {
		t.Errorf("error %v, %d bytes sent of %d", err, ours.Sent.Load(), len(want))
	}
}

// Finish writes what is left, and what is held back waits behind it.
func TestFinishWritesTheRest(t *testing.T) {
	ours, theirs := streamingPair(t)
	large := bytes.Repeat([]byte("large"), 1<<20)
	if taken, whole := ours.Offer([][]byte{large}); !taken || whole {
		t.Fatal(taken, whole)
	}
	sent := make(chan error, 1)
	go func() {
		ours.Hold()
		_, _ = ours.Write([]byte("held"))
		err := ours.Finish()
		if taken, _ := ours.Offer([][]byte{[]byte("between")}); taken {
			t.Error("an offer is taken while something is held back")
		}
		_ = ours.Release()
		sent <- err
	}()
	want := append(bytes.Clone(large), "held"...)
	got := make([]byte, len(want))
	if _, err := io.ReadFull(theirs, got); err != nil || !bytes.Equal(got, want) {
		t.Fatalf("%d bytes that differ (%v)", len(got), err)
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
}

// A line that is gone takes nothing, and of an offer whose rest can't be sent Finish says so.
func TestALineThatIsGoneTakesNoOffer(t *testing.T) {
	ours, _ := streamingPair(t)
	if taken, whole := ours.Offer([][]byte{bytes.Repeat([]byte("large"), 1<<20)}); !taken || whole {
		t.Fatal(taken, whole)
	}
	_ = ours.Close()
	if ours.Finish() == nil {
		t.Error("nothing was said")
	}
	if taken, _ := ours.Offer([][]byte{[]byte("more")}); taken {
		t.Error("a line that is gone takes an offer")
	}
}

// A connection that does not carry a stream yet takes no offer.
func TestOffersAreForStreams(t *testing.T) {
	ours, _ := streamingPair(t)
	ours.streaming.Store(false)
	if taken, _ := ours.Offer([][]byte{[]byte("early")}); taken {
		t.Error("an answer takes what is offered to a stream")
	}
}
