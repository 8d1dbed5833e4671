package journal

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

// levels are the levels that a log can be set to.
var levels = map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}

// Levels and Formats are the words for what a log says, the most first, and how.
var (
	Levels  = []string{"debug", "info", "warn", "error"}
	Formats = []string{"text", "json"}
)

// Format is what a log says and how; its zero value is info, as text.
type Format struct{ Level, Format string }

// New is a log. A line names the request that its context is of. Lines with the same
// message are of one kind: at info and above one a second is written, and the next one
// tells how many were not.
func New(out io.Writer, f Format) *slog.Logger {
	options := &slog.HandlerOptions{Level: levels[f.Level]} // info is zero
	var next slog.Handler = slog.NewTextHandler(out, options)
	if f.Format == "json" {
		options.ReplaceAttr = inSeconds
		next = slog.NewJSONHandler(out, options)
	}
	return slog.New(handler{next, &limit{seen: map[string]*kind{}}})
}

// inSeconds has a time that something took as a number of seconds, as metrics have it:
// slog's JSON has nanoseconds.
func inSeconds(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		a.Value = slog.Float64Value(a.Value.Duration().Seconds())
	}
	return a
}

// handler writes what the limit lets through.
type handler struct {
	slog.Handler
	limit *limit
}

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	left, write := h.limit.take(r)
	if !write {
		return nil
	}
	if a := Of(ctx); a.ID != "" {
		r.AddAttrs(slog.String("request", a.ID))
	}
	if left > 0 {
		r.AddAttrs(slog.Int("left_out", left))
	}
	return h.Handler.Handle(ctx, r)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs), h.limit}
}

func (h handler) WithGroup(name string) slog.Handler {
	return handler{h.Handler.WithGroup(name), h.limit}
}

const (
	between   = time.Second // of two lines of a kind
	mostKinds = 256         // a message is a constant of the program; more are not told apart
)

// limit knows what was written lately.
type limit struct {
	mu   sync.Mutex
	seen map[string]*kind
}

// kind is the lines of a message.
type kind struct {
	last time.Time // when one was written
	left int       // how many were not, since then
}

// take reports whether a line is to be written, and how many before it were not.
func (l *limit) take(r slog.Record) (left int, write bool) {
	if r.Level < slog.LevelInfo {
		return 0, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	name := r.Message
	k := l.seen[name]
	if k == nil {
		if len(l.seen) >= mostKinds {
			name = ""
		}
		if k = l.seen[name]; k == nil {
			k = &kind{}
			l.seen[name] = k
		}
	}
	if since := r.Time.Sub(k.last); since >= 0 && since < between {
		k.left++
		return 0, false
	}
	left, k.left, k.last = k.left, 0, r.Time
	return left, true
}

// CheckLevel and CheckFormat say why a word is none; the error names it.
func CheckLevel(word string) error  { return oneOf(word, Levels) }
func CheckFormat(word string) error { return oneOf(word, Formats) }

func oneOf(word string, words []string) error {
	if !slices.Contains(words, word) {
		return fmt.Errorf("%q is none of %s", word, strings.Join(words, ", "))
	}
	return nil
}

// Brief is what a caller wrote, for a line: not longer than a line can bear.
func Brief(text string) string {
	const most = 200
	if len(text) > most {
		text = text[:most] + "…"
	}
	return strings.ToValidUTF8(text, "?")
}
