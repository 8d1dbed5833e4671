package script

import (
	"slices"
	"strconv"
	"strings"

	"downhill/landscape/network"
	"downhill/train"
	"downhill/train/field"
)

// MostBytes is how large the script of a network may be. One of a single member never
// is: at most 1,500 points and four vectors of 2,000 weights.
const MostBytes = 512 << 10

// endNet writes the data, the weights that the runs start from, the plane on which the
// page draws them, and the runs with what they come to there.
func (w *writer) endNet() error {
	w.gap()
	spec := w.net.Spec
	w.line(0, "# The data: a row for each point, what goes in and at last what should come out.")
	w.table("train", w.net.Train)
	w.line(0, "")
	w.line(0, "# What is held out: no run learns from it.")
	w.table("held", w.net.Held)
	w.line(0, "")
	w.line(0, "# The plane of weights that the page draws, through center along both axes.")
	w.vector("center = array(", w.net.Plane.Center, ")")
	w.line(0, "axes = array([")
	for _, axis := range w.net.Plane.Axes {
		w.vector("    ", axis, ",")
	}
	w.line(0, "])")
	w.line(0, "")
	w.line(0, "# Where the runs start: weights as %s draws them, biases 0. For each layer come the", spec.Init)
	w.line(0, "# weights into each neuron, then the biases.")
	if err := w.initial(); err != nil {
		return err
	}
	return w.netRuns()
}

// table writes a set of points.
func (w *writer) table(name string, set *network.Set) {
	w.line(0, "%s = array([", name)
	for i, x := range set.X {
		w.line(1, "[%s],", numbers(append(slices.Clone(x), set.Y[i])))
	}
	w.line(0, "])")
}

// initial writes the weights that the runs start from; those of each member by its seed,
// where they differ. Its error is a *field.Error where they are too many.
func (w *writer) initial() error {
	if w.argument() == "" || w.alike() {
		w.vector("start = ", w.net.Initial, "")
		return nil
	}
	members := w.sc.Ensemble()
	w.line(0, "starts_of = {")
	for i := range members {
		w.vector(strconv.FormatUint(members[i].Seed, 10)+": ", members[i].Net().Initial, ",")
		if w.body.Len() <= MostBytes {
			continue
		}
		return field.Refuse("seeds", strconv.Itoa(w.sc.Seeds), "script-of-members", "weights", strconv.Itoa(len(w.net.Initial)), "kb", strconv.Itoa(MostBytes>>10), "most", strconv.Itoa(i))
	}
	w.line(0, "}")
	return nil
}

// alike reports whether all members of an ensemble start from the same weights.
func (w *writer) alike() bool { return w.net.Spec.Init == network.Zero }

// vector writes a list of weights in lines of bounded length: for each layer the weights
// into each neuron, then the biases.
func (w *writer) vector(before string, v []float64, after string) {
	w.line(0, "%s[", before)
	shape := &w.net.Shape
	for l := range shape.Layers() {
		layer := shape.Layer(l)
		for o := range layer.Out {
			w.wrapped(layer.Row(v, o))
		}
		w.wrapped(layer.Biases(v))
	}
	w.line(0, "%s]%s", strings.Repeat(" ", len(before)-len(strings.TrimLeft(before, " "))), after)
}

// perLine is how many numbers stand in a line.
const perLine = 8

func (w *writer) wrapped(v []float64) {
	for some := range slices.Chunk(v, perLine) {
		w.line(1, "%s,", numbers(some))
	}
}

// numbers are numbers with commas between.
func numbers(v []float64) string {
	texts := make([]string, len(v))
	for i, n := range v {
		texts[i] = number(n)
	}
	return strings.Join(texts, ", ")
}

// netRuns writes the runs, and what prints where they end and whether the page's end
// there too.
func (w *writer) netRuns() error {
	w.list()
	single := w.argument() == ""
	if single {
		w.line(0, "")
		w.line(0, "# Where they end on the page: the step, the training loss and the held-out loss.")
		w.line(0, "page = [")
		for i := range w.sc.Runs {
			end, err := train.EndOfNet(w.ctx, w.sc, i)
			if err != nil {
				return err
			}
			w.line(1, "(%d, %s),", end.K, numbers([]float64{end.Loss, end.Held}))
		}
		w.line(0, "]")
	}
	w.report()
	w.line(0, "")
	w.line(0, "")
	w.line(0, `if __name__ == "__main__":`)
	if single {
		w.lines(1, netMain)
		return nil
	}
	w.lines(1, netMembers)
	return nil
}
