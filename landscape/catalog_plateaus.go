package landscape

import (
	"math"

	"downhill/landscape/network"
)

func plateaus() []*Surface {
	const a, b = 1.3049954504376675, 4.978189856741919 // π ∓ 1.836597
	const ring = -8.110223891570066e-05
	return []*Surface{
		{
			ID: "easom", Name: "Easom", Group: "plateaus",
			Teaches: "A needle's well in a plain: only next to it is there any slope to follow.",
			Source:  "Easom, A survey of global optimization techniques, University of Louisville, 1990.",
			Loss:    compile("-cos(x) cos(y) exp(-(x - pi)^2 - (y - pi)^2)"),
			View:    View{0, 2 * math.Pi, 0, 2 * math.Pi}, Start: Point{1.7, 2}, Steps: 150,
			Rates: Rates{Low: 0.01, Good: 0.4, High: 2.8},
			Ends:  [3]string{"crawling", "converged", "thrown"},
			Minima: []Minimum{
				global(math.Pi, math.Pi, -1),
				local(a, a, ring), local(a, b, ring), local(b, a, ring), local(b, b, ring),
			},
			Saddles: []Point{
				{math.Pi / 2, math.Pi / 2}, {math.Pi / 2, 3 * math.Pi / 2},
				{3 * math.Pi / 2, math.Pi / 2}, {3 * math.Pi / 2, 3 * math.Pi / 2},
			},
			Scale: Linear,
		},
		{
			// The targets σ(2s − 1) at s = −1.5, −0.5, 0.5, 1.5 are those of a
			// unit with weight 2 and bias −1, so that its loss can be zero.
			ID: "plateau", Name: "Saturated unit, squared error", Group: "plateaus",
			Teaches: "Where a sigmoid saturates the gradient vanishes: rates that look absurd are the right ones here.",
			Source:  "One sigmoid unit, weight x and bias y, four examples, squared error; see Solla, Levin and Fleisher, Complex Systems 2, 1988.",
			Loss: compile("let a = sigmoid(y - 1.5x) - sigmoid(-4); let b = sigmoid(y - 0.5x) - sigmoid(-2); " +
				"let c = sigmoid(y + 0.5x) - sigmoid(0); let d = sigmoid(y + 1.5x) - sigmoid(2); " +
				"(a^2 + b^2 + c^2 + d^2)/4"),
			View: square(10), Start: Point{-6, 6}, Steps: 200,
			Rates:  Rates{Low: 2, Good: 25, High: 300},
			Ends:   [3]string{"crawling", "converged", "thrown"},
			Minima: []Minimum{global(2, -1, 0)},
			Scale:  Linear, Network: saturatedUnit(network.SigmoidMSE),
		},
		{
			ID: "plateau-ce", Name: "Saturated unit, cross-entropy", Group: "plateaus",
			Teaches: "The same unit with cross-entropy is convex and has no plateau: the loss function makes the landscape.",
			Source:  "One sigmoid unit, weight x and bias y, four examples, cross-entropy; see Solla, Levin and Fleisher, Complex Systems 2, 1988.",
			Loss: compile("let a = y - 1.5x; let b = y - 0.5x; let c = y + 0.5x; let d = y + 1.5x; " +
				"(softplus(a) - sigmoid(-4) a + softplus(b) - sigmoid(-2) b + softplus(c) - sigmoid(0) c + softplus(d) - sigmoid(2) d)/4"),
			View: square(10), Start: Point{-6, 6}, Steps: 100,
			Rates:  Rates{Low: 0.1, Good: 5, High: 100},
			Ends:   [3]string{"crawling", "converged", "oscillating"},
			Minima: []Minimum{global(2, -1, 0.3784774146251341)},
			Scale:  Linear, Network: saturatedUnit(network.BCE),
		},
	}
}

func cliffs() []*Surface {
	return []*Surface{
		{
			// Zero loss on the curve y = x⁻⁶.
			ID: "cliff", Name: "Cliff", Group: "cliffs",
			Teaches: "A chain of layers multiplies by one weight six times: beside the plateau rises a cliff that throws a step out of the picture.",
			Source:  "A deep linear chain; see Goodfellow, Bengio and Courville, Deep Learning, section 8.2.4, 2016.",
			Loss:    compile("(y x^6 - 1)^2/2"),
			View:    View{-0.5, 2, -2, 3}, Start: Point{0.5, 1.5}, Steps: 150,
			Rates:  Rates{Low: 0.001, Good: 0.02, High: 0.3},
			Ends:   [3]string{"crawling", "converged", "diverged"},
			Scale:  Log,
			Valley: true, Network: linearChain(6),
		},
		{
			// Zero loss on y = ln(7/3) − 0.7x, attracting for x < 1/0.21.
			ID: "cliff-rnn", Name: "The wall of a recurrent unit", Group: "cliffs",
			Teaches: "Fifty steps through one recurrent unit build a wall whose gradient explodes: a run that hits it is thrown far away.",
			Source:  "Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013, figure 6.",
			Loss:    compile("let h = 0.5; repeat 50: h = x*sigmoid(h) + y; (sigmoid(h) - 0.7)^2"),
			View:    View{0, 8, -5, 1}, Start: Point{5, -1}, Steps: 200,
			Rates:  Rates{Low: 0.03, Good: 0.3, High: 0.77},
			Ends:   [3]string{"crawling", "converged", "thrown"},
			Scale:  Linear,
			Valley: true,
		},
	}
}
