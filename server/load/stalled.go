package main

import (
	"fmt"
	"time"
)

const (
	hall  = 450
	stuck = 50
)

// stalled is 450 viewers that drag, alone and beside 50 that read nothing of what they
// asked for, in alternating rounds, as vandals are measured. What these had computed is so
// much as their lines take, and no more.
func (l *load) stalled() error {
	server, err := l.startServer()
	if err != nil {
		return err
	}
	defer server.kill()
	var all []compared
	for range rounds {
		var c compared
		if c.alone, err = dragAll(l.ctx, server.addr, hall, l.each/2); err != nil {
			return err
		}
		leave, err := l.stall(server.addr)
		if err != nil {
			return err
		}
		c.among, err = dragAll(l.ctx, server.addr, hall, l.each/2)
		leave()
		if err != nil {
			return err
		}
		all = append(all, c)
	}
	among, alone := func(c compared) dragged { return c.among }, func(c compared) dragged { return c.alone }
	l.table.add("450 drag beside 50 that read nothing: p99", middleP99(all, among),
		fmt.Sprintf("alone %s, %s", middleP99(all, alone), spread(all, compared.slower)), "at most × 1.1")
	return nil
}

// stall opens viewers that ask for much and read nothing, and waits until their lines
// are full; leave ends them.
func (l *load) stall(addr string) (leave func(), err error) {
	var all []*viewer
	leave = func() {
		for _, v := range all {
			v.close()
		}
	}
	for seat := range stuck {
		v, err := openDeaf(l.ctx, addr)
		if err != nil {
			leave()
			return nil, err
		}
		all = append(all, v)
		query := fmt.Sprintf("surface=wells&steps=2000&noise=0.01&seed=%d&lr=1e-4,2e-4,3e-4", seat)
		if _, err := v.ask("run", query); err != nil {
			leave()
			return nil, err
		}
	}
	time.Sleep(l.each / 8) // their own computing is over by then
	return leave, nil
}
