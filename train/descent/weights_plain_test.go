package descent

import (
	"math"
	"slices"

	"downhill/train/rule"
)

// variants are settings beside the defaults that the rules are tried with.
var variants = map[string][]rule.Params{
	"sgd":              {{"weight_decay": 0.1}},
	"momentum":         {{"dampening": 0.4, "weight_decay": 0.1}},
	"nesterov":         {{"weight_decay": 0.1}},
	"adagrad":          {{"lr_decay": 0.2, "initial_accumulator_value": 0.5, "weight_decay": 0.1}},
	"rmsprop":          {{"centered": 1, "momentum": 0.5, "weight_decay": 0.1}},
	"adadelta":         {{"weight_decay": 0.1}},
	"adam":             {{"amsgrad": 1, "weight_decay": 0.1}},
	"adamw":            {{"amsgrad": 1, "weight_decay": 0.2}},
	"adamax":           {{"weight_decay": 0.1}},
	"nadam":            {{"weight_decay": 0.1}},
	"radam":            {{"weight_decay": 0.1, "beta2": 0.9}},
	"rprop":            {{"step_max": 0.3, "step_min": 0.05}},
	"lion":             {{"weight_decay": 0.1}},
	"polyak":           {{"c": 2, "max_lr": 0.2}},
	"barzilai-borwein": {{"method": 1}},
	"armijo":           {{"c1": 0.3, "beta": 0.7}},
	"newton":           {{"hessian": 1, "damping": 0.3}, {"damping": 0.3, "delta": 0.5}},
	"lbfgs":            {{"history": 3}},
}

// plainRule makes a path of steps by an optimizer on q.
type plainRule func(q *quadratic, p rule.Params, lr float64, steps int) [][]float64

// gradientAt is q's gradient with wd·w added.
func gradientAt(q *quadratic, w []float64, wd float64) []float64 {
	g := make([]float64, len(w))
	q.Gradient(w, g)
	for i := range g {
		g[i] += wd * w[i]
	}
	return g
}

// walk repeats step, which gets t from 1, the weights and the gradient with
// decay, and gives what is taken from the weights.
func walk(q *quadratic, wd float64, steps int, step func(t int, w, g []float64) []float64) [][]float64 {
	w := q.start()
	path := [][]float64{slices.Clone(w)}
	for t := 1; t <= steps; t++ {
		d := step(t, slices.Clone(w), gradientAt(q, w, wd))
		for i := range w {
			w[i] -= d[i]
		}
		path = append(path, slices.Clone(w))
	}
	return path
}

// each makes a rule of what one coordinate does by itself: it gets its own
// memory of four numbers, all zero at first.
func each(one func(p rule.Params, lr float64, t int, w, g float64, s *[4]float64) float64) plainRule {
	return func(q *quadratic, p rule.Params, lr float64, steps int) [][]float64 {
		memory := make([][4]float64, len(q.c))
		wd := p["weight_decay"]
		if p["decoupled"] != 0 {
			wd = 0
		}
		return walk(q, wd, steps, func(t int, w, g []float64) []float64 {
			d := make([]float64, len(w))
			for i := range w {
				d[i] = one(p, lr, t, w[i], g[i], &memory[i])
			}
			return d
		})
	}
}

// decoupled leaves the weight decay to the rule itself.
func decoupled(plain plainRule) plainRule {
	return func(q *quadratic, p rule.Params, lr float64, steps int) [][]float64 {
		p["decoupled"] = 1
		return plain(q, p, lr, steps)
	}
}

var plainRules = map[string]plainRule{
	"sgd": each(func(_ rule.Params, lr float64, _ int, _, g float64, _ *[4]float64) float64 { return lr * g }),
	"momentum": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		s[0] = p["momentum"]*s[0] + (1-p["dampening"])*g
		if t == 1 {
			s[0] = g
		}
		return lr * s[0]
	}),
	"nesterov": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		s[0] = p["momentum"]*s[0] + g
		return lr * (g + p["momentum"]*s[0])
	}),
	"adagrad": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		if t == 1 {
			s[0] = p["initial_accumulator_value"]
		}
		s[0] += g * g
		return lr / (1 + float64(t-1)*p["lr_decay"]) * g / (math.Sqrt(s[0]) + p["eps"])
	}),
	"rmsprop": each(func(p rule.Params, lr float64, _ int, _, g float64, s *[4]float64) float64 {
		a := p["alpha"]
		s[0], s[1] = a*s[0]+(1-a)*g*g, a*s[1]+(1-a)*g
		mean := s[1] * p["centered"]
		s[2] = p["momentum"]*s[2] + g/(math.Sqrt(s[0]-mean*mean)+p["eps"])
		return lr * s[2]
	}),
	"adadelta": each(func(p rule.Params, lr float64, _ int, _, g float64, s *[4]float64) float64 {
		s[0] = p["rho"]*s[0] + (1-p["rho"])*g*g
		d := math.Sqrt((s[1]+p["eps"])/(s[0]+p["eps"])) * g
		s[1] = p["rho"]*s[1] + (1-p["rho"])*d*d
		return lr * d
	}),
	"adam": each(plainAdam),
	"adamw": decoupled(each(func(p rule.Params, lr float64, t int, w, g float64, s *[4]float64) float64 {
		return lr*p["weight_decay"]*w + plainAdam(p, lr, t, w, g, s)
	})),
	"adamax": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		s[0] = p["beta1"]*s[0] + (1-p["beta1"])*g
		s[1] = math.Max(p["beta2"]*s[1], math.Abs(g)+p["eps"])
		return lr / (1 - math.Pow(p["beta1"], float64(t))) * s[0] / s[1]
	}),
	"nadam": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		mu := func(t int) float64 { return p["beta1"] * (1 - 0.5*math.Pow(0.96, float64(t)*p["momentum_decay"])) }
		product := 1.0
		for i := 1; i <= t; i++ {
			product *= mu(i)
		}
		s[0] = p["beta1"]*s[0] + (1-p["beta1"])*g
		s[1] = p["beta2"]*s[1] + (1-p["beta2"])*g*g
		mhat := mu(t+1)*s[0]/(1-product*mu(t+1)) + (1-mu(t))*g/(1-product)
		return lr * mhat / (math.Sqrt(s[1]/(1-math.Pow(p["beta2"], float64(t)))) + p["eps"])
	}),
	"radam": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		s[0] = p["beta1"]*s[0] + (1-p["beta1"])*g
		s[1] = p["beta2"]*s[1] + (1-p["beta2"])*g*g
		power := math.Pow(p["beta2"], float64(t))
		mhat, most := s[0]/(1-math.Pow(p["beta1"], float64(t))), 2/(1-p["beta2"])-1
		rho := most - 2*float64(t)*power/(1-power)
		if rho <= 5 {
			return lr * mhat
		}
		r := math.Sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
		return lr * mhat * r * math.Sqrt(1-power) / (math.Sqrt(s[1]) + p["eps"])
	}),
	"rprop": each(func(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
		if t == 1 {
			s[0] = lr
		}
		if g*s[1] > 0 {
			s[0] *= p["eta_plus"]
		} else if g*s[1] < 0 {
			s[0] *= p["eta_minus"]
			g = 0
		}
		s[0] = math.Max(p["step_min"], math.Min(s[0], p["step_max"]))
		s[1] = g
		return plainSign(g) * s[0]
	}),
	"lion": decoupled(each(func(p rule.Params, lr float64, _ int, w, g float64, s *[4]float64) float64 {
		c := p["beta1"]*s[0] + (1-p["beta1"])*g
		s[0] = p["beta2"]*s[0] + (1-p["beta2"])*g
		return lr * (plainSign(c) + p["weight_decay"]*w)
	})),
	"polyak":           plainPolyak,
	"armijo":           plainArmijo,
	"barzilai-borwein": plainBarzilaiBorwein,
	"newton":           plainNewton,
	"lbfgs":            plainBFGS,
}

func plainAdam(p rule.Params, lr float64, t int, _, g float64, s *[4]float64) float64 {
	s[0] = p["beta1"]*s[0] + (1-p["beta1"])*g
	s[1] = p["beta2"]*s[1] + (1-p["beta2"])*g*g
	s[2] = math.Max(s[2], s[1])
	v := s[1]
	if p["amsgrad"] != 0 {
		v = s[2]
	}
	mhat, vhat := s[0]/(1-math.Pow(p["beta1"], float64(t))), v/(1-math.Pow(p["beta2"], float64(t)))
	return lr * mhat / (math.Sqrt(vhat) + p["eps"])
}

func plainSign(v float64) float64 {
	if v == 0 {
		return 0
	}
	return math.Copysign(1, v)
}

func scaled(by float64, v []float64) []float64 {
	r := make([]float64, len(v))
	for i := range v {
		r[i] = by * v[i]
	}
	return r
}

func minus(a, b []float64) []float64 {
	r := make([]float64, len(a))
	for i := range a {
		r[i] = a[i] - b[i]
	}
	return r
}

func plainPolyak(q *quadratic, p rule.Params, _ float64, steps int) [][]float64 {
	return walk(q, 0, steps, func(_ int, w, g []float64) []float64 {
		return scaled(math.Min(q.Value(w)/(p["c"]*plainDot(g, g)), p["max_lr"]), g)
	})
}

func plainArmijo(q *quadratic, p rule.Params, _ float64, steps int) [][]float64 {
	return walk(q, 0, steps, func(_ int, w, g []float64) []float64 {
		rate := p["first_lr"]
		for q.Value(minus(w, scaled(rate, g))) > q.Value(w)-p["c1"]*rate*plainDot(g, g) {
			rate *= p["beta"]
		}
		return scaled(rate, g)
	})
}

func plainBarzilaiBorwein(q *quadratic, p rule.Params, _ float64, steps int) [][]float64 {
	var wBefore, gBefore []float64
	rate := p["first_lr"]
	return walk(q, 0, steps, func(t int, w, g []float64) []float64 {
		if math.Sqrt(plainDot(g, g)) < 1e-8 {
			return make([]float64, len(w))
		}
		if t > 1 {
			s, y := minus(w, wBefore), minus(g, gBefore)
			if plainDot(s, y) > 1e-12*math.Sqrt(plainDot(s, s)*plainDot(y, y)) {
				rate = plainDot(s, s) / plainDot(s, y)
				if p["method"] == 1 {
					rate = plainDot(s, y) / plainDot(y, y)
				}
				rate = math.Max(1e-6, math.Min(rate, 1e3))
			}
		}
		wBefore, gBefore = w, g
		return scaled(rate, g)
	})
}

// plainNewton knows the eigenvectors.
func plainNewton(q *quadratic, p rule.Params, _ float64, steps int) [][]float64 {
	shift := math.Max(0, p["delta"]-slices.Min(q.lambda))
	return walk(q, 0, steps, func(_ int, w, g []float64) []float64 {
		return scaled(p["damping"], q.spectral(g, func(l float64) float64 {
			if p["hessian"] == 1 {
				return 1 / math.Max(math.Abs(l), p["delta"])
			}
			return 1 / (l + shift)
		}))
	})
}

// plainBFGS makes the matrix H from the pairs that are remembered, anew at each
// step: H ← (I − ρsyᵀ)·H·(I − ρysᵀ) + ρssᵀ.
func plainBFGS(q *quadratic, p rule.Params, _ float64, steps int) [][]float64 {
	var pairs [][2][]float64
	var wBefore, gBefore []float64
	return walk(q, 0, steps, func(t int, w, g []float64) []float64 {
		if slices.Max(g) <= 1e-7 && slices.Min(g) >= -1e-7 {
			return make([]float64, len(w))
		}
		if t > 1 {
			if s, y := minus(w, wBefore), minus(g, gBefore); plainDot(s, y) > 1e-10 {
				pairs = append(pairs, [2][]float64{s, y})
			}
		}
		wBefore, gBefore = w, g
		d := applyBFGS(pairs[max(0, len(pairs)-int(p["history"])):], g)
		rate := p["first_lr"]
		if t == 1 {
			sum := 0.0
			for _, v := range g {
				sum += math.Abs(v)
			}
			rate *= math.Min(1, 1/sum)
		}
		if plainDot(g, d) < 1e-9 {
			return make([]float64, len(w))
		}
		return scaled(rate, d)
	})
}

// applyBFGS is H·g by recursion from the newest pair.
func applyBFGS(pairs [][2][]float64, g []float64) []float64 {
	gamma := 1.0
	if n := len(pairs); n > 0 {
		s, y := pairs[n-1][0], pairs[n-1][1]
		gamma = plainDot(s, y) / plainDot(y, y)
	}
	var apply func(k int, x []float64) []float64
	apply = func(k int, x []float64) []float64 {
		if k == 0 {
			return scaled(gamma, x)
		}
		s, y := pairs[k-1][0], pairs[k-1][1]
		rho := 1 / plainDot(s, y)
		h := apply(k-1, minus(x, scaled(rho*plainDot(s, x), y)))
		return minus(h, scaled(rho*(plainDot(y, h)-plainDot(s, x)), s))
	}
	return apply(len(pairs), g)
}
