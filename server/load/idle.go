package main

import (
	"cmp"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// idle is many viewers who have asked once and look on: what they take of memory and of
// processors, and whether it is given back when they have left.
func (l *load) idle() error {
	server, err := l.startServer()
	if err != nil {
		return err
	}
	return l.idleOn(server, "idle viewers", "at most 40 KB")
}

// lowLimit is less memory than many viewers take.
const lowLimit = "120MiB"

// limited is idle with a memory limit that is too low for it.
func (l *load) limited() error {
	server, err := l.startLimited(lowLimit)
	if err != nil {
		return err
	}
	return l.idleOn(server, "idle viewers, GOMEMLIMIT="+lowLimit, "")
}

// idleOn is idle on a server, which ends with it.
func (l *load) idleOn(server *process, who, want string) error {
	defer server.kill()
	if err := l.warm(server); err != nil {
		return err
	}
	before, err := server.memory()
	if err != nil {
		return err
	}
	all, err := l.sit(server.addr, l.viewers)
	leave := func() {
		for _, v := range all {
			v.close()
		}
	}
	if err != nil {
		leave()
		return err
	}
	with, took, err := l.rest(server)
	leave()
	if err != nil {
		return err
	}
	after, err := settle(server, before)
	if err != nil {
		return err
	}
	n := len(all)
	l.table.add(fmt.Sprintf("%d %s: resident memory of each", n, who), fmt.Sprintf("%.1f KB", float64(with-before)/float64(n)/1024), fmt.Sprintf("%d MB before, %d MB with them", before>>20, with>>20), want)
	l.table.add(fmt.Sprintf("%d %s: processor", n, who), fmt.Sprintf("%.1f %% of one", 100*took), "", "at most 4 %")
	l.table.add(fmt.Sprintf("%d %s have left: resident memory", n, who), fmt.Sprintf("%d MB", after>>20), fmt.Sprintf("%d MB before", before>>20), "about as before")
	return nil
}

// warm lets the server make what it makes once.
func (l *load) warm(server *process) error {
	all, err := l.sit(server.addr, 50)
	for _, v := range all {
		v.close()
	}
	return err
}

// sit opens viewers, each of whom asks for one run.
func (l *load) sit(addr string, n int) ([]*viewer, error) {
	all := make([]*viewer, n)
	var next atomic.Int64
	var failed failure
	var doors sync.WaitGroup
	for range 16 {
		doors.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && l.ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				v, err := open(l.ctx, addr)
				if err != nil {
					failed.note(err)
					return
				}
				all[i] = v
				if _, err := v.answer("run", "surface=wells"); err != nil {
					failed.note(err)
					return
				}
				v.in = nil // the driver's memory counts too
			}
		})
	}
	doors.Wait()
	var there []*viewer
	for _, v := range all {
		if v != nil {
			there = append(there, v)
		}
	}
	return there, failed.err
}

// rest waits for a while, and is the memory then, and the share of a processor that the
// server took meanwhile.
func (l *load) rest(server *process) (memory int64, share float64, err error) {
	time.Sleep(l.each / 2) // what came with the opening settles
	before, err := server.processor()
	if err != nil {
		return 0, 0, err
	}
	begin := time.Now()
	time.Sleep(2 * l.each)
	after, err := server.processor()
	if err != nil {
		return 0, 0, err
	}
	memory, err = server.memory()
	return memory, (after - before).Seconds() / time.Since(begin).Seconds(), err
}

// settle waits until the memory is given back, for a few seconds at most.
func settle(server *process, before int64) (now int64, err error) {
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if now, err = server.memory(); err != nil || now < before+before/2 {
			return now, err
		}
	}
	return now, nil
}

// A failure is the first of those that several meet.
type failure struct {
	mu  sync.Mutex
	err error
}

func (f *failure) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = cmp.Or(f.err, err)
}
