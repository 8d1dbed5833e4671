package site_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"downhill/server/client"
	"downhill/server/journal"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

// A lines is a log that can be read while it is written.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(b)
}

// of is what was said, by message.
func (l *lines) of(t *testing.T) map[string][]map[string]any {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	said := map[string][]map[string]any{}
	for line := range strings.Lines(l.all.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		text := m["msg"].(string)
		said[text] = append(said[text], m)
	}
	return said
}

// readLog is the log of all that is done until the test ends.
func readLog(t *testing.T) *lines {
	t.Helper()
	before, log := slog.Default(), &lines{}
	slog.SetDefault(journal.New(log, journal.Format{Format: "json"}))
	t.Cleanup(func() { slog.SetDefault(before) })
	return log
}

// The log names the request of what was refused, which its answer names too, and tells
// nobody's query.
func TestLogTellsWhatWasRefused(t *testing.T) {
	log := readLog(t)
	s, stop := sitetest.Serve(t, site.Config{Stream: stream.Limits{MaxViewers: 1}})
	client.Dial(t, s.URL())
	websocket := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}
	host, _ := client.Get(t, s.URL()+"/?f=secret", "Host", "evil.example")
	full, _ := client.Get(t, s.URL()+"/ws?f=secret", websocket...)
	origin, _ := client.Get(t, s.URL()+"/ws", append(websocket, "Origin", "https://downhill.example")...)
	_ = stop()
	said := log.of(t)
	for message, c := range map[string]struct {
		answer *http.Response
		key    string
		want   any
	}{
		"host refused":   {host, "host", "evil.example"},
		"full":           {full, "viewers", 1.0},
		"origin refused": {origin, "origin", "https://downhill.example"},
	} {
		line := said[message]
		if len(line) != 1 || line[0]["request"] != c.answer.Header.Get("Request-Id") || line[0][c.key] != c.want || line[0]["level"] != "WARN" {
			t.Errorf("%s, of the request %q: %v", message, c.answer.Header.Get("Request-Id"), line)
		}
	}
	if line := said["stopped"]; len(line) != 1 || line[0]["viewers"] != 1.0 {
		t.Errorf("the stop is told as %v", line)
	}
	if text := log.all.String(); strings.Contains(text, "secret") {
		t.Errorf("the log tells too much: %s", text)
	}
}

// Of a proxy that passes the headers of a stream on neither way the log tells once, with
// what to read; a caller that asks for no stream is none.
func TestLogAdvisesOfProxiesOnce(t *testing.T) {
	log := readLog(t)
	s, _ := sitetest.Serve(t, site.Config{})
	key := []string{"Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}
	client.Get(t, s.URL()+"/ws")
	advised := func() (upgrade, host int) {
		for text, of := range log.of(t) {
			if strings.Contains(text, "docs/OPERATING.md") && strings.Contains(text, "Upgrade") {
				upgrade += len(of)
			} else if strings.Contains(text, "docs/OPERATING.md") && strings.Contains(text, "Host") {
				host += len(of)
			}
		}
		return upgrade, host
	}
	if upgrade, host := advised(); upgrade != 0 || host != 0 {
		t.Errorf("%d and %d without a proxy", upgrade, host)
	}
	for range 3 {
		if a, _ := client.Get(t, s.URL()+"/ws", key...); a.StatusCode != http.StatusUpgradeRequired {
			t.Errorf("without Upgrade: %s", a.Status)
		}
		if a, _ := client.Get(t, s.URL()+"/ws", append(key, "Connection", "Upgrade", "Upgrade", "websocket", "Origin", "https://downhill.example")...); a.StatusCode != http.StatusForbidden {
			t.Errorf("without Host: %s", a.Status)
		}
	}
	if upgrade, host := advised(); upgrade != 1 || host != 1 {
		t.Errorf("%d lines of Upgrade, %d of Host", upgrade, host)
	}
}
