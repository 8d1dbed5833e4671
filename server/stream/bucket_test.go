package stream

import (
	"testing"
	"time"
)

func TestBucketSlowsPastItsBurst(t *testing.T) {
	now := time.Unix(0, 0)
	b := newBucket(100, 10, now)
	for range 10 {
		if wait := b.take(now); wait != 0 {
			t.Fatalf("a wait of %v within the burst", wait)
		}
	}
	if wait := b.take(now); wait != 10*time.Millisecond {
		t.Errorf("a wait of %v past the burst, want 10ms", wait)
	}
	if wait := b.take(now.Add(time.Second)); wait != 0 {
		t.Errorf("a wait of %v a second later", wait)
	}
}
