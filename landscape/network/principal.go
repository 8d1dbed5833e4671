package network

import (
	"math"
	"math/rand/v2"
)

// principal are the directions along which a path spreads most about a point: the
// first right singular vectors of the matrix whose rows are path[k] − about, of
// length 1, uncentred as in Li et al., Visualizing the loss landscape of neural
// nets (2018), section 7. Of each the entry of the largest size is positive.
// explained are the shares of the squares that each takes; directions whose share
// is nothing but rounding are left out, so that there may be fewer than two.
func principal(path [][]float64, about []float64) (axes [][]float64, explained []float64) {
	rows := make([][]float64, len(path))
	for k, w := range path {
		rows[k] = make([]float64, len(about))
		for i := range about {
			rows[k][i] = w[i] - about[i]
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	gram, trace := gramOf(rows)
	if !(trace > 0) || math.IsInf(trace, 0) {
		return nil, nil
	}
	values, vectors := leading(gram, trace)
	for c := 0; c < min(2, len(values)) && values[c] > rounding*trace; c++ {
		axis := make([]float64, len(about))
		for k, row := range rows {
			addScaled(axis, row, vectors[c][k])
		}
		for _, before := range axes {
			addScaled(axis, before, -dot(axis, before))
		}
		scale(axis, 1/norm(axis))
		turn(axis)
		axes, explained = append(axes, axis), append(explained, values[c]/trace)
	}
	return axes, explained
}

// rounding is the share of a direction that is none.
const rounding = 1e-12

// symmetric is a symmetric matrix of n rows, which lie padded with 0 side by side.
type symmetric struct {
	n, stride int
	entries   []float64
}

// times is the product with a vector. Its bits are those of dot with each row.
func (a *symmetric) times(v []float64) []float64 {
	product := make([]float64, a.stride)
	weighted(product, v, a.entries, 1, a.stride, a.n, a.stride, 0)
	return product[:a.n]
}

// gramOf are the products of all rows with each other, and the sum of their
// squares. The kernel takes as many rows at once as it takes points else.
func gramOf(rows [][]float64) (gram *symmetric, trace float64) {
	stride := wide(len(rows))
	columns := make([]float64, stride*len(rows[0]))
	for k, row := range rows {
		for i, v := range row {
			columns[i*stride+k] = v
		}
	}
	gram = &symmetric{len(rows), stride, make([]float64, len(rows)*stride)}
	for i, row := range rows {
		products := gram.entries[i*stride:]
		weighted(products, row, columns, 1, stride, len(row), wide(i+1), 0)
		clear(products[i+1 : stride])
		for j, v := range products[:i] {
			gram.entries[j*stride+i] = v
		}
		trace += products[i]
	}
	return gram, trace
}

const (
	together   = 6   // vectors that are iterated, for the first two
	iterations = 100 // at most
	settled    = 1e-13
	nearly     = 1e-7
)

// leading are the largest eigenvalues of a symmetric matrix that has none below 0,
// and their vectors: by orthogonal iteration, each round turned to the axes of what
// the vectors span (Rayleigh and Ritz).
func leading(a *symmetric, trace float64) (values []float64, vectors [][]float64) {
	r := rand.New(rand.NewPCG(1, streamPlane))
	for range min(together, a.n) {
		v := make([]float64, a.n)
		for i := range v {
			v[i] = r.NormFloat64()
		}
		vectors = append(vectors, v)
	}
	orthonormal(vectors)
	last := math.Inf(1)
	for range iterations {
		before := vectors
		values, vectors = ritz(a, vectors)
		turned := turning(before, vectors, values, trace)
		if turned <= settled || turned < nearly && turned >= last {
			break // as far as rounding lets them
		}
		last = turned
	}
	return values, vectors
}

// ritz multiplies vectors by a, and turns what they span to its axes there.
func ritz(a *symmetric, vectors [][]float64) (values []float64, turned [][]float64) {
	var images [][]float64
	for _, v := range vectors {
		images = append(images, a.times(v))
	}
	orthonormal(images)
	small := make([][]float64, len(images))
	for i, u := range images {
		small[i] = make([]float64, len(images))
		au := a.times(u)
		for j, v := range images {
			small[i][j] = dot(au, v)
		}
	}
	values, mix := jacobi(small)
	for c := range values {
		v := make([]float64, a.n)
		for i, u := range images {
			addScaled(v, u, mix[i][c])
		}
		turned = append(turned, v)
	}
	return values, turned
}

// turning is how far the first two vectors still turn, those that are more than
// rounding: the larger of their changes, each in units of length.
func turning(before, after [][]float64, values []float64, trace float64) (most float64) {
	for c := 0; c < min(2, len(after)); c++ {
		if values[c] <= rounding*trace {
			continue
		}
		change, sign := 0.0, math.Copysign(1, dot(before[c], after[c]))
		for i, v := range after[c] {
			d := v - sign*before[c][i]
			change += d * d
		}
		most = max(most, math.Sqrt(change))
	}
	return most
}

// orthonormal makes vectors orthogonal and of length 1, in their order. What
// nothing is left of becomes 0.
func orthonormal(vectors [][]float64) {
	for i, v := range vectors {
		was := norm(v)
		for range 2 { // the second time for what rounding left
			for _, u := range vectors[:i] {
				addScaled(v, u, -dot(u, v))
			}
		}
		if length := norm(v); length > 1e-14*was {
			scale(v, 1/length)
		} else {
			clear(v)
		}
	}
}

// jacobi are the eigenvalues of a small symmetric matrix, the largest first, and
// the columns of mix their vectors: by rotations that each clear one entry, until a
// round of them changes neither a value nor a vector: the next would be smaller still.
func jacobi(a [][]float64) (values []float64, mix [][]float64) {
	n := len(a)
	mix = make([][]float64, n)
	for i := range mix {
		mix[i] = make([]float64, n)
		mix[i][i] = 1
	}
	for turned, sweep := true, 0; turned && sweep < 50; sweep++ {
		turned = false
		for p := range n {
			for q := p + 1; q < n; q++ {
				turned = rotate(a, mix, p, q) || turned
			}
		}
	}
	for i := range a {
		values = append(values, a[i][i])
	}
	for i := range values { // sort, the columns with them
		for j := i + 1; j < n; j++ {
			if values[j] > values[i] {
				values[i], values[j] = values[j], values[i]
				for _, row := range mix {
					row[i], row[j] = row[j], row[i]
				}
			}
		}
	}
	return values, mix
}

// rotate clears the entry p, q, and reports whether that changes a value or a vector.
func rotate(a, mix [][]float64, p, q int) (changed bool) {
	if a[p][q] == 0 {
		return false
	}
	pp, qq := a[p][p], a[q][q]
	theta := (qq - pp) / (2 * a[p][q])
	t := math.Copysign(1, theta) / (math.Abs(theta) + math.Hypot(theta, 1))
	c := 1 / math.Hypot(t, 1)
	s := t * c
	for k := range a {
		a[k][p], a[k][q] = c*a[k][p]-s*a[k][q], s*a[k][p]+c*a[k][q]
	}
	for k := range a {
		a[p][k], a[q][k] = c*a[p][k]-s*a[q][k], s*a[p][k]+c*a[q][k]
		first, second := mix[k][p], mix[k][q]
		mix[k][p], mix[k][q] = c*first-s*second, s*first+c*second
		changed = changed || mix[k][p] != first || mix[k][q] != second
	}
	return changed || a[p][p] != pp || a[q][q] != qq
}

// turn gives a direction the sign that makes its largest entry positive.
func turn(v []float64) {
	most := 0.0
	for _, x := range v {
		if math.Abs(x) > math.Abs(most) {
			most = x
		}
	}
	if most < 0 {
		scale(v, -1)
	}
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func norm(v []float64) float64 { return math.Sqrt(dot(v, v)) }

func scale(v []float64, by float64) {
	for i := range v {
		v[i] *= by
	}
}

// addScaled adds by·b to a.
func addScaled(a, b []float64, by float64) {
	for i, v := range b {
		a[i] += by * v
	}
}
