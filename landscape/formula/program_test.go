package formula

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"testing"
)

// large are formulas at the limits: long recurrences, and one whose points need
// more registers than a machine has.
var large = []string{
	"let h=x;repeat 999:h=softplus(h)^y;h+%d",
	"let h=x;repeat 999:h=hypot(h,y)^h;h+%d",
	"(x^4 - 16x^2 + 5x + y^4 - 16y^2 + %dy)/2",
}

// counted is a context that ends after so many looks at it.
type counted struct {
	context.Context
	left, late int // looks until it ends, and after that
}

func (c *counted) Err() error {
	if c.left--; c.left >= 0 {
		return nil
	}
	c.late++
	return context.Canceled
}

// What is abandoned while it is compiled ends after a few looks at the context,
// wherever that was, and the program is as good as new.
func TestPrepareEndsWithItsContext(t *testing.T) {
	const text = "let h=x;repeat 60:h=softplus(h)*y;h+1"
	want, whole := compile(t, text).Evaluator().Jet(1.1, 0.7), &counted{Context: context.Background(), left: math.MaxInt}
	if err := compile(t, text).Prepare(whole); err != nil {
		t.Fatal(err)
	}
	looks := math.MaxInt - whole.left
	if looks < 30 {
		t.Fatalf("only %d looks at the context", looks)
	}
	for left := range looks - 1 {
		p, ctx := compile(t, text), &counted{Context: context.Background(), left: left}
		if err := p.Prepare(ctx); err != context.Canceled || p.codes != nil {
			t.Fatalf("ended after %d of %d looks: error %v", left, looks, err)
		}
		if ctx.late > 20 {
			t.Fatalf("ended after %d looks, it went on for %d more", left, ctx.late)
		}
		if left%10 == 0 && p.Evaluator().Jet(1.1, 0.7) != want {
			t.Fatal("another jet after a preparation that was given up")
		}
	}
}

// Bytes is what a program holds: what it was compiled from is let go of.
func TestBytesAreWhatAProgramHolds(t *testing.T) {
	for _, text := range large {
		const n = 4
		programs, told := make([]*Program, n), 0
		before := heap()
		for i := range programs {
			programs[i] = compile(t, fmt.Sprintf(text, i+1))
			if err := programs[i].Prepare(context.Background()); err != nil {
				t.Fatal(err)
			}
			told += programs[i].Bytes()
		}
		held := int(heap() - before)
		if ratio := float64(held) / float64(told); ratio < 0.7 || ratio > 1.4 {
			t.Errorf("%s: %d bytes held, %d told", text, held/n, told/n)
		}
		if told/n > 1<<20 {
			t.Errorf("%s: a program holds %d bytes", text, told/n)
		}
		runtime.KeepAlive(programs)
	}
}

// EvaluatorBytes is what an evaluator holds.
func TestEvaluatorBytesAreWhatAnEvaluatorHolds(t *testing.T) {
	for _, text := range large {
		p := compile(t, fmt.Sprintf(text, 1))
		_ = p.Prepare(context.Background())
		evaluators := make([]*Evaluator, 10)
		before := heap()
		for i := range evaluators {
			e := p.Evaluator()
			e.Value(1, 2)
			e.Gradient(1, 2)
			e.Jet(1, 2)
			evaluators[i] = e
		}
		held := int(heap()-before) / len(evaluators)
		if told := p.EvaluatorBytes(); float64(held) > 1.3*float64(told) || float64(held) < 0.5*float64(told) {
			t.Errorf("%s: an evaluator holds %d bytes, %d told", text, held, told)
		}
		runtime.KeepAlive(evaluators)
	}
}

// heap is how much memory is in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what only finalizers held is gone now
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
