package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// say writes a line of a moment.
func say(t *testing.T, log *slog.Logger, ctx context.Context, level slog.Level, at time.Time, message string) {
	t.Helper()
	if !log.Enabled(ctx, level) {
		return
	}
	if err := log.Handler().Handle(ctx, slog.NewRecord(at, level, message, 0)); err != nil {
		t.Fatal(err)
	}
}

// Of a kind one line a second is written, whatever else is; the next tells how many
// were left out. A line names its request.
func TestALineASecondOfAKind(t *testing.T) {
	var out bytes.Buffer
	log := New(&out, Format{Format: "json"})
	ctx, begin := With(t.Context(), Asked{ID: "a-1", Kind: "run"}), time.Unix(1, 0)
	for i := range 40 { // four seconds
		at := begin.Add(time.Duration(i) * 100 * time.Millisecond)
		say(t, log.With("a", 1), ctx, slog.LevelWarn, at, "full")
		say(t, log, t.Context(), slog.LevelError, at, "panic")
		say(t, log, ctx, slog.LevelDebug, at, "not at this level")
	}
	left := map[string][]int{}
	for line := range strings.Lines(out.String()) {
		var said struct {
			Msg     string
			Request string
			Left    int `json:"left_out"`
		}
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatal(err)
		}
		left[said.Msg] = append(left[said.Msg], said.Left)
		if (said.Request == "a-1") != (said.Msg == "full") {
			t.Errorf("%s is of the request %q", said.Msg, said.Request)
		}
	}
	if want := "map[full:[0 9 9 9] panic:[0 9 9 9]]"; fmt.Sprint(left) != want {
		t.Errorf("lines and what was left out before each: %v, want %s", left, want)
	}
}

// What is said at debug is all said, and messages without end take no memory.
func TestDebugAndManyKinds(t *testing.T) {
	var out bytes.Buffer
	log := New(&out, Format{Level: "debug"})
	for range 50 {
		say(t, log, t.Context(), slog.LevelDebug, time.Unix(1, 0), "detail")
	}
	if n := strings.Count(out.String(), "msg=detail"); n != 50 {
		t.Errorf("%d lines at debug", n)
	}
	l := limit{seen: map[string]*kind{}}
	for i := range 10 * mostKinds {
		l.take(slog.NewRecord(time.Unix(1, 0), slog.LevelWarn, fmt.Sprint(i), 0))
	}
	if len(l.seen) > mostKinds+1 {
		t.Errorf("%d kinds are kept", len(l.seen))
	}
}

func TestIDsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		seen[NewID()] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d of 1000", len(seen))
	}
}

func TestWordsOfALogAreChecked(t *testing.T) {
	for _, word := range Levels {
		if _, known := levels[word]; !known || CheckLevel(word) != nil {
			t.Errorf("%s is no level", word)
		}
	}
	for _, wrong := range []string{"", "INFO", "trace"} {
		if CheckLevel(wrong) == nil || CheckFormat(wrong) == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
	if got := Brief(strings.Repeat("a", 1000)); len(got) > 300 {
		t.Errorf("%d bytes", len(got))
	}
}

// As JSON a time that something took is a number of seconds, as text it has its unit.
func TestTimesHaveTheirUnit(t *testing.T) {
	for format, want := range map[string]string{"json": `"took":1.5`, "text": "took=1.5s"} {
		var out bytes.Buffer
		New(&out, Format{Format: format}).Info("work", "took", 1500*time.Millisecond)
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: %s", format, out.String())
		}
	}
}
