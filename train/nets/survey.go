package nets

import (
	"cmp"
	"context"
	"errors"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/field"
	"downhill/workers"
)

// netSurvey finds what is to be known of a network before its landscape is drawn: the
// reference run, the plane, three rates of plain descent. Rates are tried while the
// reference run is under way, whose own is all but known by then.
type netSurvey struct {
	n       *Net
	tried   *network.Tried
	made    chan struct{} // closed when the reference run is made, or given up
	rates   landscape.Rates
	surface *landscape.Surface
}

// survey makes the reference run and the plane, and looks at the landscape there. Its
// error is a *field.Error, or ctx's.
func survey(ctx context.Context, n *Net) (*landscape.Surface, error) {
	e := network.NewEvaluator(&n.Shape, n.Train)
	tried, err := e.Try(ctx, n.Initial)
	if err != nil {
		return nil, err
	}
	if tried.Start-tried.Start != 0 {
		return nil, field.Refuse("init", string(n.Spec.Init), "infinite-net")
	}
	s := &netSurvey{n: n, tried: tried, made: make(chan struct{})}
	// None waits but for the first, so that even one worker comes to an end.
	parts := [...]func(context.Context) error{
		func(ctx context.Context) (err error) {
			defer close(s.made)
			n.Reference, err = e.ReferenceOf(ctx, n.Initial, tried)
			return err
		},
		func(ctx context.Context) error { return s.find(ctx, &s.rates.High, high) },
		func(ctx context.Context) error { return s.find(ctx, &s.rates.Low, low) },
		s.draw,
		func(ctx context.Context) error { return s.find(ctx, &s.rates.Good, good) },
	}
	var failed [len(parts)]error
	err = workers.Share(ctx, workers.PerCore(len(parts)), len(parts), func(_ int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			failed[i] = parts[i](ctx)
		}
	})
	if err = cmp.Or(err, cmp.Or(failed[:]...)); err != nil {
		return nil, err
	}
	n.Reference.Gradients, n.rates = nil, s.rates
	s.surface.Rates = n.rates
	return s.surface, nil
}

// reference waits for the reference run, out of its turn, since that run may wait for one.
// Its error is ctx's.
func (s *netSurvey) reference(ctx context.Context) error {
	select {
	case <-s.made:
		return ctx.Err()
	default:
	}
	resume := workers.Pause(ctx)
	select {
	case <-s.made:
	case <-ctx.Done():
	}
	resume()
	return ctx.Err()
}

// draw lays the plane and looks at the heights there.
func (s *netSurvey) draw(ctx context.Context) error {
	if err := s.reference(ctx); err != nil {
		return err
	}
	plane, err := s.n.lay()
	if err != nil {
		return err
	}
	s.n.drawOn(plane)
	s.surface = s.n.unmeasured(s.n.Reference.Path)
	s.surface.Scale = s.surface.UsualScale()
	return nil
}

// errOtherRate is of a rate that was tried for another reference run's than it became.
var errOtherRate = errors.New("the reference run has another rate")

// find finds one of the three rates of plain descent. Good is the reference run's own,
// unless it is too low for the usual number of steps.
func (s *netSurvey) find(ctx context.Context, rate *float64, of called) (err error) {
	guess, m := s.tried.Rate(), mover{n: s.n, optimizer: "sgd"}
	if of.name == good.name {
		if err := s.reference(ctx); err != nil {
			return err
		}
		guess, m.follows = s.n.Reference.Rate, s.n.Reference
	}
	m.known = func() error {
		if err := s.reference(ctx); err != nil || s.n.Reference.Rate == guess {
			return err
		}
		return errOtherRate
	}
	if *rate, err = m.move(ctx, of, s.ratesFrom(guess)); errors.Is(err, errOtherRate) {
		guess = s.n.Reference.Rate
		*rate, err = m.move(ctx, of, s.ratesFrom(guess))
	}
	return err
}

// ratesFrom are the rates of plain descent before they are moved.
func (s *netSurvey) ratesFrom(good float64) landscape.Rates {
	return threeRates(good, s.tried.Trials, s.tried.Start)
}
