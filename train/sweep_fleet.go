package train

import (
	"context"
	"sync"
	"sync/atomic"

	"downhill/landscape"
)

// fleetSize is how many runs go in lockstep at most: a whole block of points
// for the evaluator.
const fleetSize = 256

// launch is a run of a fleet: its number, where it starts, and its rate.
type launch struct {
	lane int
	w    landscape.Point
	rate float64
}

// observer sees the runs of a fleet. A seat holds one run at a time.
type observer interface {
	begin(seat int, l launch)
	// see gets every iterate; true ends the run here.
	see(seat int, it *Iterate) bool
	// end comes after the last iterate; left if that lies outside.
	end(seat int, last *Iterate, left bool)
}

// blockObjective is an objective that evaluates many points at once, with the
// same bits as one at a time.
type blockObjective interface {
	Gradients(xs, ys, f, gx, gy []float64)
}

// fleet makes many runs of one optimizer in lockstep, with the same bits as one
// by one: the gradients of all come from one block of points, and each then
// takes its update through the same descent. A run that ends makes room for
// the next.
type fleet struct {
	d     *descent
	block blockObjective
	watch observer
	next  func() (launch, bool)
	noise []noise // the noise as it is before update k; nil without

	n               int // runs under way, in slots 0 to n−1
	seat, k, still  []int
	x, y, f, gx, gy []float64
	rate, state     []float64 // state has stride numbers a slot
	stride          int
	schedules       []Schedule
	evaluated       int
}

// newFleet makes a fleet of at most size runs.
func newFleet(sc *Scenario, run, size int, watch observer, next func() (launch, bool)) (*fleet, error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return nil, err
	}
	block, ok := d.objective.(blockObjective)
	if !ok {
		block = oneByOne{d.objective}
	}
	f := &fleet{d: d, block: block, watch: watch, next: next, stride: len(d.state)}
	f.seat, f.k, f.still = make([]int, size), make([]int, size), make([]int, size)
	f.x, f.y, f.rate = make([]float64, size), make([]float64, size), make([]float64, size)
	f.f, f.gx, f.gy = make([]float64, size), make([]float64, size), make([]float64, size)
	f.state = make([]float64, size*f.stride)
	f.schedules = make([]Schedule, size)
	f.noise = noiseTable(d)
	return f, nil
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
		d.noise.next()
	}
	return table
}

// oneByOne serves an objective that knows no blocks.
type oneByOne struct{ Objective }

func (o oneByOne) Gradients(xs, ys, f, gx, gy []float64) {
	for i := range xs {
		f[i], gx[i], gy[i] = o.Gradient(xs[i], ys[i])
	}
}

// run makes all runs that next hands out, until ctx ends.
func (f *fleet) run(ctx context.Context) {
	for i := range f.seat {
		f.seat[i] = i
		if !f.load(i) {
			break
		}
		f.n++
	}
	for f.n > 0 && ctx.Err() == nil {
		n := f.n
		f.block.Gradients(f.x[:n], f.y[:n], f.f[:n], f.gx[:n], f.gy[:n])
		f.evaluated += n
		f.step()
	}
}

// load puts the next run into slot i.
func (f *fleet) load(i int) bool {
	l, ok := f.next()
	if !ok {
		return false
	}
	f.x[i], f.y[i], f.rate[i] = l.w.X, l.w.Y, l.rate
	f.k[i], f.still[i] = 0, 0
	state := f.stateOf(i)
	clear(state)
	f.d.rule.Init(state, l.rate)
	if f.d.plan != nil {
		f.schedules[i] = f.d.plan()
	}
	f.watch.begin(f.seat[i], l)
	return true
}

func (f *fleet) stateOf(i int) []float64 { return f.state[i*f.stride : (i+1)*f.stride] }

// step takes every run one update further, from the last slot to the first, so
// that a slot that is emptied can be filled from behind.
func (f *fleet) step() {
	var it Iterate
	for i := f.n - 1; i >= 0; i-- {
		f.take(i, &it)
		if !f.watch.see(f.seat[i], &it) && !f.d.ended {
			continue
		}
		f.watch.end(f.seat[i], &it, f.d.left)
		if !f.load(i) {
			f.vacate(i)
		}
	}
}

// take is slot i's turn at the descent.
func (f *fleet) take(i int, it *Iterate) {
	d := f.d
	d.k, d.still, d.ended = f.k[i], f.still[i], false
	d.w = landscape.Point{X: f.x[i], Y: f.y[i]}
	d.rate, d.schedule = f.rate[i], f.schedules[i]
	d.state = f.stateOf(i)
	if f.noise != nil && d.k < len(f.noise) {
		*d.noise = f.noise[d.k]
	}
	d.take(f.f[i], f.gx[i], f.gy[i], it)
	f.k[i], f.still[i] = d.k, d.still
	f.x[i], f.y[i] = d.w.X, d.w.Y
}

// vacate closes slot i with the last run under way, which has had its turn.
func (f *fleet) vacate(i int) {
	f.n--
	j := f.n
	f.seat[i], f.seat[j] = f.seat[j], f.seat[i]
	f.k[i], f.still[i], f.rate[i] = f.k[j], f.still[j], f.rate[j]
	f.x[i], f.y[i] = f.x[j], f.y[j]
	f.schedules[i] = f.schedules[j]
	copy(f.stateOf(i), f.stateOf(j))
}

// evaluations counts gradients, and what the rules evaluated beside them.
func (f *fleet) evaluations() int { return f.evaluated + f.d.count.n }

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
