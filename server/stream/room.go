package stream

import (
	"math/bits"
	"sync"
)

// rooms hold the memory of frames that nobody is sent any more, for others to take: those
// of long runs are most of what a server would let go of, and to collect that takes
// processors from everyone. The frames of a room have the same capacity, a quarter of a
// power of two apart from the next's.
var rooms [4 * mostRoomBits]sync.Pool

const (
	// mostRoomBits is how many bits the length of a frame has at most that is used again,
	// and leastRoomBits at least.
	mostRoomBits  = 20
	leastRoomBits = 8
)

// roomFor is which room has frames of n bytes, and how many bytes each has; room is −1
// where there is none.
func roomFor(n int) (room, bytes int) {
	n = max(n, 1<<leastRoomBits)
	length := bits.Len(uint(n - 1)) // n is above a half of its power, and at most that
	if length > mostRoomBits {
		return -1, n
	}
	quarter := 1 << (length - 3)
	quarters := (n + quarter - 1) / quarter // 5 to 8
	return 4*(length-1) + quarters - 5, quarters * quarter
}

// newFrame is an empty frame with room for n bytes. It is the take's, and others' again
// when the take has ended and nobody follows it; unless it is kept.
func (t *take) newFrame(n int) []byte {
	room, bytes := roomFor(n)
	if room < 0 {
		return make([]byte, 0, n)
	}
	b, ok := rooms[room].Get().(*[]byte)
	if !ok {
		b = new([]byte)
		*b = make([]byte, 0, bytes)
	}
	t.frames = append(t.frames, b)
	return (*b)[:0]
}

// empty lets others have the take's frames.
func (t *take) empty() {
	for _, b := range t.frames {
		room, _ := roomFor(cap(*b))
		rooms[room].Put(b)
	}
	t.frames, t.groups = nil, nil
}
