package course

import (
	"errors"
	"fmt"
	"slices"
)

// mostListed is how many things that are wrong with a file are told at once.
const mostListed = 20

// problems gathers what is wrong with a course's file.
type problems struct {
	file  string
	lines int // of the file; 0 before it was read
	all   []problem
}

// A problem is one thing that is wrong, and where.
type problem struct {
	line int
	key  string // empty for none
	what string
}

// add tells of something that is wrong with a key.
func (p *problems) add(line int, key, what string) {
	if p.lines > 0 {
		line = min(line, p.lines) // what is missing at the end is said to be behind it
	}
	p.all = append(p.all, problem{line, key, what})
}

// err is all that is wrong, in the order of the lines; nil if nothing is.
func (p *problems) err() error {
	var all []error
	slices.SortStableFunc(p.all, func(a, b problem) int { return a.line - b.line })
	for i, wrong := range p.all {
		if i == mostListed {
			all = append(all, fmt.Errorf("%s: and %d more", p.file, len(p.all)-mostListed))
			break
		}
		where := fmt.Sprintf("%s:%d: ", p.file, wrong.line)
		if wrong.key != "" {
			where += wrong.key + ": "
		}
		all = append(all, errors.New(where+wrong.what))
	}
	return errors.Join(all...)
}
