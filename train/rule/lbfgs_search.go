package rule

import "math"

const (
	wolfeDescent   = 1e-4 // c₁: share of the promised descent that is asked for
	wolfeCurvature = 0.9  // c₂: share of the slope that may be left
	wolfeTrials    = 25   // trials before it makes do
)

// trial is a point of the line w + t·d: its loss and its slope along d.
type trial struct{ t, f, slope float64 }

// lineSearch looks for a step along d that meets the strong Wolfe
// conditions: f ≤ f₀ + c₁·t·slope₀ and |slope| ≤ c₂·|slope₀|.
type lineSearch struct {
	u      *Update
	d      []float64
	at, g  []float64 // the point that is tried, and the gradient there
	start  trial
	trials int
}

// strongWolfe is the step along d, tried first at t: bracket, then zoom
// by cubic interpolation, within 25 trials. Where it finds none, it is the
// lowest of the last bracket.
//
// Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6,
// with the safeguards of PyTorch's L-BFGS.
func strongWolfe(u *Update, d []float64, slope, t float64) float64 {
	s := lineSearch{u: u, d: d, at: u.vector(1), g: u.vector(2), start: trial{0, u.Loss, slope}}
	a, b, done := s.bracket(t)
	if !done {
		a, b = s.zoom(a, b)
	}
	if a.f <= b.f {
		return a.t
	}
	return b.t
}

// try evaluates the line at t. A loss that is not finite is too high.
func (s *lineSearch) try(t float64) trial {
	addScaled(s.at, s.u.W, t, s.d)
	f := s.u.Probe.Gradient(s.at, s.g)
	if !Finite(f) {
		f = math.Inf(1)
	}
	return trial{t, f, Dot(s.g, s.d)}
}

// high reports whether the loss at p has not fallen by enough.
func (s *lineSearch) high(p trial) bool {
	return p.f > s.start.f+wolfeDescent*p.t*s.start.slope
}

// flat reports whether the slope at p is small enough.
func (s *lineSearch) flat(p trial) bool {
	return math.Abs(p.slope) <= -wolfeCurvature*s.start.slope
}

// bracket goes out from t until a step that does lies between a and b; with
// done, a and b are one that does already.
func (s *lineSearch) bracket(t float64) (a, b trial, done bool) {
	before, now := s.start, s.try(t)
	for ; s.trials < wolfeTrials; s.trials++ {
		switch {
		case s.high(now), s.trials > 1 && now.f >= before.f:
			return before, now, false
		case s.flat(now):
			return now, now, true
		case now.slope >= 0:
			return before, now, false
		}
		next := cubicMinimum(before, now, now.t+0.01*(now.t-before.t), now.t*10)
		before, now = now, s.try(next)
	}
	return s.start, now, false
}

// zoom narrows the bracket until its lower end will do.
func (s *lineSearch) zoom(low, high trial) (a, b trial) {
	if low.f > high.f {
		low, high = high, low
	}
	length := Largest(s.d)
	crowded := false
	for ; s.trials < wolfeTrials; s.trials++ {
		from, to := min(low.t, high.t), max(low.t, high.t)
		if (to-from)*length < lbfgsChange {
			break
		}
		var t float64
		t, crowded = awayFromEnds(cubicMinimum(low, high, from, to), from, to, crowded)
		p := s.try(t)
		switch {
		case s.high(p), p.f >= low.f:
			high = p
		case s.flat(p):
			return p, p
		default:
			if p.slope*(high.t-low.t) >= 0 {
				high = low
			}
			low = p
		}
		if low.f > high.f {
			low, high = high, low
		}
	}
	return low, high
}

// awayFromEnds keeps t a tenth of the bracket away from its ends: one step
// nearer is allowed, the second in a row is not, nor one at an end.
func awayFromEnds(t, from, to float64, crowded bool) (float64, bool) {
	margin := 0.1 * (to - from)
	if min(to-t, t-from) >= margin {
		return t, false
	}
	if !crowded && t < to && t > from {
		return t, true
	}
	if math.Abs(t-to) < math.Abs(t-from) {
		return to - margin, false
	}
	return from + margin, false
}

// cubicMinimum is the minimum between low and high of the cubic through two
// trials and their slopes; the middle where it has none.
func cubicMinimum(p, q trial, low, high float64) float64 {
	if p.t > q.t {
		p, q = q, p
	}
	d1 := p.slope + q.slope - 3*(p.f-q.f)/(p.t-q.t)
	square := d1*d1 - p.slope*q.slope
	if !(square >= 0) {
		return (low + high) / 2
	}
	d2 := math.Sqrt(square)
	t := q.t - (q.t-p.t)*((q.slope+d2-d1)/(q.slope-p.slope+2*d2))
	if !Finite(t) {
		return (low + high) / 2
	}
	return min(max(t, low), high)
}
