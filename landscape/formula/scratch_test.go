package formula

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"sync"
	"testing"

	"downhill/landscape/formula/op"
)

// unlike are formulas whose graphs differ in size and kind, so that each is made in what
// another one left behind.
var unlike = []string{
	"let h=x;repeat 200:h=softplus(h)^y;h+1",
	"x",
	"x^16*y^7+sqrt(3x^2+y^4+2)+hypot(x,y,2)/x",
	"let a=x;let b=y;repeat 100:a=a*b+cos(a)-b/3;b^2",
	"3",
	"let h=x;repeat 100:h=atan2(h,y)+h^2*y;h^2",
}

// prepared are the codes of a formula.
func prepared(t *testing.T, text string) *codes {
	t.Helper()
	p := compile(t, text)
	if err := p.Prepare(context.Background()); err != nil {
		t.Fatal(err)
	}
	return p.codes
}

// alone are the codes of a formula that is made in memory of its own.
func alone(t *testing.T, text string) *codes {
	t.Helper()
	kept := graphs.New
	defer func() { graphs = sync.Pool{New: kept} }()
	graphs = sync.Pool{New: kept}
	return prepared(t, text)
}

// TestMemoryUsedAgainLeavesNoTrace: a formula's code is the same whatever was made before
// it, to its end or not, and whatever is made at the same time.
func TestMemoryUsedAgainLeavesNoTrace(t *testing.T) {
	want := map[string]*codes{}
	for _, text := range unlike {
		want[text] = alone(t, text)
	}
	for _, before := range unlike {
		for _, text := range unlike {
			prepared(t, before)
			if !reflect.DeepEqual(prepared(t, text), want[text]) {
				t.Errorf("%s after %s has another code", text, before)
			}
			ctx := &counted{Context: context.Background(), left: 3}
			_ = compile(t, before).Prepare(ctx) // a long one is given up
			if !reflect.DeepEqual(prepared(t, text), want[text]) {
				t.Errorf("%s after %s, which was given up, has another code", text, before)
			}
		}
	}
	var all sync.WaitGroup
	for i := range 4 * len(unlike) {
		all.Go(func() {
			text := unlike[i%len(unlike)]
			if p, err := Compile(text); err != nil || p.Prepare(context.Background()) != nil || !reflect.DeepEqual(p.codes, want[text]) {
				t.Errorf("%s has another code beside others (%v)", text, err)
			}
		})
	}
	all.Wait()
}

// TestErrorsGiveTheirMemoryBack: so does a formula that is too long, and what comes after
// it is as ever.
func TestErrorsGiveTheirMemoryBack(t *testing.T) {
	want := alone(t, unlike[0])
	for range 3 {
		if _, err := Compile("let h=x;repeat 999:h=sin(h)+cos(h)*y-h^3;h"); err == nil {
			t.Fatal("it is not too long")
		}
		if !reflect.DeepEqual(prepared(t, unlike[0]), want) {
			t.Error("another code after a formula that is too long")
		}
	}
}

// TestTableFindsWhatIsTheSame: a vertex is found again however many there are, and no
// other is taken for it: of numbers only those with the same bits.
func TestTableFindsWhatIsTheSame(t *testing.T) {
	g := newGraph()
	x := g.intern(vertex{op: op.X})
	var made []vertex
	for i := range 20_000 {
		made = append(made, vertex{op: op.Const, k: float64(i + 2)}, vertex{op: op.Add, a: x, b: ref(i)}, vertex{op: op.Sub, a: x, b: ref(i)}, vertex{op: op.Sub, a: ref(i) + 5, b: x})
	}
	made = append(made, vertex{op: op.Const, k: math.NaN()}, vertex{op: op.Const, k: math.Float64frombits(math.Float64bits(math.NaN()) + 1)}, vertex{op: op.Const, k: math.Inf(1)})
	first := len(g.vertices)
	for i, v := range made {
		if r := g.intern(v); int(r) != first+i {
			t.Fatalf("vertex %d, %+v, is taken for %d", i, v, int(r)-first)
		}
	}
	for i, v := range made {
		if r := g.intern(v); int(r) != first+i {
			t.Fatalf("vertex %d, %+v, is found at %d", i, v, int(r)-first)
		}
	}
}

// TestCompilingAllocatesLittle: of the thousands of vertices and steps of a long formula
// none is allocated by itself.
func TestCompilingAllocatesLittle(t *testing.T) {
	i := 0
	got := testing.AllocsPerRun(5, func() {
		i++
		prepared(t, fmt.Sprintf(large[0], i))
	})
	if got > 1000 {
		t.Errorf("%v allocations", got)
	}
}
