package link

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"downhill/train/field"
	"downhill/train/rule"
)

// parameter is a parameter of a rule as a query has it.
type parameter rule.Param

// read reads a parameter's value; ok if it fits.
func (p parameter) read(text string) (float64, bool) {
	switch p.Kind {
	case rule.Bool:
		i := slices.Index([]string{"false", "true"}, text)
		return float64(i), i >= 0
	case rule.Choice:
		i := slices.Index(p.Choices, text)
		return float64(i), i >= 0
	}
	v, ok := field.ReadNumber(text)
	if !ok || p.Kind == rule.Integer && v != math.Trunc(v) {
		return 0, false
	}
	low := v > p.Min || v == p.Min && !p.OpenMin
	high := v < p.Max || v == p.Max && !p.OpenMax
	return v + 0, low && high // no negative zero
}

// write is a parameter's value as read reads it.
func (p parameter) write(v float64) string {
	i := int(v)
	switch {
	case p.Kind == rule.Bool:
		return fmt.Sprint(v != 0)
	case p.Kind == rule.Choice && i >= 0 && i < len(p.Choices):
		return p.Choices[i]
	}
	return field.Number(v)
}

// refuse says which values would have fitted instead of text, as the kind of
// the error: each kind is a sentence of its own, for every language.
func (p parameter) refuse(key, text string) error {
	kind := "out-of-range"
	switch {
	case p.Kind == rule.Bool:
		return field.Refuse(key, text, "not-true-or-false")
	case p.Kind == rule.Choice:
		return field.Refuse(key, text, "not-a-choice", "allowed", strings.Join(p.Choices, ", "))
	case p.Kind == rule.Integer:
		kind = "whole-out-of-range"
	case p.OpenMin && p.OpenMax:
		kind = "out-of-range-open"
	case p.OpenMin:
		kind = "out-of-range-above"
	case p.OpenMax:
		kind = "out-of-range-below"
	}
	return field.Refuse(key, text, kind, "min", field.Number(p.Min), "max", field.Number(p.Max))
}
