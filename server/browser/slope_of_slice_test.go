package browser

import "testing"

// slopes are what the rows call the length of the gradient.
const slopes = `[...new Set([...document.querySelectorAll("#cards .card .stats dt")].map(e => e.textContent).filter(text => text.includes("∇")))].join(", ")`

// A page holds of a network's gradient what lies in the plane: rows that called it the
// gradient's length told another one than the lesson, and another on another plane.
// Where the plane is all there is, it is the gradient's own.
func TestBrowserRowsTellTheSlopeOnThePlane(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/backpropagation?beat=4", laptop)
	tb.until(thinking)
	tb.until(slopes + ` === "|∇L| on the plane"`)
	for _, lesson := range []string{"one-neuron", "clipping-saves-it", "exploding-gradient", "vanishing-gradient", "adaptive-promises-nothing"} {
		tb.press("p") // to networks that are drawn whole, and to a surface that is none
		tb.until(`location.pathname === "/p/` + lesson + `"`)
		tb.until(slopes + ` === "|∇L|"`)
	}
}
