package formula

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// none is no vertex.
const none ref = -1

// table finds the vertices of a graph by what makes two of them the same: their
// operation, operands and constant. It keeps nothing but where they are, each one more
// than its ref in the first empty place from its own on; 0 is an empty place. (A map has
// several times the size, and the formulas at the limits have a hundred thousand.)
type table struct{ places []ref }

// leastPlaces is how many places a table has at first; there are always a power of 2.
const leastPlaces = 256

// hashSeed differs from process to process, so that nobody writes a formula whose
// vertices all have one place.
var hashSeed = rand.Uint64()

// reset empties the table, and keeps its memory.
func (t *table) reset() { zeroed(&t.places, leastPlaces) }

// first is the place where the search for a vertex begins.
func (t *table) first(v *vertex) int {
	const odd1, odd2 = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93
	high, low := bits.Mul64(uint64(v.a)<<32^uint64(v.b)^hashSeed, (uint64(v.c)<<8|uint64(v.op))*odd2^odd1)
	high, low = bits.Mul64(high^low^math.Float64bits(v.k), odd1)
	return int(high^low) & (len(t.places) - 1)
}

// find is the vertex that is the same as v, or none and the place where it belongs.
func (t *table) find(vertices []vertex, v *vertex) (place int, r ref) {
	for place = t.first(v); ; place = (place + 1) & (len(t.places) - 1) {
		r := t.places[place] - 1
		if r == none || vertices[r].same(v) {
			return place, r
		}
	}
}

// put puts the last of vertices in the place that find told. The table has twice as many
// places as vertices at least.
func (t *table) put(place int, r ref, vertices []vertex) {
	t.places[place] = r + 1
	if 2*len(vertices) <= len(t.places) {
		return
	}
	zeroed(&t.places, 2*len(t.places))
	for i := range vertices {
		place, _ := t.find(vertices, &vertices[i])
		t.places[place] = ref(i) + 1
	}
}

// same reports whether two vertices are one.
func (v *vertex) same(w *vertex) bool {
	return v.op == w.op && v.a == w.a && v.b == w.b && v.c == w.c && math.Float64bits(v.k) == math.Float64bits(w.k)
}
