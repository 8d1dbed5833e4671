package site

import (
	"log"
	"log/slog"
	"strings"
)

// quietLog is net/http's own log as lines of ours: of one kind, whatever they say.
func quietLog() *log.Logger { return log.New(httpLog{}, "", 0) }

type httpLog struct{}

func (httpLog) Write(line []byte) (int, error) {
	slog.Warn("net/http", "says", strings.TrimSpace(string(line)))
	return len(line), nil
}
