package notation

import (
	"math"
	"testing"
)

// updateNames are the numbers of an update: w and g are pairs.
func updateNames(name string, component int) float64 {
	switch name {
	case "w", "g":
		return map[string][2]float64{"w": {0.5, -2}, "g": {3, -4}}[name][component]
	case "g.x":
		return 3
	case "w'":
		return 7
	case "beta1":
		return 0.9
	}
	return 0.1
}

func TestExpressionValues(t *testing.T) {
	for text, want := range map[string][2]float64{
		"w - lr*g":           {0.5 - 0.1*3, -2 + 0.1*4},
		"norm(g)":            {5, 5},
		"norm(w - g)^2":      {2.5*2.5 + 4, 2.5*2.5 + 4},
		"dot(w, g)/norm(g)":  {9.5 / 5, 9.5 / 5},
		"g.x + w'":           {10, 10},
		"-sign(g)*max(w, 0)": {-0.5, 0},
		"max(w, 0, g)":       {3, 0},
		"1 - beta1^3":        {1 - 0.9*0.9*0.9, 1 - 0.9*0.9*0.9},
		"sqrt(abs(g) + 1)":   {2, math.Sqrt(5)},
		"4^0.5":              {2, 2},
	} {
		e, err := ParseExpression(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for i := range want {
			if got := e.Value(i, updateNames); math.Abs(got-want[i]) > 1e-15 {
				t.Errorf("%s, component %d, is %v, want %v", text, i, got, want[i])
			}
		}
	}
}

// TestExpressionMathML: with symbols, then with the numbers of a component.
func TestExpressionMathML(t *testing.T) {
	symbol := func(name string) Symbol {
		switch name {
		case "lr":
			return Symbol{Text: "η"}
		case "mhat":
			return Symbol{Text: "m", Over: "^"}
		case "beta1":
			return Symbol{Text: "β", Below: "1"}
		}
		return Symbol{Text: name, Below: "7"}
	}
	number := func(name string, component int) string {
		return map[string][2]string{"g": {"3.5", "-4"}, "w": {"-1", "2e-07"}, "lr": {"0.1", "0.1"}}[name][component]
	}
	for text, want := range map[string][2]string{
		"w - lr*g":        {"<msub>w7</msub>−η·<msub>g7</msub>", "2·<msup>10−7</msup>−0.1·(−4)"},
		"norm(g)^2":       {"<msup>‖<msub>g7</msub>‖2</msup>", "<msup>3.52</msup>+<msup>(−4)2</msup>"},
		"lr/norm(g)":      {"<mfrac>η‖<msub>g7</msub>‖</mfrac>", "<mfrac>0.1<msqrt><msup>3.52</msup>+<msup>(−4)2</msup></msqrt></mfrac>"},
		"1 - lr*dot(w,g)": {"1−η·<msub>w7</msub>·<msub>g7</msub>", "1−0.1·(−1·3.5+2·<msup>10−7</msup>·(−4))"},
	} {
		e, err := ParseExpression(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := outline(e.MathML(symbol)); got != want[0] {
			t.Errorf("%s is written\n%s, want\n%s", text, got, want[0])
		}
		if got := outline(e.Numbers(1, number).MathML(symbol)); got != want[1] {
			t.Errorf("%s in numbers is written\n%s, want\n%s", text, got, want[1])
		}
	}
	if got, want := setSymbol(symbol("mhat")).text, `<mover accent="true"><mi>m</mi><mo>^</mo></mover>`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := outline(NumberMathML("-1.5e+07")), "−1.5·<msup>107</msup>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestExpressionNamesStayOutOfFormulas: primes, components and norm are an
// Expression's alone.
func TestExpressionNamesStayOutOfFormulas(t *testing.T) {
	for _, text := range []string{"x'", "x.y", "norm(x)"} {
		if _, err := parse(text); err == nil {
			t.Errorf("%s is a formula", text)
		}
	}
	for _, text := range []string{"w -", "norm", "dot(a)", "(a", "a]"} {
		if _, err := ParseExpression(text); err == nil {
			t.Errorf("%s is an expression", text)
		}
	}
}
