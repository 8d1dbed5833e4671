package network

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestDataIsOfItsSeedAlone(t *testing.T) {
	for _, d := range AllData() {
		train, held, err := d.Make(4, 50, d.Noise)
		again, _, _ := d.Make(4, 50, d.Noise)
		other, _, _ := d.Make(5, 50, d.Noise)
		if err != nil || !reflect.DeepEqual(train, again) {
			t.Errorf("%s: the same seed gives other points (%v)", d.ID, err)
		}
		if reflect.DeepEqual(train, other) || reflect.DeepEqual(train.X[:20], held.X[:20]) {
			t.Errorf("%s: another seed, or what is held out, gives the same points", d.ID)
		}
		if len(train.X) != 50 || len(train.Y) != 50 || len(held.X) != Held(50) || len(train.X[0]) != d.Inputs {
			t.Errorf("%s: %d and %d points of %d inputs", d.ID, len(train.X), len(held.X), len(train.X[0]))
		}
		ones := 0
		for _, y := range train.Y {
			if y == 1 {
				ones++
			}
		}
		if !d.Curve && ones != 25 {
			t.Errorf("%s: %d of 50 are of class 1", d.ID, ones)
		}
		if _, _, err := d.Make(1, MaxSize+1, 0); err == nil {
			t.Errorf("%s: too many points are made", d.ID)
		}
		if _, _, err := d.Make(1, 50, math.NaN()); err == nil {
			t.Errorf("%s: noise that is no number is taken", d.ID)
		}
	}
}

// Without noise each set lies where its law says.
func TestDataFollowsItsLaw(t *testing.T) {
	laws := map[string]func(x []float64, y float64) bool{
		"moons": func(x []float64, y float64) bool {
			s := 1 - 2*y // the second moon is the first turned by half a turn
			return near(math.Hypot(s*x[0]+0.5, s*x[1]+0.25), 1) && s*x[1]+0.25 >= 0
		},
		"circles": func(x []float64, y float64) bool { return near(math.Hypot(x[0], x[1]), 1-y/2) },
		"xor":     func(x []float64, y float64) bool { return (x[0]*x[1] < 0) == (y == 1) },
		"spirals": func(x []float64, y float64) bool {
			turn := math.Atan2(x[1], x[0]) - 3*math.Pi*math.Hypot(x[0], x[1]) - math.Pi*y
			return near(math.Cos(turn), 1)
		},
		"blobs": func(x []float64, y float64) bool { return x[0] == x[1] && (x[0] > 0) == (y == 1) },
		"curve": func(x []float64, y float64) bool { return near(y, math.Sin(3*x[0])) },
		"line":  func(x []float64, y float64) bool { return y >= 0.8*x[0]+0.2-1e-12 },
	}
	for _, d := range AllData() {
		set, _, _ := d.Make(2, 100, 0)
		if laws[d.ID] == nil {
			t.Fatalf("%s has no law", d.ID)
		}
		outliers := 0
		for i, x := range set.X {
			if !laws[d.ID](x, set.Y[i]) {
				t.Fatalf("%s: point %v, %v", d.ID, x, set.Y[i])
			}
			if d.ID == "line" && !near(set.Y[i], 0.8*x[0]+0.2) {
				outliers++
			}
		}
		if d.ID == "line" && outliers != 10 {
			t.Errorf("%d of 100 points lie far from the line", outliers)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestInitialWeights(t *testing.T) {
	n := &Net{Units: []int{20, 40, 20, 1}, Act: Tanh, Loss: BCE}
	spread := map[Init]float64{Xavier: math.Sqrt(2.0 / 60), He: math.Sqrt(2.0 / 20), Small: 0.01, Large: 2, Zero: 0}
	for _, by := range Inits() {
		w := n.Initial(by, 3)
		layer, sum, square := n.Layer(0), 0.0, 0.0
		for o := range layer.Out {
			for _, v := range layer.Row(w, o) {
				sum, square = sum+v/800, square+v*v/800
			}
		}
		if want := spread[by]; math.Abs(math.Sqrt(square)-want) > 0.1*want || math.Abs(sum) > 0.2*want {
			t.Errorf("%s: spread %v about %v, want %v about 0", by, math.Sqrt(square), sum, want)
		}
		if layer.Biases(w)[7] != 0 {
			t.Errorf("%s: biases are not 0", by)
		}
		if !slices.Equal(w, n.Initial(by, 3)) || by != Zero && slices.Equal(w, n.Initial(by, 4)) {
			t.Errorf("%s: the seed alone should tell the weights", by)
		}
	}
	if n.Initial("best", 1) != nil {
		t.Error("an unknown initialisation gives weights")
	}
}

// Each epoch takes every point once, in another order; any step can be asked for.
func TestBatchesTakeEachPointOnceAnEpoch(t *testing.T) {
	for _, size := range []int{0, 1, 7, 10, 23, 50} {
		b, again := NewBatches(9, 23, size), NewBatches(9, 23, size)
		var epochs [][]int
		for epoch := range 3 {
			var seen []int
			for k := range b.Epoch() {
				seen = append(seen, b.At(epoch*b.Epoch()+k)...)
			}
			epochs = append(epochs, slices.Clone(seen))
			slices.Sort(seen)
			for i, v := range seen {
				if v != i || len(seen) != 23 {
					t.Fatalf("size %d: epoch %d takes %v", size, epoch, seen)
				}
			}
		}
		if whole := size == 0 || size >= 23; whole != slices.Equal(epochs[1], epochs[2]) {
			t.Errorf("size %d: epochs %v and %v", size, epochs[1], epochs[2])
		}
		for _, k := range []int{2*b.Epoch() - 1, 0, b.Epoch()} {
			if want := slices.Clone(b.At(k)); !slices.Equal(want, again.At(k)) {
				t.Errorf("size %d: step %d asked for out of turn uses other points", size, k)
			}
		}
	}
}
