package train

import (
	"context"
	"sync"
	"sync/atomic"

	"downhill/landscape"
	"downhill/train/rule"
)

// fleetSize is how many runs go in lockstep at most: a whole block of points
// for the evaluator.
const fleetSize = 256

// launch is a run of a fleet: its number, where it starts, and its rate.
type launch struct {
	lane  int
	start []float64
	rate  float64
}

// observer sees the runs of a fleet. A seat holds one run at a time.
type observer interface {
	begin(seat int, l launch)
	// see gets every iterate; true ends the run here.
	see(seat int, it *Iterate) bool
	// end comes after the last iterate; left if that lies outside.
	end(seat int, last *Iterate, left bool)
}

// fleet makes many runs of one optimizer in lockstep, with the same bits as one
// by one: the gradients of all come from one block of points, and each then
// takes its update through the same descent. A run that ends makes room for
// the next.
type fleet struct {
	d     *descent
	block Blocked
	watch observer
	next  func() (launch, bool)
	noise []noise // the noise as it is before update k; nil without

	n         int // runs under way, in places 0 to n−1
	runs      []member
	w, g      [][]float64 // by weight, then by place
	f         []float64
	wn, gn    [][]float64 // w and g of the runs under way
	evaluated int
}

// member is what a fleet knows of a run beside its weights.
type member struct {
	seat, k, still int
	rate           float64
	start          []float64
	state          rule.State
	schedule       rule.Schedule
}

// newFleet makes a fleet of at most size runs.
func newFleet(sc *Scenario, run, size int, watch observer, next func() (launch, bool)) (*fleet, error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return nil, err
	}
	return fleetOf(d, size, watch, next), nil
}

// fleetOf is a fleet that makes its updates by d.
func fleetOf(d *descent, size int, watch observer, next func() (launch, bool)) *fleet {
	n := len(d.g)
	block, ok := d.objective.(Blocked)
	if !ok {
		block = &oneByOne{d.objective, make([]float64, n), make([]float64, n)}
	}
	f := &fleet{d: d, block: block, watch: watch, next: next}
	f.w, f.g, f.wn, f.gn = columns(n, size), columns(n, size), make([][]float64, n), make([][]float64, n)
	f.f, f.runs = make([]float64, size), make([]member, size)
	for i := range f.runs {
		f.runs[i].seat, f.runs[i].state = i, d.newState()
	}
	f.noise = noiseTable(d)
	return f
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
func noiseTable(d *descent) []noise {
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

// oneByOne serves an objective that knows no blocks.
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

// run makes all runs that next hands out, until ctx ends.
func (f *fleet) run(ctx context.Context) {
	for i := range f.runs {
		if !f.load(i) {
			break
		}
		f.n++
	}
	for f.n > 0 && ctx.Err() == nil {
		n := f.n
		for i := range f.w {
			f.wn[i], f.gn[i] = f.w[i][:n], f.g[i][:n]
		}
		f.block.Gradients(f.wn, f.f[:n], f.gn)
		f.evaluated += n
		f.step()
	}
}

// load puts the next run into place i.
func (f *fleet) load(i int) bool {
	l, ok := f.next()
	if !ok {
		return false
	}
	scatter(f.w, i, l.start)
	m := &f.runs[i]
	m.start, m.rate, m.k, m.still = l.start, l.rate, 0, 0
	m.state.Reset()
	f.d.rule.Init(m.state, l.rate)
	if f.d.plan != nil {
		m.schedule = f.d.plan()
	}
	f.watch.begin(m.seat, l)
	return true
}

// step takes every run one update further, from the last place to the first, so
// that one that is emptied can be filled from behind.
func (f *fleet) step() {
	var it Iterate
	for i := f.n - 1; i >= 0; i-- {
		f.take(i, &it)
		seat := f.runs[i].seat
		if !f.watch.see(seat, &it) && !f.d.ended {
			continue
		}
		f.watch.end(seat, &it, f.d.left)
		if !f.load(i) {
			f.vacate(i)
		}
	}
}

// take is the turn at the descent of the run in place i.
func (f *fleet) take(i int, it *Iterate) {
	d, m := f.d, &f.runs[i]
	d.k, d.still, d.rate, d.ended, d.left = m.k, m.still, m.rate, false, false
	u := &d.updates[d.k&1]
	gather(u.W, f.w, i)
	gather(u.G, f.g, i)
	if !d.onSurface {
		d.ball.from(m.start)
	}
	if len(m.state) > 0 {
		d.state = m.state
	}
	if d.plan != nil {
		d.schedule = m.schedule
	}
	if f.noise != nil && d.k < len(f.noise) {
		*d.noise = f.noise[d.k]
	}
	d.take(u, f.f[i], it)
	m.k, m.still = d.k, d.still
	scatter(f.w, i, d.weights())
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

// vacate closes place i with the last run under way, which has had its turn.
func (f *fleet) vacate(i int) {
	f.n--
	f.runs[i], f.runs[f.n] = f.runs[f.n], f.runs[i]
	for _, w := range f.w {
		w[i] = w[f.n]
	}
}

// evaluations counts gradients, and what the rules evaluated beside them.
func (f *fleet) evaluations() int { return f.evaluated + f.d.probe.n }

// crew makes count runs with several fleets at once, one for each worker.
type crew struct {
	sc      *Scenario
	run     int
	size    int // runs of one fleet
	workers int
	watch   func() observer
}

// sail makes the runs that plan describes, by number, and counts evaluations.
func (c crew) sail(ctx context.Context, count int, plan func(i int) launch) (evaluations int, err error) {
	var given, evaluated atomic.Int64
	next := func() (launch, bool) {
		i := int(given.Add(1)) - 1
		if i >= count {
			return launch{}, false
		}
		return plan(i), true
	}
	workers := min(c.workers, count)
	if workers == 0 {
		return 0, ctx.Err()
	}
	size := min(c.size, (count+workers-1)/workers, landscape.Stretch(c.sc.Surface.Loss))
	fleets := make([]*fleet, workers)
	for i := range fleets {
		if fleets[i], err = newFleet(c.sc, c.run, size, c.watch(), next); err != nil {
			return 0, err
		}
	}
	var all sync.WaitGroup
	for _, f := range fleets {
		all.Go(func() {
			f.run(ctx)
			evaluated.Add(int64(f.evaluations()))
		})
	}
	all.Wait()
	return int(evaluated.Load()), ctx.Err()
}
