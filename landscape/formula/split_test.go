package formula

import (
	"slices"
	"testing"

	"downhill/landscape/formula/op"
)

// What a gradient ends with is left out of a point's code, unless something has to
// come after it.
func TestGradientsEndWithSums(t *testing.T) {
	add := func(dst, a, b, c uint8) packed { return packed{op: op.MulAdd, dst: dst, a: a, b: b, c: c} }
	other := func(dst, a, b uint8) packed { return packed{op: op.Add, dst: dst, a: a, b: b} }
	ends := []sum{{0, 1, 2}, {1, 0, 3}}
	for name, c := range map[string]struct {
		code, left []packed
		sums       []sum
	}{
		"at the end":         {[]packed{other(4, 0, 1), add(5, 0, 1, 2), add(6, 1, 0, 3)}, []packed{other(4, 0, 1)}, ends},
		"before another":     {[]packed{add(5, 0, 1, 2), add(6, 1, 0, 3), other(4, 0, 1)}, []packed{other(4, 0, 1)}, ends},
		"one takes from one": {[]packed{other(4, 0, 1), add(5, 0, 1, 6), add(6, 1, 0, 3)}, []packed{other(4, 0, 1)}, []sum{{0, 1, 6}, {1, 0, 3}}},
		"read later":         {[]packed{add(5, 0, 1, 2), add(6, 1, 0, 3), other(4, 0, 5)}, nil, nil},
		"read by the other":  {[]packed{other(4, 0, 1), add(5, 0, 1, 2), add(6, 5, 0, 3)}, nil, nil},
		"its place is taken": {[]packed{add(5, 0, 1, 7), add(6, 1, 0, 3), other(7, 0, 1), other(4, 0, 7)}, nil, nil},
		"not a sum":          {[]packed{other(4, 0, 1), add(5, 0, 1, 2), other(6, 1, 0)}, nil, nil},
		"only one":           {[]packed{other(4, 0, 1), add(5, 0, 1, 2)}, nil, nil},
	} {
		own := &code{packed: c.code, outputs: []int{4, 5, 6}}
		left := own.split()
		if c.left == nil {
			c.left = c.code
		}
		if !slices.Equal(left, c.left) || own.ends != (c.sums != nil) || own.ends && !slices.Equal(own.sums[:], c.sums) {
			t.Errorf("%s: %v is left, and %v", name, left, own.sums)
		}
	}
}

// A product of a sum is computed along with it, unless something stands between them.
func TestSumsAreTakenTimes(t *testing.T) {
	add := packed{op: op.SumMulAdd, dst: 5, a: 0, b: 0, c: 1, d: 2}
	product := func(dst, a, b uint8) packed { return packed{op: op.Mul, dst: dst, a: a, b: b} }
	other := func(dst, a, b uint8) packed { return packed{op: op.Add, dst: dst, a: a, b: b} }
	both := packed{op: op.SumTimes, dst: 5, a: 0, b: 0, c: 1, d: 2, e: 3, dst2: 6}
	for name, c := range map[string]struct{ code, want []packed }{
		"beside":             {[]packed{add, product(6, 3, 5)}, []packed{both}},
		"the other way":      {[]packed{add, product(6, 5, 3)}, []packed{both}},
		"apart":              {[]packed{add, other(7, 5, 1), product(6, 3, 5)}, []packed{both, other(7, 5, 1)}},
		"its square":         {[]packed{add, product(6, 5, 5)}, nil},
		"another's":          {[]packed{add, product(6, 3, 4)}, nil},
		"made between":       {[]packed{add, other(3, 0, 1), product(6, 3, 5)}, nil},
		"its place is read":  {[]packed{add, other(7, 6, 1), product(6, 3, 5)}, nil},
		"its place is taken": {[]packed{add, other(6, 0, 1), product(6, 3, 5)}, nil},
		"in the sum's place": {[]packed{add, product(5, 3, 5)}, nil},
		"the sum is gone":    {[]packed{add, other(5, 0, 1), product(6, 3, 5)}, nil},
		"too far":            {[]packed{add, other(7, 0, 1), other(8, 0, 1), other(9, 0, 1), product(6, 3, 5)}, nil},
	} {
		if c.want == nil {
			c.want = c.code
		}
		if got := joinTimes(c.code); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
