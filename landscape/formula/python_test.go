package formula

import (
	"context"
	"strings"
	"testing"

	"downhill/landscape/formula/op"
)

// Every operation of a graph has a sign or a name in Python.
func TestPythonHasEveryOperation(t *testing.T) {
	for o := op.Add; o <= op.Hypot3; o++ {
		if o >= op.MulAdd && o <= op.SumMulAdd || o == op.Neg {
			continue // of code alone, and the sign
		}
		if (pythonSigns[o] == "") == (pythonFunctions[o] == "") {
			t.Errorf("operation %d is %q and %q", o, pythonSigns[o], pythonFunctions[o])
		}
	}
}

// What is read twice is computed once; numbers read back exactly.
func TestPythonLines(t *testing.T) {
	p, err := Compile("(x+2y)^2 + sin(x+2y) - 1e300*x")
	if err != nil {
		t.Fatal(err)
	}
	code, err := p.Python(t.Context(), PythonValue)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(code.Lines, "\n") + "\n" + code.Results[0]
	if len(code.Results) != 1 || code.Lines[0] != "t1 = x + 2.0 * y" && code.Lines[0] != "t1 = x + y * 2.0" || strings.Count(text, "y") != 1 || !strings.Contains(text, "1e+300") {
		t.Errorf("%s", text)
	}
	for part, want := range map[int]int{PythonGradient: 3, PythonHessian: 3} {
		if got, err := p.Python(t.Context(), part); err != nil || len(got.Results) != want {
			t.Errorf("part %d is %v (%v)", part, got.Results, err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Python(ended, PythonGradient); err == nil {
		t.Error("code is made for nobody")
	}
}

// Parentheses stand where Python would read another formula without them.
func TestPythonParentheses(t *testing.T) {
	for formula, want := range map[string]string{
		"x-(y-1)": "x - (y - 1.0)", "x-y-1": "x - y - 1.0", "x/(y*x)": "x / (x * y)", "(x+y)*x": "x * (x + y)", "x*(-y)": "-(x * y)", "-(x+y)": "-(x + y)",
		"(-x)^y": "(-x) ** y", "x^y^x": "x ** (y ** x)", "2^(-x)": "2.0 ** (-x)", "(x*y)^x": "(x * y) ** x", "sin(x+y)/x": "sin(x + y) / x", "x*(y+x*y)": "x * (y + x * y)",
	} {
		p, err := Compile(formula)
		if err != nil {
			t.Fatal(err)
		}
		if code, _ := p.Python(t.Context(), PythonValue); code.Results[0] != want {
			t.Errorf("%s is %v, want %s", formula, code, want)
		}
	}
}
