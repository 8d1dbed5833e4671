package turns

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A watch is the clock of work that has taken much, and what it does before it waits.
type watch func() (resume func())

func (w watch) Took() time.Duration   { return time.Hour }
func (w watch) Rest() (resume func()) { return w() }

var noPause = watch(func() func() { return func() {} })

// until waits until something is so.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}

// However many work, no more hold a place than there are; and all get through.
func TestPlacesAreNeverMore(t *testing.T) {
	turns := New(3, time.Microsecond)
	var at, most atomic.Int32
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			w, err := turns.Begin(t.Context(), viewer(i%7), time.Hour)
			if err != nil {
				t.Error(err)
				return
			}
			inside := func() {
				if n := at.Add(1); n > most.Load() {
					most.Store(n)
				}
			}
			inside()
			for range 2000 {
				w.Offer(watch(func() func() { at.Add(-1); return inside }))
			}
			at.Add(-1)
			w.Leave(time.Millisecond)
		})
	}
	all.Wait()
	if most.Load() > 3 || turns.Taken() != 0 || turns.Waiting() != 0 {
		t.Errorf("%d at once, %d places are taken and %d wait in the end", most.Load(), turns.Taken(), turns.Waiting())
	}
}

// Long work gives its place on while somebody waits, and has it again after.
func TestLongWorkGivesItsPlaceOn(t *testing.T) {
	turns := New(1, time.Microsecond)
	long, err := turns.Begin(t.Context(), viewer(0), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for i := range 5 {
		go func() {
			w, err := turns.Begin(t.Context(), viewer(1+i), time.Hour)
			if err == nil {
				w.Leave(time.Millisecond)
			}
			done <- err
		}()
	}
	served := 0
	until(t, "all others were served", func() bool {
		long.Offer(noPause)
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			served++
		default:
		}
		return served == 5
	})
	if turns.Taken() != 1 {
		t.Error("the long work has no place any more")
	}
	long.Leave(time.Millisecond)
}

// While nobody waits nothing is given on.
func TestAloneWorkIsNotDisturbed(t *testing.T) {
	turns := New(1, time.Nanosecond)
	w, _ := turns.Begin(t.Context(), viewer(0), time.Hour)
	for range 1000 {
		w.Offer(watch(func() func() { t.Error("disturbed"); return func() {} }))
	}
	w.Leave(time.Millisecond)
}

// briefly is the clock of work that has its turn but had next to nothing of a processor.
type briefly struct{ t *testing.T }

func (briefly) Took() time.Duration { return time.Nanosecond }
func (b briefly) Rest() func()      { b.t.Error("disturbed"); return func() {} }

// Work whose processor was taken by the system, or that began a moment ago, goes on.
func TestATurnIsTheWorksOwnTime(t *testing.T) {
	turns := New(1, time.Microsecond)
	w, _ := turns.Begin(t.Context(), viewer(0), time.Hour)
	other := make(chan *Work)
	go func() { w, _ := turns.Begin(t.Context(), viewer(1), time.Hour); other <- w }()
	until(t, "the other waits", func() bool { return turns.Waiting() == 1 })
	for begun := time.Now(); time.Since(begun) < 10*turns.slice; {
		w.Offer(briefly{t})
	}
	w.Leave(time.Nanosecond)
	(<-other).Leave(time.Nanosecond)
}

// takes is the clock of work that takes so much in each turn, of which it counts those
// that follow the first.
type takes struct {
	each  time.Duration
	turns *atomic.Int32
}

func (c takes) Took() time.Duration   { return c.each }
func (c takes) Rest() (resume func()) { return func() { c.turns.Add(1) } }

// Owners are charged for what they took: who takes more in each turn has fewer.
func TestTurnsAreChargedForWhatTheyTook(t *testing.T) {
	turns := New(1, time.Millisecond)
	var given [2]atomic.Int32
	var all sync.WaitGroup
	for i, took := range []time.Duration{9 * time.Millisecond, time.Millisecond} {
		all.Go(func() {
			w, err := turns.Begin(t.Context(), viewer(i), time.Hour)
			if err != nil {
				t.Error(err)
				return
			}
			for given[0].Load()+given[1].Load() < 200 {
				w.Offer(takes{took, &given[i]})
			}
			w.Leave(took)
		})
	}
	all.Wait()
	if n := given[0].Load(); n < 15 || n > 25 {
		t.Errorf("who takes nine times as much had %d of 200 turns", n)
	}
}

// Who waits for too long, or is not wanted any more, leaves the line; work that ends
// while it waits for its next turn gives no place back that it has not.
func TestWaitingEnds(t *testing.T) {
	turns := New(1, time.Microsecond)
	ctx, end := context.WithCancel(t.Context())
	long, _ := turns.Begin(ctx, viewer(0), time.Hour)
	if _, err := turns.Begin(t.Context(), viewer(1), 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for long ends with %v", err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := turns.Begin(gone, viewer(1), time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("not wanted, it ends with %v", err)
	}
	other := make(chan *Work)
	go func() { w, _ := turns.Begin(t.Context(), viewer(2), time.Hour); other <- w }()
	offered := make(chan bool)
	go func() {
		for ctx.Err() == nil {
			long.Offer(noPause)
		}
		close(offered)
	}()
	w := <-other // holds the only place, so that the long work waits
	end()
	<-offered
	long.Leave(time.Millisecond)
	if turns.Taken() != 1 {
		t.Errorf("%d places are taken, want the other's", turns.Taken())
	}
	w.Leave(time.Millisecond)
	if turns.Taken() != 0 || turns.Waiting() != 0 {
		t.Errorf("%d places are taken, %d wait in the end", turns.Taken(), turns.Waiting())
	}
}

// Work on several places gives each on.
func TestWideWorkGivesAllPlacesOn(t *testing.T) {
	turns := New(2, time.Microsecond)
	wide, _ := turns.Begin(t.Context(), viewer(0), time.Hour)
	wide.Join()
	var served atomic.Int32
	var workers sync.WaitGroup
	for i := range 2 {
		workers.Go(func() {
			if w, err := turns.Begin(t.Context(), viewer(1+i), time.Hour); err == nil {
				w.Leave(time.Millisecond)
				served.Add(1)
			}
		})
		workers.Go(func() {
			for served.Load() < 2 {
				wide.Offer(noPause)
			}
			wide.Leave(time.Millisecond)
		})
	}
	workers.Wait()
	if turns.Taken() != 0 {
		t.Errorf("%d places are taken in the end", turns.Taken())
	}
}

// Work that has another owner from now on takes that one's turns, and is charged as it.
func TestWorkMayGoOnAsAnothers(t *testing.T) {
	turns := New(1, time.Microsecond)
	w, _ := turns.Begin(t.Context(), viewer(0), time.Hour)
	other := make(chan error)
	go func() {
		o, err := turns.Begin(t.Context(), viewer(1), time.Hour)
		if err == nil {
			o.Leave(time.Second)
		}
		other <- err
	}()
	until(t, "the other waits", func() bool { return turns.Waiting() == 1 })
	w.Become(Owner{Class: Stream, Client: "0"})
	until(t, "the other was served", func() bool {
		w.Offer(noPause)
		select {
		case err := <-other:
			return err == nil
		default:
			return false
		}
	})
	w.Leave(time.Second)
	classes := turns.order.root.children
	if hand, stream := classes[Hand.String()].children["0"], classes[Stream.String()].children["0"]; hand.running != 0 || stream == nil || stream.served < 1 {
		t.Errorf("the turn after it is %v's, want the stream's", hand)
	}
}

// Work looks at the clock about as often whatever its steps take: not at each cheap one,
// and at each long one.
func TestLooksGoByTheTime(t *testing.T) {
	for _, step := range []time.Duration{100 * time.Nanosecond, 5 * time.Microsecond, time.Millisecond} {
		var l looks
		looked, now := 0, int64(time.Second)
		const steps = 100_000
		for range steps {
			if now += int64(step); l.due() {
				looked++
				l.note(now)
			}
		}
		least := max(1, int64(steps*step/(4*lookTime)))
		if step >= lookTime {
			least = steps
		}
		if most := max(steps/mostUnlooked*2, 8*least); int64(looked) < min(least, steps) || int64(looked) > most {
			t.Errorf("steps of %v: %d looks in %d, want %d to %d", step, looked, steps, least, most)
		}
	}
}
