package main

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/gobwas/ws/wsutil"
)

// A lectured is what a hall saw of a lecture.
type lectured struct {
	came     times // from each state that was sent to the last page that took it
	pictures int   // that were whole, on all pages
	lasted   time.Duration
}

// lecture is a hall that follows a lecturer's drag, with its pictures and without,
// beside the bare writer that sends each message on to all.
func (l *load) lecture() error {
	for _, hall := range []struct {
		pages, rate int
		draws       bool
		aim         string
	}{{300, 20, true, "p99 at most 100 ms, and × 2"}, {2000, 5, false, "p99 at most 100 ms, and × 2"}} {
		server, bare, err := l.pair()
		if err != nil {
			return err
		}
		ours, err := follow(l.ctx, server.addr, hall.pages, hall.rate, hall.draws, l.each)
		server.kill()
		var theirs lectured
		if err == nil {
			theirs, err = follow(l.ctx, bare.addr, hall.pages, hall.rate, false, l.each)
		}
		bare.kill()
		if err != nil {
			return err
		}
		what := fmt.Sprintf("%d pages follow %d states a second", hall.pages, hall.rate)
		if hall.draws {
			each := float64(ours.pictures) / float64(hall.pages) / ours.lasted.Seconds()
			l.table.add(what+": whole pictures a second on each", fmt.Sprintf("%.1f", each), "", "at least 15")
		}
		l.table.add(what+": to the last page", ours.came.quantiles(), "bare "+theirs.came.quantiles()+", "+ratio(float64(ours.came.at(0.99)), float64(theirs.came.at(0.99))), hall.aim)
	}
	return nil
}

// A room notes when each state was sent, and when the last page took it.
type room struct {
	mu       sync.Mutex
	sent     []time.Time
	taken    []time.Time
	pictures int
}

// took notes that a page has a state, by its number.
func (r *room) took(k int) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if k >= 0 && k < len(r.taken) {
		r.taken[k] = now
	}
}

// follow lets a hall follow a lecturer whose hand moves so many times a second.
func follow(ctx context.Context, addr string, pages, rate int, draws bool, d time.Duration) (lectured, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	lecturer, err := open(ctx, addr)
	if err != nil {
		return lectured{}, err
	}
	defer lecturer.close()
	if err := lecturer.tell(`{"live":{"lead":"ABCDEF","token":"00112233445566778899aabbccddeeff"}}`); err != nil {
		return lectured{}, err
	}
	go drain(lecturer)
	r := &room{}
	var hall sync.WaitGroup
	for seat := range pages {
		v, err := open(ctx, addr)
		if err == nil {
			err = v.tell(fmt.Sprintf(`{"live":{"follow":"ABCDEF","member":"%d"}}`, seat))
		}
		if err != nil {
			return lectured{}, err
		}
		context.AfterFunc(ctx, v.close)
		hall.Go(func() { r.sit(v, draws) })
	}
	time.Sleep(time.Second) // all are in
	begin := time.Now()
	for k := range int(d.Seconds()) * rate {
		r.mu.Lock()
		r.sent, r.taken = append(r.sent, time.Now()), append(r.taken, time.Time{})
		r.mu.Unlock()
		state := fmt.Sprintf(`{"live":{"state":{"epoch":1,"sequence":%d,"link":"/?%s","step":-1}}}`, k+1, dragQuery(0, k))
		if err := lecturer.tell(state); err != nil {
			return lectured{}, err
		}
		time.Sleep(time.Until(begin.Add(time.Duration(k+1) * time.Second / time.Duration(rate))))
	}
	lasted := time.Since(begin)
	time.Sleep(time.Second) // what is still on its way
	stop()
	hall.Wait()
	return r.told(lasted), nil
}

// told is what the hall saw: of each state that any page took when the last one did.
func (r *room) told(lasted time.Duration) lectured {
	all := lectured{pictures: r.pictures, lasted: lasted}
	for k, at := range r.taken {
		if !at.IsZero() {
			all.came = append(all.came, at.Sub(r.sent[k]))
		}
	}
	return all
}

// sit takes the states as a page does until its line ends: it asks for the runs of each,
// one request at a time.
func (r *room) sit(v *viewer, draws bool) {
	busy, next := false, ""
	for {
		m, err := v.next()
		if err != nil {
			return
		}
		if k, query, ok := stateOf(m.body); ok {
			r.took(k)
			next = query
		} else if bytes.Contains(m.body, []byte(`"type":"done"`)) {
			busy = false
			r.mu.Lock()
			r.pictures++
			r.mu.Unlock()
		}
		if draws && !busy && next != "" {
			if _, err := v.ask("run", next); err != nil {
				return
			}
			busy, next = true, ""
		}
	}
}

// stateOf is the number of a state, from 0, and the query of its link.
func stateOf(text []byte) (k int, query string, ok bool) {
	_, after, ok := bytes.Cut(text, []byte(`"sequence":`))
	if !ok {
		return 0, "", false
	}
	number, after, _ := bytes.Cut(after, []byte(`,`))
	_, after, _ = bytes.Cut(after, []byte(`"link":"/?`))
	link, _, _ := bytes.Cut(after, []byte(`"`))
	k, err := strconv.Atoi(string(number))
	return k - 1, string(bytes.ReplaceAll(link, []byte(`\u0026`), []byte("&"))), err == nil
}

// tell sends a message that no answer is awaited of.
func (v *viewer) tell(text string) error { return wsutil.WriteClientText(v.conn, []byte(text)) }

// drain reads what comes until the line ends.
func drain(v *viewer) {
	for {
		if _, err := v.next(); err != nil {
			return
		}
	}
}
