package pool

import (
	"log/slog"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
)

const (
	// usualPercent is how much garbage there may be beside what lives, in percent of it,
	// before it is collected; Go's own figure.
	usualPercent = 100
	// leastGarbage is what there may be however little lives: a small heap is otherwise
	// collected thirty times a second while many drag, at each other's expense.
	leastGarbage = 24 << 20
	// goHeap is what Go's heap may take before it is collected at all, at usualPercent.
	goHeap = 4 << 20
	// limitRoom is what a limit leaves beside what lives, as a part of that. Where there
	// is less the runtime collects all the time, and frees nothing.
	limitRoom = 0.25
	// worthSetting is by which part a figure must change: to set one stops the world.
	worthSetting = 0.1
)

// garbage are the figures by which Go collects it, kept to what lives.
type garbage struct {
	percent int   // as it is set
	given   int64 // GOMEMLIMIT, math.MaxInt64 for none
	limit   int64 // as it is set
	set     func(percent int, limit int64)
	warned  bool // that the limit is too low
}

// Tidy looks after the figures by which garbage is collected, from now on: little is not
// collected for the sake of less, and a memory limit that what lives has outgrown gives
// way, since to keep to it would take all processors and be in vain. Who sets GOGC keeps
// it.
func Tidy() {
	given := debug.SetMemoryLimit(-1)
	g := &garbage{percent: usualPercent, given: given, limit: given}
	keeps := os.Getenv("GOGC") != ""
	g.set = func(percent int, limit int64) {
		if !keeps {
			debug.SetGCPercent(percent)
		}
		debug.SetMemoryLimit(limit)
	}
	g.watch()
}

// a mark is let go of at once, which its finalizer tells after each collection.
type mark struct{ _ [16]byte }

func (g *garbage) watch() {
	runtime.SetFinalizer(&mark{}, func(*mark) {
		g.collected(lives())
		g.watch()
	})
}

// lives is what lived at the last collection, and what memory the runtime holds beside
// its heap.
func lives() (heap, beside uint64) {
	all := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/unused:bytes"},
	}
	metrics.Read(all)
	beside = all[1].Value.Uint64()
	for _, part := range all[2:] {
		beside -= min(beside, part.Value.Uint64())
	}
	return all[0].Value.Uint64(), beside
}

// collected keeps the figures to what lives after a collection.
func (g *garbage) collected(heap, beside uint64) {
	percent := max(usualPercent, int(usualPercent*leastGarbage/max(goHeap, heap)))
	limit := g.given
	if g.given != math.MaxInt64 {
		limit = max(g.given, int64(float64(heap+beside)*(1+limitRoom)))
	}
	if !changed(float64(g.percent), float64(percent)) && !changed(float64(g.limit), float64(limit)) {
		return
	}
	g.percent, g.limit = percent, limit
	g.set(percent, limit)
	if limit > g.given && !g.warned {
		g.warned = true
		slog.Warn("memory limit too low", "limit", megabytes(g.given), "needed", megabytes(limit))
	}
}

// changed reports whether a figure is worth setting.
func changed(from, to float64) bool { return math.Abs(to-from) > worthSetting*from }

func megabytes(bytes int64) string { return strconv.FormatInt(bytes>>20, 10) + "MB" }
