package notation

// bars decides which bars open and which close, within each pair of brackets. In
// |x|y + |z|w there is one way to pair them, in |x|y|z| there are two.
func (s *source) bars() *Error {
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

func (s *source) pairAll(groups [][]int) *Error {
	for _, group := range groups {
		if err := s.pair(group); err != nil {
			return err
		}
	}
	return nil
}

// barState is what is known after a bar: how many are open, and whether that
// bar opened.
type barState struct {
	open   int
	opened bool
}

// barWays counts the ways to come to a state, up to two, and has the state before.
type barWays struct {
	ways int
	from barState
}

// pair finds the one way to pair the bars of a group.
func (s *source) pair(bars []int) *Error {
	if len(bars) == 0 {
		return nil
	}
	steps := []map[barState]barWays{{barState{}: {ways: 1}}}
	for k, at := range bars {
		next := map[barState]barWays{}
		for from, p := range steps[k] {
			for _, to := range s.choices(at, k > 0 && bars[k-1] == at-1, from) {
				next[to] = barWays{min(2, next[to].ways+p.ways), from}
			}
		}
		steps = append(steps, next)
	}
	to := barState{}
	switch steps[len(bars)][to].ways {
	case 0:
		return NewError(s.tokens[bars[0]].column, "bars-unpaired")
	case 2:
		return NewError(s.tokens[bars[0]].column, "bars-unclear")
	}
	for k := len(bars); k > 0; k-- {
		s.tokens[bars[k-1]].text = barClose
		if to.opened {
			s.tokens[bars[k-1]].text = barOpen
		}
		to = steps[k][to].from
	}
	return nil
}

// choices are what a bar may do: open before a value, close after one.
func (s *source) choices(at int, afterBar bool, from barState) []barState {
	var all []barState
	after := at > 0 && s.endsValue(s.tokens[at-1])
	if afterBar {
		after = !from.opened
	}
	next := s.tokens[at+1]
	inside := after && from.open > 0 // where a bar may open or close, before a sign and in |x||y|, it closes
	value := next.kind == numberToken || next.kind == nameToken || next.kind == commandToken || opens(next)
	if value || !inside && (next.text == "|" || next.text == "+" || next.text == "-") {
		all = append(all, barState{from.open + 1, true})
	}
	if inside {
		all = append(all, barState{from.open - 1, false})
	}
	return all
}

// endsValue reports whether a value may end with a token.
func (s *source) endsValue(t token) bool {
	_, isFunction := lookup(t.text)
	return t.kind == numberToken || closes(t) || t.kind == nameToken && !(isFunction && !s.isPart(t.text))
}

func (s *source) isPart(name string) bool {
	for _, p := range s.parts {
		if p == name {
			return true
		}
	}
	return false
}
