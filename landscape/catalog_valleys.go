package landscape

func valleys() []*Surface {
	return []*Surface{
		{
			ID: "rosenbrock-gentle", Name: "Gentle Rosenbrock", Group: "valleys",
			Teaches: "The banana valley made shallow enough that plain descent follows its bend to the end.",
			Source:  "Rosenbrock, The Computer Journal 3, 1960, with 2 in place of 100.",
			Loss:    compile("(1 - x)^2 + 2(y - x^2)^2"),
			View:    View{-2, 2, -1, 3}, Start: Point{-1.2, 1}, Steps: 150,
			Rates:  Rates{Low: 0.005, Good: 0.08, High: 0.22},
			Ends:   [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{global(1, 1, 0)},
			Scale:  Linear,
		},
		{
			ID: "rosenbrock", Name: "Rosenbrock", Group: "valleys",
			Teaches: "Finding the curved valley is easy; following it takes plain descent thousands of steps, for it curves 2,500 times as much across as along.",
			Source:  "Rosenbrock, An automatic method for finding the greatest or least value of a function, The Computer Journal 3, 1960.",
			Loss:    compile("(1 - x)^2 + 100(y - x^2)^2"),
			View:    View{-2, 2, -1, 3}, Start: Point{-1.2, 1}, Steps: 5000,
			Rates:  Rates{Low: 0.0001, Good: 0.0019, High: 0.0065},
			Ends:   [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{global(1, 1, 0)},
			Scale:  Log,
		},
		{
			// The start and the good rate are the article's; its run has
			// momentum. Low, high and the number of steps were measured:
			// converging from 0.0016 to 0.004 (2/λmax = 0.00383).
			ID: "distill", Name: "Distill's valley", Group: "valleys",
			Teaches: "A bent valley where plain descent zigzags and then creeps, which is what momentum was made for.",
			Source:  "The opening figure of Goh, Why Momentum Really Works, Distill, 2017.",
			Loss:    compile("(1 - x)^2 + 20(3y - x^2)^2"),
			View:    View{-2, 2, -1, 2}, Start: Point{-1.21, 0.853}, Steps: 1000,
			Rates:  Rates{Low: 0.0001, Good: 0.003, High: 0.006},
			Ends:   [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{global(1, 1.0/3, 0)},
			Scale:  Linear,
		},
		{
			ID: "beale", Name: "Beale", Group: "valleys",
			Teaches: "A gentle floor between walls that rise to 180,000 in the corners: one step too long and the run is gone.",
			Source:  "Beale, On an iterative method for finding a local minimum of a function of more than one variable, 1958.",
			Loss:    compile("(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2"),
			View:    square(4.5), Start: Point{1, 1}, Steps: 150,
			Rates:   Rates{Low: 0.002, Good: 0.035, High: 0.12},
			Ends:    [3]string{"crawling", "converged", "diverged"},
			Minima:  []Minimum{global(3, 0.5, 0)},
			Saddles: []Point{{0.10053793732415836, -2.644513585023125}, {0, 1}},
			Scale:   Log,
		},
	}
}
