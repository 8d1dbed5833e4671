package step

import (
	"math"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/rule"
)

// CutFactors are what updates make of an error along each eigen-direction of the
// Hessian at the iterate, with the rate in effect.
type CutFactors struct {
	Kind       FactorKind
	Lack       FactorLack
	Decay      float64 // L2 weight decay, which adds to each curvature
	Directions []Direction
}

// FactorKind says what a factor is.
type FactorKind string

const (
	FactorStep      FactorKind = "step"      // 1 − η(λ + decay), of one update
	FactorIteration FactorKind = "iteration" // the spectral radius of error and buffer, in the long run
	FactorNone      FactorKind = "none"
)

// FactorLack says why there are no factors.
type FactorLack string

const (
	LackRule      FactorLack = "rule"      // the optimizer has none
	LackClip      FactorLack = "clip"      // the gradient is bounded
	LackCurvature FactorLack = "curvature" // the loss has no second derivatives here
)

// Direction is an eigen-direction, the one of the largest curvature first.
type Direction struct {
	Lambda float64
	Factor float64 // at the rate in effect; of a step with its sign
	// Along are the factors at other rates: at multiples of the rate in effect from 0
	// to the cut's To, evenly.
	Along []float64
}

// factorSamples is how many rates a direction's factors are told at.
const factorSamples = 241

// factorsOf are those at the start of the cut along an update.
func factorsOf(sc *train.Scenario, u *descent.Taken, c *Cut) CutFactors {
	spec, params := u.Spec, u.Params
	switch {
	case spec.Factor == nil:
		return CutFactors{Kind: FactorNone, Lack: LackRule}
	case sc.Clip.Kind != "":
		return CutFactors{Kind: FactorNone, Lack: LackClip}
	}
	lambdas := curvaturesAt(sc, c.W)
	for _, lambda := range lambdas {
		if !rule.Finite(lambda) {
			return CutFactors{Kind: FactorNone, Lack: LackCurvature}
		}
	}
	f := CutFactors{Kind: FactorStep, Decay: params["weight_decay"]}
	if spec.State != nil {
		f.Kind = FactorIteration
	}
	for _, lambda := range lambdas {
		at := func(rate float64) float64 { return spec.Factor(params, rate, lambda+f.Decay) }
		d := Direction{Lambda: lambda, Factor: at(c.Used), Along: make([]float64, factorSamples)}
		for i := range d.Along {
			d.Along[i] = at(c.Used * math.Max(0, c.To) * float64(i) / (factorSamples - 1))
		}
		f.Directions = append(f.Directions, d)
	}
	return f
}

// curvaturesAt are the eigenvalues of the Hessian, the largest first: one of one
// weight.
func curvaturesAt(sc *train.Scenario, w landscape.Point) []float64 {
	xx, xy, yy := sc.Objective().Hessian(w.X, w.Y)
	if sc.Surface.OneWeight {
		return []float64{xx}
	}
	largest, smallest := landscape.Eigenvalues(xx, xy, yy)
	return []float64{largest, smallest}
}
