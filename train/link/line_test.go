package link

import (
	"errors"
	"testing"

	"downhill/landscape"
	"downhill/train/field"
)

// TestOneWeightInALink: start and view of a formula in x alone are one number and two;
// the forms of the plane are read as well, and their y is let go.
func TestOneWeightInALink(t *testing.T) {
	for query, want := range map[string]string{
		"f=x^2&start=1&lr=0.1&view=-3,4":            "f=x%5E2&start=1&lr=0.1&view=-3,4",
		"f=x^2&start=1,2&lr=0.1&view=-3,4,-1,1":     "f=x%5E2&start=1&lr=0.1&view=-3,4",
		"f=x^2&start=1,2&lr=0.1":                    "f=x%5E2&start=1&lr=0.1&view=-5,5",
		"f=x^2%2By&start=1,2&lr=0.1":                "f=x%5E2%2By&start=1,2&lr=0.1&view=-5,5,-5,5",
		"f=y^2&start=1,2&lr=0.1":                    "f=y%5E2&start=1,2&lr=0.1&view=-5,5,-5,5",
		"surface=parabola":                          "surface=parabola",
		"surface=parabola&start=-4,7":               "surface=parabola",
		"surface=parabola&start=1.5":                "surface=parabola&start=1.5",
		"surface=shallow-and-deep&lr=0.1,3,10.5":    "surface=shallow-and-deep",
		"surface=plateau-and-cliff&opt=adam&lr=0.1": "surface=plateau-and-cliff&opt=adam&lr=0.1",
	} {
		sc := mustParse(t, query)
		if got := Query(sc); got != want {
			t.Errorf("%s is written %s, want %s", query, got, want)
		}
		if again := Query(mustParse(t, want)); again != want {
			t.Errorf("%s is written %s", want, again)
		}
		if sc.Surface.OneWeight && sc.Start.Y != 0 {
			t.Errorf("%s starts at %v", query, sc.Start)
		}
	}
	for query, want := range map[string]string{
		"f=x^2&start=a&lr=1": "not-one-number", "f=x^2&start=1,2,3&lr=1": "not-one-number", "f=x^2&view=3,1": "not-a-view",
		"f=x^2&view=1": "not-a-view", "f=x^2%2By&view=1,2": "not-a-view", "f=x^2%2By&start=1&lr=1": "not-a-point", "surface=wells&start=1": "not-a-point",
		"f=log(x)&start=-1&lr=1": "undefined-start",
	} {
		_, err := Parse(t.Context(), query)
		if refused := new(field.Error); !errors.As(err, &refused) || refused.Kind != want {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
}

// TestSurfaceOfOneWeight reads the same without a scenario.
func TestSurfaceOfOneWeight(t *testing.T) {
	for _, typed := range []Typed{landscape.New, landscape.Unexplored} {
		s, err := ParseSurface(t.Context(), "f=x^3&view=-1,2", typed)
		if err != nil || !s.OneWeight || s.View != (landscape.View{XMin: -1, XMax: 2}) {
			t.Errorf("%+v, %v", s, err)
		}
	}
}
