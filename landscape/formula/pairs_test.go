package formula

import (
	"slices"
	"testing"

	"downhill/landscape/formula/op"
)

// Products that stand close to one another become one instruction; one that the next
// instruction needs stays before it.
func TestProductsArePaired(t *testing.T) {
	product := func(dst, a, b uint8) packed { return packed{op: op.Mul, dst: dst, a: a, b: b} }
	sum := func(dst, a, b uint8) packed { return packed{op: op.Add, dst: dst, a: a, b: b} }
	both := packed{op: op.MulMul, dst: 5, a: 0, b: 1, c: 1, d: 5, dst2: 6}
	for name, c := range map[string]struct{ code, want []packed }{
		"beside":          {[]packed{product(5, 0, 1), product(6, 1, 5)}, []packed{both}},
		"apart":           {[]packed{product(5, 0, 1), sum(7, 0, 1), product(6, 1, 5)}, []packed{sum(7, 0, 1), both}},
		"read between":    {[]packed{product(5, 0, 1), sum(7, 5, 1), product(6, 1, 5)}, nil},
		"written between": {[]packed{product(5, 6, 1), sum(6, 0, 1), product(7, 1, 1)}, nil},
		"taken between":   {[]packed{product(5, 0, 1), sum(5, 0, 1), product(7, 1, 1)}, nil},
		"too far":         {[]packed{product(5, 0, 1), sum(7, 0, 1), sum(8, 0, 1), sum(9, 0, 1), sum(10, 0, 1), product(6, 1, 5)}, nil},
	} {
		if c.want == nil {
			c.want = c.code
		}
		if got := pairProducts(c.code); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
