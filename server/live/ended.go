package live

import (
	"crypto/sha256"
	"encoding/json"
	"time"
)

// allRooms is, in the place of a room's code, where instances say which rooms they have.
const allRooms = "rooms"

// An end is what is kept of a room that its lecturer ended, for IdleTime: an instance that
// did not hear of it would bring the room back.
type end struct {
	key    [sha256.Size]byte
	opened int64     // the room, in ms since 1970: one of the same token that was opened later goes on
	when   time.Time // it ended
}

// of tells whether a note is of the room that ended.
func (e end) of(n note) bool {
	return e.key == n.Key && n.Opened <= e.opened && time.Since(e.when) < IdleTime
}

// endForGood ends a room on this instance, and remembers that.
func (r *Rooms) endForGood(o *room) {
	o.mu.Lock()
	e := end{o.key, o.far.opened, time.Now()}
	o.mu.Unlock()
	r.remember(o.code, e)
	r.end(o)
}

// remember keeps an end, of MostRooms the newest.
func (r *Rooms) remember(code string, e end) {
	r.mu.Lock()
	defer r.mu.Unlock()
	oldest := ""
	for c, other := range r.ended {
		if time.Since(other.when) >= IdleTime {
			delete(r.ended, c)
		} else if oldest == "" || other.when.Before(r.ended[oldest].when) {
			oldest = c
		}
	}
	if len(r.ended) >= MostRooms {
		delete(r.ended, oldest)
	}
	r.ended[code] = e
}

// sayEnd tells the other instances that a room has ended.
func (r *Rooms) sayEnd(code string, e end) {
	r.bus.Publish(code, note{From: r.name, Key: e.key, Opened: e.opened, End: true}.text())
}

// compareEnds tells the other instances, which are reached again, which rooms have ended,
// and which are here, so that they tell what ended there; r.mu is held.
func (r *Rooms) compareEnds() {
	for code, e := range r.ended {
		r.sayEndOf(code, e)
	}
	if len(r.byCode) == 0 {
		return
	}
	codes := make([]string, 0, len(r.byCode))
	for code := range r.byCode {
		codes = append(codes, code)
	}
	text, err := json.Marshal(codes)
	if err != nil {
		panic(err) // as in Message.Text
	}
	r.bus.Publish(allRooms, text)
}

// sayEndOf says an end that is remembered, and forgets one of long ago; r.mu is held.
func (r *Rooms) sayEndOf(code string, e end) {
	if time.Since(e.when) >= IdleTime {
		delete(r.ended, code)
		return
	}
	r.sayEnd(code, e)
}

// takeCodes takes which rooms another instance has, and tells it which of them have ended.
func (r *Rooms) takeCodes(text []byte) {
	var codes []string
	if len(text) > mostNote || json.Unmarshal(text, &codes) != nil || len(codes) > MostRooms {
		r.misheard.Add(1)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, code := range codes {
		if e, ok := r.ended[code]; ok {
			r.sayEndOf(code, e)
		}
	}
}
