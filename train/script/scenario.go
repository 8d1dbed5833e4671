package script

import (
	"fmt"
	"strings"

	"downhill/landscape"
	"downhill/landscape/formula"
	"downhill/train/descent"
)

// beginSurface writes what the runs on a surface descend.
func (w *writer) beginSurface() error {
	loss, typed := w.sc.Surface.Loss.(landscape.Formula)
	if !typed {
		return fmt.Errorf("surface %s has no formula", w.sc.Surface.ID)
	}
	w.scenario()
	return w.surface(loss.Program)
}

// scenario writes the numbers that all runs have.
func (w *writer) scenario() {
	sc, end := w.sc, descent.EndingOf(w.sc.Surface)
	w.line(0, "")
	w.line(0, "# The scenario. A run ends after its steps; where it is further than far from the")
	w.line(0, "# center, weight by weight; or after %d updates in a row that are shorter than least.", end.Still)
	w.starts()
	w.line(0, "steps = %d", sc.Steps)
	if best, ok := sc.Surface.Best(); ok {
		w.line(0, "best = %s  # the lowest known loss", number(best))
	} else {
		w.line(0, "best = None  # no lowest loss is known")
	}
	w.line(0, "center, far = array(%s), array(%s)", w.point(end.Center), w.point(landscape.Point{X: end.FarX, Y: end.FarY}))
	w.line(0, "least = %s", number(end.Least))
	w.sigma()
}

func (w *writer) sigma() {
	if w.sc.Noise > 0 {
		w.line(0, "sigma = %s  # the standard deviation of the noise on each component of the gradient, which the seed draws", number(w.sc.Noise))
	}
}

// starts writes where the runs start, and the seed of their noise; those of each
// member of an ensemble.
func (w *writer) starts() {
	sc := w.sc
	if sc.Starts > 0 {
		w.line(0, "starts = [  # drawn around the first")
		for _, member := range sc.Ensemble() {
			w.line(1, "%s,", w.point(member.Start))
		}
		w.line(0, "]")
	} else {
		w.line(0, "start = %s", w.point(sc.Start))
	}
	w.seeds()
}

// seeds writes the seed of what is drawn while a run is made, or of each member.
func (w *writer) seeds() {
	switch sc := w.sc; {
	case sc.Seeds > 0:
		w.line(0, "seeds = [(%d + i) %% 2**53 for i in range(%d)]", sc.Seed, sc.Seeds)
	case sc.Noise > 0 || sc.Batch > 0:
		w.line(0, "seed = %d", sc.Seed)
	}
}

// argument is what tells an ensemble's members apart, empty without one.
func (w *writer) argument() string {
	switch {
	case w.sc.Starts > 0:
		return "start"
	case w.sc.Seeds > 0:
		return "seed"
	}
	return ""
}

// surface writes the loss, its gradient, second derivatives where they are needed, and
// what ends a run.
func (w *writer) surface(loss *formula.Program) error {
	one := w.sc.Surface.OneWeight
	w.define("value(w)", "The loss f = "+loss.Text())
	if err := w.code(loss, formula.PythonValue, func(r []string) string { return r[0] }); err != nil {
		return err
	}
	w.define("gradient(w)", "The loss and its gradient.")
	if w.lib == Torch {
		w.lines(1, torchGradient)
	} else if err := w.code(loss, formula.PythonGradient, func(r []string) string {
		if one {
			r = r[:2]
		}
		return r[0] + ", array([" + strings.Join(r[1:], ", ") + "])"
	}); err != nil {
		return err
	}
	if err := w.curvature(loss); err != nil {
		return err
	}
	w.define("left(w, loss, g)", "Whether a run is over: it is far away, or its loss or gradient is not finite.")
	w.line(1, "return not ((abs(w - center) <= far).all() and math.isfinite(loss) and isfinite(g).all())")
	return nil
}

const torchGradient = `
w = w.detach().clone().requires_grad_()
loss = value(w) + 0 * w.sum()
loss.backward()
return loss.detach(), w.grad`

// curvature writes the second derivatives, where an optimizer needs them.
func (w *writer) curvature(loss *formula.Program) error {
	if !w.curved() {
		return nil
	}
	w.define("curvature(w)", "The second derivatives of the loss.")
	if w.lib == Torch {
		w.line(1, "return torch.autograd.functional.hessian(lambda w: value(w) + 0 * w.sum(), w)")
		return nil
	}
	return w.code(loss, formula.PythonHessian, func(r []string) string {
		if w.sc.Surface.OneWeight {
			return "array([[" + r[0] + "]])"
		}
		return "array([[" + r[0] + ", " + r[1] + "], [" + r[1] + ", " + r[2] + "]])"
	})
}

// code writes a part of a formula, and returns what is made of its results.
func (w *writer) code(loss *formula.Program, part int, made func(results []string) string) error {
	code, err := loss.Python(w.ctx, part)
	if err != nil {
		return err
	}
	unpack := "x, y = w"
	if w.sc.Surface.OneWeight {
		unpack = "(x,) = w"
	}
	w.line(1, "%s", unpack)
	for _, line := range code.Lines {
		w.line(1, "%s", line)
	}
	w.line(1, "return %s", made(code.Results))
	return nil
}

// curved reports whether an optimizer needs the second derivatives.
func (w *writer) curved() bool {
	for _, id := range w.optimizers() {
		if strings.Contains(update(id).Step, "curvature(") {
			return true
		}
	}
	return false
}
