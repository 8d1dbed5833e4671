package script

import (
	"regexp"
	"strconv"

	"downhill/train"
	"downhill/train/descent"
	"downhill/train/rule"
)

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
	w.from()
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
	if w.sc.Constant() {
		return nil, false
	}
	return rule.LookupSchedule(w.sc.Schedule)
}

// loop writes an iterate and the update that leaves it.
func (w *writer) loop(p rule.Python, own bool) {
	w.iterate()
	if !own && counts.MatchString(p.Step) {
		w.line(2, "t = k + 1")
	}
	w.shaped()
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
	none := "((w - before) ** 2).sum() < least**2"
	if w.net != nil {
		none = "norm(w - before) < least * (1 + norm(before))"
	}
	w.line(2, "still = still + 1 if %s else 0", none)
}

// from writes where a run starts.
func (w *writer) from() {
	if w.net == nil {
		w.line(1, "w = array(start)")
		return
	}
	start := "start"
	if w.argument() != "" && !w.alike() {
		start = "starts_of[seed]"
	}
	w.line(1, "origin, w = array(%s), array(%[1]s)", start)
	if w.sc.Batch > 0 {
		w.line(1, "batch = batches(seed)")
	}
}

// iterate writes what an iterate is, and what makes it the last.
func (w *writer) iterate() {
	w.line(2, "loss, g = gradient(w)")
	kept, left := "w.tolist()", "left(w, loss, g)"
	if w.net != nil {
		kept, left = map[Library]string{NumPy: "w.copy()", Torch: "w.clone()"}[w.lib], "left(origin, w, loss, g)"
	}
	w.line(2, "path.append((%s, float(loss)))", kept)
	w.line(2, "if k == steps or still == %d or %s:", descent.EndingOfNets().Still, left)
	w.line(3, "break")
}

// shaped writes what comes between the gradient and the optimizer.
func (w *writer) shaped() {
	if w.sc.Batch > 0 {
		w.line(2, "g = backpropagate(w, train[next(batch)])[1]  # an update goes by a mini-batch alone")
	}
	switch {
	case w.sc.Noise > 0 && w.net != nil:
		w.lines(2, "drawn = [next(noise) for _ in g[::2]]\ng = g + sigma * array(drawn).ravel()[: len(g)]")
	case w.sc.Noise > 0:
		w.line(2, "g = g + sigma * array(next(noise)[: len(g)])")
	}
	if w.sc.Clip.Kind != "" {
		w.line(2, "g = clip(g)")
	}
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
func (w *writer) runs() error {
	w.list()
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
	return nil
}

// list writes the names of the runs, their optimizers and rates.
func (w *writer) list() {
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
}
