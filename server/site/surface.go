package site

import (
	"context"

	"downhill/landscape"
	"downhill/train"
)

// surfaceJSON is what the API and the page know of a surface.
type surfaceJSON struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Teaches   string        `json:"teaches"`
	Group     string        `json:"group"`
	Source    string        `json:"source"`
	Formula   string        `json:"formula"`
	MathML    string        `json:"mathml"`
	Gradient  string        `json:"gradient_mathml,omitempty"` // of a single surface only
	View      [4]num        `json:"view"`
	Start     [2]num        `json:"start"`
	Steps     int           `json:"steps"`
	Rates     ratesJSON     `json:"rates"`
	RateRange [2]num        `json:"rate_range" ts:"[from: number, to: number]"`
	Minima    []minimumJSON `json:"minima"`
	Saddles   [][2]num      `json:"saddles"`
	Scale     string        `json:"scale" ts:"'linear' | 'log'"`
	Unbounded bool          `json:"unbounded"`
	Valley    bool          `json:"valley"`
	Found     bool          `json:"found"`                          // minima, saddles and rates were searched for
	Searched  string        `json:"searched" ts:"'whole' | 'part'"` // part: the search ended before it had looked everywhere
	Pole      *[2]num       `json:"pole"`                           // a point near which the loss falls without bound
	Level     bool          `json:"level"`                          // of one height, but for rounding
	Best      *num          `json:"best"`
}

// ratesJSON has null for a rate that there is none of.
type ratesJSON struct {
	Low  *num `json:"low"`
	Good *num `json:"good"`
	High *num `json:"high"`
}

type minimumJSON struct {
	At     [2]num `json:"at"`
	Loss   num    `json:"loss"`
	Global bool   `json:"global"`
}

// surfaceOf is a surface as JSON. Its error is ctx's, where it ends before the
// surface's rates are measured.
func surfaceOf(ctx context.Context, s *landscape.Surface) (surfaceJSON, error) {
	rates, err := train.DefaultRates(ctx, s, "sgd")
	if err != nil {
		return surfaceJSON{}, err
	}
	from, to, err := train.RateRange(ctx, s, "sgd")
	j := surfaceJSON{
		ID: s.ID, Name: s.Name, Teaches: s.Teaches, Group: s.Group, Source: s.Source,
		Formula: s.Loss.Text(), MathML: s.Loss.MathML(),
		View: box(s.View), Start: point(s.Start), Steps: s.Steps,
		Rates:     ratesJSON{rate(rates.Low), rate(rates.Good), rate(rates.High)},
		RateRange: [2]num{num(from), num(to)},
		Minima:    minimaOf(s), Saddles: make([][2]num, 0, len(s.Saddles)),
		Scale: string(s.Scale), Unbounded: s.Unbounded, Valley: s.Valley, Found: s.Found,
		Searched: "whole", Level: s.Level(),
	}
	if s.Part {
		j.Searched = "part"
	}
	if s.Pole != nil {
		pole := point(*s.Pole)
		j.Pole = &pole
	}
	for _, p := range s.Saddles {
		j.Saddles = append(j.Saddles, point(p))
	}
	if best, ok := s.Best(); ok {
		j.Best = ref(best)
	}
	return j, err
}

func minimaOf(s *landscape.Surface) []minimumJSON {
	minima := make([]minimumJSON, 0, len(s.Minima))
	for _, m := range s.Minima {
		minima = append(minima, minimumJSON{point(m.At), num(m.Loss), m.Global})
	}
	return minima
}

func rate(v float64) *num {
	if v == 0 {
		return nil
	}
	return ref(v)
}
