package engine

import (
	"strconv"

	"downhill/server/query"
)

// RunOf reads which of a scenario's runs a query asks for, absent where it does not say.
// The error names those that there are.
func RunOf(q query.Query, absent int, l Linked) (int, error) {
	last := len(l.Scenario.Runs) - 1
	text, _ := q.Get("run")
	if run, err := strconv.Atoi(text); err == nil && (run < 0 || run > last) {
		return 0, noRun(run, l)
	}
	return q.Integer("run", absent, 0, last)
}

// IterateOf reads which iterate of a scenario's runs a query asks for.
func IterateOf(q query.Query, l Linked) (int, error) {
	return q.Integer("k", 0, 0, l.Scenario.Steps)
}

// UpdateOf reads which update of a scenario's runs a query asks for.
func UpdateOf(q query.Query, l Linked) (int, error) {
	return q.Integer("k", 0, 0, l.Scenario.Steps-1)
}
