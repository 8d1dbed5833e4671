package pool

import (
	"time"

	"golang.org/x/sys/unix"
)

const (
	// standsBehind tells that threads can: their system has a priority of each.
	standsBehind = true
	// behindNice is how far: a tenth of a processor is left to them, however much else there
	// is to do, so that who waits for one of them, as the collector of garbage does, waits
	// not for long.
	behindNice = 10
	lastNice   = 19
	// behindSlice is how long they compute at a stretch where nothing else has to. It is
	// longer than anybody's: who wakes with a shorter one goes first (Linux 6.12 and later;
	// before it went by the priority alone).
	behindSlice = 20 * time.Millisecond
)

// standBehind lets the thread of the goroutine that calls it, which is to keep to it,
// stand behind others. That needs no privilege. Where the system forbids it all the same
// the thread is one like any other.
func standBehind() {
	const this = 0
	now, err := unix.SchedGetAttr(this, 0)
	if err != nil {
		return
	}
	now.Nice = min(now.Nice+behindNice, lastNice)
	if unix.Setpriority(unix.PRIO_PROCESS, this, int(now.Nice)) != nil {
		return
	}
	now.Runtime = uint64(behindSlice)
	_ = unix.SchedSetAttr(this, now, 0) // an older system has no such thing
}
