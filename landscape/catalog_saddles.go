package landscape

import "math"

func saddles() []*Surface {
	h := 3 * math.Sqrt(3) / 4 // the height of the minima at 60° and 300°
	return []*Surface{
		{
			ID: "saddle", Name: "Saddle", Group: "saddles",
			Teaches: "A saddle holds a run only for a while: however small the step aside, it grows at every update.",
			Source:  "The simplest saddle; it has no minimum.",
			Loss:    compile("x^2 - y^2"),
			View:    square(3), Start: Point{2.5, 0.01}, Steps: 100,
			Rates:     Rates{Low: 0.005, Good: 0.1, High: 1.05},
			Ends:      [3]string{"crawling", "escaped-unbounded", "diverged"},
			Saddles:   []Point{{0, 0}},
			Scale:     Linear,
			Unbounded: true,
		},
		{
			ID: "saddle-bounded", Name: "Saddle with two minima", Group: "saddles",
			Teaches: "The run nearly stops at the saddle before it finds its way down: every factor of ten nearer costs the same number of steps.",
			Source:  "The saddle with a quartic wall.",
			Loss:    compile("x^2 - y^2 + y^4/4"),
			View:    square(3), Start: Point{2.5, 0.01}, Steps: 150,
			Rates:   Rates{Low: 0.005, Good: 0.2, High: 1.1},
			Ends:    [3]string{"crawling", "converged", "diverged"},
			Minima:  []Minimum{global(0, -math.Sqrt2, -1), global(0, math.Sqrt2, -1)},
			Saddles: []Point{{0, 0}},
			Scale:   Linear,
		},
		{
			ID: "monkey", Name: "Monkey saddle", Group: "saddles",
			Teaches: "Three valleys meet where slope and curvature both vanish, so that a run slows down long before it leaves.",
			Source:  "Hilbert and Cohn-Vossen, Anschauliche Geometrie, 1932; it has no minimum.",
			Loss:    compile("x^3 - 3x y^2"),
			View:    square(2), Start: Point{1.5, 0.01}, Steps: 150,
			Rates:     Rates{Low: 0.003, Good: 0.05, High: 0.4},
			Ends:      [3]string{"crawling", "escaped-unbounded", "escaped-unbounded"},
			Saddles:   []Point{{0, 0}},
			Scale:     Linear,
			Unbounded: true,
		},
		{
			ID: "monkey-bounded", Name: "Monkey saddle with three minima", Group: "saddles",
			Teaches: "Three equal minima around a flat saddle: from one and the same start, another rate may reach another of them.",
			Source:  "The monkey saddle with a quartic wall.",
			Loss:    compile("x^3 - 3x y^2 + (x^2 + y^2)^2/2"),
			View:    square(2.5), Start: Point{1.5, 0.01}, Steps: 150,
			Rates: Rates{Low: 0.01, Good: 0.07, High: 0.25},
			Ends:  [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{
				global(-1.5, 0, -27.0/32),
				global(0.75, -h, -27.0/32),
				global(0.75, h, -27.0/32),
			},
			Saddles: []Point{{0, 0}},
			Scale:   Linear,
		},
	}
}
