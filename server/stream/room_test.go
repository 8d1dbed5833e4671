package stream

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"downhill/train"
	"downhill/train/descent"
	"downhill/train/link"
)

// A frame finds room that is a quarter too long at most, and goes back to where it came
// from.
func TestRoomForAFrame(t *testing.T) {
	for n := 1; n <= 1<<mostRoomBits; n += 1 + n/50 {
		room, bytes := roomFor(n)
		if room < 0 || room >= len(rooms) || bytes < n || n > 1<<leastRoomBits && 4*bytes > 5*n+4 {
			t.Errorf("%d bytes have room %d of %d bytes", n, room, bytes)
		}
		if again, same := roomFor(bytes); again != room || same != bytes {
			t.Errorf("what has room %d of %d bytes goes back to %d, of %d", room, bytes, again, same)
		}
	}
	if room, bytes := roomFor(1<<mostRoomBits + 1); room != -1 || bytes != 1<<mostRoomBits+1 {
		t.Errorf("too long a frame has room %d of %d bytes", room, bytes)
	}
}

// A checked page compares each frame that it is sent with what was asked for, once others
// had the time to write over it.
type checked struct {
	noted
	t     *testing.T
	asked []train.Scenario // by the request's number
	whole func(sc train.Scenario, run int) descent.Trajectory
}

func (c *checked) binary(b []byte) error {
	runtime.Gosched()
	le := binary.LittleEndian
	id, run, from, count := le.Uint32(b), int(le.Uint16(b[4:])), le.Uint32(b[8:]), le.Uint32(b[12:])
	all := c.whole(c.asked[id], run)
	if string(b) != string(encodeIterates(nil, id, run, all[from:from+count])) {
		c.t.Errorf("of request %d, run %d, the iterates from %d on are others", id, run, from)
	}
	return nil
}

func (c *checked) together(send func() error) error { return send() }

// TestFramesAreUsedAgainOnlyOnceAllHaveThem: many ask for the same runs and for others, of
// which some leave in the middle and some are kept; all are sent what they asked for.
func TestFramesAreUsedAgainOnlyOnceAllHaveThem(t *testing.T) {
	queries := make([]string, 12)
	var all sync.Map // trajectories by query and run
	whole := func(sc train.Scenario, run int) descent.Trajectory {
		key := fmt.Sprint(link.Query(sc), run)
		if its, ok := all.Load(key); ok {
			return its.(descent.Trajectory)
		}
		its, _, err := train.Collect(t.Context(), sc, run)
		if err != nil {
			t.Error(err)
		}
		all.Store(key, its)
		return its
	}
	scenarios := make([]train.Scenario, len(queries))
	for i := range queries {
		queries[i] = fmt.Sprintf("surface=wells&noise=0.01&seed=%d&steps=%d&lr=0.001,0.002", i, 300+400*(i%3))
		sc, err := link.Parse(t.Context(), queries[i])
		if err != nil {
			t.Fatal(err)
		}
		scenarios[i] = sc
	}
	h := newHub()
	var pages sync.WaitGroup
	for seat := range 8 {
		pages.Go(func() {
			page := &checked{t: t, whole: whole}
			v := newSession(t.Context(), h, page)
			const requests = 60
			for k := range requests {
				page.asked = append(page.asked, scenarios[(seat+k*k)%len(queries)])
			}
			for k := range requests {
				v.receive(fmt.Appendf(nil, `{"id":%d,"run":%q}`, k, queries[(seat+k*k)%len(queries)]))
				if (seat+k)%3 > 0 { // else it leaves in the middle
					if err := v.lanes[RunKind].idle(t.Context()); err != nil {
						t.Error(err)
					}
				}
			}
			if err := v.finish(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	pages.Wait()
	if h.Flow.Held() != 0 {
		t.Errorf("%d bytes are held in the end", h.Flow.Held())
	}
}
