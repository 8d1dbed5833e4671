package rule

import (
	"slices"
	"strconv"
)

// Slot is one of the things that an optimizer remembers from update to update:
// a vector with a number for each weight, or a single number.
type Slot struct {
	Name   string
	Single bool
}

// vectors are slots with a number for each weight.
func vectors(names ...string) []Slot {
	slots := make([]Slot, len(names))
	for i, name := range names {
		slots[i].Name = name
	}
	return slots
}

// singles are slots of one number.
func singles(names ...string) []Slot {
	slots := vectors(names...)
	for i := range slots {
		slots[i].Single = true
	}
	return slots
}

// State is what one run remembers, slot by slot in the order of its Spec's.
type State [][]float64

// NewState makes the state of a run of n weights, all zero. Its numbers lie in
// one piece of memory.
func NewState(slots []Slot, n int) State {
	size := 0
	for _, s := range slots {
		size += s.size(n)
	}
	memory := make([]float64, size)
	state := make(State, len(slots))
	for i, s := range slots {
		size := s.size(n)
		state[i], memory = memory[:size:size], memory[size:]
	}
	return state
}

func (s Slot) size(n int) int {
	if s.Single {
		return 1
	}
	return n
}

// Reset makes all of it zero.
func (s State) Reset() {
	for _, v := range s {
		clear(v)
	}
}

// Clone is a copy of it.
func (s State) Clone() State {
	c := make(State, len(s))
	for i, v := range s {
		c[i] = slices.Clone(v)
	}
	return c
}

// Numbers are all its numbers in a row.
func (s State) Numbers() []float64 {
	var all []float64
	for _, v := range s {
		all = append(all, v...)
	}
	return all
}

// NumberNames name a state's numbers: m.x and m.y of two weights, m.1, m.2, …
// of more, and a single number by its slot's name.
func NumberNames(slots []Slot, n int) []string {
	var names []string
	for _, s := range slots {
		if s.Single {
			names = append(names, s.Name)
			continue
		}
		for i := range n {
			names = append(names, s.Name+"."+ComponentName(i, n))
		}
	}
	return names
}

// ComponentName is what component i of n is called.
func ComponentName(i, n int) string {
	if n <= 2 {
		return "xy"[i : i+1]
	}
	return strconv.Itoa(i + 1)
}
