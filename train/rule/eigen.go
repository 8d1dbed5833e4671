package rule

import "math"

const (
	eigenSweeps = 60
	eigenSmall  = 1e-30 // the share of the matrix's squares off the diagonal that is left
)

// eigen finds the eigenvalues of the symmetric n×n matrix h, which it uses up,
// and sets row k of vectors to the unit eigenvector of values[k]. A matrix that
// is not finite gives values that are none.
//
// Jacobi's method: turn by turn each off-diagonal number is rotated to 0. Golub
// and Van Loan, Matrix Computations (2013), section 8.5.
func eigen(h, values, vectors []float64) {
	n := len(values)
	clear(vectors)
	for i := range n {
		vectors[i*n+i] = 1
	}
	for range eigenSweeps {
		off, all := offDiagonal(h, n)
		if !(off > eigenSmall*all) {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(h, vectors, n, p, q)
			}
		}
	}
	for i := range n {
		values[i] = h[i*n+i]
	}
}

// offDiagonal are the sums of the squares off the diagonal and of all.
func offDiagonal(h []float64, n int) (off, all float64) {
	for i, v := range h {
		all += v * v
		if i/n != i%n {
			off += v * v
		}
	}
	return off, all
}

// rotate turns the axes p and q so that h[p,q] becomes 0.
func rotate(h, vectors []float64, n, p, q int) {
	if h[p*n+q] == 0 {
		return
	}
	theta := (h[q*n+q] - h[p*n+p]) / (2 * h[p*n+q])
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for k := range n { // columns, then rows
		rotatePair(&h[k*n+p], &h[k*n+q], c, s)
	}
	for k := range n {
		rotatePair(&h[p*n+k], &h[q*n+k], c, s)
		rotatePair(&vectors[p*n+k], &vectors[q*n+k], c, s)
	}
}

// rotatePair rotates the pair (a, b).
func rotatePair(a, b *float64, c, s float64) { *a, *b = c**a-s**b, s**a+c**b }
