package notation

import "math/rand/v2"

// RandomTree is a random formula of at most depth levels.
func RandomTree(r *rand.Rand, depth int) *Tree {
	return &Tree{Result: randomNode(r, depth, ownNames())}
}

// WrittenSlope is a tree's derivative by x or y as text, as it is typeset; false where
// none is.
func WrittenSlope(t *Tree, by string) (text string, ok bool) {
	d := differentiator{variable: by, depends: map[string]bool{by: true}}
	text = plain(d.of(t.Result), sumLevel)
	return text, !d.failed
}
