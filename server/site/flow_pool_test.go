package site

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
			release, err := f.hold(t.Context(), (1+i)*10<<10)
			if err != nil {
				t.Error(err)
				return
			}
			if f.held() > 4<<20 {
				over.Do(func() { t.Errorf("%d bytes are held", f.held()) })
			}
			runtime.Gosched()
			release()
		})
	}
	all.Wait()
	if f.held() != 0 || f.most() < 1<<20 {
		t.Errorf("%d bytes are held in the end, %d at most", f.held(), f.most())
	}
}

// Small answers have room when large ones have none; who waits may leave; and what
// is larger than all there is gets that.
func TestSmallAnswersDoNotWaitForLargeOnes(t *testing.T) {
	f := newFlowOf(4 << 20)
	large, err := f.hold(t.Context(), 100<<20)
	if err != nil {
		t.Fatal(err)
	}
	small, err := f.hold(t.Context(), smallFlow)
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := f.hold(ctx, smallFlow+1); err != context.Canceled {
		t.Errorf("error %v", err)
	}
	large()
	small()
	if f.held() != 0 {
		t.Errorf("%d bytes are held in the end", f.held())
	}
}
