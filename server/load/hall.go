package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/gobwas/ws"
	"nhooyr.io/websocket" //nolint:staticcheck // for the names of its kinds of messages
)

// A lectured is a hall that follows a lecture, and what it saw of it.
type lectured struct {
	pages, rate int
	draws       bool  // each state has another picture
	deaf        int   // pages beside them that read nothing
	epoch       int64 // of its lecturer's page, so that its states are newer than those of a hall before

	came     times // from each state that was sent to the last page that took it
	pictures int   // that were whole, on all pages
	bytes    int   // of them
	lasted   time.Duration
	of       int // pages that saw it
}

// add adds what was seen another time.
func (all *lectured) add(one lectured) {
	all.came = append(all.came, one.came...)
	all.pictures, all.bytes, all.lasted, all.of = all.pictures+one.pictures, all.bytes+one.bytes, all.lasted+one.lasted, one.pages
}

// drawn is how many pictures a second each page took.
func (all *lectured) drawn() float64 {
	return float64(all.pictures) / float64(max(1, all.of)) / all.lasted.Seconds()
}

// A room notes when each state was sent, and when the last page took it.
type room struct {
	mu       sync.Mutex
	sent     []time.Time
	taken    []time.Time
	pictures int
	bytes    int
}

// tellState is the k-th state of a lecturer's hand: each with other runs, where the pages
// are to draw them.
func (hall lectured) tellState(lecturer *viewer, k int) error {
	link, held := stillQuery, ""
	if hall.draws {
		link, held = dragQuery(), `,"held":true`
	}
	return lecturer.tell(fmt.Sprintf(`{"live":{"state":{"epoch":%d,"sequence":%d,"link":"/?%s","step":%d%s}}}`, hall.epoch, k+2, link, max(0, k)%100, held))
}

// leadRoom opens the room that all follow, and waits until it is there.
func leadRoom(ctx context.Context, addr string) (*viewer, error) {
	lecturer, err := open(ctx, addr)
	if err != nil {
		return nil, err
	}
	if err = lecturer.tell(`{"live":{"lead":"ABCDEF","token":"00112233445566778899aabbccddeeff"}}`); err == nil {
		_, err = lecturer.next() // who is there; of the bare writer the same message
	}
	if err != nil {
		lecturer.close()
		return nil, err
	}
	go drain(lecturer)
	return lecturer, nil
}

// followRoom follows it, as a page of a name.
func followRoom(v *viewer, name string) error {
	return v.tell(fmt.Sprintf(`{"live":{"follow":"ABCDEF","member":%q}}`, name))
}

// follow lets a hall follow a lecturer whose hand moves for a time. Its room ends with it.
func (hall lectured) follow(ctx context.Context, addr string, d time.Duration) (lectured, error) {
	hall.epoch = time.Now().UnixMilli()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	lecturer, err := leadRoom(ctx, addr)
	if err != nil {
		return lectured{}, err
	}
	defer lecturer.close()
	defer func() { _ = lecturer.tell(`{"live":{"end":true}}`) }() // its line may be gone
	if err := hall.tellState(lecturer, -1); err != nil {          // who comes is shown its picture
		return lectured{}, err
	}
	r := &room{}
	var seats sync.WaitGroup
	for seat := range hall.pages + hall.deaf {
		opening := open
		if seat >= hall.pages {
			opening = openDeaf
		}
		v, err := opening(ctx, addr)
		if err == nil {
			err = followRoom(v, strconv.Itoa(seat))
		}
		if err != nil {
			return lectured{}, err
		}
		context.AfterFunc(ctx, v.close)
		if seat < hall.pages {
			seats.Go(func() { r.sit(v) })
		}
	}
	time.Sleep(time.Second) // all are in
	lasted, err := r.lecture(lecturer, hall, d)
	if err != nil {
		return lectured{}, err
	}
	time.Sleep(time.Second) // what is still on its way
	stop()
	seats.Wait()
	return r.told(hall, lasted), nil
}

// lecture sends the states of a time, and is how long that lasted.
func (r *room) lecture(lecturer *viewer, hall lectured, d time.Duration) (time.Duration, error) {
	begin := time.Now()
	for k := range int(d.Seconds() * float64(hall.rate)) {
		r.mu.Lock()
		r.sent, r.taken = append(r.sent, time.Now()), append(r.taken, time.Time{})
		r.mu.Unlock()
		if err := hall.tellState(lecturer, k); err != nil {
			return 0, err
		}
		time.Sleep(time.Until(begin.Add(time.Duration(k+1) * time.Second / time.Duration(hall.rate))))
	}
	return time.Since(begin), nil
}

// told is what the hall saw: of each state that any page took when the last one did.
func (r *room) told(hall lectured, lasted time.Duration) lectured {
	hall.pictures, hall.bytes, hall.lasted = r.pictures, r.bytes, lasted
	hall.came = nil
	for k, at := range r.taken {
		if !at.IsZero() {
			hall.came = append(hall.came, at.Sub(r.sent[k]))
		}
	}
	return hall
}

// sit takes the states and their pictures as a page does until its line ends.
func (r *room) sit(v *viewer) {
	for {
		m, err := v.next()
		if err != nil {
			return
		}
		now := time.Now()
		k, state := stateOf(m.body)
		r.mu.Lock()
		switch {
		case isPicture(m) && len(r.sent) > 0:
			r.pictures++
			r.bytes += len(m.body)
		case state && k >= 0 && k < len(r.taken):
			r.taken[k] = now
		}
		r.mu.Unlock()
	}
}

// pictureKind is the frame's that is a whole picture.
const pictureKind = 5

func isPicture(m message) bool {
	return m.kind == websocket.MessageBinary && len(m.body) > 8 && binary.LittleEndian.Uint16(m.body[6:]) == pictureKind
}

// stateOf is the number of a state, -1 for what all see before the first.
func stateOf(text []byte) (k int, ok bool) {
	if !bytes.HasPrefix(text, []byte(`{"live":{"state"`)) {
		return 0, false
	}
	_, after, _ := bytes.Cut(text, []byte(`"sequence":`))
	number, _, _ := bytes.Cut(after, []byte(`,`))
	k, err := strconv.Atoi(string(number))
	return k - 2, err == nil
}

// firstPicture is the picture of a hand's first state, as a page is sent it.
func firstPicture(ctx context.Context, addr string) (picture message, err error) {
	lecturer, err := leadRoom(ctx, addr)
	if err != nil {
		return message{}, err
	}
	defer lecturer.close()
	if err := (lectured{draws: true}).tellState(lecturer, 0); err != nil {
		return message{}, err
	}
	v, err := open(ctx, addr)
	if err != nil {
		return message{}, err
	}
	defer v.close()
	if err := followRoom(v, "first"); err != nil {
		return message{}, err
	}
	for !isPicture(picture) {
		if picture, err = v.next(); err != nil {
			return message{}, err
		}
	}
	return picture, nil
}

// tell sends a message that no answer is awaited of.
func (v *viewer) tell(text string) error { return v.write(ws.NewTextFrame([]byte(text))) }

// drain reads what comes until the line ends.
func drain(v *viewer) {
	for {
		if _, err := v.next(); err != nil {
			return
		}
	}
}

// A joining is what those saw who joined a lecture.
type joining struct {
	mu   sync.Mutex
	took times // from opening a stream to the whole picture
	lost int
	all  []*viewer
}

func (j *joining) leave() {
	for _, v := range j.all {
		v.close()
	}
}

// joinAll lets n pages join a lecture that goes on, spread over a time. They stay.
func joinAll(ctx context.Context, addr string, n int, within time.Duration) (*joining, error) {
	lecturer, err := leadRoom(ctx, addr)
	if err != nil {
		return nil, err
	}
	j := &joining{all: []*viewer{lecturer}}
	if err := (lectured{draws: true}).tellState(lecturer, 0); err != nil {
		return nil, err
	}
	var doors sync.WaitGroup
	for i := range n {
		doors.Go(func() {
			time.Sleep(time.Duration(i) * within / time.Duration(n))
			j.one(ctx, addr, strconv.Itoa(i))
		})
	}
	doors.Wait()
	return j, nil
}

// one joins, and waits for the picture.
func (j *joining) one(ctx context.Context, addr, name string) {
	begin := time.Now()
	v, err := open(ctx, addr)
	if err == nil {
		err = followRoom(v, name)
	}
	for came := false; err == nil && !came; {
		var m message
		m, err = v.next()
		came = isPicture(m)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err != nil {
		j.lost++
		return
	}
	v.in = nil // the driver's memory counts too
	j.took, j.all = append(j.took, time.Since(begin)), append(j.all, v)
}
