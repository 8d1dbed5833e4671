package landscape

import (
	"errors"
	"testing"

	"downhill/landscape/formula/notation"
	"downhill/once"
)

// A formula that nobody looked at has the loss that the surface has, and one
// that was explored is not made again, whatever its spelling.
func TestUnexplored(t *testing.T) {
	const text, copied = "x^2 + 2.625 y^2", "x**2 + 2.625*y**2"
	view := square(5)
	bare, err := Unexplored(t.Context(), text, view)
	if err != nil || bare.Found || len(bare.Minima) > 0 || bare.View != view {
		t.Fatalf("%+v, %v", bare, err)
	}
	whole, err := New(t.Context(), text, view)
	if err != nil || !whole.Found || len(whole.Minima) != 1 {
		t.Fatalf("%+v, %v", whole, err)
	}
	if a, b := bare.Objective().Value(1, 2), whole.Objective().Value(1, 2); a != b || a != 11.5 {
		t.Errorf("losses %v and %v", a, b)
	}
	if again, err := Unexplored(t.Context(), text, view); err != nil || again != whole {
		t.Errorf("%v, %v is not the surface that was explored", again, err)
	}
	if other, err := Unexplored(t.Context(), text, square(4)); err != nil || other.Found || other.View != square(4) {
		t.Errorf("about another view: %+v, %v", other, err)
	}
	own, err := New(t.Context(), copied, view)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := New(t.Context(), own.Loss.Text(), view); err != nil || again != own {
		t.Errorf("%q was explored twice", own.Loss.Text())
	}
	if again, err := Unexplored(t.Context(), copied, view); err != nil || again != own {
		t.Errorf("%q is not the surface that was explored", copied)
	}
}

// Of a formula that is evaluated again and again the code is kept.
func TestUnexploredIsCompiledOnce(t *testing.T) {
	a, err := Unexplored(t.Context(), "x^2 + 9.125 y^2", square(2))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Unexplored(t.Context(), "x^2 + 9.125 y^2", square(3))
	if err != nil || a.Loss != b.Loss {
		t.Errorf("%v: two programs", err)
	}
	if _, ok := once.Get[Formula](lossKey{"x^2 + 9.125 y^2"}); !ok {
		t.Error("the code is not kept")
	}
}

func TestUnexploredErrors(t *testing.T) {
	var wrong *notation.Error
	if _, err := Unexplored(t.Context(), "x +", square(5)); !errors.As(err, &wrong) {
		t.Errorf("a broken formula: %v", err)
	}
	for range 2 { // kept or not
		if _, err := Unexplored(t.Context(), "x + 0.375", View{1, 0, 0, 1}); err == nil || errors.As(err, &wrong) {
			t.Errorf("no box: %v", err)
		}
		if _, err := Unexplored(t.Context(), "x + 0.375", square(5)); err != nil {
			t.Error(err)
		}
	}
}
