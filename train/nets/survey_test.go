package nets

import (
	"context"
	"testing"

	"downhill/landscape/network"
	"downhill/workers"
)

// oneTurn is a clock of which one goroutine at a time has its turn.
type oneTurn chan struct{}

func (o oneTurn) take() { o <- struct{}{} }
func (o oneTurn) give() { <-o }

func (o oneTurn) Do(work func()) {
	o.take()
	defer o.give()
	work()
}

func (o oneTurn) Pause() (resume func()) {
	o.give()
	return o.take
}

// givingWay is a context whose turn goes on to whoever waits for it, where it is asked for its end.
type givingWay struct {
	context.Context
	turn oneTurn
}

func (g givingWay) Err() error {
	g.turn.give()
	g.turn.take()
	return g.Context.Err()
}

// A survey's workers that wait for the reference run leave it their turns: it may have
// given its own to them.
func TestSurveyWaitsOutOfItsTurn(t *testing.T) {
	workers.Within(4)
	defer workers.Within(0)
	turn := make(oneTurn, 1)
	turn.take()
	defer turn.give()
	spec := Spec{
		Data: "moons", Noise: 0.15, Size: 200, Units: []int{2, 16, 16, 1}, Act: network.Tanh, Loss: network.BCE,
		Init: network.Xavier, Plane: PlaneSpec{Kind: "reference"}, Seed: 3,
	}
	n := &Net{Spec: spec, Shape: network.Net{Units: spec.Units, Act: spec.Act, Loss: spec.Loss}}
	if err := n.draw(); err != nil {
		t.Fatal(err)
	}
	if _, err := survey(givingWay{workers.WithClock(t.Context(), turn), turn}, n); err != nil {
		t.Fatal(err)
	}
	alone, err := New(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := n, alone.Loss.(*Net); got.Reference.Rate != want.Reference.Rate {
		t.Errorf("the reference run's rate is %g, in turns, and %g alone", got.Reference.Rate, want.Reference.Rate)
	}
}
