package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// frameTime is how often a page asks at most while a hand drags.
const frameTime = time.Second / 60

// draggers are the viewers of the case of a hall that drags.
const draggers = 100

// A dragged is what dragging viewers saw.
type dragged struct {
	took times // from each request to its end
	rate float64
}

// drags counts the requests of hands: the server keeps what is asked for again.
var drags atomic.Int64

// dragQuery is a request of a hand's drag, which nobody made before.
func dragQuery() string {
	rate := 1e-4 * (1 + float64(drags.Add(1))*1e-6)
	return fmt.Sprintf("surface=wells&steps=300&lr=%g,%g,%g", rate, 2*rate, 3*rate)
}

// stillQuery is a request that is made over and over.
var stillQuery = dragQuery()

// drag is 100 viewers at the page's policy, beside the bare writer of the same bytes.
func (l *load) drag() error {
	server, bare, err := l.pair()
	if err != nil {
		return err
	}
	defer server.kill()
	defer bare.kill()
	var ours, theirs dragged
	for range 2 { // alternating
		for to, sum := range map[*process]*dragged{server: &ours, bare: &theirs} {
			d, err := dragAll(l.ctx, to.addr, draggers, l.each/2)
			if err != nil {
				return err
			}
			sum.took, sum.rate = append(sum.took, d.took...), sum.rate+d.rate/2
		}
	}
	l.table.add("100 viewers drag: requests a second", fmt.Sprintf("%.0f", ours.rate), fmt.Sprintf("bare %.0f, %s", theirs.rate, ratio(ours.rate, theirs.rate)), "at least × 0.33")
	l.table.add("100 viewers drag: request to end", ours.took.quantiles(), "bare "+theirs.took.quantiles(), "p99 at most 80 ms")
	return nil
}

// pair starts the server, and the bare writer with what the server answers to a drag.
func (l *load) pair() (server, bare *process, err error) {
	if server, err = l.startServer(); err != nil {
		return nil, nil, err
	}
	v, err := open(l.ctx, server.addr)
	if err == nil {
		defer v.close()
		if _, err = v.answer("run", dragQuery()); err == nil { // brings the surface
			var all []message
			if all, err = v.answer("run", dragQuery()); err == nil {
				err = writeAnswer(all)
			}
		}
	}
	if err == nil {
		bare, err = l.startBare()
	}
	if err != nil {
		server.kill()
	}
	return server, bare, err
}

// dragAll lets n viewers drag for a time, which begins when each has had an answer: what
// all open at once take is not a drag's, and has a case of its own (see rush).
func dragAll(ctx context.Context, addr string, n int, d time.Duration) (all dragged, err error) {
	viewers, err := openAll(ctx, addr, n)
	defer func() {
		for _, v := range viewers {
			v.close()
		}
	}()
	if err != nil {
		return all, err
	}
	ctx, stop := context.WithTimeout(ctx, d)
	defer stop()
	var mu sync.Mutex
	var hands errgroup.Group
	begin := time.Now()
	for _, v := range viewers {
		hands.Go(func() error {
			took, err := v.drag(ctx)
			mu.Lock()
			defer mu.Unlock()
			all.took = append(all.took, took...)
			return err
		})
	}
	err = hands.Wait()
	all.rate = float64(len(all.took)) / time.Since(begin).Seconds()
	return all, err
}

// openAll opens n viewers at once that have had an answer. With an error there are fewer.
func openAll(ctx context.Context, addr string, n int) (all []*viewer, err error) {
	var mu sync.Mutex
	var hands errgroup.Group
	for range n {
		hands.Go(func() error {
			v, err := open(ctx, addr)
			if err != nil {
				return err
			}
			mu.Lock()
			all = append(all, v)
			mu.Unlock()
			_, err = v.answer("run", dragQuery())
			return err
		})
	}
	err = hands.Wait()
	return all, err
}

// drag drags at the page's policy until ctx ends: one request a frame at most, and none
// while one is under way.
func (v *viewer) drag(ctx context.Context) (took times, err error) {
	for ctx.Err() == nil {
		begin := time.Now()
		if _, err := v.answer("run", dragQuery()); err != nil {
			return took, err
		}
		took = append(took, time.Since(begin))
		time.Sleep(frameTime - time.Since(begin))
	}
	return took, nil
}

// supersede is one viewer that asks at every frame and waits for nothing: of what it
// was sent little may be wasted.
func (l *load) supersede() error {
	server, err := l.startServer()
	if err != nil {
		return err
	}
	defer server.kill()
	sent, wasted := 0, 0
	var mu sync.Mutex
	var hands sync.WaitGroup
	ctx, stop := context.WithTimeout(l.ctx, l.each)
	defer stop()
	for range draggers {
		hands.Go(func() {
			s, w := hurry(ctx, server.addr)
			mu.Lock()
			defer mu.Unlock()
			sent, wasted = sent+s, wasted+w
		})
	}
	hands.Wait()
	l.table.add("100 viewers ask every frame, whatever is under way: bytes of requests that did not end", fmt.Sprintf("%.1f %%", 100*float64(wasted)/float64(max(1, sent))), "", "at most 20 %")
	return nil
}

// hurry asks at every frame until ctx ends, and is how many bytes came, and how many of
// them for requests that did not come to their end.
func hurry(ctx context.Context, addr string) (sent, wasted int) {
	v, err := open(ctx, addr)
	if err != nil {
		return 0, 0
	}
	defer v.close()
	go func() {
		for ctx.Err() == nil {
			if _, err := v.ask("run", dragQuery()); err != nil {
				return
			}
			time.Sleep(frameTime)
		}
		v.close()
	}()
	for {
		all, done, err := v.until()
		if err != nil {
			return sent, wasted
		}
		bytes := 0
		for _, m := range all {
			bytes += len(m.body)
		}
		if sent += bytes; !done {
			wasted += bytes
		}
	}
}
