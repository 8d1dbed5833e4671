package formula

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"
)

// byHand are losses with gradients as a Go programmer writes them, to measure
// against.
var byHand = map[string]func(x, y float64) (f, gx, gy float64){
	"himmelblau": func(x, y float64) (f, gx, gy float64) {
		a, b := x*x+y-11, x+y*y-7
		return a*a + b*b, 4*x*a + 2*b, 2*a + 4*y*b
	},
	"rosenbrock": func(x, y float64) (f, gx, gy float64) {
		p, q := 1-x, y-x*x
		return p*p + 100*q*q, -2*p - 400*x*q, 200 * q
	},
	"ackley": func(x, y float64) (f, gx, gy float64) {
		r := math.Sqrt((x*x + y*y) / 2)
		a := 20 * math.Exp(-0.2*r)
		b := math.Exp((math.Cos(2*math.Pi*x) + math.Cos(2*math.Pi*y)) / 2)
		k := 0.1 * a / r
		return 20 + math.E - a - b, k*x + math.Pi*math.Sin(2*math.Pi*x)*b, k*y + math.Pi*math.Sin(2*math.Pi*y)*b
	},
	"wells": func(x, y float64) (f, gx, gy float64) {
		f, gx, gy = (x*x*x*x+y*y*y*y)/64, x*x*x/16, y*y*y/16
		for _, w := range wellList {
			dx, dy, s2 := x-w[1], y-w[2], w[3]*w[3]
			e := w[0] * math.Exp(-(dx*dx+dy*dy)/(2*s2))
			f -= e
			gx += e * dx / s2
			gy += e * dy / s2
		}
		return f, gx, gy
	},
}

var wellList = [4][4]float64{{3.3, 1.6, 1.4, 1.8}, {0.9, -2.4, -1.0, 0.34}, {2.2, -1.7, 2.1, 0.6}, {2.5, 2.1, -2.4, 0.7}}

var order = []string{"himmelblau", "rosenbrock", "ackley", "wells"}

// batch is a lot of points with room for results.
type batch struct{ x, y, f, gx, gy []float64 }

func newBatch(n int) batch {
	all := make([]float64, 5*n)
	b := batch{all[:n], all[n : 2*n], all[2*n : 3*n], all[3*n : 4*n], all[4*n:]}
	for i := range b.x {
		b.x[i] = -4.9 + 9.8*float64(i*7919%n)/float64(n)
		b.y[i] = 4.7 - 9.4*float64(i*104729%n)/float64(n)
	}
	return b
}

// beside times run and a hand-written loop in turn and reports nanoseconds a
// point and their ratio, each the best of its rounds.
func beside(b *testing.B, points int, run, hand func()) {
	best := func(old time.Duration, f func()) time.Duration {
		start := time.Now()
		f()
		return min(old, time.Since(start))
	}
	ours, theirs := time.Hour, time.Hour
	for b.Loop() {
		theirs = best(theirs, hand)
		ours = best(ours, run)
	}
	b.ReportMetric(float64(ours)/float64(points), "ns/point")
	b.ReportMetric(float64(theirs)/float64(points), "hand-ns/point")
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
}

// handLoop runs a hand-written loss over a batch; each is called directly, so
// that the compiler may inline it.
func handLoop(name string, p batch) func() {
	switch name {
	case "himmelblau":
		return func() {
			for i, x := range p.x {
				y := p.y[i]
				a, b := x*x+y-11, x+y*y-7
				p.f[i], p.gx[i], p.gy[i] = a*a+b*b, 4*x*a+2*b, 2*a+4*y*b
			}
		}
	case "rosenbrock":
		return func() {
			for i, x := range p.x {
				u, q := 1-x, p.y[i]-x*x
				p.f[i], p.gx[i], p.gy[i] = u*u+100*q*q, -2*u-400*x*q, 200*q
			}
		}
	}
	loss := byHand[name]
	return func() {
		for i, x := range p.x {
			p.f[i], p.gx[i], p.gy[i] = loss(x, p.y[i])
		}
	}
}

// BenchmarkBlock: value and gradient of many points, ratio at most 2.
func BenchmarkBlock(b *testing.B) {
	for _, name := range order {
		b.Run(name, func(b *testing.B) {
			p := newBatch(4096)
			e := compile(b, texts[name]).Evaluator()
			beside(b, len(p.x), func() { e.Gradients(p.x, p.y, p.f, p.gx, p.gy) }, handLoop(name, p))
		})
	}
}

// BenchmarkPoint: value and gradient of one point at a time, ratio at most 8.
func BenchmarkPoint(b *testing.B) {
	for _, name := range order {
		b.Run(name, func(b *testing.B) {
			p := newBatch(4096)
			e := compile(b, texts[name]).Evaluator()
			beside(b, len(p.x), func() {
				for i, x := range p.x {
					p.f[i], p.gx[i], p.gy[i] = e.Gradient(x, p.y[i])
				}
			}, handLoop(name, p))
		})
	}
}

// BenchmarkGrid: the values of a 257×257 grid.
func BenchmarkGrid(b *testing.B) {
	for _, name := range order {
		b.Run(name, func(b *testing.B) {
			p := newBatch(257 * 257)
			e := compile(b, texts[name]).Evaluator()
			for b.Loop() {
				e.Values(p.x, p.y, p.f)
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		compile(b, texts["wells"]).Evaluator().Gradient(1, 2)
	}
}

// BenchmarkCompileLarge compiles formulas at the limits, each another one: what it
// allocates beside what a program holds is garbage, at the expense of all who compute.
func BenchmarkCompileLarge(b *testing.B) {
	for i, name := range []string{"powers", "lengths", "sum"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			held := 0
			for n := 0; b.Loop(); n++ {
				p := compile(b, fmt.Sprintf(large[i], n))
				if err := p.Prepare(context.Background()); err != nil {
					b.Fatal(err)
				}
				held = p.Bytes()
			}
			b.ReportMetric(float64(held), "held-B")
		})
	}
}
