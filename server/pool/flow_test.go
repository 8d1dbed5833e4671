package pool

import (
	"context"
	"runtime"
	"sync"
	"testing"
)

func TestFlowIsCapped(t *testing.T) {
	f := newFlowOf(4 << 20)
	var all sync.WaitGroup
	var over sync.Once
	for i := range 200 {
		all.Go(func() {
			release, err := f.Hold(t.Context(), (1+i)*10<<10)
			if err != nil {
				t.Error(err)
				return
			}
			if f.Held() > 4<<20 {
				over.Do(func() { t.Errorf("%d bytes are held", f.Held()) })
			}
			runtime.Gosched()
			release()
		})
	}
	all.Wait()
	if f.Held() != 0 || f.Most() < 1<<20 {
		t.Errorf("%d bytes are held in the end, %d at most", f.Held(), f.Most())
	}
}

// Small answers have room when large ones have none; who waits may leave; and what
// is larger than all there is gets that.
func TestSmallAnswersDoNotWaitForLargeOnes(t *testing.T) {
	f := newFlowOf(4 << 20)
	large, err := f.Hold(t.Context(), 100<<20)
	if err != nil {
		t.Fatal(err)
	}
	small, err := f.Hold(t.Context(), smallFlow)
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := f.Hold(ctx, smallFlow+1); err != context.Canceled {
		t.Errorf("error %v", err)
	}
	large()
	small()
	if f.Held() != 0 {
		t.Errorf("%d bytes are held in the end", f.Held())
	}
}
