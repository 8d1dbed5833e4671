package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	handsAtWork = 20 // that drag while vandals are there
	vandals     = 16
)

// A vandal asks for the most that it can, over and over: by a kind of the stream, or by
// an address over HTTP.
type vandal struct {
	name  string
	kind  string // of a stream's request; empty for HTTP
	query func(seat, k int) string
}

// worst is a formula that takes as much work as one can; n tells such formulas apart.
func worst(n int) string {
	return url.QueryEscape(fmt.Sprintf("let h=x;repeat 999:h=softplus(h)^y;h+%d", n))
}

var allVandals = []vandal{
	{"runs of 6 × 5,000 steps", "run", func(seat, k int) string {
		return fmt.Sprintf("surface=rosenbrock&steps=5000&noise=0.01&seed=%d&lr=1e-6,2e-6,3e-6,4e-6,5e-6,6e-6", seat*100_000+k)
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
	{"ever new formulas", "", func(seat, k int) string { return "/api/surface?f=" + worst(seat*100_000+k) }},
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

// beside measures draggers alone, beside vandals, and alone again, on the server and on
// the bare writer.
func (l *load) beside(server, bare *process, name string, kinds []int) error {
	if !strings.Contains(name, l.vandal) {
		return nil
	}
	var alone, among, bareAlone, bareAmong dragged
	answers, begun := 0, time.Time{}
	var raged time.Duration
	for part := range 3 {
		leave := func() int { return 0 }
		if part == 1 {
			var err error
			if leave, err = l.unleash(server.addr, kinds); err != nil {
				return err
			}
			begun = time.Now()
			time.Sleep(l.each / 8) // until they are at it
		}
		ours, err := dragAll(l.ctx, server.addr, handsAtWork, l.each/2)
		if err != nil {
			leave()
			return err
		}
		theirs, err := dragAll(l.ctx, bare.addr, handsAtWork, l.each/4)
		if part == 1 {
			answers, raged = leave(), time.Since(begun)
		}
		if err != nil {
			return err
		}
		if part == 1 {
			among, bareAmong = ours, theirs
		} else {
			alone.took, alone.rate = append(alone.took, ours.took...), alone.rate+ours.rate/2
			bareAlone.took = append(bareAlone.took, theirs.took...)
		}
	}
	p99, before := among.took.at(0.99), alone.took.at(0.99)
	what := "20 drag beside 16 vandals, " + name
	l.table.add(what+": p99", ms(p99), fmt.Sprintf("alone %s, %s; bare %s, alone %s", ms(before), ratio(float64(p99), float64(before)), ms(bareAmong.took.at(0.99)), ms(bareAlone.took.at(0.99))), "at most × 1.5")
	l.table.add(what+": requests a second", fmt.Sprintf("%.0f", among.rate), fmt.Sprintf("alone %.0f, %s; vandals %.0f", alone.rate, ratio(among.rate, alone.rate), float64(answers)/raged.Seconds()), "at least × 0.75")
	return nil
}

// rage lets sixteen vandals ask until ctx ends, and is how many answers they got.
func rage(ctx context.Context, addr string, kinds []vandal) int {
	var all sync.WaitGroup
	var answers atomic.Int64
	for seat := range vandals {
		kind := kinds[seat%len(kinds)]
		all.Go(func() {
			if kind.kind == "" {
				kind.overHTTP(ctx, addr, seat, &answers)
			} else {
				kind.byStream(ctx, addr, seat, &answers)
			}
		})
	}
	all.Wait()
	return int(answers.Load())
}

// byStream asks again as soon as the last request has come to its end, however.
func (a vandal) byStream(ctx context.Context, addr string, seat int, answers *atomic.Int64) {
	v, err := open(ctx, addr)
	if err != nil {
		return
	}
	defer v.close()
	defer context.AfterFunc(ctx, v.close)()
	for k := 0; ctx.Err() == nil; k++ {
		if _, err := v.ask(a.kind, a.query(seat, k)); err != nil {
			return
		}
		if err := v.skip(); err != nil {
			return
		}
		answers.Add(1)
	}
}

func (a vandal) overHTTP(ctx context.Context, addr string, seat int, answers *atomic.Int64) {
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	for k := 0; ctx.Err() == nil; k++ {
		if _, err := get(ctx, &client, "http://"+addr+a.query(seat, k)); err == nil { // it asks again, whatever it is told
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
