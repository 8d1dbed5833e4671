package train

import (
	"context"
	"testing"
)

// TestRoomIsMadeForALongRunOnce: a run that goes beyond what room is made for has all
// of its own from there on, is the same run, and one that ends early takes no more.
func TestRoomIsMadeForALongRunOnce(t *testing.T) {
	ctx := context.Background()
	sc := mustParse(t, "surface=wells&lr=1.95&steps=5000")
	want, _, err := Collect(ctx, sc, 0)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Begin(sc, 0)
	if err != nil {
		t.Fatal(err)
	}
	for len(w.all) <= mostRoom {
		w.Advance(ctx, 100)
	}
	room := &w.all[:1][0]
	for !w.Over() {
		w.Advance(ctx, 100)
	}
	if &w.all[0] != room || len(w.all) != len(want) {
		t.Errorf("%d iterates, moved: %v; want %d that stay", len(w.all), &w.all[0] != room, len(want))
	}
	for k := range want {
		if w.all[k].W != want[k].W || w.all[k].Loss != want[k].Loss {
			t.Fatalf("iterate %d is %+v, want %+v", k, w.all[k], want[k])
		}
	}
	short := mustParse(t, "surface=bowl&lr=3&steps=5000")
	if its, _, err := Collect(ctx, short, 0); err != nil || cap(its) > 2*mostRoom {
		t.Errorf("a run of %d iterates has room for %d (%v)", len(its), cap(its), err)
	}
}
