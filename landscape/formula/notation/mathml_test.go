package notation

import (
	"strings"
	"testing"
)

// outline writes markup briefly: the text of its elements, with fractions,
// powers, subscripts and roots as (a/b), a^{b}, a_{b}, √{a}.
func outline(markup string) string {
	r := strings.NewReplacer(
		"<mrow>", "", "</mrow>", "", "<mi>", "", "</mi>", "", "<mn>", "", "</mn>", "", "<mo>", "", "</mo>", "",
		`<mo fence="true" stretchy="true">`, "", `<mo fence="true" stretchy="false">`, "", `<mspace width="0.17em"/>`, "", "&#x2062;", "", "&#x2061;", "", `<mspace width="1em"/>`, " ",
	)
	return r.Replace(markup)
}

// TestMathML holds how formulas are written.
func TestMathML(t *testing.T) {
	for text, want := range map[string]string{
		"3*x*y":            "3xy",
		"2*3*x":            "2·3x",
		"-(x+y)":           "−(x+y)",
		"x-(y-1)":          "x−(y−1)",
		"x*-y":             "x(−y)",
		"(x+1)*(y-2)":      "(x+1)(y−2)",
		"(((x)))":          "x",
		"x/(y+1)":          "<mfrac>xy+1</mfrac>",
		"-x/2":             "−<mfrac>x2</mfrac>",
		"(x^2)^3":          "<msup>(<msup>x2</msup>)3</msup>",
		"-x*y*(x+1)/2":     "−<mfrac>xy(x+1)2</mfrac>",
		"-(x+y)*2":         "−(x+y)·2",
		"-(x+y)/2":         "−<mfrac>x+y2</mfrac>",
		"2^(x+1)":          "<msup>2x+1</msup>",
		"sqrt(x+1)":        "<msqrt>x+1</msqrt>",
		"cbrt(x)":          "<mroot>x3</mroot>",
		"exp(-x)":          "<msup>e−x</msup>",
		"gauss(x)":         "<msup>e−<msup>x2</msup></msup>",
		"sin(x)^2":         "<msup>sin2</msup>(x)",
		"abs(x)":           "|x|",
		"log10(x)":         "<msub>log10</msub>(x)",
		"lg(x)":            "<msub>log2</msub>(x)",
		"log1p(x)":         "log1p(x)",
		"asinh(x)":         "arsinh(x)",
		"atan2(y,x)":       "atan2(y,x)",
		"sec(x)^2":         "<msup>sec2</msup>(x)",
		"gelu(x)":          "GELU(x)",
		"hypot(x,y,1)":     "<msqrt><msup>x2</msup>+<msup>y2</msup>+<msup>12</msup></msqrt>",
		"max(x)":           "max(x)",
		"1e-9*x":           "<msup>10−9</msup>x",
		"0.001*x":          "0.001x",
		"w1*pi":            "xπ",
		"max(x,y,0)":       "max(x,y,0)",
		"x*2":              "x·2",
		"let r1 = x; 2*r1": `<mtable class="lines" displaystyle="true"><mtr><mtd>2<msub>r1</msub></mtd></mtr><mtr><mtd><msub>r1</msub>=x</mtd></mtr></mtable>`,
	} {
		if got := outline(mustParse(t, text).MathML()); got != want {
			t.Errorf("%s is written\n%s, want\n%s", text, got, want)
		}
	}
}

// TestGradientMathML: partial derivatives are simplified and named, and what
// has no readable gradient has none.
func TestGradientMathML(t *testing.T) {
	text := outline(mustParse(t, "(x^2+y-11)^2+(x+y^2-7)^2").GradientMathML(false))
	for _, want := range []string{"=4x(<msup>x2</msup>+y−11)+2(x+<msup>y2</msup>−7)", "=2(<msup>x2</msup>+y−11)+4y(x+<msup>y2</msup>−7)"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	rnn := outline(mustParse(t, "let h = 0.5; repeat 50: h = x*sigmoid(h)+y; (sigmoid(h)-0.7)^2").GradientMathML(false))
	if want := "<msub>ht+1</msub>∂x</mfrac>=σ(<msub>ht</msub>)"; !strings.Contains(rnn, want) {
		t.Errorf("no %s in %s", want, rnn)
	}
	if got := mustParse(t, "max(x,y)").GradientMathML(false); got != "" {
		t.Errorf("the gradient of max is written %s", got)
	}
}

// TestGradientIsWrittenAsByHand: numbers, constants and variables in front,
// one sign, nothing left to cancel.
func TestGradientIsWrittenAsByHand(t *testing.T) {
	for text, want := range map[string]string{
		"cos(2pi x)":                   "−2πsin(2πx)",
		"(y x^6 - 1)^2/2":              "6y<msup>x5</msup>(y<msup>x6</msup>−1)",
		"exp(x^2/0.2)":                 "10x<msup>e<mfrac><msup>x2</msup>0.2</mfrac></msup>",
		"-cos(y) exp(-x^2)":            "2xcos(y)<msup>e−<msup>x2</msup></msup>",
		"(y*x - x)^2":                  "2(yx−x)(y−1)",
		"(4x^2 - 4)x^2":                "8<msup>x3</msup>+2x(4<msup>x2</msup>−4)",
		"(4x^3 + 6x^2 - 2x)/4":         "<mfrac>6<msup>x2</msup>+6x−12</mfrac>",
		"let u = x + y; (u^2 + x^2)/2": "u<mfrac>∂u∂x</mfrac>+x",
	} {
		got := outline(mustParse(t, text).GradientMathML(!strings.Contains(text, "y")))
		if _, slope, ok := strings.Cut(got, "∂x</mfrac>="); ok {
			got = slope
		} else { // of x alone
			_, got, _ = strings.Cut(got, "<mfrac>dLdx</mfrac>=")
		}
		if got, _, _ = strings.Cut(got, "</mtd>"); got != want {
			t.Errorf("the slope of %s is written\n%s, want\n%s", text, got, want)
		}
	}
}
