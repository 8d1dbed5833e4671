package formula

import (
	"context"
	"sync"
)

// scratch is the memory that a graph's derivatives and code are worked out in. Nothing of
// it is kept: what is made of it is copied out.
type scratch struct {
	used, fused   []bool
	slopes, turn  []ref
	uses, from    []int32
	where, last   []int32
	free          []int32
	steps, sorted []step
	instructions  []instruction
}

// graphs are those that are done with, whose memory the next ones take: a formula at the
// limits needs some megabytes, and who compiles such ones over and over would have garbage
// collected at the expense of all who compute. What nobody takes is collected in the end.
var graphs = sync.Pool{New: func() any { return new(graph) }}

// newGraph is a graph of nothing but 0 and 1, until it is done.
func newGraph() *graph {
	g := graphs.Get().(*graph)
	g.vertices, g.ops, g.primal, g.ctx = g.vertices[:0], 0, 0, context.Background()
	g.known.reset()
	g.constant(0)
	g.constant(1)
	return g
}

// done gives the graph's memory to the next one.
func (g *graph) done() {
	g.ctx = nil // nor is a request to be kept
	graphs.Put(g)
}

// sized is a piece of memory that is used again, with n elements of whatever it held.
func sized[T any](memory *[]T, n int) []T {
	if cap(*memory) < n {
		*memory = make([]T, max(n, min(2*cap(*memory), n+n/2)))
	}
	*memory = (*memory)[:n]
	return *memory
}

// zeroed is a piece of memory that is used again, with n elements that are 0.
func zeroed[T any](memory *[]T, n int) []T {
	all := sized(memory, n)
	clear(all)
	return all
}
