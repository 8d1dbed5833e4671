package stream

import (
	"context"
	"encoding/binary"
	"strconv"
	"sync"
)

// follow answers a request with the take that all have who ask for the same, which holds
// so many bytes.
func (v *session) follow(ctx context.Context, id uint32, key takeKey, bytes int, make func(context.Context, *take) error) error {
	return v.followBy(ctx, id, key, v.making(bytes, make))
}

// followBy is follow with all that is known of how the take is made.
func (v *session) followBy(ctx context.Context, id uint32, key takeKey, m making) error {
	return v.watch(ctx, key, m, func(g group) error { return v.sendGroup(ctx, id, g) })
}

// making makes a take that holds so many bytes.
func (h *Hub) making(bytes int, make func(context.Context, *take) error) making {
	return making{
		hold: func(ctx context.Context) (func(), error) { return h.Flow.Hold(ctx, bytes) },
		make: make,
	}
}

// watch hands on what a take brings, which is made if there is none of its key. A group is
// good until hand returns.
func (h *Hub) watch(ctx context.Context, key takeKey, m making, hand func(group) error) error {
	t, rise, run := h.takes.join(ctx, key, m)
	leave := func() {
		rise()
		h.takes.leave(t)
	}
	if run != nil { // it is for this goroutine to make, for all
		stays := context.AfterFunc(ctx, leave)
		run()
		if !stays() {
			return ctx.Err()
		}
	}
	defer leave()
	for sent := 0; ; {
		groups, over, err, more := t.after(sent)
		for _, g := range groups {
			if err := hand(g); err != nil {
				return err
			}
		}
		sent += len(groups)
		if over {
			return err
		}
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// sendGroup sends a group as the answer to a request.
func (v *session) sendGroup(ctx context.Context, id uint32, g group) (err error) {
	if g.large() {
		v.Pool.Behind(func() { err = v.sendAll(ctx, id, g) })
		return err
	}
	return v.sendAll(ctx, id, g)
}

func (v *session) sendAll(ctx context.Context, id uint32, g group) error {
	if len(g) == 1 {
		return v.sendPart(ctx, id, g[0])
	}
	return v.out.together(func() error {
		for _, p := range g {
			if err := v.sendPart(ctx, id, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// largeGroup is more than the answer to a hand holds. What holds more takes long to write.
const largeGroup = 192 << 10

func (g group) large() bool {
	total := 0
	for _, p := range g {
		total += len(p.body)
	}
	return total > largeGroup
}

// sendPart sends a part, with the number of the request in the place of 0. Of a request
// that may have been superseded nothing goes out any more.
func (v *session) sendPart(ctx context.Context, id uint32, p part) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b := scratch.Get().(*[]byte)
	defer keepScratch(b)
	if !p.binary {
		*b = append(strconv.AppendUint(append((*b)[:0], idZero[:len(idZero)-1]...), uint64(id), 10), p.body[len(idZero):]...)
		return v.out.text(*b)
	}
	*b = append((*b)[:0], p.body...)
	binary.LittleEndian.PutUint32(*b, id)
	if kind := binary.LittleEndian.Uint16(p.body[6:]); kind == iteratesFrame || kind == networkFrame {
		v.Counts.Iterates.Add(uint64(binary.LittleEndian.Uint32(p.body[12:])))
	}
	return v.frameFor(ctx, *b)
}

// scratch is where parts get their numbers: what is written is not needed any more.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

// mostScratch is the largest that is used again.
const mostScratch = 256 << 10

func keepScratch(b *[]byte) {
	if cap(*b) <= mostScratch {
		scratch.Put(b)
	}
}
