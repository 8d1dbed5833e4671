package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/chromedp"
)

// heapSnapshot is the part of the browser's snapshot that says what each node
// of the heap is: rows of numbers, their columns named once.
type heapSnapshot struct {
	Snapshot struct {
		Meta struct {
			Fields []string          `json:"node_fields"`
			Types  []json.RawMessage `json:"node_types"` // the first is the list of kinds
		}
	}
	Nodes   []int
	Strings []string
}

// pageKinds are the nodes that a page's script makes. The rest is the browser's
// own, machine code above all: it grows for minutes while nothing leaks.
var pageKinds = []string{"object", "closure", "array", "string", "concatenated string", "sliced string", "regexp", "number", "symbol", "bigint"}

// objects are the bytes of all that the page's script made and still holds, by what it is.
func (tb *tab) objects() map[string]float64 {
	tb.t.Helper()
	snapshot := tb.snapshot()
	var kinds []string
	tb.must(json.Unmarshal(snapshot.Snapshot.Meta.Types[0], &kinds))
	fields := snapshot.Snapshot.Meta.Fields
	kind, name, size := slices.Index(fields, "type"), slices.Index(fields, "name"), slices.Index(fields, "self_size")
	held := map[string]float64{}
	for node := range slices.Chunk(snapshot.Nodes, len(fields)) {
		what := kinds[node[kind]] + " " + snapshot.Strings[node[name]]
		buffer := strings.HasSuffix(what, "JSArrayBufferData") // what a typed array lies in
		switch {
		case buffer:
			what = fmt.Sprintf("array buffer of %d bytes", node[size])
		case strings.HasSuffix(kinds[node[kind]], "string"):
			what = "string"
		}
		if buffer || slices.Contains(pageKinds, kinds[node[kind]]) {
			held[what] += float64(node[size])
		}
	}
	return held
}

// total is the bytes of all objects together.
func total(objects map[string]float64) (sum float64) {
	for _, bytes := range objects {
		sum += bytes
	}
	return sum
}

// tellGrowth names the objects of which there is most more than before.
func tellGrowth(before, after map[string]float64) string {
	const few = 12
	grown := slices.SortedFunc(maps.Keys(after), func(a, b string) int {
		return cmp.Compare(after[b]-before[b], after[a]-before[a])
	})
	var said strings.Builder
	for _, what := range grown[:min(few, len(grown))] {
		fmt.Fprintf(&said, "\n\t%+.0f %.60s", after[what]-before[what], what)
	}
	return said.String()
}

// snapshot takes the heap's snapshot, which collects the garbage first.
func (tb *tab) snapshot() heapSnapshot {
	tb.t.Helper()
	ctx, stop := context.WithCancel(tb.ctx) // the listener goes with it
	defer stop()
	var text strings.Builder
	tb.must(chromedp.Listen(ctx, func(event any) {
		if part, ok := event.(*heapprofiler.EventAddHeapSnapshotChunk); ok {
			text.WriteString(part.Chunk)
		}
	}))
	_, err := chromedp.Call(tb.ctx, heapprofiler.TakeHeapSnapshot, heapprofiler.TakeHeapSnapshotParams{})
	tb.must(err)
	var snapshot heapSnapshot
	tb.must(json.Unmarshal([]byte(text.String()), &snapshot))
	return snapshot
}
