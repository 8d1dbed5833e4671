package live

import (
	"runtime"
	"sync"
)

// pagesAWorker is for how many pages one worker more goes round.
const pagesAWorker = 500

// A round shows scenes to all who follow, one page after the other. What comes while it
// goes on is shown from there on until all have it, so that no page is always the last.
type round struct {
	mu      sync.Mutex
	pages   []*Follower // nil where one has left its seat
	empty   int         // seats
	next    int         // the seat whose turn it is
	left    int         // so many seats have not had their turn
	workers int
	scene   scene // while seats are left
}

// add lets a page follow.
func (r *round) add(page *Follower) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tidy() // also where nothing is shown for long
	page.seat = len(r.pages)
	r.pages = append(r.pages, page)
	if r.left > 0 {
		r.left = len(r.pages) // who had it already is passed over
	}
}

// remove lets a page no longer follow.
func (r *round) remove(page *Follower) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if page.seat < len(r.pages) && r.pages[page.seat] == page {
		r.pages[page.seat] = nil
		r.empty++
	}
}

// any tells whether anyone follows.
func (r *round) any() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.pages) > r.empty
}

// all are those who follow.
func (r *round) all() []*Follower {
	r.mu.Lock()
	defer r.mu.Unlock()
	there := make([]*Follower, 0, len(r.pages)-r.empty)
	for _, page := range r.pages {
		if page != nil {
			there = append(there, page)
		}
	}
	return there
}

// show shows a scene to all; it waits for none of them.
func (r *round) show(c scene) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tidy()
	if len(r.pages) == 0 {
		return
	}
	if r.left == 0 {
		r.next++ // another one is first
	}
	c.picture.hold()
	r.scene.picture.release()
	r.scene, r.left = c, len(r.pages)
	for r.workers < min(runtime.GOMAXPROCS(0), 1+len(r.pages)/pagesAWorker) {
		r.workers++
		go r.work()
	}
}

// tidy takes empty seats away, unless pages have their turns; r.mu is held.
func (r *round) tidy() {
	if r.empty == 0 || r.left > 0 {
		return
	}
	taken := r.pages[:0]
	for _, page := range r.pages {
		if page != nil {
			page.seat = len(taken)
			taken = append(taken, page)
		}
	}
	clear(r.pages[len(taken):])
	r.pages, r.empty = taken, 0
}

func (r *round) work() {
	for {
		page, c := r.turn()
		if page == nil {
			return
		}
		page.slot.show(c, false)
		c.picture.release()
	}
}

// turn is the page whose turn it is, and what it is shown, whose picture is held for it;
// nil after the last one.
func (r *round) turn() (*Follower, scene) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.left > 0 {
		r.left--
		r.next = (r.next + 1) % len(r.pages)
		if page := r.pages[r.next]; page != nil {
			r.scene.picture.hold()
			return page, r.scene
		}
	}
	r.workers--
	r.scene.picture.release()
	r.scene = scene{}
	return nil, scene{}
}

// close ends the round.
func (r *round) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scene.picture.release()
	r.scene, r.pages, r.empty, r.left = scene{}, nil, 0, 0
}
