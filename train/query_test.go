package train

import (
	"context"
	"net/url"
	"strings"
	"testing"
)

// The tests of this package say their scenarios as links do. Package link, which
// reads and writes those, imports this one: link_test.go lends both.
var (
	ParseQuery func(ctx context.Context, raw string, others ...string) (Scenario, error)
	WriteQuery func(Scenario) string
)

// mustParse reads a scenario that must be one.
func mustParse(t testing.TB, query string) Scenario {
	t.Helper()
	sc, err := ParseQuery(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return sc
}

// encode is a formula as a query has it.
func encode(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
