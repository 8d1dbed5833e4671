package step

import (
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

// Cut is the loss along the line of one update, w_k + t·d with d = w_{k+1} − w_k:
// t counts multiples of the update, so that 0 is where it starts and 1 where it
// lands.
type Cut struct {
	Detail
	Landing float64 // the loss at Next
	Line    CutLine
	// Length is |d|; Slope is d·∇L and Curvature dᵀHd at W, so that the tangent is
	// L + Slope·t and the parabola L + Slope·t + Curvature·t²/2. Lambda is the
	// curvature along the step in the weights' own unit, dᵀHd/dᵀd.
	Length, Slope, Curvature, Lambda float64
	// Vertex is where the parabola is lowest, in multiples of the update; its loss
	// is again that at W at twice that. NaN where it has no lowest point.
	Vertex float64
	// Plain: the update is −η∇L, so that the vertex is where the rate 1/λ lands.
	Plain bool
	// Scaled: with its state held, the rule's update is in proportion to its rate:
	// another rate lands at the multiple that it is of this one.
	Scaled   bool
	Shown    [2]float64 // the multiples that show all of it
	From, To float64    // the multiples that Losses are at, evenly, both ends among them
	Losses   []float64  // NaN where the loss is not defined
	Factors  CutFactors
}

// CutLine says what the line of an update is.
type CutLine string

const (
	LineMoves  CutLine = "moves"
	LineStill  CutLine = "still"  // the update is none: there is no line
	LineBeyond CutLine = "beyond" // it leads beyond all numbers
)

// CutSpec asks for a cut: N losses between the multiples From and To; where these
// are not numbers, over more than what is shown.
type CutSpec struct {
	From, To float64
	N        int
}

// CutAlong is the cut along update k of a run, which is made again from its start.
// The error, a *field.Error, says that there is no such run, update or line; or it
// is ctx's.
func CutAlong(ctx context.Context, sc train.Scenario, run, k int, spec CutSpec) (Cut, error) {
	if sc.Net() != nil {
		return Cut{}, field.Refuse("surface", sc.Surface.ID, "no-cut-of-net")
	}
	u, err := train.TakenAt(ctx, sc, run, k)
	if err != nil {
		return Cut{}, err
	}
	c := Cut{Detail: detailOf(run, u)}
	c.Plain = plain(&sc, run, u.Spec)
	c.Scaled = scales(u)
	c.measure(sc.Objective())
	c.sample(sc.Objective(), spec)
	c.Factors = factorsOf(&sc, u, &c)
	return c, nil
}

// plain reports whether a run's updates are −η∇L and nothing else. A schedule is
// no matter: it says what η is.
func plain(sc *train.Scenario, run int, spec *rule.Spec) bool {
	return spec.Factor != nil && spec.State == nil && !sc.Decays(run) && sc.Noise == 0 && sc.Clip.Kind == ""
}

// scales reports whether an update would be twice as long at
// twice the rate, from the same state. Rules that choose their rate have none to
// change.
func scales(taken *descent.Taken) bool {
	if taken.Spec.Rateless {
		return false
	}
	u := taken.Update
	once := slices.Clone(u.Next)
	u.Next = make([]float64, len(once))
	u.Rate *= 2
	u.Used = u.Rate
	taken.Rule.Step(taken.Before.Clone(), &u)
	for i, w := range u.W {
		step := once[i] - w
		tolerance := 1e-9*math.Abs(step) + 8*rounding*math.Abs(w)
		if !(math.Abs(u.Next[i]-w-2*step) <= tolerance) {
			return false
		}
	}
	return true
}

// rounding is the distance of float64s at 1.
const rounding = 0x1p-52

// measure sets what is known of the line at its start, and where it lands.
func (c *Cut) measure(o landscape.Objective) {
	c.Landing = o.Value(c.Next.X, c.Next.Y)
	c.Length = math.Hypot(c.Update.X, c.Update.Y)
	c.Vertex, c.Line = math.NaN(), LineMoves
	switch {
	case c.Length == 0:
		c.Line = LineStill
		return
	case !rule.Finite(c.Length):
		c.Line = LineBeyond
		c.Slope, c.Curvature, c.Lambda = math.NaN(), math.NaN(), math.NaN()
		return
	}
	ux, uy := c.Update.X/c.Length, c.Update.Y/c.Length
	xx, xy, yy := o.Hessian(c.W.X, c.W.Y)
	slope := ux*c.Computed.X + uy*c.Computed.Y
	c.Lambda = curvatureAlong(xx, xy, yy, ux, uy)
	c.Slope, c.Curvature = slope*c.Length, c.Lambda*c.Length*c.Length
	if vertex := -slope / (c.Lambda * c.Length); c.Lambda > 0 && rule.Finite(vertex) {
		c.Vertex = vertex
	}
}

// curvatureAlong is uᵀHu of a unit direction u. What is nothing but rounding of
// terms that cancel is 0: the line is straight. Entries across an axis that u does
// not have count for nothing, even where they are no numbers.
func curvatureAlong(xx, xy, yy, ux, uy float64) float64 {
	terms := [3]float64{}
	if ux != 0 {
		terms[0] = ux * ux * xx
	}
	if ux != 0 && uy != 0 {
		terms[1] = 2 * ux * uy * xy
	}
	if uy != 0 {
		terms[2] = uy * uy * yy
	}
	sum, size := 0.0, 0.0
	for _, v := range terms {
		sum, size = sum+v, size+math.Abs(v)
	}
	if math.Abs(sum) <= 16*rounding*size {
		return 0
	}
	return sum
}

// farthest is the multiple of an update beyond which its parabola's lowest point is
// not shown: the step would be a few pixels.
const farthest = 60.0

// shown is what shows the start, the landing, and the parabola's lowest point and
// return where they are not too far.
func (c *Cut) shown() [2]float64 {
	low, high := 0.0, 1.0
	back := 2 * c.Vertex
	switch {
	case math.Abs(back) <= 2*farthest:
		low, high = min(low, back), max(high, back)
	case math.IsNaN(back):
		low, high = -0.35, 1.6
	}
	span := high - low
	return [2]float64{low - 0.14*span, high + 0.2*span}
}

// sample sets the losses along the line.
func (c *Cut) sample(o landscape.Objective, spec CutSpec) {
	c.Shown = c.shown()
	span := c.Shown[1] - c.Shown[0]
	c.From, c.To = c.Shown[0]-span/2, c.Shown[1]+2*span
	if rule.Finite(spec.From) {
		c.From = spec.From
	}
	if rule.Finite(spec.To) {
		c.To = spec.To
	}
	c.Losses = make([]float64, spec.N)
	if c.Line != LineMoves {
		c.Losses = c.Losses[:0]
	}
	for i := range c.Losses {
		t := c.From + (c.To-c.From)*float64(i)/float64(spec.N-1)
		c.Losses[i] = o.Value(c.W.X+t*c.Update.X, c.W.Y+t*c.Update.Y)
		if !rule.Finite(c.Losses[i]) {
			c.Losses[i] = math.NaN()
		}
	}
}
