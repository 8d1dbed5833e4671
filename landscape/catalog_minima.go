package landscape

func manyMinima() []*Surface {
	return []*Surface{
		{
			ID: "wells", Name: "Wells", Group: "many-minima",
			Teaches: "A sharp minimum traps only small steps: too low a rate is caught in a narrow well, a larger one can pass it and settle in the wide one.",
			Source:  "A quartic bowl with one wide and three narrow Gaussian wells, made for lectures.",
			Loss: compile("let a = (x - 1.6)^2 + (y - 1.4)^2; let b = (x + 2.4)^2 + (y + 1)^2; " +
				"let c = (x + 1.7)^2 + (y - 2.1)^2; let d = (x - 2.1)^2 + (y + 2.4)^2; " +
				"(x^4 + y^4)/64 - 3.3exp(-a/6.48) - 0.9exp(-b/0.2312) - 2.2exp(-c/0.72) - 2.5exp(-d/0.98)"),
			View: square(5), Start: Point{-3.9, -2.8}, Steps: 150,
			Rates: Rates{Low: 0.1, Good: 0.5, High: 3},
			Ends:  [3]string{"stuck-local", "converged", "diverged"},
			Minima: []Minimum{
				global(1.4221741900344707, 1.2725869744121252, -3.170822391973007),
				local(-1.547214626639572, 1.993641947038503, -2.4379701360100543),
				local(1.9856098024882995, -2.1617527496631896, -2.1992317258440006),
				local(-2.276312092803839, -0.9782592930749533, -0.5424742630682902),
			},
			Saddles: []Point{
				{-0.6384512446797471, 1.6756971544935184},
				{1.6912118665427132, -1.127462683248311},
				{-1.7417839402534427, -0.7687096597298968},
			},
			Scale: Linear,
		},
		{
			// No rate brings plain descent from this start to the deeper
			// minimum: of 3,000 between 0.002 and 2 none converged. It is caught
			// from 0.029 to 0.10 and diverges from 1.009.
			ID: "two-wells", Name: "Bowl with two dents", Group: "many-minima",
			Teaches: "At no rate does plain descent reach the deeper dent from here: that is left to other methods and to other starts.",
			Source:  "A bowl less two Gaussians, known from interactive comparisons of optimizers.",
			Loss:    compile("x^2 + y^2 - 2exp(-((x - 1)^2 + y^2)/0.2) - 3exp(-((x + 1)^2 + y^2)/0.2)"),
			View:    square(2), Start: Point{0.3, 1.5}, Steps: 150,
			Rates: Rates{Low: 0.05, High: 1.1},
			Ends:  [3]string{"stuck-local", "", "diverged"},
			Minima: []Minimum{
				global(-0.9363006340109187, 0, -2.063090251768194),
				local(0.905317899160115, 0, -1.092731999201741),
			},
			Saddles: []Point{{0.06860243670809657, 0}},
			Scale:   Linear,
		},
		{
			ID: "himmelblau", Name: "Himmelblau", Group: "many-minima",
			Teaches: "Four minima of equal depth: from one and the same start, another rate may find another of them.",
			Source:  "Himmelblau, Applied Nonlinear Programming, 1972.",
			Loss:    compile("(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
			View:    square(6), Start: Point{-0.5, -1}, Steps: 100,
			Rates: Rates{Low: 0.0002, Good: 0.01, High: 0.035},
			Ends:  [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{
				global(-3.779310253377747, -3.2831859912861696, 0),
				global(-2.805118086952745, 3.131312518250573, 0),
				global(3, 2, 0),
				global(3.5844283403304917, -1.8481265269644036, 0),
			},
			Saddles: []Point{
				{3.3851541836070207, 0.07385187983774928},
				{0.08667750455539636, 2.884254701174776},
				{-3.0730257507643897, -0.08135304428796751},
				{-0.12796134673068008, -1.9537149802445763},
			},
			Scale: Linear,
		},
		{
			ID: "styblinski-tang", Name: "Styblinski–Tang", Group: "many-minima",
			Teaches: "Four wells of different depth in a square: a good rate is large enough to jump the ridge and small enough to stay in the deepest.",
			Source:  "Styblinski and Tang, Experiments in nonconvex optimization, Neural Networks 3, 1990.",
			Loss:    compile("(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2"),
			View:    square(5), Start: Point{4.8, -1.1}, Steps: 100,
			Rates: Rates{Low: 0.005, Good: 0.045, High: 0.09},
			Ends:  [3]string{"stuck-local", "converged", "diverged"},
			Minima: []Minimum{
				global(-2.903534027771177, -2.903534027771177, -78.33233140754282),
				local(-2.903534027771177, 2.746802770990837, -64.19561235905536),
				local(2.746802770990837, -2.903534027771177, -64.19561235905536),
				local(2.746802770990837, 2.746802770990837, -50.05889331056788),
			},
			Saddles: []Point{
				{-2.903534027771177, 0.1567312567803401},
				{0.1567312567803401, -2.903534027771177},
				{0.1567312567803401, 2.746802770990837},
				{2.746802770990837, 0.1567312567803401},
			},
			Scale: Linear,
		},
		{
			ID: "three-hump-camel", Name: "Three-hump camel", Group: "many-minima",
			Teaches: "A sharp side valley beside a flat global one: a larger rate steps over the small hump between them.",
			Source:  "Branin, Widely convergent method for finding multiple solutions, IBM Journal 16, 1972.",
			Loss:    compile("2x^2 - 1.05x^4 + x^6/6 + x y + y^2"),
			View:    square(5), Start: Point{2.1, 2.3}, Steps: 150,
			Rates: Rates{Low: 0.02, Good: 0.12, High: 0.4},
			Ends:  [3]string{"stuck-local", "converged", "diverged"},
			Minima: []Minimum{
				global(0, 0, 0),
				local(-1.7475523458302888, 0.8737761729151444, 0.2986384422368598),
				local(1.7475523458302888, -0.8737761729151444, 0.2986384422368598),
			},
			Saddles: []Point{{-1.07054229182366, 0.53527114591183}, {1.07054229182366, -0.53527114591183}},
			Scale:   Log,
		},
		{
			ID: "six-hump-camel", Name: "Six-hump camel", Group: "many-minima",
			Teaches: "Six minima in mirrored pairs: a small landscape where a run's end depends on where it begins.",
			Source:  "Dixon and Szegő, Towards Global Optimisation 2, 1978.",
			Loss:    compile("(4 - 2.1x^2 + x^4/3) x^2 + x y + (4y^2 - 4) y^2"),
			View:    View{-2, 2, -1.2, 1.2}, Start: Point{0.7, -0.3}, Steps: 100,
			Rates: Rates{Low: 0.001, Good: 0.05, High: 0.3},
			Ends:  [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{
				global(-0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
				global(0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
				local(-1.7036067149699807, 0.7960835686726251, -0.21546382438371764),
				local(1.7036067149699807, -0.7960835686726251, -0.21546382438371764),
				local(-1.6071047529201972, -0.5686514548841314, 2.1042503103112584),
				local(1.6071047529201972, 0.5686514548841314, 2.1042503103112584),
			},
			Saddles: []Point{
				{0, 0},
				{-1.1092053368047865, 0.7682680925095399},
				{1.1092053368047865, -0.7682680925095399},
				{-1.6380679841897785, -0.22867406904439408},
				{1.6380679841897785, 0.22867406904439408},
				{-1.2960702671671092, -0.6050843880386585},
				{1.2960702671671092, 0.6050843880386585},
			},
			Scale: Linear,
		},
		{
			ID: "goldstein-price-log", Name: "Goldstein–Price, logarithm", Group: "many-minima",
			Teaches: "Narrow crossing valleys where plain descent at too high a rate does not blow up: it bounces for ever.",
			Source:  "Goldstein and Price, On descent from local minima, Mathematics of Computation 25, 1971; natural logarithm.",
			Loss: compile("let t = x + y; let w = 2x - 3y; " +
				"ln(1 + (t + 1)^2 (3t^2 - 14t + 19)) + ln(30 + w^2 (3w^2 - 16w + 18))"),
			View: square(2), Start: Point{1, -1.3}, Steps: 150,
			Rates: Rates{Low: 0.0002, Good: 0.005, High: 0.03},
			Ends:  [3]string{"crawling", "converged", "oscillating"},
			Minima: []Minimum{
				global(0, -1, 1.0986122886681098),
				local(-0.6, -0.4, 3.4011973816621555),
				local(1.8, 0.2, 4.430816798843313),
				local(1.2, 0.8, 6.733401891837359),
			},
			Saddles: []Point{{-0.4, -0.6}, {1.2, -0.2}, {1.4, 0.6}, {0.6, 0.4}},
			Scale:   Linear,
		},
		{
			// Global within the customary box: outside it the surface falls for
			// ever towards x + y → −∞.
			ID: "mccormick", Name: "McCormick", Group: "many-minima",
			Teaches: "Waves on a slope that never ends: the lowest point is the lowest of this box only.",
			Source:  "McCormick, Computability of global solutions to factorable nonconvex programs, Mathematical Programming 10, 1976.",
			Loss:    compile("sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1"),
			View:    View{-1.5, 4, -3, 4}, Start: Point{3, -1}, Steps: 100,
			Rates: Rates{Low: 0.004, Good: 0.2, High: 0.55},
			Ends:  [3]string{"crawling", "converged", "diverged"},
			Minima: []Minimum{
				global(-0.5471975511965977, -1.5471975511965976, -1.9132229549810364),
				local(2.5943951023931957, 1.5943951023931955, 1.2283696986087569),
			},
			Saddles:   []Point{{1.5471975511965976, 0.5471975511965977}},
			Scale:     Linear,
			Unbounded: true,
		},
	}
}
