package landscape

import (
	"context"
	"runtime"
	"sync"
	"testing"
)

// TestRowMemoryIsOfEachRowOnce: rows are apart from each other, and all of them in their
// order, however many there are and whoever takes which first.
func TestRowMemoryIsOfEachRowOnce(t *testing.T) {
	const width = 3
	for _, rows := range []int{0, 1, 15, 16, 127, 128, 129, 1024, 1025} {
		m := newRowMemory(width, rows)
		var all sync.WaitGroup
		for worker := range 4 {
			all.Go(func() {
				for j := rows - 1 - worker; j >= 0; j -= 4 {
					row := m.row(j)
					if len(row) != width {
						t.Errorf("a row of %d", len(row))
					}
					for i := range row {
						row[i] += float32(1 + j*width + i)
					}
				}
			})
		}
		all.Wait()
		whole := m.all()
		if len(whole) != width*rows {
			t.Fatalf("%d rows are %d numbers", rows, len(whole))
		}
		for i, v := range whole {
			if v != float32(1+i) {
				t.Fatalf("of %d rows number %d is %v", rows, i, v)
			}
		}
	}
}

// TestAbandonedGridTakesLittleMemory: a grid that is given up early has not taken the
// memory of all of it, neither of heights nor of slopes.
func TestAbandonedGridTakesLittleMemory(t *testing.T) {
	s, _ := Lookup("bowl")
	const n, whole = MaxGrid, 4 * MaxGrid * MaxGrid
	for name, compute := range map[string]func(ctx context.Context, s *Surface) error{
		"heights": func(ctx context.Context, s *Surface) error {
			_, err := HeightRows(ctx, s, s.View, n, 0, 0, n)
			return err
		},
		"slopes": func(ctx context.Context, s *Surface) error {
			_, _, err := GradientRows(ctx, s, s.View, n, 0, n)
			return err
		},
	} {
		least := uint64(whole)
		for range 3 { // others may allocate meanwhile
			ctx, cancel := context.WithCancel(t.Context())
			c := &counting{Loss: s.Loss, ops: 10_000, at: levelSide*levelSide + 2*n, end: cancel}
			before := allocated()
			if err := compute(ctx, &Surface{Loss: &shared{counting: c}, View: s.View}); err != context.Canceled {
				t.Fatalf("%s: error %v", name, err)
			}
			least = min(least, allocated()-before)
		}
		if least > whole/8 {
			t.Errorf("%s: %d bytes for the first rows of a grid, all of which have %d", name, least, whole)
		}
	}
}

// shared is a counting loss that several count with.
type shared struct {
	*counting
	mu sync.Mutex
}

func (s *shared) Objective() Objective { return &sharedObjective{Objective: s.Loss.Objective(), s: s} }

type sharedObjective struct {
	Objective
	s *shared
}

func (o *sharedObjective) count(n int) {
	o.s.mu.Lock()
	defer o.s.mu.Unlock()
	o.s.counting.count(n)
}

func (o *sharedObjective) Values(xs, ys, f []float64) {
	o.count(len(xs))
	o.Objective.Values(xs, ys, f)
}

func (o *sharedObjective) Gradients(xs, ys, f, gx, gy []float64) {
	o.count(len(xs))
	o.Objective.Gradients(xs, ys, f, gx, gy)
}

// allocated is how much memory was ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
