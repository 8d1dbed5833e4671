package network

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// BenchmarkGradient is what a weight costs for each point, forward and back: in
// our blocks, by a plain triple loop, and by gonum's matrices over the whole set.
func BenchmarkGradient(b *testing.B) {
	d, _ := LookupData("moons")
	set, _, _ := d.Make(1, 200, 0.1)
	for _, units := range [][]int{{2, 16, 16, 1}, {2, 40, 40, 1}} {
		n := &Net{Units: units, Act: Tanh, Loss: BCE}
		w := n.Initial(Xavier, 1)
		g := make([]float64, len(w))
		e, plain, other := NewEvaluator(n, set), newPlain(n, set), newMatrices(n, set)
		name := map[int]string{16: "2-16-16-1", 40: "2-40-40-1"}[units[1]]
		want := e.Gradient(w, g)
		for _, way := range []struct {
			name     string
			gradient func(w, g []float64) float64
		}{{"blocks", e.Gradient}, {"plain", plain.gradient}, {"gonum", other.gradient}} {
			b.Run(name+"/"+way.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if got := way.gradient(w, g); math.Abs(got-want) > 1e-12 {
						b.Fatalf("loss %v, want %v", got, want)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(w)*len(set.X)), "ns/weight/point")
			})
		}
	}
}

// plain is backpropagation in triple loops, its memory kept.
type plain struct {
	n              *Net
	set            *Set
	values, deltas [][]float64
}

func newPlain(n *Net, set *Set) *plain {
	p := &plain{n: n, set: set, values: [][]float64{nil}}
	for l := range n.Layers() {
		p.values = append(p.values, make([]float64, n.Units[l+1]))
		p.deltas = append(p.deltas, make([]float64, n.Units[l+1]))
	}
	return p
}

func (p *plain) gradient(w, g []float64) (sum float64) {
	clear(g)
	last, share := p.n.Layers()-1, 1/float64(len(p.set.X))
	for s, x := range p.set.X {
		p.values[0] = x
		for l := range p.n.Layers() {
			layer, in, out := p.n.Layer(l), p.values[l], p.values[l+1]
			for o := range out {
				z := layer.Biases(w)[o]
				for i, v := range layer.Row(w, o) {
					z += v * in[i]
				}
				if out[o] = z; l < last {
					out[o] = math.Tanh(z)
				}
			}
		}
		z, y := p.values[last+1][0], p.set.Y[s]
		sum += losses[BCE].value(z, y)
		p.deltas[last][0] = share * losses[BCE].slope(z, y)
		for l := last; l >= 0; l-- {
			layer, in := p.n.Layer(l), p.values[l]
			if l > 0 {
				clear(p.deltas[l-1])
			}
			for o, delta := range p.deltas[l] {
				layer.Biases(g)[o] += delta
				row := layer.Row(g, o)
				for i, v := range in {
					row[i] += delta * v
				}
				if l > 0 {
					for i, v := range layer.Row(w, o) {
						p.deltas[l-1][i] += v * delta
					}
				}
			}
			if l > 0 {
				for i, a := range in {
					p.deltas[l-1][i] *= (1 - a) * (1 + a)
				}
			}
		}
	}
	return sum * share
}

// matrices are the same with gonum: one row a point, all points at once.
type matrices struct {
	n              *Net
	set            *Set
	values, deltas []*mat.Dense
}

func newMatrices(n *Net, set *Set) *matrices {
	points := len(set.X)
	x := mat.NewDense(points, n.Inputs(), nil)
	for s, row := range set.X {
		x.SetRow(s, row)
	}
	m := &matrices{n: n, set: set, values: []*mat.Dense{x}}
	for l := range n.Layers() {
		m.values = append(m.values, mat.NewDense(points, n.Units[l+1], nil))
		m.deltas = append(m.deltas, mat.NewDense(points, n.Units[l+1], nil))
	}
	return m
}

func (m *matrices) gradient(w, g []float64) (sum float64) {
	last, points := m.n.Layers()-1, len(m.set.X)
	matrix := func(l int, w []float64) *mat.Dense {
		layer := m.n.Layer(l)
		return mat.NewDense(layer.Out, layer.In, w[layer.From:layer.From+layer.In*layer.Out])
	}
	for l := range m.n.Layers() {
		out := m.values[l+1]
		out.Mul(m.values[l], matrix(l, w).T())
		bias := m.n.Layer(l).Biases(w)
		for s := range points {
			row := out.RawRowView(s)
			for o := range row {
				if row[o] += bias[o]; l < last {
					row[o] = math.Tanh(row[o])
				}
			}
		}
	}
	for s, z := range m.values[last+1].RawMatrix().Data {
		sum += losses[BCE].value(z, m.set.Y[s])
		m.deltas[last].RawMatrix().Data[s] = losses[BCE].slope(z, m.set.Y[s]) / float64(points)
	}
	for l := last; l >= 0; l-- {
		matrix(l, g).Mul(m.deltas[l].T(), m.values[l])
		bias := m.n.Layer(l).Biases(g)
		clear(bias)
		for s := range points {
			for o, v := range m.deltas[l].RawRowView(s) {
				bias[o] += v
			}
		}
		if l > 0 {
			below := m.deltas[l-1]
			below.Mul(m.deltas[l], matrix(l, w))
			acts := m.values[l].RawMatrix().Data
			for i, a := range acts {
				below.RawMatrix().Data[i] *= (1 - a) * (1 + a)
			}
		}
	}
	return sum / float64(points)
}
