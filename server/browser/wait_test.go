package browser

import (
	"time"

	"downhill/server/client"
)

// How the tests wait. What must come is waited for by what shows it, never for a
// time: a machine may be busy with much else. What never comes fails the test, late.

// comes says whether something holds before the tests' patience ends.
func comes(holds func() bool) bool {
	pause := 5 * time.Millisecond
	for end := time.Now().Add(client.Patience); !holds(); time.Sleep(pause) {
		if time.Now().After(end) {
			return false
		}
		pause = min(pause*3/2, 150*time.Millisecond) // looking takes time from what is waited for
	}
	return true
}

// until waits for an expression of the page to hold.
func (tb *tab) until(expression string) {
	tb.t.Helper()
	tb.wait(expression, func() bool { return eval[bool](tb, "!!("+expression+")") })
}

// wait waits until something holds; what says what that is.
func (tb *tab) wait(what string, holds func() bool) {
	tb.t.Helper()
	if !comes(holds) {
		tb.t.Fatalf("waited in vain for: %s", what)
	}
}

// expect waits until nothing is missing.
func (tb *tab) expect(missing func() string) {
	tb.t.Helper()
	what := ""
	if !comes(func() bool { what = missing(); return what == "" }) {
		tb.t.Fatalf("%s, of %q", what, tb.query())
	}
}

// again acts, and acts again every second, until something holds: for what a browser
// may lose, as the turn of a wheel that it takes to be another's.
func (tb *tab) again(what string, act func(), holds func() bool) {
	tb.t.Helper()
	last := time.Time{}
	tb.wait(what, func() bool {
		if time.Since(last) > time.Second {
			act()
			last = time.Now()
		}
		return holds()
	})
}

// painted waits until what the page has done so far is on the screen: a picture
// that is taken before may be of an earlier frame.
func (tb *tab) painted() {
	tb.t.Helper()
	eval[any](tb, `(frame => new Promise(painted => frame(() => frame(() => painted(null)))))(window.realFrame ?? requestAnimationFrame)`)
}
