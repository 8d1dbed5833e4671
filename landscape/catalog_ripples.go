package landscape

// The four surfaces here have up to 441 critical points. Their minima and
// saddles are listed once per symmetry: what a mirror or a product gives is
// built from that.
func ripples() []*Surface {
	rastriginMinima, rastriginSaddles := product(rastriginAxis, rastriginAxis)
	levyMinima, levySaddles := product(levyX, levyY)
	return []*Surface{
		{
			// From the customary start no rate converges, since all minima are
			// equally sharp; so there is no good rate.
			ID: "rastrigin", Name: "Rastrigin", Group: "many-minima",
			Teaches: "More than a hundred minima, all equally sharp: no rate tells them apart, so that plain descent stays in the one it falls into.",
			Source:  "Rastrigin, Systems of Extremal Control, 1974.",
			Loss:    compile("20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)"),
			View:    square(5.12), Start: Point{-3.6, 2.8}, Steps: 150,
			Rates:   Rates{Low: 0.002, High: 0.01},
			Ends:    [3]string{"stuck-local", "", "oscillating"},
			Minima:  rastriginMinima,
			Saddles: rastriginSaddles,
			Scale:   Linear,
		},
		{
			// As Rastrigin, it has no good rate from its customary start. The
			// global minimum is the tip of a cone with slope 2√2, where the
			// gradient is defined as 0.
			ID: "ackley", Name: "Ackley", Group: "many-minima",
			Teaches: "A pitted funnel with a pointed bottom: small rates stay in a pit, and at the tip plain descent at a constant rate never comes to rest.",
			Source:  "Ackley, A Connectionist Machine for Genetic Hillclimbing, 1987.",
			Loss:    compile("let r = hypot(x, y)/sqrt(2); 20 + e - 20exp(-r/5) - exp((cos(2pi x) + cos(2pi y))/2)"),
			View:    square(5), Start: Point{-3.5, 2.7}, Steps: 150,
			Rates:   Rates{Low: 0.02, High: 0.3},
			Ends:    [3]string{"stuck-local", "", "oscillating"},
			Minima:  eightfold(ackleyMinima),
			Saddles: at(eightfold(ackleySaddles)),
			Scale:   Linear,
		},
		{
			ID: "griewank", Name: "Griewank", Group: "many-minima",
			Teaches: "Seen from here a field of equal hollows, from afar a plain bowl: their depths differ by a few hundredths.",
			Source:  "Griewank, Generalized descent for global optimization, Journal of Optimization Theory and Applications 34, 1981.",
			Loss:    compile("1 + (x^2 + y^2)/4000 - cos(x) cos(y/sqrt(2))"),
			View:    square(10), Start: Point{2.4, 0.7}, Steps: 150,
			Rates:   Rates{Low: 0.01, Good: 1, High: 4},
			Ends:    [3]string{"crawling", "converged", "oscillating"},
			Minima:  fourfold(griewankMinima),
			Saddles: at(fourfold(griewankSaddles)),
			Scale:   Linear,
		},
		{
			ID: "levy", Name: "Levy", Group: "many-minima",
			Teaches: "A sharp trap before a flat global minimum: between the two critical rates lies a wide band that passes the one and settles in the other.",
			Source:  "Levy and Montalvo, The tunneling algorithm for the global minimization of functions, SIAM Journal on Scientific and Statistical Computing 6, 1985.",
			Loss: compile("let u = (x + 3)/4; let v = (y + 3)/4; " +
				"sin(pi u)^2 + (u - 1)^2 (1 + 10sin(pi u + 1)^2) + (v - 1)^2 (1 + sin(2pi v)^2)"),
			View: square(10), Start: Point{4.6, 2.2}, Steps: 150,
			Rates:   Rates{Low: 0.1, Good: 0.6, High: 1.2},
			Ends:    [3]string{"stuck-local", "converged", "diverged"},
			Minima:  levyMinima,
			Saddles: levySaddles,
			Scale:   Linear,
		},
	}
}
