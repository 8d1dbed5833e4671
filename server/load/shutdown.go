package main

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/gobwas/ws"
)

const (
	audience = 500
	grace    = 4 * time.Second
)

// shutdown stops a server with 500 viewers, of whom 100 drag, three times.
func (l *load) shutdown() error {
	for again := range 3 {
		server, err := l.startServer("--grace", grace.String())
		if err != nil {
			return err
		}
		if err := l.stop(server, again+1); err != nil {
			server.kill()
			return err
		}
	}
	return nil
}

// leaving is how viewers were left.
type leaving struct {
	mu    sync.Mutex
	asked times // until they were asked to come back
	cut   int   // that ended otherwise
	begun time.Time
}

func (g *leaving) note(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var code closed
	if errors.As(err, &code) && ws.StatusCode(code) == 1012 {
		g.asked = append(g.asked, time.Since(g.begun))
	} else {
		g.cut++
	}
}

// stop stops a server, and says how its viewers were left.
func (l *load) stop(server *process, n int) error {
	all, err := l.sit(server.addr, audience)
	if err != nil {
		return err
	}
	g := &leaving{}
	var there sync.WaitGroup
	for i, v := range all {
		there.Go(func() {
			defer v.close()
			for {
				var err error
				if i < draggers {
					_, err = v.answer("run", dragQuery())
					time.Sleep(frameTime)
				} else {
					_, err = v.next()
				}
				if err != nil {
					g.note(err)
					return
				}
			}
		})
	}
	time.Sleep(l.each / 8)
	g.mu.Lock()
	g.begun = time.Now()
	g.mu.Unlock()
	server.interrupt()
	<-server.ended
	took := time.Since(g.begun)
	there.Wait()
	name := fmt.Sprintf("stopped with 500 viewers, 100 dragging, time %d", n)
	l.table.add(name+": until it has ended", ms(took), "", "at most "+ms(grace))
	l.table.add(name+": asked to come back", fmt.Sprintf("%d of %d", len(g.asked), audience), g.asked.quantiles(), "all, spread")
	l.table.add(name+": cut off", fmt.Sprint(g.cut), "", "0")
	return nil
}
