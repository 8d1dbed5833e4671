package landscape

import (
	"context"
	"testing"
)

// TestAPlainIsNoValley: where a sigmoid has levelled off its slope is a tiny
// number or 0, and so is its curvature: that makes no floor and no minimum.
func TestAPlainIsNoValley(t *testing.T) {
	for _, text := range []string{"1/(1+exp(-200*x))", "1/exp(x^6)", "tanh(200*x)", "exp(-exp(10*x))*y^0"} {
		s, err := New(context.Background(), text, View{-5, 5, -5, 5})
		if err != nil {
			t.Fatal(err)
		}
		if loss, known := s.Best(); known || s.Valley || len(s.Minima) > 0 {
			t.Errorf("%s: a lowest loss of %v, valley %v, minima %v", text, loss, s.Valley, s.Minima)
		}
	}
}
