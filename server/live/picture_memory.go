package live

import (
	"sync"
	"sync/atomic"
	"time"
)

// mostPictures is about what the pictures of all rooms hold at once, in bytes. Beyond it
// rooms let go of theirs, those that were shown longest ago first.
const mostPictures = 64 << 20

// A pictureMemory is what the pictures of all rooms hold.
type pictureMemory struct {
	held atomic.Int64 // bytes, of those too that are still being sent

	mu    sync.Mutex
	rooms map[*room]time.Time // those with pictures, and since when each has its last
}

// add counts a picture that was made for a room, which is the first to use it.
func (g *pictureMemory) add(o *room, p *Picture) {
	p.number, p.held = numbers.Add(1), &g.held
	p.uses.Store(1)
	g.held.Add(p.bytes())
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rooms[o] = time.Now()
}

// remove forgets a room.
func (g *pictureMemory) remove(o *room) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.rooms, o)
}

// makeSpace tells whether there is space for another picture, of a room: others let go
// of theirs where there is none.
func (g *pictureMemory) makeSpace(o *room) bool {
	for g.held.Load() > mostPictures {
		oldest := g.oldest(o)
		if oldest == nil {
			return false
		}
		g.remove(oldest)
		oldest.letGo()
	}
	return true
}

// oldest is the room whose picture was made longest ago, but for one; nil for none.
func (g *pictureMemory) oldest(but *room) (oldest *room) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for o, since := range g.rooms {
		if o != but && (oldest == nil || since.Before(g.rooms[oldest])) {
			oldest = o
		}
	}
	return oldest
}
