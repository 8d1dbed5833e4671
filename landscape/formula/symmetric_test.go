package formula

import (
	"math"
	"math/rand/v2"
	"testing"
)

// An eigenvector is stretched by its eigenvalue and of length 1; what Solve finds
// gives the right side again.
func TestSymmetricMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 1000 {
		xx, xy, yy := r.NormFloat64(), r.NormFloat64(), r.NormFloat64()
		switch i % 5 {
		case 1:
			xy = 0
		case 2:
			yy = xx
		case 3:
			xx, xy, yy = 1e200*xx, 1e200*xy, 1e200*yy
		case 4:
			xy *= 1e-12
		}
		size := max(math.Abs(xx), math.Abs(xy), math.Abs(yy))
		large, small := Eigenvalues(xx, xy, yy)
		x, y := Eigenvector(xx, xy, yy, small)
		wrong := math.Hypot(xx*x+xy*y-large*x, xy*x+yy*y-large*y) + math.Hypot(-xx*y+xy*x+small*y, -xy*y+yy*x-small*x)
		if !(wrong <= 1e-14*size) || math.Abs(math.Hypot(x, y)-1) > 1e-15 || !(large >= small) {
			t.Fatalf("[[%g, %g], [%g, %g]]: eigenvalues %g and %g, eigenvector (%g, %g)", xx, xy, xy, yy, large, small, x, y)
		}
		xx, xy, yy = xx/size, xy/size, yy/size
		dx, dy := Solve(xx, xy, yy, 2, -3)
		if left := math.Hypot(xx*dx+xy*dy-2, xy*dx+yy*dy+3); left*math.Abs(Determinant(xx, xy, yy)) > 1e-13*(1+math.Hypot(dx, dy)) {
			t.Errorf("[[%g, %g], [%g, %g]]: (%g, %g) solves nothing", xx, xy, xy, yy, dx, dy)
		}
	}
	if large, small := Eigenvalues(1.7e308, 0, 1.7e308); large != 1.7e308 || small != 1.7e308 {
		t.Errorf("eigenvalues %g and %g at the end of the range", large, small)
	}
	if x, y := Eigenvector(2, 0, 2, 2); x != 1 || y != 0 {
		t.Errorf("eigenvector (%g, %g) of a multiple of the identity", x, y)
	}
	if large, _ := Eigenvalues(math.NaN(), 0, 1); !math.IsNaN(large) {
		t.Errorf("eigenvalue %g of what is not a number", large)
	}
}

func TestEigenvectorIsOne(t *testing.T) {
	for _, h := range [][3]float64{{1, 0, 25}, {25, 0, 1}, {10, 8, 10}, {-3, 2, 5}, {2, -1e-9, 2}, {0, 0, 0}} {
		largest, smallest := Eigenvalues(h[0], h[1], h[2])
		x, y := Eigenvector(h[0], h[1], h[2], smallest)
		ex, ey := h[0]*x+h[1]*y-largest*x, h[1]*x+h[2]*y-largest*y
		if math.Hypot(ex, ey) > 1e-14*(1+math.Abs(largest)) || math.Abs(math.Hypot(x, y)-1) > 1e-15 {
			t.Errorf("%v: (%v, %v) is no unit eigenvector for %v", h, x, y, largest)
		}
	}
}
