package wire

import (
	"context"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/nets"
)

// Surface is what the API and the page know of a surface.
type Surface struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Teaches   string    `json:"teaches"`
	Group     string    `json:"group"`
	Source    string    `json:"source"`
	Formula   string    `json:"formula"`
	MathML    string    `json:"mathml"`
	Gradient  string    `json:"gradient_mathml,omitempty"` // of a single surface only
	Dimension int       `json:"dimension"`                 // how many weights the loss has; of 1, y is 0 everywhere
	View      [4]Num    `json:"view"`
	Start     [2]Num    `json:"start"`
	Steps     int       `json:"steps"`
	Rates     Rates     `json:"rates"`
	RateRange [2]Num    `json:"rate_range" ts:"[from: number, to: number]"`
	Minima    []Minimum `json:"minima"`
	Saddles   [][2]Num  `json:"saddles"`
	Scale     string    `json:"scale" ts:"'linear' | 'log'"`
	Unbounded bool      `json:"unbounded"`
	Valley    bool      `json:"valley"`
	Found     bool      `json:"found"`                          // minima, saddles and rates were searched for
	Searched  string    `json:"searched" ts:"'whole' | 'part'"` // part: the search ended before it had looked everywhere
	Pole      *[2]Num   `json:"pole"`                           // a point near which the loss falls without bound
	Rise      *[2]Num   `json:"rise"`                           // one to which it rises without bound from both sides
	Level     bool      `json:"level"`                          // of one height, but for rounding
	Best      *Num      `json:"best"`
	Network   *Network  `json:"network,omitempty"` // of a landscape on a plane through a network's weights
	Whole     *Whole    `json:"whole,omitempty"`   // of one that is all of a network's weights
}

// Rates has null for a rate that there is none of.
type Rates struct {
	Low  *Num `json:"low"`
	Good *Num `json:"good"`
	High *Num `json:"high"`
}

// Minimum is a minimum of a surface.
type Minimum struct {
	At     [2]Num `json:"at"`
	Loss   Num    `json:"loss"`
	Global bool   `json:"global"`
}

// SurfaceOf is a surface as JSON. Its error is ctx's, where it ends before the
// surface's rates are measured.
func SurfaceOf(ctx context.Context, s *landscape.Surface) (Surface, error) {
	rates, err := train.DefaultRates(ctx, s, "sgd")
	if err != nil {
		return Surface{}, err
	}
	from, to, err := train.RateRange(ctx, s, "sgd")
	j := Surface{
		ID: s.ID, Name: s.Name, Teaches: s.Teaches, Group: s.Group, Source: s.Source,
		Formula: s.Loss.Text(), MathML: s.Loss.MathML(), Dimension: 2,
		View: Box(s.View), Start: Point(s.Start), Steps: s.Steps,
		Rates:     Rates{rate(rates.Low), rate(rates.Good), rate(rates.High)},
		RateRange: [2]Num{Num(from), Num(to)},
		Minima:    MinimaOf(s), Saddles: make([][2]Num, 0, len(s.Saddles)),
		Scale: string(s.Scale), Unbounded: s.Unbounded, Valley: s.Valley, Found: s.Found,
		Searched: "whole", Level: s.Level(),
	}
	if s.OneWeight {
		j.Dimension = 1
	}
	if n, ok := s.Loss.(*nets.Net); ok {
		j.Network, j.Dimension = networkOf(n), len(n.Initial)
	}
	if s.Network != nil {
		j.Whole = wholeOf(s)
	}
	if s.Part {
		j.Searched = "part"
	}
	if s.Pole != nil {
		pole := Point(*s.Pole)
		j.Pole = &pole
	}
	if s.Rise != nil {
		rise := Point(*s.Rise)
		j.Rise = &rise
	}
	for _, p := range s.Saddles {
		j.Saddles = append(j.Saddles, Point(p))
	}
	if best, ok := s.Best(); ok {
		j.Best = Ref(best)
	}
	return j, err
}

// MinimaOf are the minima of a surface that are known or were found.
func MinimaOf(s *landscape.Surface) []Minimum {
	minima := make([]Minimum, 0, len(s.Minima))
	for _, m := range s.Minima {
		minima = append(minima, Minimum{Point(m.At), Num(m.Loss), m.Global})
	}
	return minima
}

func rate(v float64) *Num {
	if v == 0 {
		return nil
	}
	return Ref(v)
}
