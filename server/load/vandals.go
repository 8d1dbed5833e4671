package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	asksAtMost  = 1_000_000 // of the vandals of a process, together
	handsAtWork = 20        // that drag while vandals are there
	vandals     = 16
)

// A vandal asks for the most that it can, over and over: by a kind of the stream, or by
// an address over HTTP.
type vandal struct {
	name  string
	kind  string                   // of a stream's request; empty for HTTP
	query func(seat, k int) string // k is another one each time
}

// worst is a formula that takes as much work as one can; n tells such formulas apart.
func worst(n int) string {
	return url.QueryEscape(fmt.Sprintf("let h=x;repeat 999:h=softplus(h)^y;h+%d", n))
}

var allVandals = []vandal{
	{"runs of 6 × 5,000 steps", "run", func(_, k int) string {
		return fmt.Sprintf("surface=rosenbrock&steps=5000&noise=0.01&seed=%d&lr=1e-6,2e-6,3e-6,4e-6,5e-6,6e-6", k)
	}},
	{"basins of 512 × 512", "basins", func(seat, k int) string {
		return fmt.Sprintf("surface=rosenbrock&opt=lbfgs&steps=5000&n=512&run=0&box=-2,2,-2,%d.%d", 2+seat, k)
	}},
	{"sweeps of 1,000", "sweep", func(seat, k int) string {
		return fmt.Sprintf("surface=rosenbrock&opt=adam&steps=5000&n=1000&run=0&lr=0.1&from=1e-6&to=0.%d%d", 1+seat, k)
	}},
	{"grids of the worst formulas", "", func(seat, k int) string {
		return fmt.Sprintf("/api/grid?f=%s&n=1025&box=-5,5,-5,%d.%d", worst(seat), 5+seat, k)
	}},
	{"ever new formulas", "", func(_, k int) string { return "/api/surface?f=" + worst(k) }},
	{"/api/surfaces", "", func(int, int) string { return "/api/surfaces" }},
	{"/ uncompressed", "", func(int, int) string { return "/" }},
}

// vandals is twenty viewers that drag, alone and beside sixteen vandals of each kind,
// then of all kinds together. What the machine makes of it by itself is told by twenty
// that drag on the bare writer meanwhile.
func (l *load) vandals() error {
	server, bare, err := l.pair()
	if err != nil {
		return err
	}
	defer server.kill()
	defer bare.kill()
	l.table.note(fmt.Sprintf("Vandals are a process of their own, nice %d: in truth they have computers of their own, and what theirs compute is not the server's doing. What they finish is told beside.", vandalNice))
	var all []int
	for i := range allVandals {
		if err := l.beside(server, bare, allVandals[i].name, []int{i}); err != nil {
			return err
		}
		all = append(all, i)
	}
	return l.beside(server, bare, "of all kinds", all)
}

// rounds are how often draggers are measured alone and then beside vandals: a second of
// twenty viewers has twelve requests in its slowest hundredth, which any hiccup of the
// machine fills. What is told is the middle of the rounds, each by its own time alone.
const rounds = 5

// A compared is one round: draggers alone and beside vandals, on the server and on the
// bare writer.
type compared struct {
	alone, among, bareAlone, bareAmong dragged
}

// slower is how many times the 99th percentile of alone that beside vandals is, and kept
// which part of the requests is finished.
func (c compared) slower() float64 {
	return float64(c.among.took.at(0.99)) / float64(max(1, c.alone.took.at(0.99)))
}

func (c compared) kept() float64 { return c.among.rate / max(1, c.alone.rate) }

// beside measures draggers alone and beside vandals, in alternating rounds.
func (l *load) beside(server, bare *process, name string, kinds []int) error {
	if !strings.Contains(name, l.vandal) {
		return nil
	}
	var all []compared
	answers, raged := 0, time.Duration(0)
	for range rounds {
		c, n, took, err := l.compare(server, bare, kinds)
		if err != nil {
			return err
		}
		all, answers, raged = append(all, c), answers+n, raged+took
	}
	what := "20 drag beside 16 vandals, " + name
	p99 := func(of func(compared) dragged) string { return middleP99(all, of) }
	rate := func(of func(compared) dragged) float64 {
		return middle(all, func(c compared) float64 { return of(c).rate })
	}
	among, alone := func(c compared) dragged { return c.among }, func(c compared) dragged { return c.alone }
	l.table.add(what+": p99", p99(among), fmt.Sprintf("alone %s, %s; bare %s, alone %s", p99(alone), spread(all, compared.slower),
		p99(func(c compared) dragged { return c.bareAmong }), p99(func(c compared) dragged { return c.bareAlone })), "at most × 1.5")
	l.table.add(what+": requests a second", fmt.Sprintf("%.0f", rate(among)), fmt.Sprintf("alone %.0f, %s; vandals %.0f", rate(alone),
		spread(all, compared.kept), float64(answers)/raged.Seconds()), "at least × 0.75")
	return nil
}

// compare is one round, how many answers its vandals got, and in how long.
func (l *load) compare(server, bare *process, kinds []int) (c compared, answers int, raged time.Duration, err error) {
	if c.alone, c.bareAlone, err = l.both(server, bare); err != nil {
		return c, 0, 0, err
	}
	begun := time.Now()
	leave, err := l.unleash(server.addr, kinds)
	if err != nil {
		return c, 0, 0, err
	}
	time.Sleep(l.each / 8) // until they are at it
	c.among, c.bareAmong, err = l.both(server, bare)
	answers = leave()
	raged = time.Since(begun)
	time.Sleep(l.each / 16) // until what they left behind is put away
	return c, answers, raged, err
}

// both drags on the server, and for a shorter time on the bare writer.
func (l *load) both(server, bare *process) (ours, theirs dragged, err error) {
	if ours, err = dragAll(l.ctx, server.addr, handsAtWork, l.each/2); err == nil {
		theirs, err = dragAll(l.ctx, bare.addr, handsAtWork, l.each/8)
	}
	return ours, theirs, err
}

// middleP99 is the median of some draggers' 99th percentiles, as text.
func middleP99(all []compared, of func(compared) dragged) string {
	return ms(time.Duration(middle(all, func(c compared) float64 { return float64(of(c).took.at(0.99)) })))
}

// middle is the median of a figure of rounds, spread that and its ends as text.
func middle(all []compared, of func(compared) float64) float64 {
	return sortedOf(all, of)[len(all)/2]
}

func spread(all []compared, of func(compared) float64) string {
	sorted := sortedOf(all, of)
	return fmt.Sprintf("× %.2f (%.2f to %.2f in %d rounds)", sorted[len(all)/2], sorted[0], sorted[len(all)-1], len(all))
}

func sortedOf(all []compared, of func(compared) float64) []float64 {
	var figures []float64
	for _, c := range all {
		figures = append(figures, of(c))
	}
	slices.Sort(figures)
	return figures
}

// rage lets sixteen vandals ask until ctx ends, and is how many answers they got.
func rage(ctx context.Context, addr string, kinds []vandal) int {
	var all sync.WaitGroup
	var answers, asked atomic.Int64
	asked.Store(int64(os.Getpid()) * asksAtMost) // nothing is asked for that the vandals before asked for
	next := func() int { return int(asked.Add(1)) }
	for seat := range vandals {
		kind := kinds[seat%len(kinds)]
		all.Go(func() {
			if kind.kind == "" {
				kind.overHTTP(ctx, addr, func() string { return kind.query(seat, next()) }, &answers)
			} else {
				kind.byStream(ctx, addr, func() string { return kind.query(seat, next()) }, &answers)
			}
		})
	}
	all.Wait()
	return int(answers.Load())
}

// byStream asks again as soon as the last request has come to its end, however.
func (a vandal) byStream(ctx context.Context, addr string, query func() string, answers *atomic.Int64) {
	v, err := open(ctx, addr)
	if err != nil {
		return
	}
	defer v.close()
	defer context.AfterFunc(ctx, v.close)()
	for ctx.Err() == nil {
		if _, err := v.ask(a.kind, query()); err != nil {
			return
		}
		if err := v.skip(); err != nil {
			return
		}
		answers.Add(1)
	}
}

func (a vandal) overHTTP(ctx context.Context, addr string, query func() string, answers *atomic.Int64) {
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	for ctx.Err() == nil {
		if _, err := get(ctx, &client, "http://"+addr+query()); err == nil { // it asks again, whatever it is told
			answers.Add(1)
		}
	}
}

// get is a GET whose answer is read and dropped.
func get(ctx context.Context, client *http.Client, address string) (status int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	answer, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}
