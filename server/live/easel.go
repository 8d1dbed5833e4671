package live

import "time"

// paintingEvery is how often pages are told, at most, that a picture takes long.
const paintingEvery = time.Second

// An easel is where the pictures of a room are made, one at a time: of states that come
// meanwhile the newest is next. The room's mutex guards it.
type easel struct {
	painter Painter // nil where none are made
	gallery *gallery
	busy    bool // one is being made

	made   *Picture // the last one; nil where it was let go of
	number uint64   // its number
	link   string   // of what it shows, and whether a hand held that
	held   bool

	hung    scene     // what all are shown
	hungAt  time.Time // since when
	stale   bool      // it is of a state before
	awaited time.Time // when pages were told last that a picture takes long
}

// shows tells whether the picture that was made last is that of a state.
func (e *easel) shows(s State) bool {
	return e.painter == nil || e.number > 0 && e.link == s.Link && e.held == s.Held
}

// ready tells whether what all are shown can be shown to one who has nothing yet.
func (e *easel) ready() bool {
	return !e.stale && e.hung.said != nil && (e.painter == nil || e.made != nil)
}

// display shows the state to all who follow, with its picture once that is made; o.mu
// is held.
func (o *room) display() {
	e := &o.easel
	e.stale = true
	switch {
	case e.busy:
		o.tellPainting()
	case e.shows(o.state):
		o.hang(o.scene())
	case o.watched():
		e.busy = true
		go o.paint()
	}
}

// greet shows what there is to one who has nothing yet; o.mu is held.
func (o *room) greet(s *Seat) {
	e := &o.easel
	switch {
	case e.ready():
		s.slot.show(e.hung, true)
	case o.said != nil:
		e.link, e.number = "", 0 // where it was let go of, it is made again
		o.display()
	}
}

// scene is the newest state, without a picture; o.mu is held.
func (o *room) scene() scene { return scene{said: o.said, since: o.since} }

// hang shows a scene with the picture that was made last to all who follow; o.mu is held.
func (o *room) hang(c scene) {
	e := &o.easel
	c.number, c.picture = e.number, e.made
	e.hung, e.hungAt, e.stale = c, time.Now(), false
	for _, m := range o.members {
		if m.seat != nil && !m.own {
			m.seat.slot.show(c, false)
		}
	}
}

// watched tells whether anyone follows; o.mu is held.
func (o *room) watched() bool {
	for _, m := range o.members {
		if m.seat != nil && !m.own {
			return true
		}
	}
	return false
}

// tellPainting tells those who follow, now and then, that a picture takes long: else
// they would take the lecturer for silent; o.mu is held.
func (o *room) tellPainting() {
	e := &o.easel
	if now := time.Now(); now.Sub(e.hungAt) > paintingEvery && now.Sub(e.awaited) > paintingEvery {
		e.awaited = now
		text := Message{Painting: true}.Text()
		for _, m := range o.members {
			if m.seat != nil && !m.own {
				m.seat.slot.put(ofPainting, text)
			}
		}
	}
}

// paint makes the picture of the newest state, and of those that come meanwhile.
func (o *room) paint() {
	e := &o.easel // its painter and its gallery stay
	for s, c, before := o.toPaint(); c.said != nil; s, c, before = o.toPaint() {
		if !e.gallery.makeSpace(o) {
			o.unpainted()
			continue
		}
		p := e.painter.Paint(s, before)
		if p != before {
			e.gallery.add(o, p)
		}
		o.painted(s, c, before, p)
	}
}

// toPaint is what is to be painted next, and the picture that was made last; no scene
// where nothing is: then the easel is free.
func (o *room) toPaint() (State, scene, *Picture) {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &o.easel
	if o.closed || !e.stale || !o.watched() {
		e.busy = false
		return State{}, scene{}, nil
	}
	return o.state, o.scene(), e.made
}

// unpainted leaves all as it is until the lecturer's page is heard again.
func (o *room) unpainted() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.easel.stale = false
}

// painted hangs the picture that was made of a state: with a newer state, where that
// shows the same.
func (o *room) painted(s State, c scene, before, p *Picture) {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &o.easel
	if o.closed {
		if p != before {
			p.release()
		}
		e.gallery.remove(o)
		return
	}
	if p != before {
		e.made.release()
		e.made, e.number = p, p.number
	}
	e.link, e.held = s.Link, s.Held
	newer := e.shows(o.state)
	if newer {
		c = o.scene()
	}
	o.hang(c)
	e.stale = !newer
	if p.Passing {
		e.link = "" // it is tried again as the lecturer's page is heard again
	}
}

// letGo lets go of the picture that was made last.
func (o *room) letGo() {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &o.easel
	if !e.busy {
		e.made.release()
		e.made, e.hung.picture = nil, nil
	}
}

// close ends the easel of a room that is closed; o.mu is held.
func (e *easel) close(o *room) {
	if e.painter != nil {
		e.painter.Close()
		e.gallery.remove(o)
		e.made.release()
		e.made, e.hung = nil, scene{}
	}
}
