package main

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	openings = 1000
	rushTime = 5 * time.Second
)

// scenes are the scenarios that a rush opens, as paths of the page and queries of the
// stream.
var scenes = []string{"surface=wells", "surface=himmelblau&lr=0.001,0.01,0.05", "surface=ravine&opt=momentum"}

// rush is 1,000 who open the page within five seconds, with one scenario and with three.
func (l *load) rush() error {
	for _, n := range []int{1, len(scenes)} {
		server, err := l.startServer()
		if err != nil {
			return err
		}
		err = l.rushIn(server, n)
		server.kill()
		if err != nil {
			return err
		}
	}
	return nil
}

// rushIn lets all open the page, of so many scenarios.
func (l *load) rushIn(server *process, n int) error {
	before, err := server.processor()
	if err != nil {
		return err
	}
	var mu sync.Mutex
	var pages, runs times
	failures := 0
	var all sync.WaitGroup
	for i := range openings {
		all.Go(func() {
			time.Sleep(time.Duration(i) * rushTime / openings)
			page, run, err := l.openOne(server.addr, scenes[i%n])
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failures++
				return
			}
			pages, runs = append(pages, page), append(runs, run)
		})
	}
	all.Wait()
	after, err := server.processor()
	if err != nil {
		return err
	}
	name := fmt.Sprintf("1,000 open in 5 s, scenarios: %d", n)
	l.table.add(name+": failures", fmt.Sprint(failures), "", "0")
	l.table.add(name+": the page", pages.quantiles(), "", "")
	l.table.add(name+": run, sweep and map to their end", runs.quantiles(), "", "")
	l.table.add(name+": processor time", ms(after-before), "", "")
	return nil
}

// openOne is what a page asks for as it opens.
func (l *load) openOne(addr, scene string) (page, run time.Duration, err error) {
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	begin := time.Now()
	r, err := http.NewRequestWithContext(l.ctx, http.MethodGet, "http://"+addr+"/?"+scene, nil)
	if err != nil {
		return 0, 0, err
	}
	r.Header.Set("Accept-Encoding", "gzip, br")
	answer, err := client.Do(r)
	if err != nil {
		return 0, 0, err
	}
	answer.Body.Close()
	page = time.Since(begin)
	v, err := open(l.ctx, addr)
	if err != nil {
		return page, 0, err
	}
	defer v.close()
	begin = time.Now()
	if _, err := v.answer("run", scene); err != nil {
		return page, 0, err
	}
	if _, err := v.answer("sweep", scene+"&tail=40"); err != nil {
		return page, 0, err
	}
	status, err := get(l.ctx, &client, "http://"+addr+"/api/grid?"+surfaceOf(scene)+"&n=257")
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("a grid is answered with %d", status)
	}
	return page, time.Since(begin), err
}

// surfaceOf is the part of a scene's query that names its surface.
func surfaceOf(scene string) string {
	for i := range scene {
		if scene[i] == '&' {
			return scene[:i]
		}
	}
	return scene
}
