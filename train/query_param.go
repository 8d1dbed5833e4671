package train

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// read reads a parameter's value; ok if it fits.
func (p Param) read(text string) (float64, bool) {
	switch p.Kind {
	case Bool:
		i := slices.Index([]string{"false", "true"}, text)
		return float64(i), i >= 0
	case Choice:
		i := slices.Index(p.Choices, text)
		return float64(i), i >= 0
	}
	v, ok := readNumber(text)
	if !ok || p.Kind == Integer && v != math.Trunc(v) {
		return 0, false
	}
	low := v > p.Min || v == p.Min && !p.OpenMin
	high := v < p.Max || v == p.Max && !p.OpenMax
	return v + 0, low && high // no negative zero
}

// write is a parameter's value as read reads it.
func (p Param) write(v float64) string {
	i := int(v)
	switch {
	case p.Kind == Bool:
		return fmt.Sprint(v != 0)
	case p.Kind == Choice && i >= 0 && i < len(p.Choices):
		return p.Choices[i]
	}
	return number(v)
}

// refuse says which values would have fitted instead of text, as the kind of
// the error: each kind is a sentence of its own, for every language.
func (p Param) refuse(field, text string) error {
	kind := "out-of-range"
	switch {
	case p.Kind == Bool:
		return refuse(field, text, "not-true-or-false")
	case p.Kind == Choice:
		return refuse(field, text, "not-a-choice", "allowed", strings.Join(p.Choices, ", "))
	case p.Kind == Integer:
		kind = "whole-out-of-range"
	case p.OpenMin && p.OpenMax:
		kind = "out-of-range-open"
	case p.OpenMin:
		kind = "out-of-range-above"
	case p.OpenMax:
		kind = "out-of-range-below"
	}
	return refuse(field, text, kind, "min", number(p.Min), "max", number(p.Max))
}

// complete is the values of params: those that are set, and the defaults of the
// others. steps is the scenario's number of steps, the default of lengths.
func complete(params []Param, set Params, steps int) Params {
	all := make(Params, len(params))
	for _, p := range params {
		v, ok := set[p.Key]
		switch {
		case ok:
		case p.DefaultSteps:
			v = float64(steps)
		default:
			v = p.Default
		}
		all[p.Key] = v
	}
	return all
}
