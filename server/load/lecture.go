package main

import (
	"fmt"
	"time"
)

const (
	lectureHall = 300  // pages that follow with pictures
	lectureRate = 20   // states a second
	largeHall   = 2000 // that follow without
	largeRate   = 5
	deafPages   = lectureHall / 10
	joiners     = 1000
)

// lecture is a hall that follows a lecturer's hand, with its pictures and without, beside
// a bare writer that sends each message on to all, and the same bytes.
func (l *load) lecture() error {
	server, bare, err := l.lecturePair()
	if err != nil {
		return err
	}
	defer server.kill()
	defer bare.kill()
	with := lectured{pages: lectureHall, rate: lectureRate, draws: true}
	without := lectured{pages: largeHall, rate: largeRate}
	for _, hall := range []lectured{with, without} {
		var ours, theirs lectured
		for range 2 { // alternating
			for to, sum := range map[*process]*lectured{server: &ours, bare: &theirs} {
				one, err := hall.follow(l.ctx, to.addr, l.each/2)
				if err != nil {
					return err
				}
				sum.add(one)
			}
		}
		what := fmt.Sprintf("%d pages follow %d states a second", hall.pages, hall.rate)
		if hall.draws {
			what += ", with pictures"
			l.table.add(what+": whole pictures a second on each", fmt.Sprintf("%.1f", ours.drawn()), fmt.Sprintf("bare %.1f", theirs.drawn()), "at least 15")
			l.table.add(what+": bytes of each", fmt.Sprintf("%.1f KB", float64(ours.bytes)/float64(max(1, ours.pictures))/1024), "", "")
		}
		l.table.add(what+": to the last page", ours.came.quantiles(), "bare "+theirs.came.quantiles()+", "+ratio(float64(ours.came.at(0.99)), float64(theirs.came.at(0.99))), "p99 at most 100 ms, and × 2")
	}
	return l.lectureStalled(server)
}

// lecturePair starts the server, and the bare writer with the picture of a state.
func (l *load) lecturePair() (server, bare *process, err error) {
	if server, err = l.startServer(); err != nil {
		return nil, nil, err
	}
	picture, err := firstPicture(l.ctx, server.addr)
	if err == nil {
		err = writeAnswer([]message{picture})
	}
	if err == nil {
		bare, err = l.startBare()
	}
	if err != nil {
		server.kill()
	}
	return server, bare, err
}

// lectureStalled is a hall alone, and beside pages that follow and read nothing.
func (l *load) lectureStalled(server *process) error {
	alone := lectured{pages: lectureHall, rate: lectureRate, draws: true}
	among := alone
	among.deaf = deafPages
	for range 2 {
		for _, hall := range []*lectured{&alone, &among} {
			one, err := hall.follow(l.ctx, server.addr, l.each/2)
			if err != nil {
				return err
			}
			hall.add(one)
		}
	}
	p99, before := among.came.at(0.99), alone.came.at(0.99)
	l.table.add(fmt.Sprintf("%d pages follow beside %d that read nothing: p99 to the last page", lectureHall, deafPages), ms(p99),
		fmt.Sprintf("alone %s, %s", ms(before), ratio(float64(p99), float64(before))), "at most × 1.1")
	return nil
}

// join is 1,000 pages that join a lecture within five seconds, beside those who open a
// stream of the bare writer and are sent the same bytes; then what each takes of memory.
func (l *load) join() error {
	server, bare, err := l.lecturePair()
	if err != nil {
		return err
	}
	defer server.kill()
	defer bare.kill()
	if err := l.warm(server); err != nil {
		return err
	}
	before, err := server.memory()
	if err != nil {
		return err
	}
	ours, err := joinAll(l.ctx, server.addr, joiners, rushTime)
	if err != nil {
		return err
	}
	time.Sleep(l.each / 2) // what came with the joining settles
	with, err := server.memory()
	ours.leave()
	if err != nil {
		return err
	}
	theirs, err := joinAll(l.ctx, bare.addr, joiners, rushTime)
	if err != nil {
		return err
	}
	theirs.leave()
	l.table.add("1,000 join a lecture in 5 s: lost", fmt.Sprint(ours.lost), fmt.Sprintf("bare %d", theirs.lost), "0")
	l.table.add("1,000 join a lecture in 5 s: to the picture", ours.took.quantiles(), "bare "+theirs.took.quantiles(), "")
	l.table.add("1,000 follow a lecture: resident memory of each", fmt.Sprintf("%.1f KB", float64(with-before)/joiners/1024), fmt.Sprintf("%d MB before, %d MB with them", before>>20, with>>20), "at most 40 KB")
	return nil
}
