package formula

// bars tells which bars open and which close, group of brackets by group. In
// |x|y + |z|w there is one way to pair them, in |x|y|z| there are two.
func (s *script) bars() *Error {
	groups := [][]int{nil} // the bars of each open bracket
	for i, t := range s.tokens {
		last := len(groups) - 1
		switch {
		case t.text == "|":
			groups[last] = append(groups[last], i)
			s.foreign = true
			continue
		case opens(t):
			groups = append(groups, nil)
			continue
		case t.text == "," || t.text == ";" || t.text == "=" || t.kind == endToken:
			if err := s.pair(groups[last]); err != nil {
				return err
			}
			groups[last] = nil
		case closes(t) && last > 0:
			if err := s.pair(groups[last]); err != nil {
				return err
			}
			groups = groups[:last]
		}
	}
	return s.pairAll(groups)
}

func (s *script) pairAll(groups [][]int) *Error {
	for _, group := range groups {
		if err := s.pair(group); err != nil {
			return err
		}
	}
	return nil
}

// standing is what is known after a bar: how many are open, and whether that
// bar opened.
type standing struct {
	open   int
	opened bool
}

// paired counts the ways to come to a standing, up to two, and says from which.
type paired struct {
	ways int
	from standing
}

// pair finds the one way to pair the bars of a group.
func (s *script) pair(bars []int) *Error {
	if len(bars) == 0 {
		return nil
	}
	steps := []map[standing]paired{{standing{}: {ways: 1}}}
	for k, at := range bars {
		next := map[standing]paired{}
		for from, p := range steps[k] {
			for _, to := range s.choices(at, k > 0 && bars[k-1] == at-1, from) {
				next[to] = paired{min(2, next[to].ways+p.ways), from}
			}
		}
		steps = append(steps, next)
	}
	to := standing{}
	switch steps[len(bars)][to].ways {
	case 0:
		return fail(s.tokens[bars[0]].column, "bars-unpaired")
	case 2:
		return fail(s.tokens[bars[0]].column, "bars-unclear")
	}
	for k := len(bars); k > 0; k-- {
		s.tokens[bars[k-1]].text = barShut
		if to.opened {
			s.tokens[bars[k-1]].text = barOpen
		}
		to = steps[k][to].from
	}
	return nil
}

// choices are what a bar may do: open before a value, close after one.
func (s *script) choices(at int, afterBar bool, from standing) []standing {
	var all []standing
	after := at > 0 && s.endsValue(s.tokens[at-1])
	if afterBar {
		after = !from.opened
	}
	next := s.tokens[at+1]
	inside := after && from.open > 0 // what may close rather closes before a sign, and in |x||y|
	value := next.kind == numberToken || next.kind == nameToken || next.kind == commandToken || opens(next)
	if value || !inside && (next.text == "|" || next.text == "+" || next.text == "-") {
		all = append(all, standing{from.open + 1, true})
	}
	if inside {
		all = append(all, standing{from.open - 1, false})
	}
	return all
}

// endsValue says whether a value may end with a token.
func (s *script) endsValue(t token) bool {
	_, isFunction := lookup(t.text)
	return t.kind == numberToken || closes(t) || t.kind == nameToken && !(isFunction && !s.isPart(t.text))
}

func (s *script) isPart(name string) bool {
	for _, p := range s.parts {
		if p == name {
			return true
		}
	}
	return false
}
