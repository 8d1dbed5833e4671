package landscape

import (
	"context"
	"math"
	"slices"
)

// Poles over which the loss rises without bound on both sides, as 1/x² does, are
// between the samples of a grid, where a peak that ends looks like one that does
// not. Each sharp peak is followed closer and closer.

const (
	poleRows  = 3    // samples on either side by which a peak is found
	poleLeap  = 1.5  // a peak is looked at if it is so many spreads of the losses above them
	poleSide  = 24   // samples a side by which that spread is measured
	poleLooks = 9    // times that a peak is looked at, each a poleZoom closer
	poleZoom  = 8    // samples on either side of each look
	poleGrows = 0.9  // a rise without bound is at least this part of the rise before
	poleRings = 8    // points of a ring around the peak
	riseSide  = 65   // samples a side by which a surface's poles are looked for
	poleClose = 1e-2 // each ring's radius, as a part of the one before
)

// GridWithPoles is GridAbove with the samples that are next to such a pole at
// positive infinity.
func GridWithPoles(ctx context.Context, s *Surface, view View, n int, above float64) (*HeightGrid, error) {
	heights, err := HeightRowsWithPoles(ctx, s, view, n, above, 0, view.Rows(n))
	if err != nil {
		return nil, err
	}
	g := &HeightGrid{View: view, N: n, Above: above, Heights: heights}
	g.Min, g.Max = finiteRange(heights)
	return g, nil
}

// HeightRowsWithPoles are the rows from first to before last of such a grid alone,
// the same bits.
func HeightRowsWithPoles(ctx context.Context, s *Surface, view View, n int, above float64, first, last int) ([]float32, error) {
	if err := checkRows(n, first, last); err != nil {
		return nil, err
	}
	from, to := max(0, first-poleRows-1), min(view.Rows(n), last+poleRows+1)
	heights, err := HeightRows(ctx, s, view, n, above, from, to)
	if err != nil {
		return nil, err
	}
	e := s.Objective()
	p := poles{value: e.Value, view: view, n: n, first: from, heights: heights, threshold: highAmong(e, s.Loss, view) - above}
	if err := p.mark(ctx); err != nil {
		return nil, err
	}
	return heights[(first-from)*n : (last-from)*n], nil
}

// poles looks for poles in rows of a grid, the first of which is row first.
type poles struct {
	value     func(x, y float64) float64
	view      View
	n, first  int
	heights   []float32
	threshold float64
}

// highAmong is the loss above which a peak in a view may be a pole's.
func highAmong(o Objective, l Loss, view View) float64 {
	side := poleSide
	for side > 4 && side*side*Operations(l, 0)/blockSaving > mostHeightWork {
		side /= 2
	}
	rows := view.Rows(side)
	if rows == 1 {
		side *= side
	}
	losses := make([]float64, 0, side*rows)
	for j := range rows {
		y := view.YMin + (float64(j)+0.5)*(view.YMax-view.YMin)/float64(rows)
		for i := range side {
			losses = append(losses, o.Value(sample(view.XMin, view.XMax, i, side), y))
		}
	}
	losses = sorted(losses)
	top := quantile(losses, 0.95)
	return top + poleLeap*(top-quantile(losses, 0.05))
}

// findRise is the pole nearest to the middle of a surface's view to which the loss
// rises from both sides; nil where none is found, or where the loss is too much work to
// look at.
func findRise(s *Surface, o *metered) *Point {
	if riseSide*riseSide*Operations(s.Loss, 0) > restWork/2 {
		return nil
	}
	p := poles{value: o.Value, view: s.View, n: riseSide, threshold: highAmong(o, s.Loss, s.View)}
	if s.View.Rows(riseSide) == 1 {
		p.n *= poleZoom
	}
	p.heights = make([]float32, p.n*s.View.Rows(p.n))
	for k := range p.heights {
		at := p.at(k)
		p.heights[k] = float32(o.Value(at.X, at.Y))
	}
	var nearest *Point
	dx, dy := p.cell()
	for k, h := range p.heights {
		if o.budget.Over() {
			break
		}
		at := p.at(k)
		if !(float64(h) > p.threshold) || nearest != nil && s.View.Distance(at) >= s.View.Distance(*nearest) || len(p.peaks(k)) == 0 || !p.isPole(k) {
			continue
		}
		top := p.climb(at, dx, dy)
		nearest = &top
	}
	return nearest
}

// mark sets the peaks that are poles, and the higher of the samples beside each, to
// infinity.
func (p *poles) mark(ctx context.Context) error {
	var found []int
	for at := range p.heights {
		if !(float64(p.heights[at]) > p.threshold) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, step := range p.peaks(at) {
			if p.isPole(at) {
				found = append(found, at, p.higherBeside(at, step))
			}
		}
	}
	for _, at := range found {
		p.heights[at] = float32(math.Inf(1))
	}
	return nil
}

// peaks are the steps to the next sample, along a row or a column, along which the
// losses rise to a sample from both sides, ever steeper.
func (p *poles) peaks(at int) (steps []int) {
	i, j, rows := at%p.n, at/p.n, len(p.heights)/p.n
	if i >= poleRows && i < p.n-poleRows && p.isPeak(at, 1) {
		steps = append(steps, 1)
	}
	if j >= poleRows && j < rows-poleRows && p.isPeak(at, p.n) {
		steps = append(steps, p.n)
	}
	return steps
}

func (p *poles) isPeak(at, step int) bool {
	h := func(k int) float64 { return float64(p.heights[at+k*step]) }
	for _, side := range []int{-1, 1} {
		a, b, c := h(side), h(2*side), h(3*side)
		if !(h(0) >= a && a > b && b > c && a-b > b-c) {
			return false
		}
	}
	return h(0) > h(1) || h(0) > h(-1)
}

// higherBeside is the higher neighbour of a peak: the pole is between them.
func (p *poles) higherBeside(at, step int) int {
	if p.heights[at-step] > p.heights[at+step] {
		return at - step
	}
	return at + step
}

// isPole reports whether the loss rises without bound near a sample: around the
// highest point that is found there it rises from each of four rings to the next by
// as much as before.
func (p *poles) isPole(at int) bool {
	if math.IsInf(float64(p.heights[at]), 1) {
		return true
	}
	dx, dy := p.cell()
	top := p.climb(p.at(at), dx, dy)
	if math.IsInf(p.value(top.X, top.Y), 1) {
		return true
	}
	var level [4]float64
	for i, radius := 0, 0.1; i < len(level); i, radius = i+1, poleClose*radius {
		level[i] = p.around(top, radius*dx, radius*dy)
	}
	for i := range len(level) - 2 {
		before, after := level[i+1]-level[i], level[i+2]-level[i+1]
		if !(before > 0 && after > poleGrows*before && after-after == 0) {
			return false
		}
	}
	return true
}

// around is the loss of a ring's middle point in height: some may lie beside a line
// of poles, and others along it.
func (p *poles) around(at Point, rx, ry float64) float64 {
	ring := make([]float64, poleRings)
	for k := range ring {
		sin, cos := math.Sincos(2 * math.Pi * (float64(k) + 0.3) / poleRings)
		ring[k] = p.value(at.X+rx*cos, at.Y+ry*sin)
	}
	slices.Sort(ring)
	return ring[poleRings/2]
}

// climb follows a peak: along each axis in turn to the highest of some points, ever
// closer.
func (p *poles) climb(at Point, dx, dy float64) Point {
	for range poleLooks {
		at = p.highest(at, dx, 0)
		at = p.highest(at, 0, dy)
		dx, dy = dx/poleZoom, dy/poleZoom
	}
	return at
}

func (p *poles) highest(at Point, dx, dy float64) Point {
	best, most := at, p.value(at.X, at.Y)
	for k := -poleZoom; k <= poleZoom && dx+dy > 0; k++ {
		t := float64(k) / poleZoom
		if f := p.value(at.X+t*dx, at.Y+t*dy); f > most {
			best, most = Point{at.X + t*dx, at.Y + t*dy}, f
		}
	}
	return best
}

// cell is how far apart samples are; a flat view has no height.
func (p *poles) cell() (dx, dy float64) {
	dx = (p.view.XMax - p.view.XMin) / float64(p.n-1)
	return dx, (p.view.YMax - p.view.YMin) / float64(p.n-1)
}

func (p *poles) at(k int) Point {
	x := sample(p.view.XMin, p.view.XMax, k%p.n, p.n)
	if p.view.Rows(p.n) == 1 {
		return Point{x, p.view.YMin}
	}
	return Point{x, sample(p.view.YMin, p.view.YMax, p.first+k/p.n, p.n)}
}
