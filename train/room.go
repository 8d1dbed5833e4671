package train

import (
	"sync"

	"downhill/train/descent"
)

// rooms are trajectories that are needed no more, for others to take their place: those
// up to shortRoom, up to mostRoom, and longer ones, so that a long run finds none that a
// short one left.
var rooms = [3]sync.Pool{{New: noRoom}, {New: noRoom}, {New: noRoom}}

func noRoom() any { return new(descent.Trajectory) }

const (
	shortRoom = 512
	// mostRoom is how many iterates room is made for before they are needed: a run may
	// end early.
	mostRoom = 1024
)

// roomsOf are those of trajectories with room for n.
func roomsOf(n int) *sync.Pool {
	switch {
	case n <= shortRoom:
		return &rooms[0]
	case n <= mostRoom:
		return &rooms[1]
	}
	return &rooms[2]
}

// room is a trajectory without iterates that has room for so many, or for mostRoom.
func room(n int) descent.Trajectory { return roomOf(min(n, mostRoom)) }

// roomOf is one that is needed no more, or a new one, with room for n.
func roomOf(n int) descent.Trajectory {
	t := *roomsOf(n).Get().(*descent.Trajectory)
	if cap(t) < n {
		t = make(descent.Trajectory, 0, n)
	}
	return t
}

// giveRoom lets others have a trajectory's room.
func giveRoom(t descent.Trajectory) {
	t = t[:0]
	roomsOf(cap(t)).Put(&t)
}
