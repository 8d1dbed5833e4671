package descent

import (
	"context"

	"downhill/train/rule"
)

// BatchSize is how many runs a batch has at most: as many as the evaluator takes
// points in one block.
const BatchSize = 256

const (
	// stateBytes is about what the states of a batch's runs take at most: more than a
	// processor keeps at hand makes no run faster, and each part of a state is looked at
	// whenever garbage is collected.
	stateBytes = 256 << 10
	// fewestRuns are in a batch however much each remembers.
	fewestRuns = 16
)

// runsWithin is how many of size runs a batch has that makes its updates by d.
func runsWithin(d *Run, size int) int {
	const slice, float = 24, 8 // bytes
	each := len(d.slots) * (slice + float*len(d.g))
	return min(size, max(fewestRuns, stateBytes/max(1, each)))
}

// Job is a run that a batch is to make: its number, where it starts, and its
// rate.
type Job struct {
	Index int
	Start []float64
	Rate  float64
}

// Observer sees the iterates of a batch. A slot holds one run at a time.
type Observer interface {
	Begin(slot int, l Job)
	// See gets every iterate; if it gives true the run ends here.
	See(slot int, it *Iterate) bool
	// End is called after the last iterate; left reports whether the run left
	// the surroundings of the view.
	End(slot int, last *Iterate, left bool)
}

// batch makes many runs of one optimizer in lockstep, with the same bits as one
// by one: the gradients of all are evaluated as one block of points, and then
// each run makes its update through the same descent. When a run ends, the next
// job takes its slot.
type batch struct {
	d     *Run
	block Blocked
	watch Observer
	next  func() (Job, bool)
	noise []noise // the noise as it is before update k; nil without

	n         int // runs under way: those with index 0 to n−1
	runs      []batchRun
	w, g      [][]float64 // by weight, then by run
	f         []float64
	wn, gn    [][]float64 // w and g of the runs under way
	evaluated int
}

// batchRun is what a batch keeps of a run beside its weights.
type batchRun struct {
	slot, k, still int
	rate           float64
	start          []float64
	state          rule.State
	schedule       rule.Schedule
}

// newBatch is a batch that makes its updates by d, of size runs at most.
func newBatch(d *Run, size int, watch Observer) *batch {
	n, size := len(d.g), runsWithin(d, size)
	block, ok := d.objective.(Blocked)
	if !ok {
		block = &oneByOne{d.objective, make([]float64, n), make([]float64, n)}
	}
	b := &batch{d: d, block: block, watch: watch}
	b.w, b.g, b.wn, b.gn = columns(n, size), columns(n, size), make([][]float64, n), make([][]float64, n)
	b.f, b.runs = make([]float64, size), make([]batchRun, size)
	for i := range b.runs {
		b.runs[i].slot, b.runs[i].state = i, d.newState()
	}
	b.noise = noiseTable(d)
	return b
}

// columns are n vectors of one size.
func columns(n, size int) [][]float64 {
	c := make([][]float64, n)
	for i := range c {
		c[i] = make([]float64, size)
	}
	return c
}

// noiseTable holds the noise as it is before each update, since runs that are
// under way together may be at different steps.
func noiseTable(d *Run) []noise {
	if d.noise == nil {
		return nil
	}
	table := make([]noise, d.steps)
	d.noise.seed(d.seed)
	for k := range table {
		table[k] = *d.noise
		d.noise.skip(len(d.g))
	}
	return table
}

// oneByOne evaluates a block point by point, for an objective that is not
// Blocked.
type oneByOne struct {
	objective Objective
	w, g      []float64
}

func (o *oneByOne) Gradients(w [][]float64, f []float64, g [][]float64) {
	for j := range f {
		for i := range w {
			o.w[i] = w[i][j]
		}
		f[j] = o.objective.Gradient(o.w, o.g)
		for i, v := range o.g {
			g[i][j] = v
		}
	}
}

// run makes the runs of all jobs that next gives, until ctx ends.
func (b *batch) run(ctx context.Context, next func() (Job, bool)) {
	b.next = next
	for i := range b.runs {
		if !b.load(i) {
			break
		}
		b.n++
	}
	for b.n > 0 && ctx.Err() == nil {
		n := b.n
		for i := range b.w {
			b.wn[i], b.gn[i] = b.w[i][:n], b.g[i][:n]
		}
		b.block.Gradients(b.wn, b.f[:n], b.gn)
		b.evaluated += n
		b.step()
	}
}

// load makes the next job run i; ok is false where there is none.
func (b *batch) load(i int) (ok bool) {
	l, ok := b.next()
	if !ok {
		return false
	}
	scatter(b.w, i, l.Start)
	m := &b.runs[i]
	m.start, m.rate, m.k, m.still = l.Start, l.Rate, 0, 0
	m.state.Reset()
	b.d.rule.Init(m.state, l.Rate)
	if b.d.newSchedule != nil {
		m.schedule = b.d.newSchedule()
	}
	b.watch.Begin(m.slot, l)
	return true
}

// step makes one update of every run, from the last to the first, so that the last
// one can take the place of a run that ended.
func (b *batch) step() {
	var it Iterate
	for i := b.n - 1; i >= 0; i-- {
		b.update(i, &it)
		slot := b.runs[i].slot
		if !b.watch.See(slot, &it) && !b.d.ended {
			continue
		}
		b.watch.End(slot, &it, b.d.left)
		if !b.load(i) {
			b.remove(i)
		}
	}
}

// update makes the next update of run i: the descent takes on its state.
func (b *batch) update(i int, it *Iterate) {
	d, m := b.d, &b.runs[i]
	d.k, d.still, d.rate, d.ended, d.left = m.k, m.still, m.rate, false, false
	u := &d.updates[d.k&1]
	gather(u.W, b.w, i)
	gather(u.G, b.g, i)
	if !d.onSurface {
		d.ball.from(m.start)
	}
	if len(m.state) > 0 {
		d.state = m.state
	}
	if d.newSchedule != nil {
		d.schedule = m.schedule
	}
	if b.noise != nil && d.k < len(b.noise) {
		*d.noise = b.noise[d.k]
	}
	d.advance(u, b.f[i], it)
	m.k, m.still = d.k, d.still
	scatter(b.w, i, d.weights())
}

// gather sets v to row i of columns, scatter the row to v. Two columns, the
// most frequent, go without a loop.
func gather(v []float64, columns [][]float64, i int) {
	if len(v) == 2 && len(columns) == 2 {
		v[0], v[1] = columns[0][i], columns[1][i]
		return
	}
	for c := range v {
		v[c] = columns[c][i]
	}
}

func scatter(columns [][]float64, i int, v []float64) {
	if len(v) == 2 && len(columns) == 2 {
		columns[0][i], columns[1][i] = v[0], v[1]
		return
	}
	for c := range v {
		columns[c][i] = v[c]
	}
}

// remove puts the last run under way, whose update is made already, in the place
// of run i.
func (b *batch) remove(i int) {
	b.n--
	b.runs[i], b.runs[b.n] = b.runs[b.n], b.runs[i]
	for _, w := range b.w {
		w[i] = w[b.n]
	}
}

// evaluations counts the gradients of all runs, and what their rule evaluated
// beside them.
func (b *batch) evaluations() int { return b.evaluated + b.d.probe.n }
