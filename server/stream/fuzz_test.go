package stream

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"reflect"
	"sync"
	"testing"

	"downhill/server/client"
	"downhill/server/engine"
	"downhill/train/descent"
)

// heard is what a session sends, where nobody listens.
type heard struct {
	mu    sync.Mutex
	texts [][]byte
}

func (h *heard) text(b []byte) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.texts = append(h.texts, bytes.Clone(b))
	return nil
}

func (h *heard) binary([]byte) error                      { return nil }
func (h *heard) together(send func() error) error         { return send() }
func (h *heard) offer(_, _, _ []byte) (taken, whole bool) { return false, false }
func (h *heard) finish() error                            { return nil }
func (h *heard) hold()                                    {}
func (h *heard) release()                                 {}

// FuzzMessage: whatever a page sends, it is answered in JSON or not at all, and a message
// that can be read is the same when it is written and read again.
func FuzzMessage(f *testing.F) {
	for _, seed := range []string{
		`{"id":7,"run":"surface=wells&lr=0.01,0.1,1"}`, `{"id":7,"cancel":true}`, `{"ping":3}`, `{"id":8,"sweep":"n=3","preset":"wells"}`,
		`{"id":9,"basins":""}`, `{"id":1,"ensemble":"starts=4","held":true}`, `{"id":4294967296}`, `[]`, `null`, "\x00", `{"run":null}`, `{"live":{"follow":"X"}}`,
	} {
		f.Add([]byte(seed))
	}
	hub := New(engine.New(""), Limits{}, nil)
	f.Fuzz(func(t *testing.T, text []byte) {
		ctx, gone := context.WithCancel(t.Context())
		gone() // what is asked for is not computed: the parsers of queries are fuzzed by themselves
		said := &heard{}
		session := newSession(ctx, hub, said)
		session.receive(text)
		session.jobs.Wait()
		session.lecture.leave(false)
		for _, b := range said.texts {
			if !json.Valid(b) {
				t.Errorf("%q is answered with %q", text, b)
			}
		}
		r, err := readRequest(text)
		if err != nil {
			return
		}
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := readRequest(again); err != nil || !reflect.DeepEqual(r, same) {
			t.Errorf("%q is read as %+v, and from %q as %+v (%v)", text, r, again, same, err)
		}
	})
}

// FuzzFrame: a frame of iterates says what they are, bit for bit.
func FuzzFrame(f *testing.F) {
	f.Add(uint32(7), uint16(2), uint32(3), 1.5, -2.0, math.Inf(1), math.NaN())
	f.Fuzz(func(t *testing.T, id uint32, run uint16, first uint32, x, y, loss, lr float64) {
		its := make([]descent.Iterate, 1+first%5)
		for i := range its {
			it := &its[i]
			it.K, it.Loss, it.LearningRate = int(first)+i, loss*float64(i), lr
			it.W.X, it.W.Y, it.Grad.X, it.Grad.Y = x, y, y, x
		}
		m := client.DecodeFrame(encodeIterates(nil, id, int(run), its))
		if m.ID != id || m.Run != int(run) || m.First != int(first) || m.Count != len(its) {
			t.Fatalf("the header says %+v", m)
		}
		for i := range its {
			it := &its[i]
			for c, want := range []float64{it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y, it.LearningRate} {
				if got := m.Cols[c][i]; math.Float64bits(got) != math.Float64bits(want) {
					t.Errorf("column %d of %d: %v, want %v", c, i, got, want)
				}
			}
		}
	})
}
