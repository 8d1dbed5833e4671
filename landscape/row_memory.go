package landscape

import "sync"

const (
	// rowsGrow is by how much each part of a grid's memory is larger than those before it.
	rowsGrow = 8
	// fewRows are taken at once.
	fewRows = 16
)

// rowMemory is the memory for the rows of a grid, which is taken as they come to be
// computed, from the first on: most grids of a loss that takes too long are given up
// before many of their rows are there. Several may take rows at the same time.
type rowMemory struct {
	width int
	parts []rowPart // the first rows first; the last part has room for all of them
}

// rowPart has the rows from first to before last.
type rowPart struct {
	first, last int
	memory      func() []float32
}

func newRowMemory(width, rows int) *rowMemory {
	m := &rowMemory{width: width}
	last, from := []int{rows}, 0
	for few := rows / rowsGrow; few >= fewRows; few /= rowsGrow {
		last = append(last, few)
	}
	for i := len(last) - 1; i >= 0; i-- {
		m.parts = append(m.parts, m.part(from, last[i]))
		from = last[i]
	}
	m.parts[len(m.parts)-1] = m.part(0, rows)
	return m
}

func (m *rowMemory) part(first, last int) rowPart {
	return rowPart{first, last, sync.OnceValue(func() []float32 { return make([]float32, (last-first)*m.width) })}
}

// row is the memory of row j.
func (m *rowMemory) row(j int) []float32 {
	part := m.parts[0]
	for i := 1; j >= part.last; i++ {
		part = m.parts[i]
	}
	from := (j - part.first) * m.width
	return part.memory()[from : from+m.width]
}

// all are all rows, once they are written.
func (m *rowMemory) all() []float32 {
	others, whole := m.parts[:len(m.parts)-1], m.parts[len(m.parts)-1].memory()
	for _, part := range others {
		copy(whole[part.first*m.width:], part.memory())
	}
	return whole
}
