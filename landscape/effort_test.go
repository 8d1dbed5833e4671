package landscape

import "testing"

func TestUnrolledCountsRecurrences(t *testing.T) {
	for text, want := range map[string]int{
		"x^2 + y^2":                    9,
		"let h = 1;repeat 50: h=h+x;h": 9 + 50*len("repeat 50: h=h+x") + 1,
		"repeat lots: h":               14, // no count: the formula will not compile
		"":                             0,
	} {
		if got := unrolled(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// A long recurrence is explored less, but never so little that the search
// makes no sense.
func TestEffortFallsWithWork(t *testing.T) {
	short, long := effort(compile("x^2 + y^2")), effort(compile("let h = x; repeat 500: h = h/2 + x*y; h"))
	if short != 1 || !(long > 0 && long < 0.2) {
		t.Errorf("effort %v and %v", short, long)
	}
	if searchSide(1) != 64 || searchSide(long) < 24 || searchSide(1e-9) != 24 || searchSide(0.3)%2 != 0 {
		t.Errorf("sides %d, %d, %d, %d", searchSide(1), searchSide(long), searchSide(1e-9), searchSide(0.3))
	}
}
