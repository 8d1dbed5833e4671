package network

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Plane is a plane through the space of a network's weights. Its axes are
// orthogonal and of length 1, so that distances on it are the weights' own; their
// signs are fixed: of each the entry of the largest size is positive.
type Plane struct {
	Center []float64 // what is drawn at (0, 0)
	Axes   [2][]float64
	// Explained are the shares of a path's squared distances from its end that the
	// axes take; nil for a plane that was not laid by a path.
	Explained []float64
	// Filled counts the axes, from the last, that were drawn at random because the
	// paths had too few directions.
	Filled int
	// Reach is how far the plane's own story goes from its centre: a random
	// direction's length as large as the weights.
	Reach float64
}

// ReferencePlane is the plane of a run's first two principal directions about its
// end. Where it has fewer than two, the rest is drawn at random, by seed.
func (n *Net) ReferencePlane(r *Reference, seed uint64) *Plane {
	return n.pathPlane(r.Path[:len(r.Path)-1], r.End(), seed)
}

// RunsPlane is the plane of the principal directions of several runs about a
// centre.
func (n *Net) RunsPlane(paths [][][]float64, center []float64, seed uint64) *Plane {
	return n.pathPlane(slices.Concat(paths...), center, seed)
}

func (n *Net) pathPlane(path [][]float64, center []float64, seed uint64) *Plane {
	p := &Plane{Center: center}
	axes, explained := principal(path, center)
	copy(p.Axes[:], axes)
	p.Explained = append(make([]float64, 0, 2), explained...)
	r := rand.New(rand.NewPCG(seed, streamPlane))
	for i := len(axes); i < 2; i++ {
		p.Axes[i] = n.direction(r, center)
		p.Filled++
	}
	p.square()
	return p
}

// RandomPlane is the plane through center of two random directions, drawn by seed
// and filter-normalised, then made orthogonal.
func (n *Net) RandomPlane(center []float64, seed uint64) *Plane {
	r := rand.New(rand.NewPCG(seed, streamPlane))
	p := &Plane{Center: center, Axes: [2][]float64{n.direction(r, center), n.direction(r, center)}}
	p.Reach = max(norm(p.Axes[0]), norm(p.Axes[1]))
	p.square()
	return p
}

// direction is a random direction, filter-normalised; where all weights are 0, as
// it was drawn.
func (n *Net) direction(r *rand.Rand, center []float64) []float64 {
	d := make([]float64, len(center))
	for i := range d {
		d[i] = r.NormFloat64()
	}
	raw := slices.Clone(d)
	n.FilterNormalise(d, center)
	if norm(d) > 0 {
		return d
	}
	return raw
}

// normalEps keeps a row that is 0 from dividing by it.
const normalEps = 1e-10

// FilterNormalise gives each row of d, the weights into one neuron, the length
// that it has in w; biases become 0 (Li et al. 2018, section 4).
func (n *Net) FilterNormalise(d, w []float64) {
	for l := range n.Layers() {
		layer := n.Layer(l)
		for o := range layer.Out {
			row := layer.Row(d, o)
			scale(row, norm(layer.Row(w, o))/(norm(row)+normalEps))
		}
		clear(layer.Biases(d))
	}
}

// WeightsPlane is the plane of two weights by their numbers, the others being as
// in center: its coordinates are the two weights.
func (n *Net) WeightsPlane(center []float64, i, j int) (*Plane, error) {
	if last := n.Weights() - 1; i < 0 || j < 0 || i > last || j > last || i == j {
		return nil, fmt.Errorf("weights %d and %d: two of those from 0 to %d make a plane", i, j, last)
	}
	p := &Plane{Center: slices.Clone(center)}
	for a, at := range []int{i, j} {
		p.Axes[a] = make([]float64, len(center))
		p.Axes[a][at] = 1
		p.Center[at] = 0
		p.Reach = max(p.Reach, 2*math.Abs(center[at]))
	}
	return p, nil
}

// errOneLine is of ends that lie on one line.
var errOneLine = errors.New("the three ends lie on one line, which is no plane")

// EndsPlane is the plane through three points, about the first of them.
func (n *Net) EndsPlane(ends [3][]float64) (*Plane, error) {
	p := &Plane{Center: ends[0]}
	size := 0.0
	for i := range p.Axes {
		p.Axes[i] = slices.Clone(ends[i+1])
		addScaled(p.Axes[i], ends[0], -1)
		size = max(size, norm(p.Axes[i]))
	}
	for i := range p.Axes {
		if norm(p.Axes[i]) <= 1e-9*size || size == 0 {
			return nil, errOneLine
		}
	}
	rest := slices.Clone(p.Axes[1])
	addScaled(rest, p.Axes[0], -dot(rest, p.Axes[0])/dot(p.Axes[0], p.Axes[0]))
	if norm(rest) <= 1e-6*norm(p.Axes[1]) {
		return nil, errOneLine
	}
	p.square()
	return p, nil
}

// square makes the axes orthogonal and of length 1, and gives them their signs.
func (p *Plane) square() {
	orthonormal(p.Axes[:])
	for _, axis := range p.Axes {
		turn(axis)
	}
}

// Project is the point of the plane that is nearest to w, and how far off it w is.
func (p *Plane) Project(w []float64) (x, y, distance float64) {
	square := 0.0
	for i, c := range p.Center {
		d := w[i] - c
		x += d * p.Axes[0][i]
		y += d * p.Axes[1][i]
	}
	for i, c := range p.Center {
		d := w[i] - c - x*p.Axes[0][i] - y*p.Axes[1][i]
		square += d * d
	}
	return x, y, math.Sqrt(square)
}

// At sets w to the weights at a point of the plane.
func (p *Plane) At(x, y float64, w []float64) {
	for i, c := range p.Center {
		w[i] = c + x*p.Axes[0][i] + y*p.Axes[1][i]
	}
}
