package rule

// kept is a parameter from 0 up to, and without, 1: the share of a running average that
// each step keeps.
func kept(key, meaning string, value float64) Param {
	return Param{Key: key, Meaning: meaning, Kind: Number, Default: value, Max: 1, OpenMax: true, Kept: true}
}

// Memory is after how many steps of a rule with these parameters a gradient has an e-th
// left of what it counted in the slowest running average; 0 where there is none.
func Memory(params []Param, values Params) float64 {
	longest := 0.0
	for _, p := range params {
		if v := values[p.Key]; p.Kept && v > 0 {
			longest = max(longest, 1/(1-v))
		}
	}
	return longest
}

// positive is a parameter above 0 with a logarithmic control from low to high.
func positive(key, meaning string, value, low, high float64) Param {
	return Param{Key: key, Meaning: meaning, Kind: Number, Default: value, Min: low, Max: high, Log: true}
}

// count is a whole number from low to high.
func count(key, meaning string, value, low, high int) Param {
	return Param{Key: key, Meaning: meaning, Kind: Integer, Default: float64(value), Min: float64(low), Max: float64(high)}
}

// toggle is a choice of yes or no; no is the default.
func toggle(key, meaning string) Param {
	return Param{Key: key, Meaning: meaning, Kind: Bool, Max: 1}
}

// choice is a choice among names; the first is the default.
func choice(key, meaning string, names ...string) Param {
	return Param{Key: key, Meaning: meaning, Kind: Choice, Max: float64(len(names) - 1), Choices: names}
}

// weightDecay is PyTorch's weight_decay.
func weightDecay(value float64) Param {
	return Param{Key: "weight_decay", Meaning: "weight decay, the pull towards 0", Kind: Number, Default: value, Max: 1}
}

// epsilon is PyTorch's eps, which keeps a division from being by zero.
func epsilon(value float64) Param {
	return positive("eps", "keeps the denominator above 0", value, 1e-16, 1)
}

// Complete is the values of params: those that are set, and the defaults of
// the others. steps is the scenario's number of steps, the default of lengths.
func Complete(params []Param, set Params, steps int) Params {
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

// factor is a parameter above 0 and at most 1.
func factor(key, meaning string, value float64) Param {
	return Param{Key: key, Meaning: meaning, Kind: Number, Default: value, Max: 1, OpenMin: true}
}

// portion is a parameter from 0 to 1.
func portion(key, meaning string, value float64) Param {
	return Param{Key: key, Meaning: meaning, Kind: Number, Default: value, Max: 1}
}

// length is a number of steps whose default is the scenario's.
func length(key, meaning string) Param {
	p := count(key, meaning, 0, 1, 5000)
	p.DefaultSteps = true
	return p
}
