package network

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Data makes data sets by seed: points of one law, drawn anew for training and
// for what is held out.
type Data struct {
	ID     string
	Inputs int  // numbers that go in
	Curve  bool // a curve to be fitted, else two classes, 0 and 1

	// The noise and the size of the training set, unless they are set.
	Noise float64
	Size  int

	// draw makes point i, before noise; classes alternate.
	draw func(r *rand.Rand, i int) (x []float64, y float64)
	// spoil puts the noise on; nil where it is Gaussian on each input.
	spoil func(r *rand.Rand, i int, noise float64, x []float64, y *float64)
}

// The bounds of a data set.
const (
	MinSize  = 4
	MaxSize  = 1000
	MaxNoise = 2.0
)

// LookupData finds a kind of data by its id.
func LookupData(id string) (*Data, bool) {
	for _, d := range allData {
		if d.ID == id {
			return d, true
		}
	}
	return nil, false
}

// AllData are all kinds of data there are.
func AllData() []*Data { return allData }

// Streams tell the uses of one seed from each other.
const (
	streamTrain = 0x6e65740000000001 + iota
	streamHeld
	streamWeights
	streamPlane
	streamBatches
)

// Make draws a training set of so many points, and one that is held out, of half
// as many and at least a hundred.
func (d *Data) Make(seed uint64, size int, noise float64) (train, held *Set, err error) {
	if size < MinSize || size > MaxSize {
		return nil, nil, fmt.Errorf("%d points: a data set has %d to %d", size, MinSize, MaxSize)
	}
	if !(noise >= 0 && noise <= MaxNoise) {
		return nil, nil, fmt.Errorf("noise %v: it is 0 to %v", noise, MaxNoise)
	}
	return d.set(seed, streamTrain, size, noise), d.set(seed, streamHeld, Held(size), noise), nil
}

// Held is how many points are held out beside so many.
func Held(size int) int { return max(100, size/2) }

func (d *Data) set(seed, stream uint64, size int, noise float64) *Set {
	r := rand.New(rand.NewPCG(seed, stream))
	s := &Set{}
	for i := range size {
		x, y := d.draw(r, i)
		if d.spoil != nil {
			d.spoil(r, i, noise, x, &y)
		} else {
			for j := range x {
				x[j] += noise * r.NormFloat64()
			}
		}
		s.X, s.Y = append(s.X, x), append(s.Y, y)
	}
	return s
}

var allData = []*Data{
	{ID: "moons", Inputs: 2, Noise: 0.15, Size: 200, draw: moon},
	{ID: "circles", Inputs: 2, Noise: 0.1, Size: 200, draw: circle},
	{ID: "xor", Inputs: 2, Noise: 0.1, Size: 200, draw: xor},
	{ID: "spirals", Inputs: 2, Noise: 0.03, Size: 200, draw: spiral},
	{ID: "blobs", Inputs: 2, Noise: 0.5, Size: 200, draw: blob},
	{ID: "curve", Inputs: 1, Curve: true, Noise: 0.15, Size: 60, draw: curve, spoil: raise},
	{ID: "line", Inputs: 1, Curve: true, Noise: 0.1, Size: 60, draw: line, spoil: throw},
}

// moon is on one of two half circles that reach into each other.
func moon(r *rand.Rand, i int) ([]float64, float64) {
	t := math.Pi * r.Float64()
	if i%2 == 0 {
		return []float64{math.Cos(t) - 0.5, math.Sin(t) - 0.25}, 0
	}
	return []float64{0.5 - math.Cos(t), 0.25 - math.Sin(t)}, 1
}

// circle is on one of two circles, the inner of half the radius.
func circle(r *rand.Rand, i int) ([]float64, float64) {
	t, inner := 2*math.Pi*r.Float64(), float64(i%2)
	radius := 1 - inner/2
	return []float64{radius * math.Cos(t), radius * math.Sin(t)}, inner
}

// xor is in a square, and of class 1 where its inputs' signs differ.
func xor(r *rand.Rand, i int) ([]float64, float64) {
	x, y, class := r.Float64(), r.Float64(), float64(i%2)
	if r.Uint64()&1 == 0 {
		x, y = -x, -y
	}
	return []float64{x, y * (1 - 2*class)}, class
}

// spiral is on one of two arms of a turn and a half each.
func spiral(r *rand.Rand, i int) ([]float64, float64) {
	t, class := math.Sqrt(r.Float64()), float64(i%2)
	angle := 3*math.Pi*t + math.Pi*class
	return []float64{t * math.Cos(angle), t * math.Sin(angle)}, class
}

// blob is the middle of one of two clouds, whose width the noise is.
func blob(_ *rand.Rand, i int) ([]float64, float64) {
	class := float64(i % 2)
	middle := 0.8 * (2*class - 1)
	return []float64{middle, middle}, class
}

// curve is a wave over [−1, 1].
func curve(r *rand.Rand, _ int) ([]float64, float64) {
	x := 2*r.Float64() - 1
	return []float64{x}, math.Sin(3 * x)
}

// raise puts the noise on the target.
func raise(r *rand.Rand, _ int, noise float64, _ []float64, y *float64) {
	*y += noise * r.NormFloat64()
}

// line is a line over [−1, 1].
func line(r *rand.Rand, _ int) ([]float64, float64) {
	x := 2*r.Float64() - 1
	return []float64{x}, 0.8*x + 0.2
}

// throw puts the noise on the target, and every tenth point far above the line.
func throw(r *rand.Rand, i int, noise float64, x []float64, y *float64) {
	raise(r, i, noise, x, y)
	if away := 1.5 + r.Float64(); i%10 == 9 {
		*y += away
	}
}
