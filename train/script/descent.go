package script

import (
	"regexp"
	"strconv"

	"downhill/train"
	"downhill/train/rule"
)

// shape writes what comes between the gradient and the optimizer: noise, clipping.
func (w *writer) shape() {
	if w.sc.Noise > 0 {
		w.define("gaussians(seed)", "Pairs of standard Gaussians by Marsaglia's polar method, from the generator PCG-DXSM.")
		w.lines(1, gaussians)
	}
	bound := number(w.sc.Clip.Bound)
	switch w.sc.Clip.Kind {
	case "value":
		w.define("clip(g)", "The gradient with each component bounded.")
		w.line(1, "return minimum(maximum(g, -%s), %s)", bound, bound)
	case "norm":
		w.define("clip(g)", "The gradient with its length bounded.")
		w.line(1, "return g * min(1.0, %s / (math.hypot(*g) + %s))", bound, number(train.ClipEpsilon))
	}
}

// gaussians draws the noise of train, from the same generator: seed and stream are the
// halves of its first state.
const gaussians = `
state = seed << 64 | 0x646F776E68696C6C

def uniform():  # from -1 to 1
    nonlocal state
    state = (state * 0x2360ED051FC65DA44385DF649FCCF645 + 0x5851F42D4C957F2D14057B7EF767814F) % 2**128
    high, low = state >> 64, state % 2**64
    high = (high ^ high >> 32) * 0xDA942042E4DD58B5 % 2**64
    high = (high ^ high >> 48) * (low | 1) % 2**64
    return ((high ^ 2**63) - 2**63 >> 11) / 2**52

while True:
    u, v = uniform(), uniform()
    s = u * u + v * v
    if 0 < s < 1:
        r = math.sqrt(-2 * math.log(s) / s)
        yield u * r, v * r`

// update is an optimizer in Python.
func update(id string) rule.Python {
	spec, _ := rule.LookupOptimizer(id)
	return spec.Python
}

// optimizer writes a function that makes a run of an optimizer at a rate.
func (w *writer) optimizer(id string) {
	spec, _ := rule.LookupOptimizer(id)
	own := w.lib == Torch && spec.Python.Torch != ""
	if spec.Python.Functions != "" && !own {
		w.gap()
		w.lines(0, spec.Python.Functions)
	}
	arguments := "lr"
	if more := w.argument(); more != "" {
		arguments += ", " + more
	}
	w.define(function(id)+"("+arguments+")", spec.Name+": the iterates of a run, each with its loss.")
	w.lines(1, "# "+spec.Formula+"\n# "+spec.Paper)
	w.parameters(spec.Params, w.sc.Params)
	w.start(spec.Python, own)
	w.line(1, "for k in range(steps + 1):")
	w.loop(spec.Python, own)
	w.line(1, "return path")
}

// start writes what a run begins with.
func (w *writer) start(p rule.Python, own bool) {
	if schedule, ok := w.schedule(); ok {
		w.line(1, "# The schedule: %s", schedule.Name)
		w.parameters(schedule.Params, w.sc.ScheduleParams)
		if schedule.Python.Start != "" {
			w.lines(1, schedule.Python.Start)
		}
	}
	w.line(0, "")
	w.line(1, "w = array(start)")
	if w.sc.Noise > 0 {
		w.line(1, "noise = gaussians(seed)")
	}
	switch {
	case own:
		w.line(1, "optimizer = %s", p.Torch)
	case p.Start != "":
		w.lines(1, p.Start)
	}
	w.line(1, "path, still = [], 0")
}

// schedule is that of the scenario, unless it is constant.
func (w *writer) schedule() (*rule.ScheduleSpec, bool) {
	if w.sc.Schedule == "" || w.sc.Schedule == "constant" {
		return nil, false
	}
	return rule.LookupSchedule(w.sc.Schedule)
}

// loop writes an iterate and the update that leaves it.
func (w *writer) loop(p rule.Python, own bool) {
	w.lines(2, "loss, g = gradient(w)\npath.append((w.tolist(), float(loss)))")
	w.line(2, "if k == steps or still == %d or left(w, loss, g):", train.EndingOf(w.sc.Surface).Still)
	w.line(3, "break")
	if !own && counts.MatchString(p.Step) {
		w.line(2, "t = k + 1")
	}
	if w.sc.Noise > 0 {
		w.line(2, "g = g + sigma * array(next(noise)[: len(g)])")
	}
	if w.sc.Clip.Kind != "" {
		w.line(2, "g = clip(g)")
	}
	if schedule, ok := w.schedule(); ok {
		w.lines(2, schedule.Python.Step)
		w.line(2, "eta = lr * share")
	} else {
		w.line(2, "eta = lr")
	}
	if own {
		w.lines(2, torchStep)
	} else {
		w.line(2, "before = w")
		w.lines(2, p.Step)
	}
	w.line(2, "still = still + 1 if ((w - before) ** 2).sum() < least**2 else 0")
}

// counts finds the number of an update, from 1.
var counts = regexp.MustCompile(`\bt\b`)

const torchStep = `
before = w.clone()
for group in optimizer.param_groups:
    group["lr"] = eta
w.grad = g
optimizer.step()`

// parameters writes values, of which some are set.
func (w *writer) parameters(params []rule.Param, set rule.Params) {
	values := rule.Complete(params, set, w.sc.Steps)
	for _, p := range params {
		text, meaning := number(values[p.Key]), p.Meaning
		if p.Kind != rule.Number {
			text = strconv.Itoa(int(values[p.Key]))
		}
		for i, choice := range p.Choices {
			meaning += "; " + strconv.Itoa(i) + ": " + choice
		}
		w.line(1, "%s = %s  # %s", p.Key, text, quoted(meaning))
	}
}

// runs writes the list of runs, and what prints where they end.
func (w *writer) runs() {
	w.gap()
	w.line(0, "# The runs: their names, optimizers and rates.")
	w.line(0, "runs = [")
	for i, run := range w.sc.Runs {
		rate := number(run.LearningRate)
		if rule.Rateless(run.Optimizer) {
			rate = "1.0" // a schedule's factor alone
		}
		w.line(1, "(\"%s\", %s, %s),", quoted(train.Name(w.sc, i)), function(run.Optimizer), rate)
	}
	w.line(0, "]")
	w.line(0, "")
	w.line(0, `if __name__ == "__main__":`)
	w.line(1, "for name, descend, lr in runs:")
	depth, member, arguments := 2, "", "lr"
	if key := w.argument(); key != "" {
		w.line(2, "for %s in %ss:", key, key)
		depth, member, arguments = 3, ", "+key+" {"+key+"}", "lr, "+key
	}
	w.line(depth, "path = descend(%s)", arguments)
	w.line(depth, "w, loss = path[-1]")
	w.line(depth, `print(f"{name}%s: iterate {len(path) - 1}, w = {w}, loss = {loss!r}")`, member)
}
