package live

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// mostPictures is about what the pictures that rooms show hold at once, in bytes.
	// Beyond it rooms let go of theirs, those that were made longest ago first.
	mostPictures = 64 << 20
	// mostSent is about what the pictures hold beside those that are shown, which are still
	// being sent to slow pages. Beyond it a room whose slow pages hold more than their share
	// gets no new one, and beyond twice that none that has any.
	mostSent      = 64 << 20
	mostSentShare = mostSent / 8
)

// A pictureMemory is what the pictures of all rooms hold.
type pictureMemory struct {
	held atomic.Int64 // bytes, of those too that are still being sent

	mu    sync.Mutex
	kept  int64 // bytes of those that rooms show
	rooms map[*room]keptPicture
}

// A keptPicture is the last one of a room.
type keptPicture struct {
	since time.Time
	bytes int64
}

// add counts a picture that was made for a room, after another or none.
func (g *pictureMemory) add(o *room, before, p *Picture) {
	p.begin(before, &o.rendering.bytes, &g.held)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.kept += p.bytes() - g.rooms[o].bytes
	g.rooms[o] = keptPicture{time.Now(), p.bytes()}
}

// remove forgets a room.
func (g *pictureMemory) remove(o *room) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.kept -= g.rooms[o].bytes
	delete(g.rooms, o)
}

// makeSpace tells whether there is space for another picture, of a room: others let go
// of theirs where there is none.
func (g *pictureMemory) makeSpace(o *room) bool {
	if g.full() {
		for _, other := range g.oldest() {
			if other != o {
				other.letGo()
			}
			if !g.full() {
				break
			}
		}
	}
	return g.allows(o)
}

// full tells whether rooms are to let go of their pictures.
func (g *pictureMemory) full() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.kept > mostPictures
}

// oldest is the rooms with pictures, those first whose was made longest ago.
func (g *pictureMemory) oldest() []*room {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.SortedFunc(maps.Keys(g.rooms), func(a, b *room) int {
		return cmp.Or(g.rooms[a].since.Compare(g.rooms[b].since), cmp.Compare(a.code, b.code))
	})
}

// allows tells whether a room may have another picture, by what slow pages hold, of that
// room and of all.
func (g *pictureMemory) allows(o *room) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	own, all := o.rendering.bytes.Load()-g.rooms[o].bytes, g.held.Load()-g.kept
	return own <= 0 || all <= mostSent || own <= mostSentShare && all <= 2*mostSent
}
