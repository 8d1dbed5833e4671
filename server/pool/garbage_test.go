package pool

import (
	"bytes"
	"log/slog"
	"math"
	"strings"
	"testing"

	"downhill/server/journal"
)

// A figure that was set.
type figures struct {
	percent int
	limit   int64
}

func newGarbage(limit int64) (g *garbage, set *[]figures) {
	set = new([]figures)
	g = &garbage{percent: usualPercent, given: limit, limit: limit}
	g.set = func(percent int, limit int64) { *set = append(*set, figures{percent, limit}) }
	return g, set
}

// A small heap is collected once it has grown by the least that is worth it, a large one
// as Go does; what hardly changes is not set.
func TestGarbageIsCollectedByWhatLives(t *testing.T) {
	g, set := newGarbage(math.MaxInt64)
	for _, heap := range []uint64{0, 6 << 20, 6<<20 + 1000, 12 << 20, 24 << 20, 400 << 20} {
		g.collected(heap, 10<<20)
	}
	want := []int{600, 400, 200, 100}
	if len(*set) != len(want) {
		t.Fatalf("set to %v, want %v", *set, want)
	}
	for i, f := range *set {
		if f.percent != want[i] || f.limit != math.MaxInt64 {
			t.Errorf("set to %v, want %d %% and no limit", f, want[i])
		}
	}
}

// A limit is kept while it can be; what lives beyond it has room beside it, which the
// operator is told of once, and the limit is there again when it has gone.
func TestALimitThatIsTooLowGivesWay(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	defer slog.SetDefault(before)
	slog.SetDefault(journal.New(&log, journal.Format{}))
	const limit = 120 << 20
	g, set := newGarbage(limit)
	g.collected(60<<20, 30<<20)
	if len(*set) > 0 {
		t.Errorf("set to %v below the limit", *set)
	}
	for _, heap := range []uint64{300 << 20, 302 << 20, 50 << 20} {
		g.collected(heap, 100<<20)
	}
	if want := []figures{{100, 500 << 20}, {100, (150 << 20) * 5 / 4}}; len(*set) != 2 || (*set)[0] != want[0] || (*set)[1] != want[1] {
		t.Errorf("set to %v, want %v", *set, want)
	}
	g.collected(30<<20, 30<<20)
	if last := (*set)[len(*set)-1]; last.limit != limit {
		t.Errorf("the limit is %d in the end", last.limit)
	}
	if text := log.String(); strings.Count(text, "memory limit too low") != 1 || !strings.Contains(text, "limit=120MB") || !strings.Contains(text, "needed=500MB") {
		t.Errorf("told: %s", text)
	}
}

// What lives is counted, with what the runtime holds beside.
func TestWhatLivesIsCounted(t *testing.T) {
	heap, beside := lives()
	if beside == 0 || beside > 1<<30 || heap > 1<<30 {
		t.Errorf("%d bytes, and %d beside", heap, beside)
	}
}
