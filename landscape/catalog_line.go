package landscape

// oneWeights are losses of one weight: curves, the first picture of every course.
func oneWeights() []*Surface {
	return []*Surface{
		{
			ID: "parabola", Name: "Parabola", Group: "one-weight",
			Teaches: "A single weight: each step of plain descent goes down the slope, and above a rate of 2 it lands higher than it started.",
			Source:  "Quadratic of one weight.",
			Loss:    compile("x^2/2"),
			View:    interval(-5, 5), OneWeight: true, Start: Point{X: -4}, Steps: 100,
			Rates:  Rates{Low: 0.01, Good: 0.3, High: 2.1},
			Ends:   [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{global(0, 0, 0)},
			Scale:  Linear,
		},
		{
			ID: "shallow-and-deep", Name: "Shallow and deep", Group: "one-weight",
			Teaches: "A narrow shallow minimum before a wide deep one: small steps are caught in the first, larger ones leap over it.",
			Source:  "A parabola less a narrow Gaussian, made for lectures.",
			Loss:    compile("0.1(x - 2)^2 - 1.2exp(-4(x + 2)^2)"),
			View:    interval(-6, 6), OneWeight: true, Start: Point{X: -4.2}, Steps: 100,
			Rates: Rates{Low: 0.1, Good: 3, High: 10.5},
			Ends:  [3]string{"stuck-local", "converged", "diverged"},
			Minima: []Minimum{
				global(2, 0, 0),
				local(-1.9160841978409284, 0, 0.36690087663260473),
			},
			Scale: Linear,
		},
		{
			ID: "plateau-and-cliff", Name: "Plateau and cliff", Group: "one-weight",
			Teaches: "Hardly any slope on the plateau, a great deal at the cliff: the rate that crosses the one in good time leaps off the other.",
			Source:  "A logistic step on a wide parabola, made for lectures.",
			Loss:    compile("2/(1 + exp(-8x)) + 0.02(x + 2)^2"),
			View:    interval(-6, 6), OneWeight: true, Start: Point{X: 4}, Steps: 100,
			Rates:  Rates{Low: 0.1, Good: 2, High: 55},
			Ends:   [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{global(-2.000044997858386, 0, 2.2502981338533883e-07)},
			Scale:  Linear,
		},
	}
}
