package figure

import (
	"math"

	"downhill/landscape"
	"downhill/server/draw"
)

// trace finds where heights cross a level: lines in the grid's own coordinates, 0 to
// n − 1, whole ones, by marching squares. What is not a number counts as high: see
// definedParts.
func trace(heights []float64, n int, level float64) (lines [][]draw.Point) {
	t := tracer{heights: heights, n: n, level: level, next: map[int]int{}, before: map[int]int{}}
	for j := 0; j+1 < n; j++ {
		for i := 0; i+1 < n; i++ {
			t.cell(i, j)
		}
	}
	return t.lines()
}

// tracer links the edges of the grid that a line crosses: an edge's number is twice
// that of its sample, plus 1 for one that goes up. Lines have the high side on their
// left.
type tracer struct {
	heights      []float64
	n            int
	level        float64
	next, before map[int]int
	order        []int // the edges in which links begin, as they were found
}

// cell links the edges of a cell, whose lower left sample is (i, j).
func (t *tracer) cell(i, j int) {
	at := j*t.n + i
	corner := [4]bool{t.high(at), t.high(at + 1), t.high(at + t.n + 1), t.high(at + t.n)}
	// Edge k leads from corner k to the next one, counter-clockwise.
	edges := [4]int{2 * at, 2*(at+1) + 1, 2 * (at + t.n), 2*at + 1}
	var in, out []int
	for k := range 4 {
		switch a, b := corner[k], corner[(k+1)%4]; {
		case a && !b:
			in = append(in, k)
		case !a && b:
			out = append(out, k)
		}
	}
	for _, from := range in {
		to := out[0]
		if len(out) == 2 { // a saddle: its high sides are taken to be joined
			to = (from + 1) % 4
		}
		t.link(edges[to], edges[from])
	}
}

func (t *tracer) link(from, to int) {
	t.next[from], t.before[to] = to, from
	t.order = append(t.order, from)
}

func (t *tracer) high(at int) bool { return !(t.heights[at] < t.level) }

// lines follows the links.
func (t *tracer) lines() (lines [][]draw.Point) {
	follow := func(from int) {
		line := []draw.Point{t.point(from)}
		for at := from; ; {
			to, ok := t.next[at]
			if !ok {
				break
			}
			delete(t.next, at)
			line = append(line, t.point(to))
			at = to
		}
		lines = append(lines, line)
	}
	for _, from := range t.order {
		if _, inner := t.before[from]; !inner {
			follow(from) // it begins at the border
		}
	}
	for _, from := range t.order {
		if _, there := t.next[from]; there {
			follow(from)
		}
	}
	return lines
}

// point is where a line crosses an edge.
func (t *tracer) point(edge int) draw.Point {
	at := edge / 2
	i, j := float64(at%t.n), float64(at/t.n)
	to := at + 1
	if edge%2 == 1 {
		to = at + t.n
	}
	a, b := t.heights[at], t.heights[to]
	part := (t.level - a) / (b - a)
	if !(part >= 0 && part <= 1) {
		part = 0.5
	}
	if edge%2 == 1 {
		return draw.Point{X: i, Y: j + part}
	}
	return draw.Point{X: i + part, Y: j}
}

// bounded are heights kept within one level of the outermost ones, which a pole beside
// a line would pull to one side. What is not a number counts as high; the lines around
// it are cut out.
func bounded(g *landscape.HeightGrid, levels []float64) []float64 {
	first, last := levels[0], levels[len(levels)-1]
	before := last - math.Abs(last) - 1
	if len(levels) > 1 {
		before = levels[len(levels)-2]
	}
	margin := max(last-before, 1e-300)
	floor, ceiling := first-(last-first)-margin, last+2*margin
	all := make([]float64, len(g.Heights))
	for i, v := range g.Heights {
		if all[i] = min(max(float64(v), floor), ceiling); v != v {
			all[i] = ceiling
		}
	}
	return all
}
