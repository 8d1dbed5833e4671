package live

import (
	"sync/atomic"
	"time"
)

// renderingEvery is how often pages are told, at most, that a picture takes long.
const renderingEvery = time.Second

// A rendering is how the pictures of a room are made, one at a time: of states that come
// meanwhile the newest is next. The room's mutex guards it.
type rendering struct {
	renderer Renderer // nil where none are made
	memory   *pictureMemory
	busy     bool // one is being made

	made   *Picture     // the last one; nil where it was let go of
	number uint64       // its number
	bytes  atomic.Int64 // of all of them that are shown or still being sent
	known  bool         // what it shows: the link, and whether a hand held that
	link   string
	held   bool

	turns   uint64    // scenes that were shown
	onShow  scene     // what all are shown
	shownAt time.Time // since when
	stale   bool      // it is of a state before
	awaited time.Time // when pages were told last that a picture takes long
}

// shows tells whether the picture that was made last is that of a state.
func (e *rendering) shows(s State) bool {
	return e.renderer == nil || e.known && e.link == s.Link && e.held == s.Held
}

// ready tells whether what all are shown can be shown to one who has nothing yet.
func (e *rendering) ready() bool {
	return !e.stale && e.onShow.said != nil && (e.renderer == nil || e.made != nil)
}

// display shows the state to all who follow, with its picture once that is made; o.mu
// is held.
func (o *room) display() {
	e := &o.rendering
	e.stale = true
	switch {
	case e.busy:
		o.tellRendering()
	case e.shows(o.state):
		o.showAll(o.scene())
	case o.round.any():
		e.busy = true
		go o.render()
	}
}

// showPresent shows what there is to one who has nothing yet; o.mu is held.
func (o *room) showPresent(s *Follower) {
	e := &o.rendering
	switch {
	case e.ready():
		s.slot.show(e.onShow, true)
	case o.said != nil:
		if e.made == nil {
			e.known = false // where it was let go of, it is made again
		}
		s.slot.renew()
		o.display()
	}
}

// scene is the newest state, without a picture; o.mu is held.
func (o *room) scene() scene { return scene{said: o.said, since: o.since} }

// showAll shows a scene with the picture that was made last to all who follow; o.mu is held.
func (o *room) showAll(c scene) {
	e := &o.rendering
	e.turns++
	c.turn, c.number, c.picture, c.message = e.turns, e.number, e.made, c.text()
	e.onShow, e.shownAt, e.stale = c, time.Now(), false
	o.round.show(c)
}

// tellRendering tells those who follow, now and then, that a picture takes long: else
// they would take the lecturer for silent; o.mu is held.
func (o *room) tellRendering() {
	e := &o.rendering
	if now := time.Now(); now.Sub(e.shownAt) > renderingEvery && now.Sub(e.awaited) > renderingEvery {
		e.awaited = now
		text := Message{Rendering: true}.Text()
		for _, page := range o.round.all() {
			page.slot.put(ofRendering, text)
		}
	}
}

// render makes the picture of the newest state, and of those that come meanwhile.
func (o *room) render() {
	e := &o.rendering // its renderer and its memory stay
	for s, c, before := o.nextToRender(); c.said != nil; s, c, before = o.nextToRender() {
		if !e.memory.makeSpace(o) {
			o.unrendered(s, before)
			continue
		}
		p := e.renderer.Render(s, before)
		if p != before {
			e.memory.add(o, before, p)
		}
		o.rendered(s, c, before, p)
		before.release()
	}
}

// nextToRender is what is to be rendered next, and the picture that was made last, to be
// released after that; no scene where nothing is: then none is being made.
func (o *room) nextToRender() (State, scene, *Picture) {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &o.rendering
	if o.closed || !e.stale || !o.round.any() {
		e.busy = false
		return State{}, scene{}, nil
	}
	e.made.hold()
	return o.state, o.scene(), e.made
}

// unrendered leaves all as it is where there is no space for the picture of a state, until
// the lecturer's page is heard again; what was heard since then is next.
func (o *room) unrendered(s State, before *Picture) {
	o.mu.Lock()
	defer o.mu.Unlock()
	before.release()
	o.rendering.stale = o.state.newer(s)
	o.tellRendering()
}

// rendered shows to all the picture that was made of a state: with a newer state, where that
// shows the same.
func (o *room) rendered(s State, c scene, before, p *Picture) {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &o.rendering
	if o.closed {
		if p != before {
			p.release()
		}
		e.memory.remove(o)
		return
	}
	if p != before {
		e.made.release()
	}
	e.made, e.number = p, p.number
	e.known, e.link, e.held = true, s.Link, s.Held
	newer := e.shows(o.state)
	if newer {
		c = o.scene()
	}
	o.showAll(c)
	e.stale = !newer
	e.known = !p.Passing // else it is tried again as the lecturer's page is heard again
}

// letGo lets go of the picture that was made last, unless another is being made.
func (o *room) letGo() {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &o.rendering
	if !e.busy {
		e.memory.remove(o)
		e.made.release()
		e.made, e.onShow.picture = nil, nil
	}
}

// close ends the rendering of a room that is closed; o.mu is held.
func (e *rendering) close(o *room) {
	if e.renderer != nil {
		e.renderer.Close()
		e.memory.remove(o)
		e.made.release()
		e.made, e.onShow = nil, scene{}
	}
}
