package train

import "context"

// Collect runs one run to its end and says how it ended. Its error is ctx's,
// or says what is wrong with the scenario.
func Collect(ctx context.Context, sc Scenario, run int) (Trajectory, Outcome, error) {
	w, err := Begin(sc, run)
	if err != nil {
		return nil, Outcome{}, err
	}
	w.Advance(ctx, sc.Steps+1)
	if err := ctx.Err(); err != nil {
		return w.all, Outcome{}, err
	}
	return w.all, w.Outcome(ctx), ctx.Err()
}

// Walk is a run that is taken piece by piece, as a stream needs it: the same
// iterates as Run's, in slices instead of one by one.
type Walk struct {
	sc  Scenario
	run int
	d   *descent
	all Trajectory
}

// Begin puts a run at its start. Its error says what is wrong with the
// scenario, for a start without a loss or a slope as a *field.Error.
func Begin(sc Scenario, run int) (*Walk, error) {
	if err := sc.CheckStart(); err != nil {
		return nil, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return nil, err
	}
	return &Walk{sc: sc, run: run, d: d, all: make(Trajectory, 0, min(sc.Steps+1, 1024))}, nil
}

// Advance makes the next n iterates, fewer where the run or ctx ends. They are
// the Walk's: not to be changed, and good until it is dropped.
func (w *Walk) Advance(ctx context.Context, n int) Trajectory {
	from := len(w.all)
	w.all = w.d.collect(ctx, w.all, n)
	return w.all[from:]
}

// Over reports whether the last iterate has been made.
func (w *Walk) Over() bool { return w.d.ended }

// Outcome judges the run; it must be over. Where ctx ends, it is of no use.
func (w *Walk) Outcome(ctx context.Context) Outcome {
	out := judgeUntil(ctx, w.sc, w.run, w.all)
	out.Evaluations = w.d.evaluations()
	return out
}
