package landscape

import (
	"cmp"
	"math"
	"slices"
)

// The sides of the sampled fields, in samples: even, so that none lies on an
// axis of symmetry.
const (
	leastSide  = 16  // of the gradient, where one is a lot of work
	usualSide  = 64  // of the gradient, where that resolves the surface
	finestSide = 256 // of the gradient where it does not, and of the loss
)

// survey samples a view: the gradient, as finely as the surface needs and the
// work allows, and the loss more finely still.
func survey(e *metered, view View) *searcher {
	d := view.Diagonal()
	s := &searcher{e: e, view: view, size: d, lowest: math.Inf(1)}
	s.found = pointSet{tolerance: 1e-4 * d, squares: map[[2]float64][]Point{}}
	side := usualSide
	for side > leastSide && !s.affords(side, 1, 4) {
		side /= 2
	}
	s.field = sampleField(e, view, side)
	s.flat = s.field.isLevel(e)
	for !s.flat && !s.field.resolved() && side < finestSide && s.affords(2*side, 1, 3) {
		side *= 2
		s.field = sampleField(e, view, side)
	}
	s.resolved, s.cell = s.field.resolved(), d/float64(side-1)
	s.spread = s.field.spread()
	s.noteLowest(s.field.f)
	for fine := finestSide; !s.flat && fine > side; fine /= 2 {
		if s.affords(fine, 0, 3) {
			s.fine = sampleLosses(e, view, fine)
			s.noteLowest(s.fine.f)
			break
		}
	}
	return s
}

// affords reports whether n×n samples of an order of derivatives take at most
// one part in share of the work that is left.
func (s *searcher) affords(n, order, share int) bool {
	return n*n*s.e.cost[order]/blockSaving <= s.e.budget.left/share
}

// noteLowest keeps the lowest loss that was seen in the view.
func (s *searcher) noteLowest(losses []float64) {
	for _, f := range losses {
		if f < s.lowest {
			s.lowest = f
		}
	}
}

// candidate is a point near which there may be a critical point.
type candidate struct {
	at     Point
	loss   float64 // about: +Inf where it is not known
	cell   float64 // how far apart the samples were
	hollow bool    // a sample that is lower than its neighbours
	rank   int     // how many of its part of the view come before it
}

const (
	lowestFirst    = 64   // so many of the lowest candidates come first
	partsPerSide   = 8    // the view is then searched in turn, part by part
	blocksPerSide  = 64   // of each block only the lowest candidate counts
	mostCandidates = 4096 // where there are more candidates than this
)

// candidates are the points to search from: the lowest of all, then the lowest of
// each part of the view, the second lowest of each and so on, so that no part is
// left out if the work ends before the candidates do. whole is false where there
// are so many that only some count.
func (s *searcher) candidates() (all []candidate, whole bool) {
	all = s.field.candidates()
	if s.fine != nil {
		all = append(all, s.fine.hollows()...)
	}
	if whole = len(all) <= mostCandidates; !whole {
		all = s.lowestOfBlocks(all)
	}
	slices.SortFunc(all, candidate.compare)
	rest := all[min(lowestFirst, len(all)):]
	var taken [partsPerSide * partsPerSide]int
	for i := range rest {
		k := s.part(rest[i].at, partsPerSide)
		rest[i].rank = taken[k]
		taken[k]++
	}
	slices.SortFunc(rest, candidate.compare)
	return all, whole
}

// compare puts the lower rank first, then the lower loss. What is symmetric has
// equal losses but for the last digits, and goes by its place.
func (c candidate) compare(d candidate) int {
	if c.rank != d.rank {
		return cmp.Compare(c.rank, d.rank)
	}
	return c.compareLoss(d)
}

func (c candidate) compareLoss(d candidate) int {
	if c.loss != d.loss {
		return cmp.Compare(c.loss, d.loss)
	}
	return cmp.Or(byPlace(c.at, d.at), cmp.Compare(c.cell, d.cell))
}

// lowestOfBlocks keeps the lowest hollow and the lowest other candidate of each
// block of the view.
func (s *searcher) lowestOfBlocks(all []candidate) []candidate {
	var lowest [2 * blocksPerSide * blocksPerSide]int // 1 + the index in all
	for i, c := range all {
		k := 2 * s.part(c.at, blocksPerSide)
		if c.hollow {
			k++
		}
		if lowest[k] == 0 || c.compare(all[lowest[k]-1]) < 0 {
			lowest[k] = i + 1
		}
	}
	var kept []candidate
	for _, i := range lowest {
		if i > 0 {
			kept = append(kept, all[i-1])
		}
	}
	return kept
}

// part is which of n×n parts of the view a point lies in.
func (s *searcher) part(p Point, n int) int {
	v, side := s.view, float64(n)
	i := int(side * (p.X - v.XMin) / (v.XMax - v.XMin))
	j := int(side * (p.Y - v.YMin) / (v.YMax - v.YMin))
	return min(j, n-1)*n + min(i, n-1)
}
