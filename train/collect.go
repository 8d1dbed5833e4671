package train

import (
	"context"
	"math"
	"unsafe"

	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/nets"
)

// Collect runs one run to its end and says how it ended. Its error is ctx's,
// or says what is wrong with the scenario.
func Collect(ctx context.Context, sc Scenario, run int) (descent.Trajectory, judge.Outcome, error) {
	w, err := Begin(sc, run)
	if err != nil {
		return nil, judge.Outcome{}, err
	}
	w.Advance(ctx, sc.Steps+1)
	if err := ctx.Err(); err != nil {
		return w.all, judge.Outcome{}, err
	}
	return w.all, w.Outcome(ctx), ctx.Err()
}

// Walk is one run of a scenario that is taken piece by piece, as a stream needs it; its
// iterate k = 0 is the start. It ends after the scenario's steps, at the first iterate
// that is not finite or more than 10 half-widths from the view's centre (that one is the
// last), or when ten updates in a row moved it by less than 1e-12 of the view's diagonal.
// The same scenario gives the same iterates, bit for bit. No value is clamped.
type Walk struct {
	sc  Scenario
	run int
	d   *descent.Run
	all descent.Trajectory

	trail *nets.Trail // of a network's run; nil on a surface of two weights
}

// Begin puts a run at its start. Its error says what is wrong with the
// scenario, for a start without a loss or a slope as a *field.Error.
func Begin(sc Scenario, run int) (*Walk, error) {
	if sc.Net() != nil && checkRun(sc, run) == nil {
		w, err := beginNet(sc, sc.Runs[run], true)
		w.run = run
		return w, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return nil, err
	}
	if err := sc.checkStart(d.Here()); err != nil {
		return nil, err
	}
	return &Walk{sc: sc, run: run, d: d, all: room(sc.Steps + 1)}, nil
}

// grow makes room for all that is to come: once, instead of a quarter more each time.
func (w *Walk) grow() {
	short := w.all
	w.all = append(roomOf(w.sc.Steps+1), short...)
	giveRoom(short)
}

// Release lets go of the iterates of a run on a surface, whose memory another run takes:
// none of them, and no Walk, may be used after that.
func (w *Walk) Release() {
	if w.trail != nil {
		return
	}
	giveRoom(w.all)
	w.all = nil
}

// Advance makes the next n iterates, fewer where the run or ctx ends. They are
// the Walk's: not to be changed, and good until the next call.
func (w *Walk) Advance(ctx context.Context, n int) descent.Trajectory {
	from := len(w.all)
	if w.trail != nil {
		w.all = w.trail.Collect(ctx, w.d, w.all, n)
		return w.all[from:]
	}
	for n > 0 && !w.d.Over() && ctx.Err() == nil {
		if len(w.all) == cap(w.all) {
			w.grow()
		}
		some := min(n, cap(w.all)-len(w.all))
		w.all, n = w.d.Collect(ctx, w.all, some), n-some
	}
	return w.all[from:]
}

// Drop lets go of the iterates so far, whose place the next ones take, and of all
// room but for some: for who writes them down. Such a run can't be judged.
func (w *Walk) Drop() {
	if w.all = w.all[:0]; cap(w.all) > 64 {
		w.all = make(descent.Trajectory, 0, 64)
	}
}

// Over reports whether the last iterate has been made.
func (w *Walk) Over() bool { return w.d.Over() }

// Outcome judges the run; it must be over. Where ctx ends, it is of no use.
func (w *Walk) Outcome(ctx context.Context) judge.Outcome {
	if w.trail != nil {
		return w.judgeAmong(math.Inf(1))
	}
	out := judge.One(ctx, w.sc.Case(w.run), w.d.Surface(), w.all)
	out.Evaluations = w.d.Evaluations()
	return out
}

// beginNet puts a run of a network at its start; held says whether what is held
// out is looked at on the way.
func beginNet(sc Scenario, run RunSpec, held bool) (*Walk, error) {
	sc.Runs = []RunSpec{run}
	d, err := newDescent(&sc, 0)
	if err != nil {
		return nil, err
	}
	t := nets.NewTrail(sc.Net(), sc.settings(0), sc.Batch)
	if held {
		t.WatchAll()
	}
	return &Walk{sc: sc, d: d, trail: t}, nil
}

// judgeAmong judges a network's run that is over, beside runs whose lowest loss is
// known.
func (w *Walk) judgeAmong(lowest float64) judge.Outcome {
	out := w.trail.Outcome(w.all, w.d.Left(), lowest)
	out.Evaluations = w.d.Evaluations()
	return out
}

// Beside are the held-out losses of a network's iterates so far, how far each is off
// the plane on which it is drawn, and the loss there on the plane; nil on a surface of
// two weights.
func (w *Walk) Beside() (held, distance, level []float64) {
	if w.trail == nil {
		return nil, nil, nil
	}
	return w.trail.Held, w.trail.Distance, w.trail.Level
}

// Iterates are those that were made so far. They are the Walk's, as Advance's are.
func (w *Walk) Iterates() descent.Trajectory { return w.all }

// Rested is a network's run that is over without what made it: all that its outcome
// and its picture need.
func (w *Walk) Rested() *Walk {
	return &Walk{sc: w.sc, run: w.run, d: w.d.Rested(), all: w.all, trail: w.trail.Rested()}
}

// Bytes is about how much memory a network's run takes that has come to rest.
func (w *Walk) Bytes() int {
	iterates := cap(w.all) * int(unsafe.Sizeof(descent.Iterate{}))
	return iterates + w.trail.Bytes()
}

// Outcomes judges runs that are shown together, all of which must be over: a
// network's is judged by the lowest loss of them all. Where ctx ends, they are of
// no use.
func Outcomes(ctx context.Context, walks []*Walk) []judge.Outcome {
	lowest := math.Inf(1)
	for _, w := range walks {
		lowest = min(lowest, judge.Lowest(w.all))
	}
	outcomes := make([]judge.Outcome, len(walks))
	for i, w := range walks {
		if outcomes[i] = w.Outcome(ctx); w.trail != nil {
			outcomes[i] = w.judgeAmong(lowest)
		}
	}
	return outcomes
}
