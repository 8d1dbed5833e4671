package train

import (
	"math"
	"reflect"
	"strconv"
	"testing"

	"downhill/landscape"
	"downhill/train/judge"
)

// clouds are ensembles of every sort: of seeds and starts, one weight and two, plain
// and adaptive, with schedules, clipping and decay, with runs that leave.
var clouds = []string{
	"surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seeds=12",
	"surface=himmelblau&opt=adam&lr=0.01,0.3&noise=20&seed=9&seeds=9&steps=120",
	"surface=himmelblau&starts=17&steps=100",
	"surface=wells&lr=0.5,3&starts=12&clip=norm:4&noise=0.3",
	"surface=shallow-and-deep&starts=12",
	"surface=shallow-and-deep&noise=1&seeds=6&opt=momentum",
	"surface=beale&opt=sgd&weight_decay=0.01&starts=8&lr=0.01,5&start=1,1",
	"surface=cliff&starts=6&steps=150",
	"surface=saddle&starts=9",
	"f=sqrt(x)%2By^2&start=0.1,1&lr=0.1,1&starts=9&view=-1,1,-1,1",
}

// Every member is, bit for bit, the run of a link with its seed or its start.
func TestMembersAreRunsOfTheirOwn(t *testing.T) {
	for _, query := range clouds {
		sc := mustParse(t, query)
		members := sc.Ensemble()
		for run := range sc.Runs {
			cloud, err := MakeCloud(t.Context(), sc, run, CloudSpec{})
			if err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			if len(cloud.Members) != sc.Members() {
				t.Fatalf("%s: %d members", query, len(cloud.Members))
			}
			for i, m := range cloud.Members {
				alone := mustParse(t, WriteQuery(members[i]))
				all, out, err := Collect(t.Context(), alone, run)
				if err != nil {
					t.Fatalf("%s, member %d: %v", query, i, err)
				}
				want := memberOf(all, 1, out)
				if !samePoints(want.X, m.X) || !samePoints(want.Y, m.Y) || !samePoints(want.Loss, m.Loss) || len(m.X) != len(all) {
					t.Errorf("%s, run %d, member %d: other iterates than %s", query, run, i, WriteQuery(members[i]))
				}
				if !sameOutcome(out, m.Outcome) {
					t.Errorf("%s, run %d, member %d: ended as\n%+v\nalone as\n%+v", query, run, i, m.Outcome, out)
				}
			}
		}
	}
}

// Members that weight decay holds far off a minimum are not told to be at it; those it holds
// near it are.
func TestMembersHeldFarOffAMinimumAreNotAtIt(t *testing.T) {
	for _, c := range []struct {
		query    string
		at, held int
	}{
		{"f=(x-1)^2%2B(y-1)^2&start=2,-0.3&opt=sgd&lr=0.2&weight_decay=1&starts=6", 0, 6},
		{"f=(x-1)^2%2B(y-1)^2&start=2,-0.3&opt=sgd&lr=0.2&weight_decay=0.05&starts=6", 6, 0},
		{"f=(x-1)^2%2B(y-1)^2&start=2,-0.3&opt=sgd&lr=0.2&starts=6", 6, 0},
	} {
		cloud, err := MakeCloud(t.Context(), mustParse(t, c.query), 0, CloudSpec{})
		if err != nil {
			t.Fatal(err)
		}
		at, held := 0, 0
		for _, m := range cloud.Ends.Minima {
			at += m.Count
			if m.Count == 0 {
				t.Errorf("%s: no member is at %v, which is told", c.query, m.At)
			}
		}
		for _, k := range cloud.Ends.Elsewhere {
			if k.Kind == judge.Converged && k.Caveat == judge.HeldOff {
				held += k.Count
			}
		}
		if at != c.at || held != c.held {
			t.Errorf("%s: %d at a minimum, %d held off it, want %d and %d: %+v", c.query, at, held, c.at, c.held, cloud.Ends)
		}
	}
}

func samePoints(a, b []float32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Float32bits(a[i]) != math.Float32bits(b[i]) {
			return false
		}
	}
	return true
}

// sameOutcome compares outcomes, in which a NaN is what does not belong to a kind.
func sameOutcome(a, b judge.Outcome) bool {
	for _, v := range []struct{ a, b *float64 }{{&a.KLoss, &b.KLoss}, {&a.Loss, &b.Loss}, {&a.Radius, &b.Radius}, {&a.Gap, &b.Gap}} {
		if math.Float64bits(*v.a) != math.Float64bits(*v.b) {
			return false
		}
		*v.a, *v.b = 0, 0
	}
	return reflect.DeepEqual(a, b)
}

// Member 0 is the run that is shown, and the first members are the same however many
// there are.
func TestFirstMemberIsTheRunItself(t *testing.T) {
	for _, query := range clouds {
		sc := mustParse(t, query)
		few, all := sc, sc.Ensemble()
		if few.Seeds > 0 {
			few.Seeds = 3
		} else {
			few.Starts = 3
		}
		for i, m := range few.Ensemble() {
			if m.Seed != all[i].Seed || m.Start != all[i].Start || m.Members() != 1 {
				t.Errorf("%s: member %d of 3 is %d at %v, of all %d at %v", query, i, m.Seed, m.Start, all[i].Seed, all[i].Start)
			}
		}
		if all[0].Seed != sc.Seed || all[0].Start != sc.Start {
			t.Errorf("%s: member 0 is another run", query)
		}
	}
}

// Seeds follow each other, and behind the last one comes 0.
func TestSeedsOfMembers(t *testing.T) {
	sc := mustParse(t, "noise=1&seeds=4&seed=9007199254740990")
	for i, want := range []uint64{9007199254740990, 9007199254740991, 0, 1} {
		if got := sc.Ensemble()[i].Seed; got != want {
			t.Errorf("member %d has seed %d, want %d", i, got, want)
		}
	}
}

// Starts fill a disc of a fiftieth of the diagonal evenly: no eighth of its area, by
// rings or by sectors, has far more or fewer than its share.
func TestStartsFillTheirDisc(t *testing.T) {
	sc := mustParse(t, "surface=himmelblau&start=1,-2&starts=200&steps=10")
	radius := 0.02 * sc.Surface.View.Diagonal()
	var rings, sectors [8]int
	n := 0
	for seed := range uint64(40) {
		sc.Seed = seed
		for _, m := range sc.Ensemble()[1:] {
			dx, dy := (m.Start.X-1)/radius, (m.Start.Y+2)/radius
			square := dx*dx + dy*dy
			if !(square <= 1) {
				t.Fatalf("%v is outside", m.Start)
			}
			rings[min(7, int(8*square))]++
			sectors[min(7, int(8*(math.Atan2(dy, dx)+math.Pi)/(2*math.Pi)))]++
			n++
		}
	}
	for i := range 8 {
		for _, count := range []int{rings[i], sectors[i]} {
			// 5 standard deviations of a binomial count
			if p := 1.0 / 8; math.Abs(float64(count)-p*float64(n)) > 5*math.Sqrt(p*(1-p)*float64(n)) {
				t.Errorf("of %d starts an eighth has %d: rings %v, sectors %v", n, count, rings, sectors)
			}
		}
	}
}

// One weight starts along its axis, as far as the same share of its view.
func TestStartsOfOneWeight(t *testing.T) {
	sc := mustParse(t, "surface=parabola&starts=200&steps=10")
	radius, least, most := 0.02*sc.Surface.View.Diagonal(), math.Inf(1), math.Inf(-1)
	for _, m := range sc.Ensemble() {
		off := m.Start.X - sc.Start.X
		if m.Start.Y != 0 || math.Abs(off) > radius {
			t.Errorf("%v is no start", m.Start)
		}
		least, most = min(least, off), max(most, off)
	}
	if least > -0.9*radius || most < 0.9*radius {
		t.Errorf("from %g to %g of %g", least, most, radius)
	}
}

// What is told of a cloud is what judging each of its members gives.
func TestEndsCountMembers(t *testing.T) {
	for _, query := range clouds {
		sc := mustParse(t, query)
		for run := range sc.Runs {
			cloud, err := MakeCloud(t.Context(), sc, run, CloudSpec{})
			if err != nil {
				t.Fatal(err)
			}
			kinds, elsewhere, at := map[judge.Kind]int{}, map[judge.Kind]int{}, map[int]int{}
			for i, member := range sc.Ensemble() {
				_, out, err := Collect(t.Context(), member, run)
				if err != nil {
					t.Fatal(err)
				}
				kinds[out.Kind]++
				if out.Target == nil || out.Kind == judge.StuckSaddle {
					elsewhere[out.Kind]++
					continue
				}
				m := cloud.Ends.Minima[cloud.Ends.At[i]]
				if landscape.Distance(m.At, *out.Target) > judge.Near(sc.Surface.View) {
					t.Errorf("%s, run %d: member %d ends at %v, not at %v", query, run, i, *out.Target, m.At)
				}
				at[cloud.Ends.At[i]]++
			}
			for i, m := range cloud.Ends.Minima {
				if m.Count != at[i] || m.Count == 0 {
					t.Errorf("%s, run %d: %d end at %v, told %d", query, run, at[i], m.At, m.Count)
				}
			}
			if got := asMap(cloud.Ends.Outcomes); !reflect.DeepEqual(got, kinds) {
				t.Errorf("%s, run %d: %v, told %v", query, run, kinds, got)
			}
			if got := asMap(cloud.Ends.Elsewhere); !reflect.DeepEqual(got, elsewhere) {
				t.Errorf("%s, run %d: elsewhere %v, told %v", query, run, elsewhere, got)
			}
		}
	}
}

func asMap(counts []KindCount) map[judge.Kind]int {
	m := map[judge.Kind]int{}
	for _, c := range counts {
		m[c.Kind] += c.Count
	}
	return m
}

// A coarse cloud is the first members, at every so many steps and at the last.
func TestCoarseClouds(t *testing.T) {
	sc := mustParse(t, "surface=wells&lr=0.5,3&starts=12")
	for run := range sc.Runs {
		fine, _ := MakeCloud(t.Context(), sc, run, CloudSpec{})
		for _, every := range []int{1, 2, 7, 60, 1000} {
			coarse, err := MakeCloud(t.Context(), sc, run, CloudSpec{Members: 5, Every: every})
			if err != nil || len(coarse.Members) != 5 {
				t.Fatalf("%d members: %v", len(coarse.Members), err)
			}
			for i, m := range coarse.Members {
				whole := fine.Members[i].X
				for at, x := range m.X {
					if k := min(at*every, len(whole)-1); x != whole[k] && x == x {
						t.Errorf("run %d, every %d: point %d is not that of step %d", run, every, at, k)
					}
				}
				if last := (len(m.X) - 1) * every; last < len(whole)-1 || last >= len(whole)-1+every {
					t.Errorf("run %d, every %d: %d points of %d", run, every, len(m.X), len(whole))
				}
			}
		}
	}
}

// The lesson on noise: how many of 40 seeds leave the hollow that they start in, at
// three rates. One seed proves nothing.
func TestNoiseLetsSomeEscape(t *testing.T) {
	sc := mustParse(t, "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seeds=40")
	for run, want := range []int{15, 29, 37} {
		cloud, err := MakeCloud(t.Context(), sc, run, CloudSpec{})
		if err != nil {
			t.Fatal(err)
		}
		escaped := 0
		for _, m := range cloud.Ends.Minima {
			if m.Global {
				escaped += m.Count
			}
		}
		t.Logf("at %v %d of 40 escape; minima %+v, elsewhere %v", sc.Runs[run].LearningRate, escaped, cloud.Ends.Minima, cloud.Ends.Elsewhere)
		if escaped != want {
			t.Errorf("at %s %d of 40 escape, want %d", strconv.FormatFloat(sc.Runs[run].LearningRate, 'g', -1, 64), escaped, want)
		}
	}
}

// A member's memory is there once: no step allocates any.
func TestMembersAllocateNothingAStep(t *testing.T) {
	allocations := func(steps int) float64 {
		sc := mustParse(t, "surface=himmelblau&opt=adam&lr=0.001&starts=8&clip=norm:1&schedule=cosine&steps="+strconv.Itoa(steps))
		sc.Runs = sc.Runs[:1]
		maker, err := newMemberMaker(t.Context(), &sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		members := sc.Ensemble()
		maker.make(&members[0], 1)
		return testing.AllocsPerRun(20, func() { maker.make(&members[1], 1) })
	}
	if few, many := allocations(50), allocations(4000); many > few {
		t.Errorf("a member of 50 steps allocates %v times, one of 4000 steps %v times", few, many)
	}
}

// Members whose starts are given are the runs of links with them, bit for bit.
func TestMembersOfGivenStarts(t *testing.T) {
	for _, query := range []string{"surface=wells&lr=0.1,0.5&noise=0.5&seed=3&starts=7", "surface=shallow-and-deep&lr=0.1,3"} {
		sc := mustParse(t, query)
		starts := []landscape.Point{{X: -3.5}, {X: 0.25}, {X: 2}}
		if !sc.Surface.OneWeight {
			starts[1].Y = 1.5
		}
		cloud, err := MakeCloud(t.Context(), sc, 1, CloudSpec{Starts: starts})
		if err != nil || len(cloud.Members) != len(starts) {
			t.Fatalf("%s: %d members, %v", query, len(cloud.Members), err)
		}
		alone := sc
		alone.Starts = 0
		for i, m := range cloud.Members {
			alone.Start = starts[i]
			all, out, err := Collect(t.Context(), alone, 1)
			if err != nil {
				t.Fatal(err)
			}
			if want := memberOf(all, 1, out); !samePoints(want.X, m.X) || !samePoints(want.Y, m.Y) || !sameOutcome(out, m.Outcome) {
				t.Errorf("%s from %v: another run than alone", query, starts[i])
			}
		}
	}
}
